import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { AuditLog, type AuditEntry } from '../platform/audit/audit-log.js';
import { CLOCK } from '../platform/clock/clock.js';
import { importReport, type ImportOptions, type ImportReport } from '../platform/csv/import-report.js';
import { Database } from '../platform/database/database.js';
import { lockRevision, raiseRevision } from '../platform/database/revised-cache.js';
import type { Queries, Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { projectRoot } from '../platform/templates/project-root.js';
import { CALENDAR_REVISION, type StoredSpell } from './calendar-facts.js';
import { CalendarRepository, type CalendarChange } from './calendar.repository.js';
import { readDays, type ReadDays } from './days-import.js';
import { planDays, type DaysPlan } from './days-plan.js';
import { hoursAlreadyWorked, readHours, type ReadHours } from './hours-import.js';

export const CALENDAR_FILES = ['days-off', 'weekly-hours'] as const;
export type CalendarFile = (typeof CALENDAR_FILES)[number];

interface CalendarImportOptions extends ImportOptions {
  /** where the file comes from, kept with the years it loads */
  readonly source?: string;
}

const SHIPPED = join(projectRoot, 'data');

/** Files of days off and of working hours, in. All or nothing; running a file again changes nothing. */
@Injectable()
export class CalendarImportService {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly calendar: CalendarRepository,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * A file of days off holds whole years, or single days to add to a known one; the rules are in `days-plan.ts`.
   * Weekly hours come as sets (a unit, a first day); a set that was already worked stays as it is.
   *
   * @throws DomainError `request.too_large`
   */
  async importCsv(kind: CalendarFile, text: string, options: CalendarImportOptions): Promise<ImportReport> {
    return kind === 'days-off' ? this.importDays(readDays(text), options) : this.importHours(readHours(text), options);
  }

  /** Loads the calendar that comes with the project: official years, projections, the hours of Phú Yên. */
  async loadShipped(by = 'system'): Promise<readonly ImportReport[]> {
    const reports = [await this.loadFile('weekly-hours', 'weekly-hours.csv', by)];
    const files = (await readdir(join(SHIPPED, 'calendar'))).filter((name) => name.endsWith('.csv')).sort();
    for (const file of files) reports.push(await this.loadFile('days-off', `calendar/${file}`, by));
    return reports;
  }

  private async loadFile(kind: CalendarFile, file: string, by: string): Promise<ImportReport> {
    const text = await readFile(join(SHIPPED, file), 'utf8');
    return this.importCsv(kind, text, { dryRun: false, by, source: `data/${file}` });
  }

  private async importDays({ rows, days, rejected }: ReadDays, options: CalendarImportOptions): Promise<ImportReport> {
    const at = this.clock.now();
    const plan = async (from: Queries): Promise<DaysPlan> => {
      const stored = { days: await this.calendar.days(from), years: await this.calendar.years(from) };
      return planDays(days, stored, localDate(at), options.source ?? `CSV, ${options.by}`);
    };
    if (rejected.length > 0 || options.dryRun) {
      const planned = await plan(this.database);
      return importReport(rows, [...rejected, ...planned.rejected], false);
    }
    return this.transactor.run(async (tx) => {
      await lockRevision(tx, CALENDAR_REVISION);
      const planned = await plan(tx);
      if (planned.rejected.length > 0) return importReport(rows, planned.rejected, false);
      if (!isEmpty(planned.change)) {
        await this.calendar.write(tx, planned.change);
        await this.note(tx, { at, actor: options.by, subject: 'days-off' });
      }
      return importReport(rows, [], true);
    });
  }

  private async importHours({ rows, spells, rejected }: ReadHours, options: ImportOptions): Promise<ImportReport> {
    const at = this.clock.now();
    const today = localDate(at);
    if (rejected.length > 0 || options.dryRun) {
      const worked = hoursAlreadyWorked(spells, await this.calendar.spells(this.database), today);
      return importReport(rows, [...rejected, ...worked], false);
    }
    return this.transactor.run(async (tx) => {
      await lockRevision(tx, CALENDAR_REVISION);
      const before = await this.calendar.spells(tx);
      const worked = hoursAlreadyWorked(spells, before, today);
      if (worked.length > 0) return importReport(rows, worked, false);
      const given: readonly StoredSpell[] = spells.map(({ spell }) => spell);
      await this.calendar.writeSpells(tx, given);
      const after = await this.calendar.spells(tx);
      if (JSON.stringify(before) !== JSON.stringify(after)) {
        await this.note(tx, { at, actor: options.by, subject: 'weekly-hours' });
      }
      return importReport(rows, [], true);
    });
  }

  private async note(tx: Tx, entry: Pick<AuditEntry, 'at' | 'actor' | 'subject'>): Promise<void> {
    await this.audit.record(tx, { ...entry, action: 'calendar.imported', reason: null });
    await raiseRevision(tx, CALENDAR_REVISION);
  }
}

function isEmpty({ remove, days, years }: CalendarChange): boolean {
  return remove.length + days.length + years.length === 0;
}

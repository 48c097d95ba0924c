import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { fieldDiffs, type ImportDiff, type ImportPreview } from '../platform/csv/import-diff.js';
import { importReport } from '../platform/csv/import-report.js';
import { Database } from '../platform/database/database.js';
import type { StoredDay, StoredSpell } from './calendar-facts.js';
import type { CalendarFile } from './calendar-import.service.js';
import { CalendarRepository } from './calendar.repository.js';
import { readDays } from './days-import.js';
import { planDays } from './days-plan.js';
import { hoursAlreadyWorked, readHours } from './hours-import.js';
import { spellsText } from './spell-text.js';

/** What a file of days off or of hours would do to the calendar, by the same rules as loading it; nothing is written. */
@Injectable()
export class CalendarPreviewService {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.too_large` */
  async preview(kind: CalendarFile, text: string): Promise<ImportPreview> {
    return kind === 'days-off' ? this.days(text) : this.hours(text);
  }

  private async days(text: string): Promise<ImportPreview> {
    const read = readDays(text);
    const stored = { days: await this.calendar.days(this.database), years: await this.calendar.years(this.database) };
    const { change, rejected } = planDays(read.days, stored, localDate(this.clock.now()), '');
    const before = new Map(stored.days.map((day) => [day.date, day]));
    const written = change.days.map((day): ImportDiff => {
      const known = before.get(day.date);
      const fields = fieldDiffs(known ? dayTexts(known) : null, dayTexts(day));
      return { kind: known ? 'changed' : 'added', key: day.date, name: day.name, fields };
    });
    const removed = change.remove.map((date): ImportDiff => {
      const name = before.get(date)?.name ?? '';
      return { kind: 'removed', key: date, name, fields: [] };
    });
    const diffs = [...written, ...removed].sort((a, b) => (a.key < b.key ? -1 : 1));
    const report = importReport(read.rows, [...read.rejected, ...rejected], false);
    return { report, diffs, unchanged: read.days.length - change.days.length };
  }

  private async hours(text: string): Promise<ImportPreview> {
    const read = readHours(text);
    const stored = await this.calendar.spells(this.database);
    const worked = hoursAlreadyWorked(read.spells, stored, localDate(this.clock.now()));
    const given = setsOf(read.spells.map(({ spell }) => spell));
    const known = setsOf(stored);
    const diffs = [...given].flatMap(([key, week]): ImportDiff[] => {
      const old = known.get(key) ?? null;
      const fields = fieldDiffs(old, week);
      return fields.length === 0 ? [] : [{ kind: old ? 'changed' : 'added', key, name: '', fields }];
    });
    const report = importReport(read.rows, [...read.rejected, ...worked], false);
    return { report, diffs, unchanged: given.size - diffs.length };
  }
}

function dayTexts(day: StoredDay): Record<string, string | null> {
  const { kind, name, source, confidence, spells } = day;
  return { kind, name, source, confidence, spells: spells && spellsText(spells) };
}

/** The hours of a unit from a day on, by day of the week. */
function setsOf(spells: readonly StoredSpell[]): Map<string, Record<string, string | null>> {
  const sets = new Map<string, StoredSpell[]>();
  for (const spell of spells) {
    const key = `${spell.unitCode} ${spell.validFrom}`;
    sets.set(key, [...(sets.get(key) ?? []), spell]);
  }
  return new Map([...sets].map(([key, own]) => [key, weekTexts(own)]));
}

function weekTexts(spells: readonly StoredSpell[]): Record<string, string | null> {
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
    const own = spells.filter((spell) => spell.weekday === weekday).sort((a, b) => a.opens - b.opens);
    return [`weekday ${weekday}`, own.length === 0 ? null : spellsText(own)] as const;
  });
  return Object.fromEntries(days);
}

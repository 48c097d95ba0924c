import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { lockRevision, raiseRevision, revisionOf } from '../platform/database/revised-cache.js';
import type { Queries } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../platform/idempotency/idempotency.js';
import { CALENDAR_REVISION } from './calendar-facts.js';
import { CalendarRepository } from './calendar.repository.js';
import { planNotice, type NoticePlan } from './notice-plan.js';
import { readNotice, type NoticeLine } from './notice-text.js';

/** A pasted notice of days off. */
export interface Notice {
  readonly text: string;
  /** the document, with number and date */
  readonly source: string;
  /** it says all there is to say of its years: they become official */
  readonly wholeYears: boolean;
}

export interface ReadNotice {
  readonly lines: readonly NoticeLine[];
  readonly plan: NoticePlan;
}

/** Notices of the government about days off, as people paste them: read, compared, saved. */
@Injectable()
export class CalendarNoticesService {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly calendar: CalendarRepository,
    private readonly audit: AuditLog,
    private readonly idempotency: IdempotencyService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the notice says, line by line, and what it would change. Writes nothing. */
  read(notice: Notice): Promise<ReadNotice> {
    return this.planOn(this.database, notice);
  }

  /**
   * Saves what was understood. Open promises are not moved by this: that is a step of its own.
   *
   * @param revision of the calendar that the reader compared the notice with
   * @throws DomainError `version.stale` when the calendar has changed since, `import.rejected` for days that may not
   *   change, `request.invalid` when there is nothing to save
   */
  accept(notice: Notice, revision: number, by: string, write: IdempotentWrite | null = null): Promise<Outcome> {
    const at = this.clock.now();
    const id = `${CALENDAR_REVISION}:${String(revision)}`;
    return this.idempotency.once(write, async () => {
      await this.transactor.run(async (tx) => {
        await lockRevision(tx, CALENDAR_REVISION);
        await demandRevision(tx, revision);
        const { change, differences, official, rejected } = (await this.planOn(tx, notice)).plan;
        if (rejected.length > 0) throw refused(rejected);
        if (differences.length + official.length === 0) throw nothing();
        await this.calendar.write(tx, change);
        await this.idempotency.remember(tx, write, id, at);
        const subject = `notice: ${String(differences.length)}`;
        await this.audit.record(tx, { at, actor: by, action: 'calendar.notice', subject, reason: notice.source });
        await raiseRevision(tx, CALENDAR_REVISION);
      });
      return id;
    });
  }

  private async planOn(from: Queries, { text, source, wholeYears }: Notice): Promise<ReadNotice> {
    const lines = readNotice(text);
    const stored = { days: await this.calendar.days(from), years: await this.calendar.years(from) };
    const today = localDate(this.clock.now());
    const days = lines.flatMap((line) => line.days);
    return { lines, plan: planNotice(days, stored, { today, source, wholeYears }) };
  }
}

async function demandRevision(from: Queries, seen: number): Promise<void> {
  const revision = await revisionOf(from, CALENDAR_REVISION);
  if (revision === seen) return;
  throw new DomainError('version.stale', 'the calendar has changed since you looked', { yourRevision: seen, revision });
}

function refused(rejected: NoticePlan['rejected']): DomainError {
  const errors = rejected.map(({ line, message }) => ({ field: `line ${String(line)}`, message }));
  return new DomainError('import.rejected', 'days that may not change', { rejected: rejected.length }, errors);
}

function nothing(): DomainError {
  const errors = [{ field: 'text', message: 'Không có ngày nào thay đổi so với lịch đang dùng' }];
  return new DomainError('request.invalid', 'nothing changes', {}, errors);
}

import { Inject, Injectable } from '@nestjs/common';
import { LetterListsService } from '../../apologies/letter-lists.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Counts } from '../../domain/kpi/on-time-rate.js';
import { calendarMonthOf, type DayRange, type Period } from '../../domain/kpi/period.js';
import { summaryDays } from '../../domain/kpi/summary-days.js';
import type { Clock } from '../../domain/time/instant.js';
import { addDays, localDate, startOfDay, type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { DistanceService, type SaveFirst } from '../distance.service.js';
import { OnTimeService } from '../on-time.service.js';
import type { ReportScope } from '../report-scope.service.js';
import { MorningFrame } from './morning-frame.service.js';
import { LateHeldService, type LateReport } from './late-held.service.js';

/** A week or a month that is over. */
export interface Summary {
  readonly days: DayRange;
  readonly counts: Counts;
  readonly late: LateReport;
}

/** How a unit stands in the morning, for whoever answers for it. */
export interface UnitMorning {
  readonly unitName: string;
  readonly day: PlainDate;
  /** the last working day before */
  readonly before: PlainDate;
  /** this calendar month so far */
  readonly month: { readonly period: Period; readonly counts: Counts };
  readonly dueToday: number;
  readonly letters: { readonly owed: number; readonly drafted: number };
  readonly saveFirst: readonly SaveFirst[];
  /** what turned late since the last working morning */
  readonly turnedLate: LateReport;
  /** on the first working day after */
  readonly lastWeek: Summary | null;
  readonly lastMonth: Summary | null;
}

/** What the morning of a head is about. Reads only; for a job, never on a request. */
@Injectable()
export class UnitMorningService {
  constructor(
    private readonly figures: OnTimeService,
    private readonly distance: DistanceService,
    private readonly due: MorningFrame,
    private readonly late: LateHeldService,
    private readonly letters: LetterListsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param by a head, on a working day of their unit
   * @throws DomainError `calendar.missing`; `internal` when the figures do not balance (R25)
   */
  async of(by: Actor): Promise<UnitMorning> {
    const day = localDate(this.clock.now());
    const { scope, before } = await this.due.frame(by, day);
    const month = soFar(calendarMonthOf(day), day);
    const { week, month: past } = summaryDays(day, before);
    const [total] = await this.figures.each(scope, [month]);
    if (!total) throw new RangeError('each period has its figures');
    return {
      unitName: scope.unit.name,
      day,
      before,
      month: { period: month, counts: total.counts },
      dueToday: await this.due.on(scope, day),
      letters: await this.letters.begun(scope.unit.code, by),
      saveFirst: await this.distance.saveFirst(scope),
      // Midnight belongs to the morning that follows: a promise of the day before broke then.
      turnedLate: await this.late.in(scope, { after: startOfDay(before), through: startOfDay(day) }),
      lastWeek: week && (await this.summary(scope, week)),
      lastMonth: past && (await this.summary(scope, past)),
    };
  }

  /** Dossiers that turned late with the last day's end belong to the days, so the first midnight does not. */
  private async summary(scope: ReportScope, days: DayRange): Promise<Summary> {
    const { counts } = await this.figures.total(scope, days);
    const span = { after: startOfDay(days.from), through: startOfDay(addDays(days.to, 1)) };
    return { days: { from: days.from, to: days.to }, counts, late: await this.late.in(scope, span) };
  }
}

function soFar(period: Period, day: PlainDate): Period {
  return period.to <= day ? period : { ...period, to: day };
}

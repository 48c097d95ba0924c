import { OpenCountsService } from './board/open-counts.service.js';
import { Inject, Injectable } from '@nestjs/common';
import { LetterListsService } from '../apologies/letter-lists.service.js';
import type { Actor } from '../domain/accounts/roles.js';
import { day15YearOf, monthsUpTo, type DayRange, type Period } from '../domain/kpi/period.js';
import type { Clock } from '../domain/time/instant.js';
import { addDays, localDate, weekdayOf, type PlainDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { distanceOf, DistanceService, type SaveFirst } from './distance.service.js';
import { OnTimeService, type OnTimeRow, type Total } from './on-time.service.js';
import { ReportScopeService, type ReportScope } from './report-scope.service.js';

export interface Standing extends Total {
  readonly period: Period;
}

export interface DashboardFacts {
  readonly day: PlainDate;
  readonly unit: ReportScope['unit'];
  /** this calendar month so far */
  readonly month: Standing;
  /** the statutory year so far, from 15 December on */
  readonly year: Standing;
  /** of this calendar month; see `distanceToTarget` */
  readonly distance: number | null;
  /** apologies owed and not yet issued that the reader may open, whenever they began; `drafted` have a letter under way */
  readonly letters: { readonly owed: number; readonly drafted: number };
  /** the last twelve calendar months, oldest first; the last one so far */
  readonly months: readonly Standing[];
  /** the same twelve months, by unit */
  readonly window: DayRange;
  readonly units: readonly OnTimeRow[];
  readonly saveFirst: readonly SaveFirst[];
  /** open dossiers, not late, promised for today and for today up to Sunday */
  readonly due: { readonly today: number; readonly week: number };
}

const MONTHS = 12;
const SUNDAY = 7;

/** How a unit stands, on one page. Reads only. */
@Injectable()
export class DashboardService {
  constructor(
    private readonly open: OpenCountsService,
    private readonly scopes: ReportScopeService,
    private readonly onTime: OnTimeService,
    private readonly distance: DistanceService,
    private readonly letters: LetterListsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param unitCode null is the reader's own unit; @throws DomainError as `ReportScopeService.of` */
  async facts(actor: Actor, unitCode: string | null = null): Promise<DashboardFacts> {
    const scope = await this.scopes.of(actor, unitCode);
    const day = localDate(this.clock.now());
    const year = upTo(day, day15YearOf(day));
    const [inYear, ...months] = await this.standings(scope, [year, ...monthsOf(day)]);
    const month = months.at(-1);
    if (!inYear || !month) throw new RangeError('each period has its figures');
    return {
      day,
      unit: scope.unit,
      month,
      year: inYear,
      distance: distanceOf(month.counts),
      letters: await this.letters.begun(scope.unit.code, actor),
      months,
      window: lastMonths(day),
      units: await this.onTime.byUnit(scope, lastMonths(day)),
      saveFirst: await this.distance.saveFirst(scope),
      due: await this.due(scope, day),
    };
  }

  /** The months of the line chart, for its picture. */
  async monthsOf(actor: Actor, unitCode: string | null = null): Promise<DashboardFacts['months']> {
    return this.standings(await this.scopes.of(actor, unitCode), monthsOf(localDate(this.clock.now())));
  }

  /** The bars of the unit chart, for its picture. */
  async unitsOf(actor: Actor, unitCode: string | null = null): Promise<readonly OnTimeRow[]> {
    const day = localDate(this.clock.now());
    return this.onTime.byUnit(await this.scopes.of(actor, unitCode), lastMonths(day));
  }

  private async standings(scope: ReportScope, periods: readonly Period[]): Promise<Standing[]> {
    const totals = await this.onTime.each(scope, periods);
    return totals.flatMap((total, i) => (periods[i] ? [{ ...total, period: periods[i] }] : []));
  }

  private async due(scope: ReportScope, day: PlainDate): Promise<DashboardFacts['due']> {
    const cells = await this.open.due(
      scope,
      { from: day, to: addDays(day, daysLeftOfWeek(day) - 1) },
      this.clock.now(),
    );
    const sum = (of: typeof cells): number => of.reduce((total, { n }) => total + n, 0);
    return { today: sum(cells.filter((cell) => cell.day === day)), week: sum(cells) };
  }
}

/** The window of both charts: it does not go empty on the first day of a statutory year. */
function lastMonths(day: PlainDate): DayRange {
  const [first] = monthsUpTo(day, MONTHS);
  return { from: first?.from ?? day, to: day };
}

/** The last twelve calendar months, the oldest first, this one so far. */
function monthsOf(day: PlainDate): Period[] {
  return monthsUpTo(day, MONTHS).map((period) => upTo(day, period));
}

/** So far: the days that are not over yet are not asked about. */
function upTo<T extends DayRange>(day: PlainDate, period: T): T {
  return period.to <= day ? period : { ...period, to: day };
}

/** Today and what follows up to Sunday: 7 on a Monday, 1 on a Sunday. */
export function daysLeftOfWeek(day: PlainDate): number {
  return SUNDAY + 1 - weekdayOf(day);
}

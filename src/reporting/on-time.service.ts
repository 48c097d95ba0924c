import { Inject, Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import { addCounts, balances, NO_COUNTS, TARGET_PERCENT, type Counts } from '../domain/kpi/on-time-rate.js';
import { daysWithin, isDayRange, monthsWithin, type DayRange, type Period } from '../domain/kpi/period.js';
import type { Clock } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { ReportLabelsService } from './report-labels.service.js';
import { ReportScopeService, type ReportScope } from './report-scope.service.js';
import { ReportingRepository, type CountRow, type Grouping } from './reporting.repository.js';

export const GROUP_BY = ['unit', 'field', 'procedure', 'channel', 'officer', 'month', 'day'] as const;

export type GroupBy = (typeof GROUP_BY)[number];

export interface OnTimeQuestion extends DayRange {
  readonly groupBy: GroupBy;
  /** null is the reader's own unit; a unit brings everything below it */
  readonly unitCode: string | null;
}

/** A total, and the same without same-day and instant dossiers, which are nearly always on time and hide the rest. */
export interface Total {
  readonly counts: Counts;
  readonly withoutSameDay: Counts;
}

export interface OnTimeRow {
  readonly key: string;
  /** null where the words are the view's: channels, months, days */
  readonly name: string | null;
  readonly counts: Counts;
}

export interface OnTimeReport extends DayRange {
  readonly unit: ReportScope['unit'];
  readonly groupBy: GroupBy;
  /** whole percent */
  readonly target: number;
  readonly rows: readonly OnTimeRow[];
  readonly total: Total;
}

/** A quarter by days is as much as anybody reads. */
const MOST_DAY_ROWS = 92;
/** How many unsound dossiers a refused report names. */
const NAMED = 20;

type CodedDays = DayRange & { readonly code: string };

const alphabet = new Intl.Collator('vi', { numeric: true });

/** How many promises were kept (reference 6.3). Reads only. */
@Injectable()
export class OnTimeService {
  constructor(
    private readonly repository: ReportingRepository,
    private readonly scopes: ReportScopeService,
    private readonly labels: ReportLabelsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `request.invalid` for days out of order or too many of them, `auth.forbidden` outside the
   *         reader's reach, `internal` naming the dossiers that cannot be counted honestly (R25)
   */
  async report(actor: Actor, question: OnTimeQuestion): Promise<OnTimeReport> {
    const { from, to, groupBy } = question;
    checkRange(question);
    if (groupBy === 'officer' && !hasRole(actor, 'desk_head', 'leader', 'monitor')) {
      throw new DomainError('auth.forbidden', 'figures of single officers are for their heads', { groupBy });
    }
    const scope = await this.scopes.of(actor, question.unitCode);
    const rows = await this.rows(scope, question);
    if (rows.some(({ unsound }) => unsound > 0)) throw await this.unsound(scope, question);
    const byTime = groupBy === 'month' || groupBy === 'day';
    const total = byTime ? await this.total(scope, question) : totalOf(rows);
    const shown = await this.named(scope, question, rows);
    return { from, to, groupBy, unit: scope.unit, target: TARGET_PERCENT, rows: shown, total };
  }

  /** The figures of one period, for a scope already checked. */
  async total(scope: ReportScope, { from, to }: DayRange): Promise<Total> {
    return totalOf(await this.count(scope, 'period', [{ code: '', from, to }]));
  }

  /** Each period by itself, in the order asked; for a scope already checked. */
  async byPeriod(scope: ReportScope, periods: readonly Period[]): Promise<OnTimeRow[]> {
    return inOrder(periods, await this.count(scope, 'period', periods));
  }

  /** Each child of the scope's unit; for a scope already checked. */
  async byUnit(scope: ReportScope, { from, to }: DayRange): Promise<OnTimeRow[]> {
    return this.underBranches(scope, await this.count(scope, 'unit', [{ code: '', from, to }]), to);
  }

  private count({ unitCodes }: ReportScope, grouping: Grouping, periods: readonly CodedDays[]): Promise<CountRow[]> {
    return this.repository.count({ unitCodes, grouping, periods, now: this.clock.now() });
  }

  private rows(scope: ReportScope, { from, to, groupBy }: OnTimeQuestion): Promise<CountRow[]> {
    if (groupBy === 'month') return this.count(scope, 'period', monthsWithin({ from, to }));
    if (groupBy === 'day') return this.count(scope, 'period', daysWithin({ from, to }).map(oneDay));
    return this.count(scope, groupBy, [{ code: '', from, to }]);
  }

  private async named(scope: ReportScope, question: OnTimeQuestion, rows: readonly CountRow[]): Promise<OnTimeRow[]> {
    const { groupBy, to } = question;
    if (groupBy === 'month') return inOrder(monthsWithin(question), rows);
    if (groupBy === 'day') return inOrder(daysWithin(question).map(oneDay), rows);
    if (groupBy === 'unit') return this.underBranches(scope, rows, to);
    return sorted(rows, await this.labels.of(groupBy, keysOf(rows), to));
  }

  /** A unit stands for everything below it: the rows are the children of the unit asked about. */
  private async underBranches(scope: ReportScope, rows: readonly CountRow[], onDay: PlainDate): Promise<OnTimeRow[]> {
    const branches = await this.scopes.branches(scope);
    const moved = rows.map((row) => ({ ...row, key: branches.get(row.key) ?? row.key }));
    return sorted(moved, await this.labels.of('unit', keysOf(moved), onDay));
  }

  private async unsound({ unitCodes }: ReportScope, range: DayRange): Promise<DomainError> {
    const dossiers = await this.repository.unsound(unitCodes, range, NAMED);
    return new DomainError('internal', 'some dossiers cannot be counted honestly', { dossiers });
  }
}

/** @throws DomainError `internal` when (3) is not (7) + (11): no figure is better than a wrong one (R25) */
function totalOf(rows: readonly CountRow[]): Total {
  const sum = (some: readonly CountRow[]): Counts => some.reduce<Counts>(addCounts, NO_COUNTS);
  const counts = sum(rows);
  if (!balances(counts)) throw new DomainError('internal', 'the figures do not balance', { ...counts });
  return { counts, withoutSameDay: sum(rows.filter(({ sameDay }) => !sameDay)) };
}

function foldByKey(rows: readonly CountRow[]): Map<string, Counts> {
  const folded = new Map<string, Counts>();
  for (const row of rows) folded.set(row.key, addCounts(folded.get(row.key) ?? NO_COUNTS, row));
  return folded;
}

function inOrder(periods: readonly { readonly code: string }[], rows: readonly CountRow[]): OnTimeRow[] {
  const counts = foldByKey(rows);
  return periods.map(({ code }) => ({ key: code, name: null, counts: counts.get(code) ?? NO_COUNTS }));
}

function sorted(rows: readonly CountRow[], names: ReadonlyMap<string, string>): OnTimeRow[] {
  return [...foldByKey(rows)]
    .map(([key, counts]) => ({ key, name: names.get(key) ?? null, counts }))
    .sort((a, b) => alphabet.compare(a.name ?? a.key, b.name ?? b.key) || alphabet.compare(a.key, b.key));
}

function keysOf(rows: readonly CountRow[]): string[] {
  return [...new Set(rows.map(({ key }) => key))];
}

function oneDay(day: DayRange['from']): CodedDays {
  return { code: day, from: day, to: day };
}

function checkRange({ from, to, groupBy }: OnTimeQuestion): void {
  const invalid = (field: string, message: string): DomainError =>
    new DomainError('request.invalid', 'not a range of days', { from, to }, [{ field, message }]);
  if (from > to) throw invalid('to', 'Ngày cuối phải từ ngày đầu trở đi');
  if (!isDayRange(from, to)) throw invalid('to', 'Khoảng ngày dài quá mười năm');
  if (groupBy === 'day' && daysWithin({ from, to }).length > MOST_DAY_ROWS) {
    throw invalid('groupBy', `Theo ngày: nhiều nhất ${MOST_DAY_ROWS} ngày`);
  }
}

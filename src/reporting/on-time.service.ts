import { Injectable } from '@nestjs/common';
import { CountsService, type CountFilter, type CountRow, type Grouping } from '../counting/counts.service.js';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import { addCounts, balances, NO_COUNTS, TARGET_PERCENT, type Counts } from '../domain/kpi/on-time-rate.js';
import { daysWithin, isDayRange, monthsWithin, type DayRange, type Period } from '../domain/kpi/period.js';
import { ReportLabelsService } from './report-labels.service.js';
import { ReportScopeService, type ReportScope } from './report-scope.service.js';
import { ReportingRepository } from './reporting.repository.js';

export const GROUP_BY = ['unit', 'field', 'procedure', 'channel', 'officer', 'month', 'day'] as const;

export type GroupBy = (typeof GROUP_BY)[number];

export interface OnTimeQuestion extends DayRange {
  readonly groupBy: GroupBy;
  /** null is the reader's own unit; a unit brings everything below it */
  readonly unitCode: string | null;
  /** narrows what is counted; not of officers, and a field is not asked for by procedures, nor a procedure by fields */
  readonly only?: CountFilter;
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
/** The code of the whole range asked about, beside the months or days in it. */
const WHOLE = '';
/** How many unsound dossiers a refused report names. */
const NAMED = 20;

type CodedDays = DayRange & { readonly code: string };

const alphabet = new Intl.Collator('vi', { numeric: true });

/** How many promises were kept (reference 6.3). Reads only. */
@Injectable()
export class OnTimeService {
  constructor(
    private readonly counts: CountsService,
    private readonly repository: ReportingRepository,
    private readonly scopes: ReportScopeService,
    private readonly labels: ReportLabelsService,
  ) {}

  /**
   * @throws DomainError `request.invalid` for days out of order or too many of them, `auth.forbidden` outside the
   *         reader's reach, `internal` naming the dossiers that cannot be counted honestly (R25)
   */
  async report(actor: Actor, question: OnTimeQuestion): Promise<OnTimeReport> {
    const { from, to, groupBy } = question;
    checkRange(question);
    checkFilter(question);
    if (groupBy === 'officer' && !hasRole(actor, 'desk_head', 'leader', 'monitor')) {
      throw new DomainError('auth.forbidden', 'figures of single officers are for their heads', { groupBy });
    }
    const scope = await this.scopes.of(actor, question.unitCode);
    await this.demandSound(scope, question);
    const { rows, total } = await this.answer(scope, question);
    return { from, to, groupBy, unit: scope.unit, target: TARGET_PERCENT, rows, total };
  }

  /** The figures of one period, for a scope already checked. */
  async total(scope: ReportScope, { from, to }: DayRange): Promise<Total> {
    return totalOf(await this.count(scope, 'period', [{ code: WHOLE, from, to }]));
  }

  /** Each period by itself, in the order asked and by one question; for a scope already checked. */
  async each(scope: ReportScope, periods: readonly Period[]): Promise<Total[]> {
    const rows = await this.count(scope, 'period', periods);
    return periods.map(({ code }) => totalOf(rows.filter(({ key }) => key === code)));
  }

  /** A unit stands for everything below it: the rows are the children of the scope's unit, already checked. */
  async byUnit(scope: ReportScope, { from, to }: DayRange): Promise<OnTimeRow[]> {
    const rows = await this.count(scope, 'unit', [{ code: WHOLE, from, to }]);
    return sorted(rows, await this.labels.of('unit', keysOf(rows), to));
  }

  /** By who settled it, for a scope already checked and a reader who may see figures of single people; '' is the rest. */
  async byOfficer(scope: ReportScope, { from, to }: DayRange): Promise<OnTimeRow[]> {
    const rows = await this.count(scope, 'officer', [{ code: WHOLE, from, to }]);
    return sorted(rows, await this.labels.of('officer', keysOf(rows), to));
  }

  private async count(
    scope: ReportScope,
    grouping: Grouping,
    periods: readonly CodedDays[],
    only: CountFilter = {},
  ): Promise<CountRow[]> {
    const branches = await this.scopes.branches(scope);
    return this.counts.count({ unitCode: scope.unit.code, branches, grouping, periods, only });
  }

  private async answer(
    scope: ReportScope,
    { from, to, groupBy, only }: OnTimeQuestion,
  ): Promise<Pick<OnTimeReport, 'rows' | 'total'>> {
    const whole = { code: WHOLE, from, to };
    if (groupBy === 'month' || groupBy === 'day') {
      const periods = groupBy === 'month' ? monthsWithin({ from, to }) : daysWithin({ from, to }).map(oneDay);
      const rows = await this.count(scope, 'period', [...periods, whole], only);
      return { rows: inOrder(periods, rows), total: totalOf(rows.filter(({ key }) => key === WHOLE)) };
    }
    const rows = await this.count(scope, groupBy, [whole], only);
    return { rows: sorted(rows, await this.labels.of(groupBy, keysOf(rows), to)), total: totalOf(rows) };
  }

  private async demandSound({ unitCodes }: ReportScope, range: DayRange): Promise<void> {
    const dossiers = await this.repository.unsound(unitCodes, range, NAMED);
    if (dossiers.length > 0)
      throw new DomainError('internal', 'some dossiers cannot be counted honestly', { dossiers });
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

/** Bins hold a field or a procedure, never both; what one person settled is kept without either. */
function checkFilter({ groupBy, only = {} }: OnTimeQuestion): void {
  const invalid = (message: string): DomainError =>
    new DomainError('request.invalid', 'not a way to count', { groupBy }, [{ field: 'groupBy', message }]);
  const { fieldCode, procedureCode, channel } = only;
  const narrowed = fieldCode !== undefined || procedureCode !== undefined || channel !== undefined;
  if (groupBy === 'officer' && narrowed) throw invalid('Theo cán bộ thì không lọc lĩnh vực, thủ tục hay kênh');
  if (groupBy === 'procedure' && procedureCode === undefined && fieldCode !== undefined) {
    throw invalid('Đã chọn một lĩnh vực: không chia tiếp theo thủ tục được');
  }
  if (groupBy === 'field' && procedureCode !== undefined) {
    throw invalid('Đã chọn một thủ tục: không chia theo lĩnh vực được');
  }
}

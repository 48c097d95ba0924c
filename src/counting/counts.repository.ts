import { Injectable } from '@nestjs/common';
import type { Measures } from '../domain/kpi/movements.js';
import { addCounts, NO_COUNTS, withoutCounts, type Counts } from '../domain/kpi/on-time-rate.js';
import type { DayRange } from '../domain/kpi/period.js';
import { countsFromSlots, planSlots, slotOf, type SlotPlan } from '../domain/kpi/slots.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate, type PlainDate } from '../domain/time/plain-date.js';
import { Database } from '../platform/database/database.js';
import { shiftParameters, type Queries, type Statement } from '../platform/database/sql.js';
import { countStatement, OFFICER, SUBTREE, type CountFilter, type Grouping } from './counts-sql.js';
import { officerStatement } from './officers-sql.js';

export interface CountQuestion {
  /** a unit with everything below it */
  readonly unitCode: string;
  /** that unit and all below it, by the one under which each is shown: itself, or the one just below `unitCode` */
  readonly branches: ReadonlyMap<string, string>;
  /** units below it whose sums are taken away, with everything below them; `branches` does not hold them then */
  readonly without?: readonly string[];
  readonly grouping: Grouping;
  /** several only with the grouping `period`, whose keys they are */
  readonly periods: readonly (DayRange & { readonly code: string })[];
  readonly now: Instant;
  /** not of officers, whose sums know neither */
  readonly only?: CountFilter;
  /** a row for each channel of a key; not of officers */
  readonly byChannel?: boolean;
  /** the figures as closed periods were reported, with what became known later where it was posted to */
  readonly asReported?: boolean;
}

/** What counts for one key of the grouping; same-day and instant ones apart, for they hide the rest. */
export interface CountRow extends Counts {
  readonly key: string;
  readonly sameDay: boolean;
  /** '' unless channels are told apart */
  readonly channel: string;
}

interface Line extends Measures {
  readonly key: string;
  readonly of: number;
  readonly quick: boolean | number;
  readonly channel: string;
  /** first day of the slot, '' for the time before */
  readonly day: PlainDate | '';
}

interface Group {
  readonly key: string;
  readonly of: number;
  readonly sameDay: boolean;
  readonly channel: string;
  readonly slots: Map<number, Measures>;
}

/** Counts by the bins; what they mean is said by src/domain/kpi/population.ts. */
@Injectable()
export class CountsRepository {
  constructor(private readonly database: Database) {}

  /** @returns no row for a key of which nothing is counted */
  async count(question: CountQuestion, queries: Queries = this.database): Promise<CountRow[]> {
    const { grouping, periods, branches } = question;
    if (periods.length === 0 || branches.size === 0) return [];
    const today = localDate(question.now);
    const plan = planSlots(periods, today);
    const { sql, params } = statementOf(question, plan, today);
    const groups = grouped(await queries.query<Line>(sql, params), plan);
    const rows = periods.flatMap((period) => {
      const counted = groups.map(({ slots, ...group }) => ({
        ...group,
        ...countsFromSlots(slots, period, plan.edges, today),
      }));
      if (grouping === 'period') return counted.map((row) => ({ ...row, key: period.code }));
      return grouping === 'unit' ? byBranch(counted, question) : grouping === 'officer' ? withRest(counted) : counted;
    });
    return rows.filter(isSomething).map(({ of: _, ...row }) => row);
  }
}

type Counted = CountRow & { readonly of: number };

function statementOf(question: CountQuestion, plan: SlotPlan, today: PlainDate): Statement {
  const { grouping, unitCode, branches, periods, now, only = {}, byChannel = false } = question;
  const { asReported = false, without = [] } = question;
  const unitCodes = [...branches.keys()];
  const nodes = grouping === 'unit' ? [...new Set([unitCode, ...branches.values()])] : [unitCode];
  const counts = countStatement({
    ...{ grouping, nodes, without, unitCodes, plan, today, now },
    only,
    byChannel,
    asReported,
  });
  const [period] = periods;
  return grouping === 'officer' && period ? both(counts, officerStatement(unitCodes, period, plan)) : counts;
}

function both(a: Statement, b: Statement): Statement {
  return {
    sql: `${a.sql} UNION ALL ${shiftParameters(b.sql, a.params.length)}`,
    params: [...a.params, ...b.params],
  };
}

function grouped(lines: readonly Line[], { edges }: SlotPlan): Group[] {
  const groups = new Map<string, Group>();
  for (const { key, of, quick, channel, day, ...measures } of lines) {
    const id = JSON.stringify([key, of, Boolean(quick), channel]);
    const group = groups.get(id) ?? { key, of, sameDay: Boolean(quick), channel, slots: new Map<number, Measures>() };
    const slot = slotOf(day, edges);
    const before = group.slots.get(slot);
    group.slots.set(slot, before ? addMeasures(before, measures) : measures);
    groups.set(id, group);
  }
  return [...groups.values()];
}

/** A unit's sums hold all below it: what is its own is what remains when those just below are taken away. */
function byBranch(rows: readonly Counted[], { unitCode, branches }: CountQuestion): Counted[] {
  const sums = new Map<string, Counted>();
  const post = (key: string, row: Counted, combine: typeof addCounts): void => {
    const id = `${key}|${String(row.sameDay)}|${row.channel}`;
    const before = sums.get(id) ?? { ...row, ...withoutCounts(row, row), key };
    sums.set(id, { ...before, ...combine(before, row) });
  };
  for (const row of rows) {
    if (row.of !== SUBTREE) post(branches.get(row.key) ?? row.key, row, addCounts);
    else {
      post(row.key, row, addCounts);
      if (row.key !== unitCode) post(unitCode, row, withoutCounts);
    }
  }
  return [...sums.values()];
}

/** Whoever holds an open dossier has no part in a result: what nobody settled in the period stands under ''. */
function withRest(rows: readonly Counted[]): Counted[] {
  const officers = rows
    .filter(({ of }) => of === OFFICER)
    // Nothing of theirs is open: what they settled and did not come in within the period was carried into it.
    .map((row) => ({ ...row, carried: row.early + row.onTime + row.late - row.received, inTime: 0, overdue: 0 }));
  const rest = rows
    .filter(({ of }) => of !== OFFICER)
    .map((total) =>
      officers
        .filter(({ sameDay }) => sameDay === total.sameDay)
        .reduce<Counted>((left, row) => ({ ...left, ...withoutCounts(left, row) }), total),
    );
  return [...officers, ...rest];
}

function isSomething(row: Counts): boolean {
  return (Object.keys(NO_COUNTS) as (keyof Counts)[]).some((name) => row[name] !== 0);
}

function addMeasures(a: Measures, b: Measures): Measures {
  return {
    received: a.received + b.received,
    early: a.early + b.early,
    onTime: a.onTime + b.onTime,
    late: a.late + b.late,
    withdrawn: a.withdrawn + b.withdrawn,
    stopped: a.stopped + b.stopped,
    refused: a.refused + b.refused,
    overdueDelta: a.overdueDelta + b.overdueDelta,
  };
}

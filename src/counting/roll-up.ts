import { halfOf } from '../domain/kpi/half-month.js';
import type { StockMovement } from '../domain/kpi/open-stock.js';
import { MEASURES, type Measure, type Movement } from '../domain/kpi/movements.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import type { SqlValue } from '../platform/database/sql.js';

/** What is to be added to one row of a table: its key, and how much to each of its numbers. */
export interface Posting {
  readonly table: PostedTable;
  readonly key: readonly SqlValue[];
  readonly amounts: readonly number[];
}

const KEYED = ['keyCode', 'channel', 'onlineLevel', 'quick'] as const;
const CLASSES = ['early', 'onTime', 'late', 'withdrawn', 'stopped', 'refused'] as const satisfies readonly Measure[];

/** The tables that postings are added up in: their keys and their numbers. */
export const POSTED = {
  kpi_bin: { key: ['nodeCode', 'grain', 'span', 'bin', ...KEYED], amounts: MEASURES },
  kpi_balance: { key: ['nodeCode', 'grain', 'yearStart', ...KEYED], amounts: ['open', 'overdue'] },
  kpi_officer_half: { key: ['unitCode', 'half', 'settledBy', 'acceptedHalf', 'quick'], amounts: CLASSES },
  kpi_open_day: { key: ['unitCode', 'dueDay', 'lateDay'], amounts: ['dossiers'] },
  kpi_stage_half: {
    key: ['nodeCode', 'procedureCode', 'stageNo', 'half', 'bucket'],
    amounts: ['stages', 'heldMinutes', 'lateMinutes'],
  },
} as const;

export type PostedTable = keyof typeof POSTED;

/** A row of the tail of stages. */
export interface StageRow {
  readonly unitCode: string;
  readonly procedureCode: string;
  readonly stageNo: number;
  readonly day: PlainDate;
  readonly bucket: number;
  readonly stages: number;
  readonly heldMinutes: number;
  readonly lateMinutes: number;
}

/** The unit itself and everything above it. */
export type Path = (unitCode: string) => readonly string[];

/**
 * Where movements go: the day of the unit, the half-month of the unit and of every unit above it, by field and by
 * procedure; the balances of years that had begun after it; the person who settled it.
 *
 * @param years first days of the years that have a balance
 * @returns one posting for each row, none of them empty, in the order of their keys: whoever writes several rows
 *          writes them in the same order as everybody else
 */
export function postingsOf(movements: readonly Movement[], path: Path, years: readonly PlainDate[]): Posting[] {
  return summed(
    movements.flatMap((movement) => [
      ...grains(movement).flatMap(([grain, keyCode]) => binsAndBalances(movement, grain, keyCode, path, years)),
      ...officer(movement),
    ]),
  );
}

/** The same for times of stages. */
export function stagePostingsOf(rows: readonly StageRow[], path: Path): Posting[] {
  return summed(
    rows.flatMap(({ unitCode, procedureCode, stageNo, day, bucket, stages, heldMinutes, lateMinutes }) =>
      path(unitCode).map((node) => ({
        table: 'kpi_stage_half' as const,
        key: [node, procedureCode, stageNo, halfOf(day), bucket],
        amounts: [stages, heldMinutes, lateMinutes],
      })),
    ),
  );
}

/** The same for the stock of open dossiers: it stands with the unit itself, by day. */
export function openPostingsOf(movements: readonly StockMovement[]): Posting[] {
  return summed(
    movements.map(({ unitCode, dueDay, lateDay, dossiers }) => ({
      table: 'kpi_open_day' as const,
      key: [unitCode, dueDay, lateDay],
      amounts: [dossiers],
    })),
  );
}

function grains({ fieldCode, procedureCode }: Movement): readonly (readonly [string, string])[] {
  return [
    ['field', fieldCode],
    ['procedure', procedureCode],
  ];
}

function binsAndBalances(
  movement: Movement,
  grain: string,
  keyCode: string,
  path: Path,
  years: readonly PlainDate[],
): Posting[] {
  const { unitCode, day, channel, onlineLevel, quick } = movement;
  const rest = [keyCode, channel, onlineLevel, quick];
  const amounts = MEASURES.map((measure) => movement[measure]);
  const open = movement.received - movement.early - movement.onTime - movement.late;
  const later = years.filter((year) => year > day);
  return [
    { table: 'kpi_bin', key: [unitCode, grain, 'day', day, ...rest], amounts },
    ...path(unitCode).flatMap((node): Posting[] => [
      { table: 'kpi_bin', key: [node, grain, 'half', halfOf(day), ...rest], amounts },
      ...later.map((year) => ({
        table: 'kpi_balance' as const,
        key: [node, grain, year, ...rest],
        amounts: [open, movement.overdueDelta],
      })),
    ]),
  ];
}

function officer(movement: Movement): Posting[] {
  const { unitCode, day, settledBy, acceptedHalf, quick } = movement;
  if (settledBy === null || acceptedHalf === null) return [];
  const amounts = CLASSES.map((measure) => movement[measure]);
  return [{ table: 'kpi_officer_half', key: [unitCode, halfOf(day), settledBy, acceptedHalf, quick], amounts }];
}

function summed(postings: readonly Posting[]): Posting[] {
  const sums = new Map<string, { readonly posting: Posting; readonly amounts: number[] }>();
  for (const posting of postings) {
    const id = `${posting.table}${JSON.stringify(posting.key)}`;
    const sum = sums.get(id);
    if (sum) posting.amounts.forEach((amount, i) => (sum.amounts[i] = (sum.amounts[i] ?? 0) + amount));
    else sums.set(id, { posting, amounts: [...posting.amounts] });
  }
  return [...sums]
    .filter(([, { amounts }]) => amounts.some((amount) => amount !== 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { posting, amounts }]) => ({ ...posting, amounts }));
}

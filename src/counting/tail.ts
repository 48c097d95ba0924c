import { MEASURES, type Movement } from '../domain/kpi/movements.js';
import type { StockMovement } from '../domain/kpi/open-stock.js';
import { durationBucket, type StageMovement } from '../domain/kpi/stage-time.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { placeholders, type SqlValue, type Statement } from '../platform/database/sql.js';

/**
 * The statement that posts an act's movements, for the act's own transaction: rows are only added, so acts of a whole
 * province never wait for one another over a figure. The fold moves them on into the bins; reads count both.
 *
 * @param dossierId whose act it was; with `seq`, the number of its event, it names the rows
 */
export function tailStatements(dossierId: string, seq: number, movements: readonly Movement[]): Statement[] {
  return inserted(
    'kpi_tail',
    TAIL_COLUMNS,
    movements.map((movement, n) => [dossierId, seq, n, ...TAIL_FACTS.map((name) => movement[name])]),
  );
}

/** The same for the times of stages that an act ends. */
export function stageTailStatements(dossierId: string, seq: number, movements: readonly StageMovement[]): Statement[] {
  return inserted(
    'kpi_stage_tail',
    STAGE_TAIL_COLUMNS,
    movements.map(({ unitCode, procedureCode, stageNo, day, n: sign, heldMinutes, lateMinutes }, n) => [
      ...[dossierId, seq, n, unitCode, procedureCode, stageNo, day, durationBucket(heldMinutes)],
      ...[sign, sign * heldMinutes, sign * lateMinutes],
    ]),
  );
}

/** The same for the stock of open dossiers. */
export function openTailStatements(dossierId: string, seq: number, movements: readonly StockMovement[]): Statement[] {
  return inserted(
    'kpi_open_tail',
    OPEN_TAIL_COLUMNS,
    movements.map(({ unitCode, dueDay, lateDay, dossiers }, n) => [
      ...[dossierId, seq, n, unitCode, dueDay, lateDay, dossiers],
    ]),
  );
}

/**
 * What an act says of days that a report has closed (R27): the figures themselves stay true to the day it belongs to,
 * and reports of closed periods stay as they were, for there it is posted to the first day after them.
 *
 * @param today when it is written: what happens today cannot belong to a closed day
 */
export function adjustmentStatements(
  dossierId: string,
  seq: number,
  movements: readonly Movement[],
  today: PlainDate,
): Statement[] {
  return movements.flatMap((movement, n) => {
    if (movement.day >= today) return [];
    const row = { dossierId, seq, n, ...Object.fromEntries(ADJUSTED.map((name) => [name, movement[name]])) };
    const names = Object.keys(row);
    const count = names.length;
    return {
      sql: `INSERT INTO "kpi_adjustment" (${names.map((name) => `"${name}"`).join(', ')}, "postDay")
            SELECT ${names.map((name, i) => cast(name, i + 1)).join(', ')}, "nextDay" FROM "kpi_closed"
             WHERE "unitCode" = $${String(count + 1)} AND "nextDay" > $${String(count + 2)}`,
      params: [...(Object.values(row) as SqlValue[]), movement.unitCode, movement.day],
    };
  });
}

/** PostgreSQL takes what is selected as text unless it is told. */
function cast(name: string, at: number): string {
  const type = NUMBERS.has(name) ? 'integer' : name === 'quick' ? 'boolean' : 'varchar';
  return `CAST($${String(at)} AS ${type})`;
}

const ADJUSTED = [
  'unitCode',
  'procedureCode',
  'fieldCode',
  'channel',
  'onlineLevel',
  'quick',
  'day',
  ...MEASURES,
] as const;

const NUMBERS: ReadonlySet<string> = new Set(['seq', 'n', ...MEASURES]);

export const TAIL_FACTS = [
  'unitCode',
  'procedureCode',
  'fieldCode',
  'channel',
  'onlineLevel',
  'quick',
  'day',
  'settledBy',
  'acceptedHalf',
  ...MEASURES,
] as const;

const TAIL_COLUMNS = ['dossierId', 'seq', 'n', ...TAIL_FACTS] as const;

const OPEN_TAIL_COLUMNS = ['dossierId', 'seq', 'n', 'unitCode', 'dueDay', 'lateDay', 'dossiers'] as const;

const STAGE_TAIL_COLUMNS = [
  'dossierId',
  'seq',
  'n',
  'unitCode',
  'procedureCode',
  'stageNo',
  'day',
  'bucket',
  'stages',
  'heldMinutes',
  'lateMinutes',
] as const;

function inserted(table: string, columns: readonly string[], rows: readonly (readonly SqlValue[])[]): Statement[] {
  if (rows.length === 0) return [];
  const values = rows.map((_, i) => `(${placeholders(columns.length, 1 + i * columns.length)})`);
  return [
    {
      sql: `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES ${values.join(', ')}`,
      params: rows.flat(),
    },
  ];
}

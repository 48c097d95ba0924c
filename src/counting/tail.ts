import { MEASURES, type Movement } from '../domain/kpi/movements.js';
import { durationBucket, type StageMovement } from '../domain/kpi/stage-time.js';
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

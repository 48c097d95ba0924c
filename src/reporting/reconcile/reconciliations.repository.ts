import { Injectable } from '@nestjs/common';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import { insert, placeholders, type Queries, type Row, type SqlValue, type Tx } from '../../platform/database/sql.js';
import type { CellDifference, Reconciliation, ReconcileState } from './reconciliation.js';

/** What an end leaves behind. */
type End = Pick<Reconciliation, 'finishedAt'> & Partial<Pick<Reconciliation, 'fault' | 'faultWhere' | 'cells'>>;

/** Lists and sheets of other systems, and what they came to. */
@Injectable()
export class ReconciliationsRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, { period, takenAt, cells, createdAt, finishedAt, ...plain }: Reconciliation): Promise<void> {
    const { sql, params } = insert('reconciliation', {
      ...plain,
      periodCode: period.code,
      periodFrom: period.from,
      periodTo: period.to,
      takenAt: writeInstant(takenAt),
      cells: cells && JSON.stringify(cells),
      createdAt: writeInstant(createdAt),
      finishedAt: writeInstant(finishedAt),
    });
    await tx.execute(sql, params);
    tx.born('reconciliation', plain.id);
  }

  async find(id: string, from: Queries = this.database): Promise<Reconciliation | null> {
    const [row] = await from.query('SELECT * FROM "reconciliation" WHERE "id" = $1', [id]);
    return row ? toReconciliation(row) : null;
  }

  /** The newest first. @param before id the page begins after */
  async page(units: readonly string[], before: string | null, limit: number): Promise<Reconciliation[]> {
    const older = before === null ? '' : ` AND "id" < $${String(units.length + 1)}`;
    const rows = await this.database.query(
      `SELECT * FROM "reconciliation" WHERE "unitCode" IN (${placeholders(units.length)})${older}
        ORDER BY "id" DESC LIMIT ${String(limit)}`,
      before === null ? units : [...units, before],
    );
    return rows.map(toReconciliation);
  }

  /** What the job has to do, the oldest first. */
  async waiting(): Promise<Reconciliation[]> {
    const rows = await this.database.query(
      `SELECT * FROM "reconciliation" WHERE "state" = 'received' ORDER BY "createdAt", "id" LIMIT 20`,
    );
    return rows.map(toReconciliation);
  }

  /** How far the comparing is. @returns false when it was stopped meanwhile */
  async progress(tx: Tx, id: string, { rowsRead, rowsSame }: Pick<Reconciliation, 'rowsRead' | 'rowsSame'>) {
    return this.change(tx, id, { rowsRead, rowsSame });
  }

  /** @returns false when it had ended already */
  async end(tx: Tx, id: string, state: ReconcileState, { finishedAt, cells, ...plain }: End): Promise<boolean> {
    const found: readonly CellDifference[] | null = cells ?? null;
    const written = { finishedAt: writeInstant(finishedAt), cells: found && JSON.stringify(found) };
    return this.change(tx, id, { state, ...plain, ...written });
  }

  private async change(tx: Tx, id: string, columns: Readonly<Record<string, SqlValue>>): Promise<boolean> {
    const names = Object.keys(columns);
    const set = names.map((name, i) => `"${name}" = $${String(i + 2)}`).join(', ');
    await tx.vouch('reconciliation', id);
    const sql = `UPDATE "reconciliation" SET ${set} WHERE "id" = $1 AND "state" = 'received'`;
    return (await tx.execute(sql, [id, ...Object.values(columns)])) === 1;
  }
}

function toReconciliation(row: Row): Reconciliation {
  const cells = row['cells'] as string | null;
  const { id, unitCode, kind, format, fileHash, bytes, state, fault, faultWhere } = row as unknown as Reconciliation;
  const { rowsRead, rowsSame, createdBy } = row as unknown as Reconciliation;
  return {
    ...{ id, unitCode, kind, format, fileHash, bytes, state, fault, faultWhere, rowsRead, rowsSame, createdBy },
    period: {
      code: String(row['periodCode']),
      from: row['periodFrom'] as PlainDate,
      to: row['periodTo'] as PlainDate,
    },
    takenAt: readInstant(row['takenAt']),
    twoClasses: Boolean(row['twoClasses']),
    cells: cells === null ? null : (JSON.parse(cells) as CellDifference[]),
    createdAt: readInstant(row['createdAt']),
    finishedAt: readInstantOrNull(row['finishedAt']),
  };
}

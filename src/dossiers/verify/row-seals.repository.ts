import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { insert, placeholders, type Queries, type Row, type Tx } from '../../platform/database/sql.js';
import { RecordedRows } from '../../platform/seals/recorded-rows.js';
import type { RowSeal } from '../../platform/seals/row-seal.js';
import type { RowTally } from './row-tally.js';
import { BEFORE_ALL, type Checkpoint } from './seal.js';
import { checkpointOf } from './seals.repository.js';

/** The newest seal of a row of some table. */
export interface TableSeal extends RowSeal {
  readonly tableName: string;
}

export type Place = Pick<TableSeal, 'tableName' | 'key'>;

@Injectable()
export class RowSealsRepository {
  constructor(
    private readonly database: Database,
    readonly recorded: RecordedRows,
  ) {}

  async tallies(from: Queries = this.database): Promise<RowTally[]> {
    return from.query<RowTally>('SELECT * FROM "row_tally" ORDER BY "tableName"');
  }

  /** The last checkpoint and the one before it. */
  async lastTwo(from: Queries): Promise<[last: Checkpoint, before: Checkpoint]> {
    const rows = await from.query('SELECT * FROM "history_checkpoint" ORDER BY "no" DESC LIMIT 2');
    const [last = BEFORE_ALL, before = BEFORE_ALL] = rows.map(checkpointOf);
    return [last, before];
  }

  /** Rows whose newest seal is a mark, each with that one; in order. It costs what happened since the last time. */
  async marked(from: Queries, after: Place, limit: number): Promise<TableSeal[]> {
    const rows = await from.query(
      `SELECT m.* FROM "row_mark" m
        WHERE (m."tableName", m."key") > ($1, $2)
          AND NOT EXISTS (SELECT 1 FROM "row_mark" n
                           WHERE n."tableName" = m."tableName" AND n."key" = m."key" AND n."rev" > m."rev")
        ORDER BY m."tableName", m."key" LIMIT ${String(limit)}`,
      [after.tableName, after.key],
    );
    return rows.map(read);
  }

  async seals(from: Queries, table: string, keys: readonly string[]): Promise<Map<string, RowSeal>> {
    if (keys.length === 0) return new Map();
    const rows = await from.query(
      `SELECT * FROM "row_seal" WHERE "tableName" = $1 AND "key" IN (${placeholders(keys.length, 2)})`,
      [table, ...keys],
    );
    return new Map(rows.map((row) => [row['key'] as string, read(row)]));
  }

  /** Of one table, in order of the text of the key. */
  async page(from: Queries, table: string, afterKey: string, limit: number): Promise<TableSeal[]> {
    const rows = await from.query(
      `SELECT * FROM "row_seal" WHERE "tableName" = $1 AND "key" > $2 ORDER BY "key" LIMIT ${String(limit)}`,
      [table, afterKey],
    );
    return rows.map(read);
  }

  async keep(tx: Tx, table: string, seals: readonly RowSeal[]): Promise<void> {
    const upsert =
      ' ON CONFLICT ("tableName", "key") DO UPDATE SET "rev" = excluded."rev", "gone" = excluded."gone", "mac" = excluded."mac"';
    await tx.batch(
      seals.map(({ key, rev, gone, mac }) => {
        const { sql, params } = insert('row_seal', { tableName: table, key, rev, gone, mac });
        return { sql: sql + upsert, params };
      }),
    );
    const taken = 'DELETE FROM "row_mark" WHERE "tableName" = $1 AND "key" = $2 AND "rev" <= $3';
    await tx.batch(seals.map(({ key, rev }) => ({ sql: taken, params: [table, key, rev] })));
  }

  async note(tx: Tx, tallies: readonly RowTally[], checkpoint: Checkpoint): Promise<void> {
    for (const tally of tallies) {
      const { sql, params } = insert('row_tally', { ...tally });
      await tx.execute(
        `${sql} ON CONFLICT ("tableName") DO UPDATE SET "rows" = excluded."rows", "digest" = excluded."digest",
           "through" = excluded."through"`,
        params,
      );
    }
    const { sql, params } = insert('history_checkpoint', { ...checkpoint });
    await tx.execute(sql, params);
  }
}

function read(row: Row): TableSeal {
  return { ...(row as unknown as TableSeal), gone: Boolean(row['gone']) };
}

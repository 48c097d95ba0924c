import { Injectable } from '@nestjs/common';
import type { Movement } from '../domain/kpi/movements.js';
import type { StockMovement } from '../domain/kpi/open-stock.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { lockRevision, raiseRevision } from '../platform/database/revised-cache.js';
import { placeholders, type Queries, type SqlValue, type Tx } from '../platform/database/sql.js';
import { POSTED, type Posting, type PostedTable, type StageRow } from './roll-up.js';
import { TAIL_FACTS } from './tail.js';

/** Counter whose row whoever changes bins holds until the end of the transaction: folds come one after another. */
const FOLDING = 'kpi.fold';

/** Counter that holds a mark of the tree along which the sums stand. */
const TREE = 'kpi.tree';

/** As many rows go in one statement; what remains goes one by one, so that few statements have to be prepared. */
const ROWS = 32;

/** Moves what acts posted into the bins. */
@Injectable()
export class BinsRepository {
  /** Waits until no other transaction is changing bins. */
  async lock(tx: Tx): Promise<void> {
    await lockRevision(tx, FOLDING);
  }

  /** Says that bins changed: whoever watches them looks again. */
  async raise(tx: Tx): Promise<void> {
    await raiseRevision(tx, FOLDING);
  }

  /** @returns the mark of the tree along which the sums stand; null while nobody has said */
  async tree(from: Queries): Promise<number | null> {
    const [row] = await from.query<{ value: number }>('SELECT "value" FROM "counter" WHERE "scope" = $1', [TREE]);
    return row?.value ?? null;
  }

  async keepTree(tx: Tx, mark: number): Promise<void> {
    await tx.execute(
      `INSERT INTO "counter" ("scope", "value") VALUES ($1, $2)
         ON CONFLICT ("scope") DO UPDATE SET "value" = excluded."value"`,
      [TREE, mark],
    );
  }

  /** Takes rows off the tail; they are gone when the transaction is. */
  async take(tx: Tx, limit: number): Promise<Movement[]> {
    const facts = TAIL_FACTS.map((name) => `"${name}"`).join(', ');
    const rows = await tx.query<Omit<Movement, 'quick'> & { readonly quick: boolean | number }>(
      `DELETE FROM "kpi_tail" WHERE ("dossierId", "seq", "n") IN
        (SELECT "dossierId", "seq", "n" FROM "kpi_tail" ORDER BY "dossierId", "seq", "n" LIMIT ${String(limit)})
       RETURNING ${facts}`,
    );
    return rows.map((row) => ({ ...row, quick: Boolean(row.quick) }));
  }

  async takeStages(tx: Tx, limit: number): Promise<StageRow[]> {
    return tx.query<StageRow>(
      `DELETE FROM "kpi_stage_tail" WHERE ("dossierId", "seq", "n") IN
        (SELECT "dossierId", "seq", "n" FROM "kpi_stage_tail" ORDER BY "dossierId", "seq", "n" LIMIT ${String(limit)})
       RETURNING "unitCode", "procedureCode", "stageNo", "day", "bucket", "stages", "heldMinutes", "lateMinutes"`,
    );
  }

  async takeOpen(tx: Tx, limit: number): Promise<StockMovement[]> {
    return tx.query<StockMovement>(
      `DELETE FROM "kpi_open_tail" WHERE ("dossierId", "seq", "n") IN
        (SELECT "dossierId", "seq", "n" FROM "kpi_open_tail" ORDER BY "dossierId", "seq", "n" LIMIT ${String(limit)})
       RETURNING "unitCode", "dueDay", "lateDay", "dossiers"`,
    );
  }

  /** Days on which nothing of the unit stands any more are dropped, so that those that are left stay few. */
  async postOpen(tx: Tx, postings: readonly Posting[]): Promise<void> {
    await this.post(tx, postings);
    const units = [...new Set(postings.map(({ key }) => key[0] as string))];
    if (units.length === 0) return;
    await tx.execute(
      `DELETE FROM "kpi_open_day" WHERE "unitCode" IN (${placeholders(units.length)}) AND "dossiers" = 0`,
      units,
    );
  }

  /** Times of stages cannot be counted anew, so what stands there is sealed. */
  async postStages(tx: Tx, postings: readonly Posting[]): Promise<void> {
    await tx.vouch('kpi_stage_half', ...postings.map(({ key }) => key as readonly (string | number)[]));
    await this.post(tx, postings);
  }

  async post(tx: Tx, postings: readonly Posting[]): Promise<void> {
    for (const table of Object.keys(POSTED) as PostedTable[]) {
      const rows = postings.filter((posting) => posting.table === table);
      const whole = rows.length - (rows.length % ROWS);
      for (let i = 0; i < whole; i += ROWS) await this.add(tx, table, rows.slice(i, i + ROWS));
      for (const row of rows.slice(whole)) await this.add(tx, table, [row]);
    }
  }

  private async add(tx: Tx, table: PostedTable, rows: readonly Posting[]): Promise<void> {
    const { key, amounts } = POSTED[table];
    const columns = [...key, ...amounts];
    const values = rows.map((_, i) => `(${placeholders(columns.length, 1 + i * columns.length)})`);
    const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
    const added = amounts.map((name) => `"${name}" = "${table}"."${name}" + excluded."${name}"`);
    await tx.execute(
      `INSERT INTO "${table}" (${quoted(columns)}) VALUES ${values.join(', ')}
       ON CONFLICT (${quoted(key)}) DO UPDATE SET ${added.join(', ')}`,
      rows.flatMap((row): SqlValue[] => [...row.key, ...row.amounts]),
    );
  }

  /** First days of the years that have a balance, in order. */
  async years(from: Queries): Promise<PlainDate[]> {
    const rows = await from.query<{ yearStart: PlainDate }>('SELECT "yearStart" FROM "kpi_year" ORDER BY "yearStart"');
    return rows.map(({ yearStart }) => yearStart);
  }

  async firstBin(from: Queries): Promise<PlainDate | null> {
    const [row] = await from.query<{ first: PlainDate | null }>('SELECT min("bin") AS "first" FROM "kpi_bin"');
    return row?.first ?? null;
  }

  /**
   * Writes what stood when the year began: the balance of the year before and its half-months.
   *
   * @param before the year whose balance there is; '' for none
   */
  async openYear(tx: Tx, year: PlainDate, before: PlainDate | ''): Promise<void> {
    await tx.execute('INSERT INTO "kpi_year" ("yearStart") VALUES ($1)', [year]);
    await tx.execute(BALANCE, [year, before]);
  }

  /** Drops rows in which nothing is left. */
  async dropEmpty(tx: Tx, unitCode: string): Promise<void> {
    for (const table of ['kpi_bin', 'kpi_balance', 'kpi_officer_half', 'kpi_open_day'] as const) {
      const { key, amounts } = POSTED[table];
      const empty = amounts.map((name) => `"${name}" = 0`).join(' AND ');
      await tx.execute(`DELETE FROM "${table}" WHERE "${key[0]}" = $1 AND ${empty}`, [unitCode]);
    }
  }
}

const SAME = '"nodeCode", "grain", "keyCode", "channel", "onlineLevel", "quick"';

const BALANCE = `
  INSERT INTO "kpi_balance" ("nodeCode", "grain", "yearStart", "keyCode", "channel", "onlineLevel", "quick", "open", "overdue")
  SELECT "nodeCode", "grain", CAST($1 AS varchar), "keyCode", "channel", "onlineLevel", "quick",
      CAST(sum("open") AS integer), CAST(sum("overdue") AS integer)
    FROM (
      SELECT ${SAME}, "received" - "early" - "onTime" - "late" AS "open", "overdueDelta" AS "overdue"
        FROM "kpi_bin" WHERE "span" = 'half' AND "bin" < $1 AND "bin" >= $2
      UNION ALL SELECT ${SAME}, "open", "overdue" FROM "kpi_balance" WHERE "yearStart" = $2
    ) AS s GROUP BY ${SAME} HAVING sum("open") <> 0 OR sum("overdue") <> 0`;

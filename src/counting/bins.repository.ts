import { Injectable } from '@nestjs/common';
import type { Movement } from '../domain/kpi/movements.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { lockRevision } from '../platform/database/revised-cache.js';
import { placeholders, type Queries, type SqlValue, type Tx } from '../platform/database/sql.js';
import { POSTED, type Posting, type PostedTable, type StageRow } from './roll-up.js';
import { TAIL_FACTS } from './tail.js';

/** Counter whose row whoever changes bins holds until the end of the transaction: folds come one after another. */
const FOLDING = 'kpi.fold';

/** As many rows go in one statement; what remains goes one by one, so that few statements have to be prepared. */
const ROWS = 32;

/** Moves what acts posted into the bins. */
@Injectable()
export class BinsRepository {
  /** Waits until no other transaction is changing bins. */
  async lock(tx: Tx): Promise<void> {
    await lockRevision(tx, FOLDING);
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
    await tx.execute(`${BALANCE_FROM} ${balanceWhere('')}`, [year, before]);
  }

  /** Makes the sums of a unit anew from the days of the units below it. */
  async renew(tx: Tx, node: string, unitCodes: readonly string[], years: readonly PlainDate[]): Promise<void> {
    await tx.execute(`DELETE FROM "kpi_bin" WHERE "nodeCode" = $1 AND "span" = 'half'`, [node]);
    await tx.execute('DELETE FROM "kpi_balance" WHERE "nodeCode" = $1', [node]);
    await tx.execute(halvesFromDays(unitCodes.length), [node, ...unitCodes]);
    let before: PlainDate | '' = '';
    for (const year of years) {
      await tx.execute(`${BALANCE_FROM} ${balanceWhere('AND "nodeCode" = $3')}`, [year, before, node]);
      before = year;
    }
  }
}

const SAME = '"nodeCode", "grain", "keyCode", "channel", "onlineLevel", "quick"';

const BALANCE_FROM = `INSERT INTO "kpi_balance" ("nodeCode", "grain", "yearStart", "keyCode", "channel", "onlineLevel", "quick", "open", "overdue")`;

function balanceWhere(only: string): string {
  return `SELECT "nodeCode", "grain", CAST($1 AS varchar), "keyCode", "channel", "onlineLevel", "quick",
      CAST(sum("open") AS integer), CAST(sum("overdue") AS integer)
    FROM (
      SELECT ${SAME}, "received" - "early" - "onTime" - "late" AS "open", "overdueDelta" AS "overdue"
        FROM "kpi_bin" WHERE "span" = 'half' AND "bin" < $1 AND "bin" >= $2 ${only}
      UNION ALL SELECT ${SAME}, "open", "overdue" FROM "kpi_balance" WHERE "yearStart" = $2 ${only}
    ) AS s GROUP BY ${SAME} HAVING sum("open") <> 0 OR sum("overdue") <> 0`;
}

export const HALF_OF_BIN = `CASE WHEN substr("bin", 9, 2) < '15' THEN substr("bin", 1, 8) || '01' ELSE substr("bin", 1, 8) || '15' END`;

function halvesFromDays(units: number): string {
  const { amounts } = POSTED.kpi_bin;
  const names = amounts.map((name) => `"${name}"`).join(', ');
  const added = amounts.map((name) => `CAST(sum("${name}") AS integer)`).join(', ');
  return `INSERT INTO "kpi_bin" ("nodeCode", "grain", "span", "bin", "keyCode", "channel", "onlineLevel", "quick", ${names})
    SELECT CAST($1 AS varchar), "grain", 'half', ${HALF_OF_BIN}, "keyCode", "channel", "onlineLevel", "quick", ${added}
      FROM "kpi_bin" WHERE "nodeCode" IN (${placeholders(units, 2)}) AND "span" = 'day'
     GROUP BY 2, 4, 5, 6, 7, 8`;
}

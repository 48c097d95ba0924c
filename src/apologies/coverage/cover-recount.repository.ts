import { Injectable } from '@nestjs/common';
import { COVER_MEASURES } from '../../domain/apology/coverage.js';
import { Database } from '../../platform/database/database.js';
import { placeholders, type Queries, type Tx } from '../../platform/database/sql.js';
import type { PlacedLine, PlacedPosting, Span } from './cover-places.js';
import { columnList, LINE_COLUMNS, lineOf, liveLines, MARKED, type LineRow } from './cover-sql.js';

type BinRow = Record<(typeof COVER_MEASURES)[number], number> & Omit<PlacedPosting, 'counts'>;

/** What lines and bins would have to be. */
@Injectable()
export class CoverRecountRepository {
  constructor(private readonly database: Database) {}

  /** Dossiers whose lines are not how their obligations stand, though nobody said that they changed. */
  async strayDossiers(unitCode: string): Promise<string[]> {
    const unmarked = `"dossierId" NOT IN (${MARKED})`;
    const live = `SELECT ${columnList()} FROM (${liveLines('o."unitCode" = $1')}) AS a WHERE ${unmarked}`;
    const stored = `SELECT ${columnList()} FROM "cover_line" WHERE "nodeCode" = $1 AND "span" = 'own' AND ${unmarked}`;
    const rows = await this.database.query<{ dossierId: string }>(
      `SELECT DISTINCT "dossierId" FROM (
         SELECT * FROM (${live} EXCEPT ${stored}) AS added UNION ALL SELECT * FROM (${stored} EXCEPT ${live}) AS gone
       ) AS d ORDER BY "dossierId"`,
      [unitCode],
    );
    return rows.map(({ dossierId }) => dossierId);
  }

  /**
   * Obligations that a unit counts otherwise than the units below it do.
   *
   * @param unitCodes the unit and all below it
   */
  async strayLines(nodeCode: string, unitCodes: readonly string[]): Promise<string[]> {
    const tree = `SELECT ${columnList()} FROM "cover_line" WHERE "nodeCode" = $1 AND "span" = 'tree'`;
    const below = `SELECT ${columnList()} FROM "cover_line"
      WHERE "span" = 'own' AND "nodeCode" IN (${placeholders(unitCodes.length, 2)})`;
    const rows = await this.database.query<{ obligationId: string }>(
      `SELECT DISTINCT "obligationId" FROM (
         SELECT * FROM (${tree} EXCEPT ${below}) AS added UNION ALL SELECT * FROM (${below} EXCEPT ${tree}) AS gone
       ) AS d ORDER BY "obligationId"`,
      [nodeCode, ...unitCodes],
    );
    return rows.map(({ obligationId }) => obligationId);
  }

  async linesAt(from: Queries, nodeCode: string): Promise<PlacedLine[]> {
    const rows = await from.query<LineRow & { readonly nodeCode: string; readonly span: Span }>(
      `SELECT "nodeCode", "span", ${LINE_COLUMNS.map((name) => `"${name}"`).join(', ')} FROM "cover_line" WHERE "nodeCode" = $1`,
      [nodeCode],
    );
    return rows.map((row) => ({ nodeCode: row.nodeCode, span: row.span, line: lineOf(row) }));
  }

  async binsAt(from: Queries, nodeCode: string): Promise<PlacedPosting[]> {
    const rows = await from.query<BinRow>('SELECT * FROM "cover_bin" WHERE "nodeCode" = $1', [nodeCode]);
    return rows.map(({ nodeCode: node, span, day, cause, fault, ...rest }) => ({
      nodeCode: node,
      span,
      day,
      cause,
      fault,
      counts: rest,
    }));
  }

  /** Units that are counted, also those that are in the tree no more. */
  async nodes(): Promise<string[]> {
    const rows = await this.database.query<{ code: string }>(
      `SELECT "nodeCode" AS "code" FROM "cover_line" UNION SELECT "nodeCode" FROM "cover_bin" ORDER BY 1`,
    );
    return rows.map(({ code }) => code);
  }

  /** Every dossier that is owed something is looked at again by the next fold. */
  async markAll(tx: Tx): Promise<void> {
    await tx.execute('DELETE FROM "cover_mark"');
    await tx.execute('INSERT INTO "cover_mark" ("id", "dossierId") SELECT "id", "dossierId" FROM "obligation_fact"');
    await tx.execute(
      `INSERT INTO "cover_mark" ("id", "dossierId") SELECT "obligationId", "dossierId" FROM "cover_line" l
        WHERE "span" = 'own' AND NOT EXISTS (SELECT 1 FROM "cover_mark" m WHERE m."id" = l."obligationId")`,
    );
  }

  async dropBins(tx: Tx, nodeCode: string): Promise<void> {
    await tx.execute('DELETE FROM "cover_bin" WHERE "nodeCode" = $1', [nodeCode]);
  }
}

import { Injectable } from '@nestjs/common';
import { COVER_MEASURES } from '../../domain/apology/coverage.js';
import { lockRevision } from '../../platform/database/revised-cache.js';
import { insert, placeholders, type Queries, type SqlValue, type Tx } from '../../platform/database/sql.js';
import type { PlacedLine, PlacedPosting, Span } from './cover-places.js';
import { columnList, LINE_COLUMNS, lineOf, liveLines, type LineRow } from './cover-sql.js';

/** Counter whose row whoever changes lines and bins holds until the end of the transaction. */
const FOLDING = 'cover.fold';

type PlacedRow = LineRow & { readonly nodeCode: string; readonly span: Span };

/** Lines and bins of coverage, written by the fold and by nobody else. */
@Injectable()
export class CoverBooks {
  async lock(tx: Tx): Promise<void> {
    await lockRevision(tx, FOLDING);
  }

  /** Takes marks off; they are gone when the transaction is. @returns the dossiers, each once */
  async take(tx: Tx, limit: number): Promise<string[]> {
    const rows = await tx.query<{ dossierId: string }>(
      `DELETE FROM "cover_mark" WHERE "id" IN (SELECT "id" FROM "cover_mark" ORDER BY "id" LIMIT ${String(limit)})
       RETURNING "dossierId"`,
    );
    return [...new Set(rows.map(({ dossierId }) => dossierId))];
  }

  async stored(from: Queries, dossierIds: readonly string[]): Promise<PlacedLine[]> {
    const rows = await from.query<PlacedRow>(
      `SELECT "nodeCode", "span", ${columnList()} FROM "cover_line" WHERE "dossierId" IN (${placeholders(dossierIds.length)})`,
      dossierIds,
    );
    return rows.map((row) => ({ nodeCode: row.nodeCode, span: row.span, line: lineOf(row) }));
  }

  async live(from: Queries, dossierIds: readonly string[]) {
    const rows = await from.query<LineRow>(
      liveLines(`o."dossierId" IN (${placeholders(dossierIds.length)})`),
      dossierIds,
    );
    return rows.map(lineOf);
  }

  async replace(tx: Tx, dossierIds: readonly string[], lines: readonly PlacedLine[]): Promise<void> {
    await tx.execute(`DELETE FROM "cover_line" WHERE "dossierId" IN (${placeholders(dossierIds.length)})`, dossierIds);
    for (const { nodeCode, span, line } of lines) {
      const { sql, params } = insert('cover_line', {
        nodeCode,
        span,
        ...Object.fromEntries(LINE_COLUMNS.map((name) => [name, line[name]])),
      });
      await tx.execute(sql, params);
    }
  }

  async post(tx: Tx, postings: readonly PlacedPosting[]): Promise<void> {
    const columns = ['nodeCode', 'span', 'day', 'cause', 'fault', ...COVER_MEASURES];
    const added = COVER_MEASURES.map((name) => `"${name}" = "cover_bin"."${name}" + excluded."${name}"`).join(', ');
    const sql = `INSERT INTO "cover_bin" (${columns.map((name) => `"${name}"`).join(', ')})
      VALUES (${placeholders(columns.length)})
      ON CONFLICT ("nodeCode", "span", "day", "cause", "fault") DO UPDATE SET ${added}`;
    for (const { nodeCode, span, day, cause, fault, counts } of postings) {
      const amounts = COVER_MEASURES.map((name): SqlValue => counts[name]);
      await tx.execute(sql, [nodeCode, span, day, cause, fault, ...amounts]);
    }
  }
}

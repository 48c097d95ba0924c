import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import type { ListPlace } from '../../platform/database/list-cursor.js';
import { bookKey } from '../search/token.row.js';
import { insert, type Queries, type Row, type Tx } from '../../platform/database/sql.js';

/** A time in which a desk worked on paper. */
export interface PaperSession {
  readonly id: string;
  readonly unitCode: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string | null;
  readonly openedAt: Instant;
  readonly openedBy: string;
  readonly closedAt: Instant | null;
  readonly closedBy: string | null;
}

/** A line of the book as it was typed in, with the date written by hand and the one the rules give. */
export interface EnteredLine {
  readonly code: string;
  readonly book: string;
  readonly serial: number;
  readonly name: string;
  readonly instant: boolean;
  readonly voided: boolean;
  readonly acceptedAt: Instant;
  readonly writtenDueAt: Instant;
  readonly computedDueAt: Instant;
}

@Injectable()
export class PaperSessionsRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, session: PaperSession): Promise<void> {
    const { id, unitCode, reason, openedBy, closedBy } = session;
    const { sql, params } = insert('paper_session', {
      id,
      unitCode,
      fromAt: writeInstant(session.from),
      toAt: writeInstant(session.to),
      reason,
      openedAt: writeInstant(session.openedAt),
      openedBy,
      closedAt: writeInstant(session.closedAt),
      closedBy,
    });
    await tx.execute(sql, params);
    tx.born('paper_session', id);
  }

  /** @returns whether it was still open */
  async close(tx: Tx, id: string, at: Instant, by: string): Promise<boolean> {
    await tx.vouch('paper_session', id);
    const changed = await tx.execute(
      'UPDATE "paper_session" SET "closedAt" = $1, "closedBy" = $2 WHERE "id" = $3 AND "closedAt" IS NULL',
      [writeInstant(at), by, id],
    );
    return changed === 1;
  }

  async byId(id: string): Promise<PaperSession | null> {
    const [row] = await this.database.query('SELECT * FROM "paper_session" WHERE "id" = $1', [id]);
    return row ? fromRow(row) : null;
  }

  /** The open session of a desk that has something of [from, to] in it; the one opened first. */
  async openAcross(
    from: Queries,
    unitCode: string,
    span: { readonly from: Instant; readonly to: Instant },
  ): Promise<PaperSession | null> {
    const [row] = await from.query(
      `SELECT * FROM "paper_session"
        WHERE "unitCode" = $1 AND "closedAt" IS NULL AND "fromAt" <= $2 AND "toAt" >= $3
        ORDER BY "openedAt", "id" LIMIT 1`,
      [unitCode, writeInstant(span.to), writeInstant(span.from)],
    );
    return row ? fromRow(row) : null;
  }

  /** The open session of a desk that has the moment in it. */
  openAt(unitCode: string, at: Instant): Promise<PaperSession | null> {
    return this.openAcross(this.database, unitCode, { from: at, to: at });
  }

  /** The dossier of a desk on this line of a paper book, however the book's name was typed. */
  async enteredAs(unitCode: string, book: string, serial: number): Promise<string | null> {
    const [row] = await this.database.query<{ code: string }>(
      `SELECT d."code" FROM "dossier_paper_slip" s JOIN "dossier" d ON d."id" = s."dossierId"
        WHERE s."book" = $1 AND s."serial" = $2 AND d."unitCode" = $3 AND d."voidedAt" IS NULL LIMIT 1`,
      [bookKey(book), serial, unitCode],
    );
    return row?.code ?? null;
  }

  /** What was written down in a session, by its lines of the book. */
  async entered(sessionId: string, limit: number): Promise<EnteredLine[]> {
    const rows = await this.database.query(
      `SELECT d."code", d."paperBook", d."paperSerial", d."acceptedAt", d."originalDueAt", d."statutoryDueAt", d."instant",
              d."voidedAt", p."name"
         FROM "dossier" d LEFT JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'
        WHERE d."paperSessionId" = $1 ORDER BY d."paperSerial", d."code" LIMIT ${String(limit)}`,
      [sessionId],
    );
    return rows.map((row) => ({
      code: row['code'] as string,
      book: row['paperBook'] as string,
      serial: row['paperSerial'] as number,
      name: (row['name'] as string | null) ?? '',
      instant: Boolean(row['instant']),
      voided: row['voidedAt'] !== null,
      acceptedAt: readInstant(row['acceptedAt']),
      writtenDueAt: readInstant(row['originalDueAt']),
      computedDueAt: readInstant(row['statutoryDueAt']),
    }));
  }

  /** The last number of blank slips that was drawn; 0 before the first. */
  async lastSlip(scope: string): Promise<number> {
    const [row] = await this.database.query<{ value: number }>('SELECT "value" FROM "counter" WHERE "scope" = $1', [
      scope,
    ]);
    return row?.value ?? 0;
  }

  /** The latest first. */
  async page(unitCode: string, limit: number, after: ListPlace | null): Promise<PaperSession[]> {
    const place = after ? 'AND ("openedAt", "id") < ($2, $3)' : '';
    const rows = await this.database.query(
      `SELECT * FROM "paper_session" WHERE "unitCode" = $1 ${place}
        ORDER BY "openedAt" DESC, "id" DESC LIMIT ${String(limit)}`,
      [unitCode, ...(after ? [after.at, after.id] : [])],
    );
    return rows.map(fromRow);
  }
}

function fromRow(row: Row): PaperSession {
  return {
    id: row['id'] as string,
    unitCode: row['unitCode'] as string,
    from: readInstant(row['fromAt']),
    to: readInstant(row['toAt']),
    reason: row['reason'] as string | null,
    openedAt: readInstant(row['openedAt']),
    openedBy: row['openedBy'] as string,
    closedAt: readInstantOrNull(row['closedAt']),
    closedBy: row['closedBy'] as string | null,
  };
}

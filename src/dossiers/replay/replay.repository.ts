import { Injectable } from '@nestjs/common';
import type { Fault } from '../../domain/apology/letter-facts.js';
import type { Cause } from '../../domain/apology/obligation.js';
import type { OwedObligation } from '../../domain/dossier/decision.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import { clockState } from '../../domain/dossier/status.js';
import type { Act, Birth } from '../../domain/dossier/transitions.js';
import { readInstant } from '../../platform/database/instant-column.js';
import { placeholders, type Queries, type Tx } from '../../platform/database/sql.js';
import { fromRow } from '../dossier.row.js';
import type { KnownDossier } from './replay-plan.js';
import type { OpenBooks } from './replayed-acts.js';

/** What is on record of the dossiers whose codes are in a file: three reads for a whole chunk. */
@Injectable()
export class ReplayRepository {
  /** @param codes a few hundred at most */
  async known(from: Queries, codes: readonly string[]): Promise<Map<string, KnownDossier>> {
    if (codes.length === 0) return new Map();
    const rows = await from.query(`SELECT * FROM "dossier" WHERE "code" IN (${placeholders(codes.length)})`, codes);
    const dossiers = rows.map(fromRow);
    const ids = dossiers.map(({ id }) => id);
    const events = await this.events(from, ids);
    const owed = await this.owed(from, ids);
    const open = await this.open(from, dossiers);
    return new Map(
      dossiers.map((dossier) => [
        dossier.code,
        {
          dossier,
          events: events.get(dossier.id) ?? [],
          owed: owed.get(dossier.id) ?? [],
          open: open.get(dossier.id) ?? { supplementRequestId: null, paymentRequest: null },
        },
      ]),
    );
  }

  /** Only of those that wait: nothing stands open with the others. */
  private async open(from: Queries, dossiers: readonly Dossier[]): Promise<Map<string, OpenBooks>> {
    const ids = dossiers.filter(({ status }) => clockState(status) === 'paused').map(({ id }) => id);
    if (ids.length === 0) return new Map();
    const list = placeholders(ids.length);
    const rows = await from.query<{ dossierId: string; id: string; at: unknown; book: string }>(
      `SELECT "dossierId", "id", "askedAt" AS "at", 'supplement' AS "book" FROM "supplement_request"
        WHERE "receivedAt" IS NULL AND "dossierId" IN (${list})
       UNION ALL
       SELECT "dossierId", "id", "requestedAt" AS "at", 'payment' AS "book" FROM "payment_request"
        WHERE "confirmedAt" IS NULL AND "dossierId" IN (${list})`,
      ids,
    );
    return new Map(
      rows.map(({ dossierId, id, at, book }) => [
        dossierId,
        book === 'supplement'
          ? { supplementRequestId: id, paymentRequest: null }
          : { supplementRequestId: null, paymentRequest: { id, requestedAt: readInstant(at) } },
      ]),
    );
  }

  /** The last link of a dossier's history, as this transaction left it. */
  async chainHash(tx: Tx, id: string): Promise<string> {
    const [row] = await tx.query<{ chainHash: string }>('SELECT "chainHash" FROM "dossier" WHERE "id" = $1', [id]);
    if (!row) throw new Error('a dossier was just written');
    return row.chainHash;
  }

  private async events(from: Queries, ids: readonly string[]): Promise<Map<string, KnownDossier['events']>> {
    if (ids.length === 0) return new Map();
    const rows = await from.query<{ dossierId: string; act: Act | Birth; at: unknown }>(
      `SELECT "dossierId", "act", "at" FROM "dossier_event" WHERE "dossierId" IN (${placeholders(ids.length)})
        ORDER BY "dossierId", "seq"`,
      ids,
    );
    return grouped(rows, ({ act, at }) => ({ act, at: readInstant(at) }));
  }

  private async owed(from: Queries, ids: readonly string[]): Promise<Map<string, KnownDossier['owed']>> {
    if (ids.length === 0) return new Map();
    const rows = await from.query<{ dossierId: string; id: string; cause: Cause; fault: Fault; numberedAt: unknown }>(
      `SELECT "dossierId", "id", "cause", "fault", "numberedAt" FROM "obligation"
        WHERE "state" = 'owed' AND "dossierId" IN (${placeholders(ids.length)})`,
      ids,
    );
    return grouped(rows, ({ id, cause, fault, numberedAt }): OwedObligation => ({
      id,
      cause,
      fault,
      numbered: numberedAt !== null,
    }));
  }
}

function grouped<R extends { dossierId: string }, T>(rows: readonly R[], make: (row: R) => T): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.dossierId);
    if (group) group.push(make(row));
    else groups.set(row.dossierId, [make(row)]);
  }
  return groups;
}

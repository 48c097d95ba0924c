import { Injectable } from '@nestjs/common';
import type { OpenPayment } from '../../domain/dossier/acts/payment.js';
import { Database } from '../../platform/database/database.js';
import { readInstant } from '../../platform/database/instant-column.js';

/** Time that the law added, as the events say it; null where one was erased. */
export interface PastGrant {
  readonly ground: string;
  readonly amount: number;
}

/** What the acts of the clock have to know of what went before. A dossier has few rows of each. */
@Injectable()
export class ClockRepository {
  constructor(private readonly database: Database) {}

  /** The request that waits for the citizen's papers, before or after acceptance. */
  async openSupplement(dossierId: string): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>(
      `SELECT "id" FROM "supplement_request" WHERE "dossierId" = $1 AND "receivedAt" IS NULL
        ORDER BY "askedSeq" DESC LIMIT 1`,
      [dossierId],
    );
    return row?.id ?? null;
  }

  /** @returns null when there is no such notice of this dossier, or its receipt is registered */
  async openPayment(dossierId: string, id: string): Promise<OpenPayment | null> {
    const [row] = await this.database.query<{ requestedAt: unknown }>(
      `SELECT "requestedAt" FROM "payment_request" WHERE "dossierId" = $1 AND "id" = $2 AND "confirmedAt" IS NULL`,
      [dossierId, id],
    );
    return row ? { id, requestedAt: readInstant(row.requestedAt) } : null;
  }

  /** Every grant so far, in order. */
  async grants(dossierId: string): Promise<(PastGrant | null)[]> {
    const rows = await this.database.query<{ body: string | null }>(
      `SELECT p."body" FROM "dossier_event" e
         LEFT JOIN "dossier_event_payload" p ON p."dossierId" = e."dossierId" AND p."seq" = e."seq"
        WHERE e."dossierId" = $1 AND e."act" = 'grant_extra_time' ORDER BY e."seq"`,
      [dossierId],
    );
    return rows.map(({ body }) => (body === null ? null : (JSON.parse(body) as PastGrant)));
  }
}

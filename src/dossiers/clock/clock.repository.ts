import { Injectable } from '@nestjs/common';
import type { OpenPayment } from '../../domain/dossier/acts/payment.js';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant } from '../../platform/database/instant-column.js';

/** Time that the law added, as the events say it; null where one was erased. */
export interface PastGrant {
  readonly ground: string;
  readonly amount: number;
}

/** A notice of a tax or a fee that stopped the clock; the receipt's part is null while it waits. */
export interface AskedPayment {
  readonly id: string;
  readonly amountVnd: number;
  readonly requestedAt: Instant;
  readonly requestedBy: string;
  readonly paidOn: string | null;
  readonly confirmedAt: Instant | null;
  readonly confirmedBy: string | null;
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

  /** Every notice of a dossier, in order. */
  async payments(dossierId: string): Promise<AskedPayment[]> {
    const rows = await this.database.query<Omit<AskedPayment, 'amountVnd'> & { amountVnd: unknown }>(
      `SELECT "id", "amountVnd", "requestedAt", "requestedBy", "paidOn", "confirmedAt", "confirmedBy"
         FROM "payment_request" WHERE "dossierId" = $1 ORDER BY "requestedSeq"`,
      [dossierId],
    );
    return rows.map((row) => ({
      ...row,
      amountVnd: Number(row.amountVnd),
      requestedAt: readInstant(row.requestedAt),
      confirmedAt: row.confirmedAt === null ? null : readInstant(row.confirmedAt),
    }));
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

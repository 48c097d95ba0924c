import { Injectable } from '@nestjs/common';
import type { Fault } from '../domain/apology/letter-facts.js';
import type { Cause, ObligationState } from '../domain/apology/obligation.js';
import type { Instant } from '../domain/time/instant.js';
import { Database } from '../platform/database/database.js';
import { readInstant, readInstantOrNull } from '../platform/database/instant-column.js';
import { placeholders, type Row } from '../platform/database/sql.js';

export interface ObligationFact {
  readonly id: string;
  readonly dossierCode: string;
  readonly cause: Cause;
  readonly state: ObligationState;
  readonly fault: Fault;
  readonly unitCode: string;
  readonly since: Instant;
  readonly openedAt: Instant;
  readonly settledAt: Instant | null;
  readonly letterId: string | null;
  /** settled within R17; null for causes that know no time limit */
  readonly timely: boolean | null;
  readonly waivedBy: string | null;
  readonly waiverReason: string | null;
  /** SHA-256 of the file that shows it */
  readonly waiverProof: string | null;
  /** when the outside agency at fault was asked for its letter, and what it sent */
  readonly outsideAskedAt: Instant | null;
  readonly outsideNumber: string | null;
  readonly outsideDate: string | null;
  readonly outsideProof: string | null;
}

export interface ObligationQuestion {
  readonly state?: string | undefined;
  readonly cause?: string | undefined;
  readonly fault?: string | undefined;
  readonly unit?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

@Injectable()
export class ObligationsRepository {
  constructor(private readonly database: Database) {}

  /** One more than asked for, when there is more. */
  async page(question: ObligationQuestion, unitCodes: readonly string[], limit: number): Promise<ObligationFact[]> {
    const { cursor, from, to, state, cause, fault } = question;
    const params: string[] = [...unitCodes];
    const parts = [`"unitCode" IN (${placeholders(unitCodes.length)})`];
    const also = (sql: string, value: string | undefined): void => {
      if (value !== undefined) parts.push(sql.replace('?', `$${String(params.push(value))}`));
    };
    also('"state" = ?', state);
    also('"cause" = ?', cause);
    also('"fault" = ?', fault);
    also('"openedDay" >= ?', from);
    also('"openedDay" <= ?', to);
    also('"id" < ?', cursor);
    const rows = await this.database.query(
      `SELECT * FROM "obligation_fact" WHERE ${parts.join(' AND ')} ORDER BY "id" DESC LIMIT ${String(limit + 1)}`,
      params,
    );
    return rows.map(factOf);
  }

  async byId(id: string): Promise<ObligationFact | null> {
    const [row] = await this.database.query('SELECT * FROM "obligation_fact" WHERE "id" = $1', [id]);
    return row ? factOf(row) : null;
  }
}

function factOf(row: Row): ObligationFact {
  return {
    id: row['id'] as string,
    dossierCode: row['dossierCode'] as string,
    cause: row['cause'] as Cause,
    state: row['state'] as ObligationState,
    fault: row['fault'] as Fault,
    unitCode: row['unitCode'] as string,
    since: readInstant(row['since']),
    openedAt: readInstant(row['openedAt']),
    settledAt: readInstantOrNull(row['settledAt']),
    letterId: row['letterId'] as string | null,
    timely: row['timely'] === null ? null : Boolean(row['timely']),
    waivedBy: row['waivedBy'] as string | null,
    waiverReason: row['waiverReason'] as string | null,
    waiverProof: row['waiverProof'] as string | null,
    outsideAskedAt: readInstantOrNull(row['outsideAskedAt']),
    outsideNumber: row['outsideNumber'] as string | null,
    outsideDate: row['outsideDate'] as string | null,
    outsideProof: row['outsideProof'] as string | null,
  };
}

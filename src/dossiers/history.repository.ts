import { Injectable } from '@nestjs/common';
import type { Cause, ObligationState } from '../domain/apology/obligation.js';
import type { Fault } from '../domain/apology/letter-facts.js';
import type { PromiseKind } from '../domain/promise/ledger.js';
import type { TraceStep } from '../domain/time/deadline-types.js';
import type { Instant } from '../domain/time/instant.js';
import { readInstant, readInstantOrNull } from '../platform/database/instant-column.js';
import type { Queries, Row } from '../platform/database/sql.js';

/** What the slip printed and no act changes. */
export interface SlipFacts {
  readonly summary: string | null;
  readonly copies: number;
  readonly feeVnd: number;
  readonly documents: string;
  readonly resultVia: 'desk' | 'postal' | 'online';
}

export interface HistoryEntry {
  readonly seq: number;
  readonly act: string;
  readonly actor: string;
  readonly at: Instant;
  /** null once it was erased by rule */
  readonly payload: Readonly<Record<string, unknown>> | null;
}

export interface LedgerEntry {
  readonly seq: number;
  readonly kind: PromiseKind;
  readonly at: Instant;
  readonly by: string;
  readonly statutoryDueAt: Instant;
  readonly currentDueAt: Instant;
  readonly reason: string | null;
  readonly letterId: string | null;
  readonly trace: readonly TraceStep[];
}

export interface HandOverFact {
  readonly id: string;
  readonly fromUnitCode: string;
  readonly toUnitCode: string;
  readonly toUsername: string | null;
  readonly note: string | null;
  readonly sentAt: Instant;
  readonly sentBy: string;
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: string | null;
}

export interface ObligationEntry {
  readonly id: string;
  readonly cause: Cause;
  readonly state: ObligationState;
  readonly fault: Fault;
  readonly unitCode: string;
  readonly since: Instant;
  readonly openedAt: Instant;
  readonly letterId: string | null;
}

/** What a dossier has behind it, row by row. A dossier has few rows of each. */
@Injectable()
export class HistoryRepository {
  async slip(from: Queries, dossierId: string): Promise<SlipFacts> {
    const [row] = await from.query(
      'SELECT "summary", "copies", "feeVnd", "documents", "resultVia" FROM "dossier" WHERE "id" = $1',
      [dossierId],
    );
    return row as unknown as SlipFacts;
  }

  async events(from: Queries, dossierId: string): Promise<HistoryEntry[]> {
    const rows = await from.query(
      `SELECT e."seq", e."act", e."actor", e."at", p."body" FROM "dossier_event" e
         LEFT JOIN "dossier_event_payload" p ON p."dossierId" = e."dossierId" AND p."seq" = e."seq"
        WHERE e."dossierId" = $1 ORDER BY e."seq"`,
      [dossierId],
    );
    return rows.map((row) => {
      const body = row['body'] as string | null;
      return {
        seq: row['seq'] as number,
        act: row['act'] as string,
        actor: row['actor'] as string,
        at: readInstant(row['at']),
        payload: body === null ? null : (JSON.parse(body) as Record<string, unknown>),
      };
    });
  }

  async promises(from: Queries, dossierId: string): Promise<LedgerEntry[]> {
    const rows = await from.query('SELECT * FROM "promise" WHERE "dossierId" = $1 ORDER BY "seq"', [dossierId]);
    return rows.map((row) => ({
      ...(row as Row & Pick<LedgerEntry, 'seq' | 'kind' | 'by' | 'reason' | 'letterId'>),
      at: readInstant(row['at']),
      statutoryDueAt: readInstant(row['statutoryDueAt']),
      currentDueAt: readInstant(row['currentDueAt']),
      trace: JSON.parse(row['trace'] as string) as TraceStep[],
    }));
  }

  async handOvers(from: Queries, dossierId: string): Promise<HandOverFact[]> {
    const rows = await from.query('SELECT * FROM "hand_over" WHERE "dossierId" = $1 ORDER BY "sentAt", "id"', [
      dossierId,
    ]);
    return rows.map((row) => ({
      ...(row as Row & Omit<HandOverFact, 'sentAt' | 'acknowledgedAt'>),
      sentAt: readInstant(row['sentAt']),
      acknowledgedAt: readInstantOrNull(row['acknowledgedAt']),
    }));
  }

  async obligations(from: Queries, dossierId: string): Promise<ObligationEntry[]> {
    const rows = await from.query('SELECT * FROM "obligation" WHERE "dossierId" = $1 ORDER BY "openedAt", "id"', [
      dossierId,
    ]);
    return rows.map((row) => ({
      ...(row as Row & Omit<ObligationEntry, 'since' | 'openedAt'>),
      since: readInstant(row['since']),
      openedAt: readInstant(row['openedAt']),
    }));
  }
}

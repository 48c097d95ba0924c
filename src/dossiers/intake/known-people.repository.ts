import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstantOrNull } from '../../platform/database/instant-column.js';

/** What a person is found by; hashes are keyed (party.row.ts). */
export type FoundBy =
  | { readonly column: 'idHash' | 'phoneHash'; readonly value: string }
  | { readonly column: 'taxCode'; readonly value: string };

/** Where a person stands in the books of a desk. */
export interface KnownPlace {
  readonly dossierId: string;
  readonly code: string;
  readonly idHash: string | null;
  readonly phoneHash: string | null;
}

/** A dossier of the same person and procedure that has not ended. */
export interface OpenDossier {
  readonly code: string;
  readonly dueAt: Instant | null;
  readonly lateFrom: Instant | null;
}

const PLACE = `SELECT d."id" AS "dossierId", d."code", p."idHash", p."phoneHash"
  FROM "dossier" d JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'`;
const OPEN = `'submitted', 'accepted', 'processing', 'awaiting_supplement', 'awaiting_payment'`;
const SHOWN = 5;

/** Applicants a desk has met before. Each question is bounded by one person's dossiers, or by one desk's day. */
@Injectable()
export class KnownPeopleRepository {
  constructor(private readonly database: Database) {}

  /** Their latest dossier at this desk. */
  async latest({ column, value }: FoundBy, unitCode: string): Promise<KnownPlace | null> {
    const [row] = await this.database.query<KnownPlace & Record<string, unknown>>(
      `${PLACE} WHERE p."${column}" = $1 AND d."unitCode" = $2 AND d."erasedAt" IS NULL ORDER BY d."id" DESC LIMIT 1`,
      [value, unitCode],
    );
    return row ?? null;
  }

  async withCode(code: string, unitCode: string): Promise<KnownPlace | null> {
    const [row] = await this.database.query<KnownPlace & Record<string, unknown>>(
      `${PLACE} WHERE d."code" = $1 AND d."unitCode" = $2 AND d."erasedAt" IS NULL`,
      [code, unitCode],
    );
    return row ?? null;
  }

  /**
   * The latest dossier that this person took in at the desk on a day.
   *
   * @param prefix how all codes of the desk and day begin (`codeSeries`)
   */
  async latestBy(username: string, prefix: string): Promise<KnownPlace | null> {
    const range =
      this.database.engine === 'postgres'
        ? { where: `d."code" LIKE $1`, params: [`${prefix}%`] }
        : { where: `d."code" >= $1 AND d."code" < $3`, params: [prefix] };
    const beyond = this.database.engine === 'postgres' ? [] : [`${prefix}\uffff`];
    const [row] = await this.database.query<KnownPlace & Record<string, unknown>>(
      `${PLACE} JOIN "dossier_event" e ON e."dossierId" = d."id" AND e."seq" = 1
        WHERE ${range.where} AND e."actor" = $2 AND d."voidedAt" IS NULL ORDER BY d."code" DESC LIMIT 1`,
      [...range.params, username, ...beyond],
    );
    return row ?? null;
  }

  /** Their open dossiers of a procedure at this desk, the latest first. */
  async open({ column, value }: FoundBy, procedureCode: string, unitCode: string): Promise<OpenDossier[]> {
    const rows = await this.database.query<{ code: string; dueAt: unknown; lateFrom: unknown }>(
      `SELECT d."code", coalesce(d."currentDueAt", d."answerDueAt") AS "dueAt", d."lateFrom"
         FROM "dossier_party" p JOIN "dossier" d ON d."id" = p."dossierId"
        WHERE p."${column}" = $1 AND p."role" = 'applicant' AND d."procedureCode" = $2 AND d."unitCode" = $3
          AND d."status" IN (${OPEN}) AND d."voidedAt" IS NULL
        ORDER BY d."id" DESC LIMIT ${String(SHOWN)}`,
      [value, procedureCode, unitCode],
    );
    return rows.map(({ code, dueAt, lateFrom }) => ({
      code,
      dueAt: readInstantOrNull(dueAt),
      lateFrom: readInstantOrNull(lateFrom),
    }));
  }

  /** The applicant's numbers as they are stored, sealed. */
  async sealed(dossierId: string): Promise<{ readonly idNumber: string | null; readonly phone: string | null }> {
    const [row] = await this.database.query<{ idEncrypted: string | null; phoneEncrypted: string | null }>(
      `SELECT "idEncrypted", "phoneEncrypted" FROM "dossier_party" WHERE "dossierId" = $1 AND "role" = 'applicant'`,
      [dossierId],
    );
    return { idNumber: row?.idEncrypted ?? null, phone: row?.phoneEncrypted ?? null };
  }
}

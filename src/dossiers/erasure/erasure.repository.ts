import { Injectable } from '@nestjs/common';
import { FORGOTTEN } from '../../domain/dossier/party.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { placeholders, type Tx } from '../../platform/database/sql.js';
import { eraseTokens } from '../search/token.row.js';

/** A dossier whose years are over. */
export interface Expired {
  readonly id: string;
  readonly code: string;
  readonly procedureCode: string;
  readonly finishedDay: PlainDate;
}

/** All that names a person emptied, row by row: what a row proves stays, the names in it go. */
const EMPTY = [
  `UPDATE "dossier" SET "summary" = NULL, "documents" = '[]' WHERE "id" = $1`,
  `UPDATE "dossier_party" SET "name" = '${FORGOTTEN}', "address" = NULL, "idEncrypted" = NULL, "idHash" = NULL,
     "idMasked" = NULL, "phoneEncrypted" = NULL, "phoneHash" = NULL, "phoneMasked" = NULL, "email" = NULL,
     "contactBy" = '', "taxCode" = NULL, "representative" = NULL, "contactName" = NULL WHERE "dossierId" = $1`,
  `DELETE FROM "dossier_event_payload" WHERE "dossierId" = $1`,
  `UPDATE "hand_over" SET "note" = NULL WHERE "dossierId" = $1`,
  `UPDATE "dossier_file" SET "name" = NULL WHERE "dossierId" = $1`,
  `UPDATE "receipt_correction" SET "proposal" = NULL WHERE "dossierId" = $1`,
  `UPDATE "receipt_version" SET "body" = NULL WHERE "dossierId" = $1`,
  `UPDATE "issued_paper" SET "body" = NULL WHERE "dossierId" = $1`,
  `UPDATE "obligation" SET "waiverReason" = NULL WHERE "dossierId" = $1`,
  `UPDATE "promise" SET "reason" = NULL WHERE "dossierId" = $1 AND "reason" IS NOT NULL`,
];

/** The files that a dossier's own rows name. */
const FILES = `
  SELECT "dossierId", "fileHash" FROM "dossier_file"
  UNION ALL SELECT "dossierId", "waiverProof" FROM "obligation" WHERE "waiverProof" IS NOT NULL
  UNION ALL SELECT "dossierId", "outsideProof" FROM "obligation" WHERE "outsideProof" IS NOT NULL`;

@Injectable()
export class ErasureRepository {
  constructor(private readonly database: Database) {}

  /** Reasons stand in the ledger, which only the maintenance switch opens: here, and for this transaction alone. */
  async empty(tx: Tx, dossierId: string): Promise<void> {
    const versions = await tx.query<{ version: number }>(
      'SELECT "version" FROM "receipt_version" WHERE "dossierId" = $1',
      [dossierId],
    );
    await tx.vouch('receipt_version', ...versions.map(({ version }) => [dossierId, version] as const));
    const papers = await tx.query<{ kind: string; no: number }>(
      'SELECT "kind", "no" FROM "issued_paper" WHERE "dossierId" = $1',
      [dossierId],
    );
    await tx.vouch('issued_paper', ...papers.map(({ kind, no }) => [dossierId, kind, no] as const));
    await tx.execute('UPDATE "maintenance_switch" SET "open" = TRUE');
    for (const sql of EMPTY) await tx.execute(sql, [dossierId]);
    const { sql, params } = eraseTokens(dossierId);
    await tx.execute(sql, params);
    await tx.execute('UPDATE "maintenance_switch" SET "open" = FALSE');
  }

  async files(dossierId: string): Promise<string[]> {
    const rows = await this.database.query<{ fileHash: string }>(
      `SELECT DISTINCT f."fileHash" FROM (${FILES}) f WHERE f."dossierId" = $1`,
      [dossierId],
    );
    return rows.map(({ fileHash }) => fileHash);
  }

  /** Which of these files a dossier needs that was not erased. */
  async needed(hashes: readonly string[], exceptDossierId: string): Promise<string[]> {
    if (hashes.length === 0) return [];
    const rows = await this.database.query<{ fileHash: string }>(
      `SELECT DISTINCT f."fileHash" FROM (${FILES}) f JOIN "dossier" d ON d."id" = f."dossierId"
        WHERE f."fileHash" IN (${placeholders(hashes.length)}) AND d."erasedAt" IS NULL AND d."id" <> $${String(hashes.length + 1)}`,
      [...hashes, exceptDossierId],
    );
    return rows.map(({ fileHash }) => fileHash);
  }

  /** Dossiers of a unit that ended before a day and still name people, the oldest first: an index holds just these. */
  async endedBefore(
    unitCode: string,
    day: PlainDate,
    after: Pick<Expired, 'finishedDay' | 'id'>,
    limit: number,
  ): Promise<Expired[]> {
    return this.database.query<Expired>(
      `SELECT "id", "code", "procedureCode", "finishedDay" FROM "dossier"
        WHERE "erasedAt" IS NULL AND "finishedAt" IS NOT NULL AND "responsibleUnitCode" = $1 AND "finishedDay" < $2
          AND ("finishedDay" > $3 OR ("finishedDay" = $3 AND "id" > $4))
        ORDER BY "finishedDay", "id" LIMIT ${String(limit)}`,
      [unitCode, day, after.finishedDay, after.id],
    );
  }

  /** People who were turned away at a unit's counter before a day: that it happened, and why in law, stays. */
  async forgetRefused(tx: Tx, unitCode: string, day: PlainDate): Promise<void> {
    const named = `"unitCode" = $1 AND "refusedDay" < $2 AND ("reason" IS NOT NULL OR "applicantName" IS NOT NULL)`;
    const params = [unitCode, day];
    const refusals = await tx.query<{ id: string }>(`SELECT "id" FROM "counter_refusal" WHERE ${named}`, params);
    await tx.vouch('counter_refusal', ...refusals.map(({ id }) => id));
    await tx.execute(
      `UPDATE "counter_refusal" SET "reason" = NULL, "items" = NULL, "applicantName" = NULL WHERE ${named}`,
      params,
    );
  }
}

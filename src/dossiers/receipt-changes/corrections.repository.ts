import { Injectable } from '@nestjs/common';
import type { ReceiptFacts } from '../../domain/dossier/receipt-facts.js';
import { DomainError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import { insert, isUniqueViolation, type Row, type Statement, type Tx } from '../../platform/database/sql.js';

/** A correction as it was proposed, and who confirmed it. */
export interface CorrectionRow {
  readonly id: string;
  readonly proposedAt: Instant;
  readonly proposedBy: string;
  /** sealed; null once it stands in the dossier, and once erased by rule */
  readonly proposal: string | null;
  readonly confirmedAt: Instant | null;
  readonly confirmedBy: string | null;
}

interface SealedNumbers {
  readonly idEncrypted: string | null;
  readonly phoneEncrypted: string | null;
}

@Injectable()
export class CorrectionsRepository {
  constructor(private readonly database: Database) {}

  /** In the order in which they were proposed. */
  async of(dossierId: string): Promise<CorrectionRow[]> {
    const rows = await this.database.query(
      'SELECT * FROM "receipt_correction" WHERE "dossierId" = $1 ORDER BY "proposedAt", "id"',
      [dossierId],
    );
    return rows.map(correction);
  }

  /** When the dossier was written down here, where that was not at its receipt. */
  async enteredAt(dossierId: string): Promise<Instant | null> {
    const [row] = await this.database.query('SELECT "enteredAt" FROM "dossier" WHERE "id" = $1', [dossierId]);
    return readInstantOrNull(row?.['enteredAt']);
  }

  /** Numbers of the people of a dossier as they are stored, sealed, by role. */
  async numbers(dossierId: string): Promise<Partial<Record<'applicant' | 'submitter', SealedNumbers>>> {
    const rows = await this.database.query<SealedNumbers & { role: string }>(
      'SELECT "role", "idEncrypted", "phoneEncrypted" FROM "dossier_party" WHERE "dossierId" = $1',
      [dossierId],
    );
    return Object.fromEntries(rows.map(({ role, ...numbers }) => [role, numbers]));
  }

  /** A receipt as it was printed; null when it is not kept (any more). */
  async printed(dossierId: string, version: number): Promise<ReceiptFacts | null> {
    const [row] = await this.database.query<{ body: string | null }>(
      'SELECT "body" FROM "receipt_version" WHERE "dossierId" = $1 AND "version" = $2',
      [dossierId, version],
    );
    return typeof row?.body === 'string' ? (JSON.parse(row.body) as ReceiptFacts) : null;
  }

  /**
   * Keeps what was printed until now, and whatever else must be written with a correction.
   *
   * @throws DomainError `dossier.changed_meanwhile` when another correction of it was confirmed first
   */
  async keep(
    tx: Tx,
    dossierId: string,
    printed: ReceiptFacts,
    replaced: { readonly at: Instant; readonly by: string; readonly besides: readonly Statement[] },
  ): Promise<void> {
    const kept = insert('receipt_version', {
      dossierId,
      version: printed.version,
      body: JSON.stringify(printed),
      replacedAt: writeInstant(replaced.at),
      replacedBy: replaced.by,
    });
    await tx.execute(kept.sql, kept.params).catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('dossier.changed_meanwhile', 'another correction was confirmed meanwhile', {
        code: printed.code,
      });
    });
    tx.born('receipt_version', [dossierId, printed.version]);
    for (const { sql, params } of replaced.besides) await tx.execute(sql, params);
  }
}

function correction(row: Row): CorrectionRow {
  return {
    id: row['id'] as string,
    proposedAt: readInstant(row['proposedAt']),
    proposedBy: row['proposedBy'] as string,
    proposal: row['proposal'] as string | null,
    confirmedAt: readInstantOrNull(row['confirmedAt']),
    confirmedBy: row['confirmedBy'] as string | null,
  };
}

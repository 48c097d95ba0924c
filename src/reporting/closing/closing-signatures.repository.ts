import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';
import { insert, type Queries, type Tx } from '../../platform/database/sql.js';
import type { CheckedSignature } from '../../platform/signatures/check-signatures.js';

/** A closed period as its head has signed it. */
export interface SignedClosing {
  readonly closingId: string;
  readonly fileHash: string;
  readonly signatures: readonly CheckedSignature[];
  readonly at: Instant;
  readonly by: string;
}

@Injectable()
export class ClosingSignaturesRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, { signatures, at, ...plain }: SignedClosing): Promise<void> {
    const row = { ...plain, signatures: JSON.stringify(signatures), at: writeInstant(at) };
    const { sql, params } = insert('period_signature', row);
    tx.born('period_signature', plain.closingId);
    await tx.execute(sql, params);
  }

  async find(closingId: string, from: Queries = this.database): Promise<SignedClosing | null> {
    const [row] = await from.query('SELECT * FROM "period_signature" WHERE "closingId" = $1', [closingId]);
    if (!row) return null;
    return {
      ...(row as unknown as SignedClosing),
      signatures: JSON.parse(String(row['signatures'])) as CheckedSignature[],
      at: readInstant(row['at']),
    };
  }
}

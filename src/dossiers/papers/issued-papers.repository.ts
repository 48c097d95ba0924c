import { Injectable } from '@nestjs/common';
import type { SlipKind } from '../../domain/dossier/slip-facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';
import type { Tx } from '../../platform/database/sql.js';

/** Which paper: of the receipt its version, of the others the number of the event they tell of. */
export interface PaperKey {
  readonly dossierId: string;
  readonly kind: 'receipt' | SlipKind;
  readonly no: number;
}

export interface IssuedPaper {
  /** null once the people in it were forgotten */
  readonly body: string | null;
  readonly issuedAt: Instant;
}

@Injectable()
export class IssuedPapersRepository {
  constructor(private readonly database: Database) {}

  /** @returns null for a paper that nobody has made yet */
  async find({ dossierId, kind, no }: PaperKey): Promise<IssuedPaper | null> {
    const [row] = await this.database.query<{ body: string | null; issuedAt: unknown }>(
      'SELECT "body", "issuedAt" FROM "issued_paper" WHERE "dossierId" = $1 AND "kind" = $2 AND "no" = $3',
      [dossierId, kind, no],
    );
    return row ? { body: row.body, issuedAt: readInstant(row.issuedAt) } : null;
  }

  /** Keeps what is printed now; of two who print at the same moment, the first. */
  async keep(
    tx: Tx,
    { dossierId, kind, no }: PaperKey,
    body: string,
    issued: { readonly at: Instant; readonly by: string },
  ): Promise<void> {
    const added = await tx.execute(
      `INSERT INTO "issued_paper" ("dossierId", "kind", "no", "body", "issuedAt", "issuedBy")
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT ("dossierId", "kind", "no") DO NOTHING`,
      [dossierId, kind, no, body, writeInstant(issued.at), issued.by],
    );
    if (added > 0) tx.born('issued_paper', [dossierId, kind, no]);
  }
}

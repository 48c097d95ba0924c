import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';
import { insert, type Row, type Tx } from '../../platform/database/sql.js';
import type { ReferenceKind } from './reference-kinds.js';

/** A file that was sent and waits for a person to accept what it would do. */
export interface ReferenceDraft {
  readonly id: string;
  readonly kind: ReferenceKind;
  readonly fileName: string;
  readonly body: string;
  readonly createdBy: string;
  readonly createdAt: Instant;
}

/** Files of reference data on their way in. */
@Injectable()
export class ReferenceDraftsRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, { createdAt, ...draft }: ReferenceDraft): Promise<void> {
    const { sql, params } = insert('reference_draft', { ...draft, createdAt: writeInstant(createdAt) });
    await tx.execute(sql, params);
  }

  async find(id: string): Promise<ReferenceDraft | null> {
    const [row] = await this.database.query('SELECT * FROM "reference_draft" WHERE "id" = $1', [id]);
    return row ? toDraft(row) : null;
  }

  /** Of one person, the newest first. */
  async of(username: string): Promise<Omit<ReferenceDraft, 'body'>[]> {
    const rows = await this.database.query(
      `SELECT "id", "kind", "fileName", "createdBy", "createdAt" FROM "reference_draft" WHERE "createdBy" = $1
        ORDER BY "createdAt" DESC, "id" DESC LIMIT 20`,
      [username],
    );
    return rows.map(toDraft);
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.execute('DELETE FROM "reference_draft" WHERE "id" = $1', [id]);
  }

  async removeBefore(tx: Tx, at: Instant): Promise<number> {
    return tx.execute('DELETE FROM "reference_draft" WHERE "createdAt" < $1', [writeInstant(at)]);
  }
}

function toDraft(row: Row): ReferenceDraft {
  return { ...(row as unknown as ReferenceDraft), createdAt: readInstant(row['createdAt']) };
}

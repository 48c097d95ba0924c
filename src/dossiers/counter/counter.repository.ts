import { Injectable } from '@nestjs/common';
import type { ContactChannel, Party } from '../../domain/dossier/party.js';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import { placeholders, type Row } from '../../platform/database/sql.js';
import { Keys } from '../../platform/keys/keys.js';
import type { ListRow } from '../dossier-list.repository.js';
import { fromRow } from '../dossier.row.js';

/** How many of the newest of a desk are looked at for one that is asked for. */
const NEWEST = 40;
/** How many late dossiers, or results, of a desk are looked at for those that are asked for. */
const LOOKED_AT = 500;

const ROW = `SELECT d.*, p."name" AS "applicantName" FROM`;
const PARTY = `LEFT JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'`;

/** What the counter's day asks of the rows. Every question reads a range of an index, and stops. */
@Injectable()
export class CounterRepository {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
  ) {}

  /** The dossier this person received last at the desk, since `from`; null when it is not among the newest there. */
  async lastReceived(unitCode: string, username: string, from: Instant): Promise<ListRow | null> {
    const rows = await this.database.query(
      `${ROW} (SELECT "dossierId" FROM "dossier_concern" WHERE "unitCode" = $1 AND "listedAt" >= $2
                ORDER BY "listedAt" DESC, "dossierId" DESC LIMIT ${String(NEWEST)}) AS k
         CROSS JOIN "dossier" d ${PARTY}
        WHERE d."id" = k."dossierId" AND d."unitCode" = $1 AND d."holderUsername" = $3
        ORDER BY d."acceptedAt" DESC, d."code" DESC LIMIT 1`,
      [unitCode, writeInstant(from), username],
    );
    return rows.map(listRow)[0] ?? null;
  }

  /**
   * The applicant of a dossier of this desk as they were received, numbers and all: to be received again, shown to
   * nobody. Null when there is no such person any more.
   */
  async applicant(code: string, unitCode: string): Promise<Party | null> {
    const [row] = await this.database.query(
      `SELECT p.* FROM "dossier" d JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'
        WHERE d."code" = $1 AND d."unitCode" = $2 AND d."erasedAt" IS NULL`,
      [code, unitCode],
    );
    return row ? this.party(row) : null;
  }

  /** Open dossiers received at this desk that are due in [from, until), the earliest first. */
  async due(unitCode: string, span: Span, limit: number): Promise<ListRow[]> {
    // A due at midnight belongs to the day that ends.
    const rows = await this.database.query(
      `${ROW} "dossier_concern" c CROSS JOIN "dossier" d ${PARTY}
        WHERE c."unitCode" = $1 AND c."open" = TRUE AND c."dueAt" > $2 AND c."dueAt" <= $3 AND d."id" = c."dossierId"
          AND d."unitCode" = $1 AND d."status" IN ('accepted', 'processing')
        ORDER BY c."dueAt", c."dossierId" LIMIT ${String(limit)}`,
      [unitCode, writeInstant(span.from), writeInstant(span.until)],
    );
    return rows.map(listRow);
  }

  /** Late dossiers received at this desk that lie there, the latest become first, of the newest few hundred. */
  async lateHere(unitCode: string, before: Instant, limit: number): Promise<ListRow[]> {
    const rows = await this.database.query(
      `${ROW} (SELECT "dossierId" FROM "dossier_concern"
                WHERE "unitCode" = $1 AND "open" = TRUE AND "dueAt" <= $2
                ORDER BY "dueAt" DESC, "dossierId" DESC LIMIT ${String(LOOKED_AT)}) AS k
         CROSS JOIN "dossier" d ${PARTY}
        WHERE d."id" = k."dossierId" AND d."unitCode" = $1 AND d."holderUnitCode" = $1
          AND d."pendingUnitCode" IS NULL AND d."status" IN ('accepted', 'processing')
        ORDER BY d."currentDueAt" DESC, d."id" DESC LIMIT ${String(limit)}`,
      [unitCode, writeInstant(before)],
    );
    return rows.map(listRow);
  }

  /** Results that wait at the desk to be collected, the oldest first. */
  async waiting(unitCode: string, limit: number): Promise<ListRow[]> {
    const rows = await this.database.query(
      `${ROW} "dossier" d ${PARTY} WHERE d."unitCode" = $1 AND d."status" = 'completed'
        ORDER BY d."finishedAt", d."id" LIMIT ${String(limit)}`,
      [unitCode],
    );
    return rows.map(listRow);
  }

  /** The newest of them that came in since `from`, or are promised for a moment within `span`. */
  async waitingOfDay(unitCode: string, span: Span, limit: number): Promise<ListRow[]> {
    const rows = await this.database.query(
      `${ROW} (SELECT "id" FROM "dossier" WHERE "unitCode" = $1 AND "status" = 'completed'
                ORDER BY "finishedAt" DESC, "id" DESC LIMIT ${String(LOOKED_AT)}) AS k
         CROSS JOIN "dossier" d ${PARTY}
        WHERE d."id" = k."id" AND (d."finishedAt" > $2 OR (d."currentDueAt" > $2 AND d."currentDueAt" <= $3))
        ORDER BY d."currentDueAt", d."id" LIMIT ${String(limit)}`,
      [unitCode, writeInstant(span.from), writeInstant(span.until)],
    );
    return rows.map(listRow);
  }

  /** Where the desk put the last result that still waits there, of the newest. */
  async lastShelf(unitCode: string): Promise<string | null> {
    const [row] = await this.database.query<{ shelf: string }>(
      `SELECT "shelf" FROM (SELECT "shelf", "finishedAt", "id" FROM "dossier" WHERE "unitCode" = $1 AND "status" = 'completed'
                             ORDER BY "finishedAt" DESC, "id" DESC LIMIT ${String(NEWEST)}) AS k
        WHERE "shelf" IS NOT NULL ORDER BY "finishedAt" DESC, "id" DESC LIMIT 1`,
      [unitCode],
    );
    return row?.shelf ?? null;
  }

  /** Dossiers of this desk by their codes, in no order. */
  async byCodes(unitCode: string, codes: readonly string[]): Promise<ListRow[]> {
    if (codes.length === 0) return [];
    const rows = await this.database.query(
      `${ROW} "dossier" d ${PARTY} WHERE d."code" IN (${placeholders(codes.length, 2)}) AND d."unitCode" = $1`,
      [unitCode, ...codes],
    );
    return rows.map(listRow);
  }

  private party(row: Row): Party {
    const plain = (column: string): string | null => {
      const sealed = row[column] as string | null;
      return sealed === null ? null : this.keys.decrypt(sealed);
    };
    const contactBy = row['contactBy'] as string;
    return {
      kind: row['kind'] as Party['kind'],
      name: row['name'] as string,
      idNumber: plain('idEncrypted'),
      address: row['address'] as string | null,
      phone: plain('phoneEncrypted'),
      email: row['email'] as string | null,
      contactBy: contactBy === '' ? [] : (contactBy.split(',') as ContactChannel[]),
      taxCode: row['taxCode'] as string | null,
      representative: row['representative'] as string | null,
      contactName: row['contactName'] as string | null,
    };
  }
}

interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

function listRow(row: Row): ListRow {
  return { dossier: fromRow(row), applicantName: (row['applicantName'] as string | null) ?? '' };
}

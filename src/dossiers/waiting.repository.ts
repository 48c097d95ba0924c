import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { fromRow } from './dossier.row.js';
import type { ListRow } from './dossier-list.repository.js';

/** What lies on one person's desk. */
@Injectable()
export class WaitingRepository {
  constructor(private readonly database: Database) {}

  /**
   * Open dossiers that were handed to this person or their unit, or that they hold and have not handed on; what must
   * be done first stands first. Reads the partial index of what is open, in the order of its due.
   */
  async of(username: string, unitCode: string, limit: number): Promise<ListRow[]> {
    const rows = await this.database.query(
      `SELECT d.*, p."name" AS "applicantName" FROM "dossier" d
         LEFT JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'
        WHERE d."finishedAt" IS NULL AND d."voidedAt" IS NULL AND (
              (d."pendingHandOverId" IS NOT NULL
               AND (d."pendingUsername" = $1 OR (d."pendingUsername" IS NULL AND d."pendingUnitCode" = $2)))
           OR (d."pendingHandOverId" IS NULL
               AND (d."holderUsername" = $1 OR (d."holderUsername" IS NULL AND d."holderUnitCode" = $2))))
        ORDER BY d."currentDueAt", d."id" LIMIT ${String(limit)}`,
      [username, unitCode],
    );
    return rows.map((row) => ({ dossier: fromRow(row), applicantName: (row['applicantName'] as string | null) ?? '' }));
  }
}

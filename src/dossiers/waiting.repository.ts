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
   * be done first stands first. Reads the list of what is open at the unit, in the order of its due: whoever works
   * elsewhere now has handed on what they held here.
   */
  async of(username: string, unitCode: string, limit: number): Promise<ListRow[]> {
    const rows = await this.database.query(
      `SELECT d.*, p."name" AS "applicantName" FROM "dossier_concern" c CROSS JOIN "dossier" d
         LEFT JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'
        WHERE c."unitCode" = $2 AND c."open" = TRUE AND d."id" = c."dossierId" AND (
              (d."pendingHandOverId" IS NOT NULL
               AND (d."pendingUsername" = $1 OR (d."pendingUsername" IS NULL AND d."pendingUnitCode" = $2)))
           OR (d."pendingHandOverId" IS NULL
               AND (d."holderUsername" = $1 OR (d."holderUsername" IS NULL AND d."holderUnitCode" = $2))))
        ORDER BY c."dueAt", c."dossierId" LIMIT ${String(limit)}`,
      [username, unitCode],
    );
    return rows.map((row) => ({ dossier: fromRow(row), applicantName: (row['applicantName'] as string | null) ?? '' }));
  }
}

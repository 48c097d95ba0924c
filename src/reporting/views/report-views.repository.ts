import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import type { Queries, Tx } from '../../platform/database/sql.js';

export interface ReportView {
  readonly name: string;
  readonly address: string;
}

@Injectable()
export class ReportViewsRepository {
  constructor(private readonly database: Database) {}

  of(username: string, queries: Queries = this.database): Promise<ReportView[]> {
    return queries.query<ReportView>(`SELECT "name", "address" FROM "report_view" WHERE "username" = $1`, [username]);
  }

  async put(tx: Tx, username: string, { name, address }: ReportView, at: Instant): Promise<void> {
    await tx.execute(
      `INSERT INTO "report_view" ("username", "name", "address", "savedAt") VALUES ($1, $2, $3, $4)
       ON CONFLICT ("username", "name") DO UPDATE SET "address" = excluded."address", "savedAt" = excluded."savedAt"`,
      [username, name, address, writeInstant(at)],
    );
  }

  async remove(tx: Tx, username: string, name: string): Promise<void> {
    await tx.execute('DELETE FROM "report_view" WHERE "username" = $1 AND "name" = $2', [username, name]);
  }
}

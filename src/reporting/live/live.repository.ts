import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

/**
 * Whether figures may have changed: what acts posted since the last fold, how often it was folded, and which letters
 * wait to be counted. The tails are as short as a minute is; nothing here grows with the dossiers.
 */
@Injectable()
export class LiveRepository {
  constructor(private readonly database: Database) {}

  /** Two that differ: something was written between them. */
  async revision(): Promise<string> {
    const [row] = await this.database.query<Record<string, number | null>>(
      `SELECT (SELECT "value" FROM "counter" WHERE "scope" = 'kpi.fold') AS "folds",
              (SELECT CAST(count(*) AS integer) FROM "kpi_tail") AS "posted",
              (SELECT max("dossierId") FROM "kpi_tail") AS "last",
              (SELECT CAST(count(*) AS integer) FROM "kpi_stage_tail") AS "stages",
              (SELECT CAST(count(*) AS integer) FROM "kpi_open_tail") AS "stock",
              (SELECT max("dossierId") FROM "kpi_open_tail") AS "lastStock",
              (SELECT CAST(count(*) AS integer) FROM "cover_mark") AS "letters"`,
    );
    return JSON.stringify(row ?? {});
  }
}

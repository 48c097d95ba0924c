import { Injectable } from '@nestjs/common';
import type { Giving } from '../../domain/apology/silence.js';
import { localDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull } from '../../platform/database/instant-column.js';
import { placeholders } from '../../platform/database/sql.js';

/** Who owes, and when they last gave: what is owed now, and one step into an index for each unit that owes. */
@Injectable()
export class SilenceRepository {
  constructor(private readonly database: Database) {}

  /** Only units that owe something no outside agency was asked for. @param unitCodes null: all */
  async givings(unitCodes: readonly string[] | null): Promise<Giving[]> {
    if (unitCodes?.length === 0) return [];
    const mine = unitCodes === null ? '' : ` AND o."unitCode" IN (${placeholders(unitCodes.length)})`;
    const rows = await this.database.query(
      `SELECT x.*, (SELECT max(l."issuedAt") FROM "letter" l WHERE l."unitCode" = x."unitCode") AS "lastIssuedAt"
         FROM (SELECT o."unitCode", CAST(count(*) AS integer) AS "owed", min(o."openedAt") AS "owedSince"
                 FROM "obligation_fact" o
                WHERE o."state" = 'owed' AND o."outsideAskedAt" IS NULL${mine} GROUP BY o."unitCode") AS x
        ORDER BY x."unitCode"`,
      unitCodes ?? [],
    );
    return rows.map((row) => {
      const last = readInstantOrNull(row['lastIssuedAt']);
      return {
        unitCode: row['unitCode'] as string,
        owed: row['owed'] as number,
        owedSince: localDate(readInstant(row['owedSince'])),
        lastIssued: last === null ? null : localDate(last),
      };
    });
  }
}

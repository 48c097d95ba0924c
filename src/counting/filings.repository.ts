import { Injectable } from '@nestjs/common';
import type { Channel } from '../domain/dossier/status.js';
import type { DayRange } from '../domain/kpi/period.js';
import { Database } from '../platform/database/database.js';
import { placeholders } from '../platform/database/sql.js';

/** How many dossiers of a procedure were received by a channel. */
export interface Filing {
  readonly procedureCode: string;
  readonly channel: Channel;
  readonly received: number;
}

@Injectable()
export class FilingsRepository {
  constructor(private readonly database: Database) {}

  /**
   * By half-months of the bins, and what the fold has not moved on yet; one look, so that nothing is counted twice.
   *
   * @param unitCodes the node and everything below it
   */
  async of(nodeCode: string, unitCodes: readonly string[], { from, to }: DayRange): Promise<Filing[]> {
    const rows = await this.database.query<Filing>(
      `SELECT l."keyCode" AS "procedureCode", l."channel", CAST(sum(l."received") AS integer) AS "received" FROM (
         SELECT "keyCode", "channel", "received" FROM "kpi_bin"
          WHERE "nodeCode" = $1 AND "grain" = 'procedure' AND "span" = 'half' AND "bin" >= $2 AND "bin" <= $3
         UNION ALL
         SELECT "procedureCode", "channel", "received" FROM "kpi_tail"
          WHERE "day" >= $2 AND "day" <= $3 AND "unitCode" IN (${placeholders(unitCodes.length, 4)})) AS l
        GROUP BY l."keyCode", l."channel" ORDER BY l."keyCode", l."channel"`,
      [nodeCode, from, to, ...unitCodes],
    );
    return rows.filter(({ received }) => received !== 0);
  }
}

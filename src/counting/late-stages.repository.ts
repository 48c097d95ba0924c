import { Injectable } from '@nestjs/common';
import type { DayRange } from '../domain/kpi/period.js';
import { Database } from '../platform/database/database.js';
import { placeholders } from '../platform/database/sql.js';

/** One stage of a procedure that was held beyond its own limit, at and below a unit. */
export interface LateStage {
  /** the unit that held it, or one above it */
  readonly nodeCode: string;
  readonly procedureCode: string;
  /** from 1 */
  readonly stageNo: number;
  /** working minutes beyond the limit, in all */
  readonly lateMinutes: number;
}

@Injectable()
export class LateStagesRepository {
  constructor(private readonly database: Database) {}

  /** Of whole half-months, by a partial index: what was in time is not looked at. */
  of(nodeCodes: readonly string[], { from, to }: DayRange): Promise<LateStage[]> {
    if (nodeCodes.length === 0) return Promise.resolve([]);
    return this.database.query<LateStage>(
      `SELECT "nodeCode", "procedureCode", "stageNo",
              CAST(sum("lateMinutes") AS integer) AS "lateMinutes"
         FROM "kpi_stage_half"
        WHERE "nodeCode" IN (${placeholders(nodeCodes.length, 3)}) AND "half" >= $1 AND "half" <= $2 AND "lateMinutes" > 0
        GROUP BY "nodeCode", "procedureCode", "stageNo"
        ORDER BY "nodeCode", "procedureCode", "stageNo"`,
      [from, to, ...nodeCodes],
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { DurationCount } from '../domain/kpi/stage-time.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { Database } from '../platform/database/database.js';

/** Durations of one stage, by bucket. */
export interface StageCount extends DurationCount {
  readonly stageNo: number;
}

@Injectable()
export class UsualTimesRepository {
  constructor(private readonly database: Database) {}

  /** Of one procedure at and below a unit, in the half-months from `from` on: a range of the primary key. */
  of(nodeCode: string, procedureCode: string, from: PlainDate): Promise<StageCount[]> {
    return this.database.query<StageCount>(
      `SELECT "stageNo", "bucket", CAST(sum("stages") AS integer) AS "n" FROM "kpi_stage_half"
        WHERE "nodeCode" = $1 AND "procedureCode" = $2 AND "half" >= $3
        GROUP BY "stageNo", "bucket" ORDER BY "stageNo", "bucket"`,
      [nodeCode, procedureCode, from],
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { DurationCount } from '../../domain/kpi/stage-time.js';
import type { DayRange } from '../../domain/kpi/period.js';
import { halfOf } from '../../domain/kpi/half-month.js';
import { Database } from '../../platform/database/database.js';
import { placeholders } from '../../platform/database/sql.js';

/** Working minutes that ended stages were held, and over their own limits. */
export interface HeldSum {
  readonly stages: number;
  readonly heldMinutes: number;
  readonly lateMinutes: number;
}

export interface StageBucket extends DurationCount {
  readonly procedureCode: string;
  readonly stageNo: number;
}

export interface NodeSum extends HeldSum {
  readonly nodeCode: string;
  readonly procedureCode: string;
  readonly stageNo: number;
}

/** Minutes of a province in a year are more than an integer of PostgreSQL holds; a double counts them exactly. */
const SUMS = `CAST(sum("stages") AS integer) AS "stages",
  CAST(sum("heldMinutes") AS double precision) AS "heldMinutes",
  CAST(sum("lateMinutes") AS double precision) AS "lateMinutes"`;

/** Times of stages in bins of half-months: whole halves only, as every period of reports is made of. */
@Injectable()
export class StagesRepository {
  constructor(private readonly database: Database) {}

  /** The procedures whose stages lost the most time at and below a unit, the worst first. */
  async worst(nodeCode: string, { from, to }: DayRange, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ procedureCode: string }>(
      `SELECT "procedureCode" FROM "kpi_stage_half"
        WHERE "nodeCode" = $1 AND "half" >= $2 AND "half" <= $3
        GROUP BY "procedureCode" HAVING sum("stages") > 0
        ORDER BY sum("lateMinutes") DESC, sum("heldMinutes") DESC, "procedureCode" LIMIT $4`,
      [nodeCode, halfOf(from), to, limit],
    );
    return rows.map(({ procedureCode }) => procedureCode);
  }

  /** Durations of the stages of some procedures at and below a unit: ranges of the primary key. */
  async buckets(nodeCode: string, procedures: readonly string[], { from, to }: DayRange): Promise<StageBucket[]> {
    if (procedures.length === 0) return [];
    return this.database.query<StageBucket>(
      `SELECT "procedureCode", "stageNo", "bucket", CAST(sum("stages") AS integer) AS "n" FROM "kpi_stage_half"
        WHERE "nodeCode" = $1 AND "half" >= $2 AND "half" <= $3
          AND "procedureCode" IN (${placeholders(procedures.length, 4)})
        GROUP BY "procedureCode", "stageNo", "bucket"`,
      [nodeCode, halfOf(from), to, ...procedures],
    );
  }

  /** The same as sums, at and below each of some units. */
  async sums(nodes: readonly string[], procedures: readonly string[], { from, to }: DayRange): Promise<NodeSum[]> {
    if (nodes.length === 0 || procedures.length === 0) return [];
    return this.database.query<NodeSum>(
      `SELECT "nodeCode", "procedureCode", "stageNo", ${SUMS} FROM "kpi_stage_half"
        WHERE "half" >= $1 AND "half" <= $2
          AND "nodeCode" IN (${placeholders(nodes.length, 3)})
          AND "procedureCode" IN (${placeholders(procedures.length, 3 + nodes.length)})
        GROUP BY "nodeCode", "procedureCode", "stageNo" HAVING sum("stages") > 0
        ORDER BY "procedureCode", "stageNo", "nodeCode"`,
      [halfOf(from), to, ...nodes, ...procedures],
    );
  }
}

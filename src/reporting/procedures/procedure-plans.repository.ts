import { Injectable } from '@nestjs/common';
import type { PlannedNumber } from '../../domain/kpi/procedure-counts.js';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import type { Tx } from '../../platform/database/sql.js';

export interface PlanKey {
  readonly unitCode: string;
  readonly year: number;
}

@Injectable()
export class ProcedurePlansRepository {
  constructor(private readonly database: Database) {}

  of({ unitCode, year }: PlanKey): Promise<PlannedNumber[]> {
    return this.database.query<PlannedNumber>(
      `SELECT "fieldCode", "onlineLevel", "planned" FROM "procedure_plan" WHERE "unitCode" = $1 AND "year" = $2
        ORDER BY "fieldCode", "onlineLevel"`,
      [unitCode, year],
    );
  }

  async put(tx: Tx, { unitCode, year }: PlanKey, plan: PlannedNumber, by: string, at: Instant): Promise<void> {
    await tx.execute(
      `INSERT INTO "procedure_plan" ("unitCode", "year", "fieldCode", "onlineLevel", "planned", "changedBy", "changedAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT ("unitCode", "year", "fieldCode", "onlineLevel") DO UPDATE
         SET "planned" = excluded."planned", "changedBy" = excluded."changedBy", "changedAt" = excluded."changedAt"`,
      [unitCode, year, plan.fieldCode, plan.onlineLevel, plan.planned, by, writeInstant(at)],
    );
  }
}

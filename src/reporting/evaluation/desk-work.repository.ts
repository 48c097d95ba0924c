import { Injectable } from '@nestjs/common';
import { DESK_MEASURES, type DeskWork } from '../../domain/kpi/desk-work.js';
import type { DayRange } from '../../domain/kpi/period.js';
import type { Instant } from '../../domain/time/instant.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';
import { insert, placeholders, type Tx } from '../../platform/database/sql.js';

/** A half-month that was counted: of how many units, and when the oldest of them was. */
export interface CountedHalf {
  readonly half: PlainDate;
  readonly units: number;
  readonly countedAt: Instant;
}

export interface UnitWork extends DeskWork {
  readonly unitCode: string;
  /** half-months that were counted */
  readonly halves: number;
  readonly countedAt: Instant;
}

const UPDATED = [...DESK_MEASURES, 'countedAt'].map((name) => `"${name}" = excluded."${name}"`).join(', ');

/** What the night counted. */
@Injectable()
export class DeskWorkRepository {
  constructor(private readonly database: Database) {}

  async counted(): Promise<CountedHalf[]> {
    const rows = await this.database.query(
      `SELECT "half", CAST(count(*) AS integer) AS "units", min("countedAt") AS "countedAt"
         FROM "desk_work_half" GROUP BY "half"`,
    );
    return rows.map((row) => ({
      half: String(row['half']) as PlainDate,
      units: Number(row['units']),
      countedAt: readInstant(row['countedAt']),
    }));
  }

  async put(tx: Tx, unitCode: string, half: PlainDate, work: DeskWork, at: Instant): Promise<void> {
    const { sql, params } = insert('desk_work_half', { unitCode, half, ...work, countedAt: writeInstant(at) });
    await tx.execute(`${sql} ON CONFLICT ("unitCode", "half") DO UPDATE SET ${UPDATED}`, params);
  }

  /** By unit, over the half-months that begin within the days: two rows a unit and month. */
  async of(unitCodes: readonly string[], { from, to }: DayRange): Promise<UnitWork[]> {
    if (unitCodes.length === 0) return [];
    const sums = DESK_MEASURES.map((name) => `CAST(sum("${name}") AS integer) AS "${name}"`).join(', ');
    const rows = await this.database.query(
      `SELECT "unitCode", CAST(count(*) AS integer) AS "halves", min("countedAt") AS "countedAt", ${sums}
         FROM "desk_work_half"
        WHERE "unitCode" IN (${placeholders(unitCodes.length, 3)}) AND "half" BETWEEN $1 AND $2 GROUP BY "unitCode"`,
      [from, to, ...unitCodes],
    );
    return rows.map((row) => ({
      ...(row as unknown as DeskWork),
      unitCode: String(row['unitCode']),
      halves: Number(row['halves']),
      countedAt: readInstant(row['countedAt']),
    }));
  }
}

import { Injectable } from '@nestjs/common';
import type { HealLine } from '../../domain/apology/healing.js';
import type { Instant } from '../../domain/time/instant.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';
import { insert, type Queries, type Tx } from '../../platform/database/sql.js';

export interface HealReport {
  /** whose night it was: the day that began with it */
  readonly day: PlainDate;
  readonly madeAt: Instant;
  readonly found: number;
  readonly healed: number;
  readonly left: number;
  readonly lines: readonly HealLine[];
}

@Injectable()
export class HealReports {
  async isMade(from: Queries, day: PlainDate): Promise<boolean> {
    return (await from.query('SELECT 1 AS "one" FROM "heal_report" WHERE "day" = $1', [day])).length > 0;
  }

  /** @returns false when another instance made it first */
  async make(tx: Tx, { madeAt, lines, ...report }: HealReport): Promise<boolean> {
    const row = { ...report, madeAt: writeInstant(madeAt), lines: JSON.stringify(lines) };
    const { sql, params } = insert('heal_report', row);
    return (await tx.execute(`${sql} ON CONFLICT ("day") DO NOTHING`, params)) === 1;
  }

  /** The latest; null before the first night. */
  async last(from: Queries): Promise<HealReport | null> {
    const [row] = await from.query('SELECT * FROM "heal_report" ORDER BY "day" DESC LIMIT 1');
    if (!row) return null;
    return {
      day: row['day'] as PlainDate,
      madeAt: readInstant(row['madeAt']),
      found: row['found'] as number,
      healed: row['healed'] as number,
      left: row['left'] as number,
      lines: JSON.parse(row['lines'] as string) as HealLine[],
    };
  }
}

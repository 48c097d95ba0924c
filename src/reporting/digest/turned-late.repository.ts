import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import { placeholders } from '../../platform/database/sql.js';
import type { OpenScope } from '../reporting.repository.js';

/** What turned late in (after, through]. */
export interface LateSpan {
  readonly after: Instant;
  readonly through: Instant;
}

export interface TurnedLate {
  readonly total: number;
  /** the latest first, at most as many as were asked for */
  readonly ids: readonly string[];
}

const CONCERNING = `(CAST($1 AS varchar) IS NULL OR $1 IN ("unitCode", "responsibleUnitCode", "holderUnitCode"))`;

/** Dossiers that turned late within a span, open or settled since. For mails of the morning, never on a request. */
@Injectable()
export class TurnedLateRepository {
  constructor(private readonly database: Database) {}

  /** By two indexes of the unit: of what is open, by its day of lateness; of what is settled, by the day it was. */
  async in({ unitCodes, concerning }: OpenScope, { after, through }: LateSpan, limit: number): Promise<TurnedLate> {
    if (unitCodes.length === 0) return { total: 0, ids: [] };
    const units = `"responsibleUnitCode" IN (${placeholders(unitCodes.length, 7)}) AND ${CONCERNING}`;
    const turned = `"lateFrom" > $2 AND "lateFrom" <= $3 AND "lateFromDay" >= $4 AND "lateFromDay" <= $5`;
    const rows = await this.database.query<{ id: string; total: number }>(
      `SELECT "id", CAST(count(*) OVER () AS integer) AS "total" FROM (
         SELECT "id", "code", "lateFrom" FROM "dossier_due" WHERE ${units} AND ${turned}
         UNION ALL
         SELECT "id", "code", "lateFrom" FROM "dossier_fact"
          WHERE ${units} AND ${turned} AND "timeliness" = 'late' AND "finishedDay" >= $4) AS l
        ORDER BY "lateFrom" DESC, "code" LIMIT $6`,
      [
        ...[concerning, writeInstant(after), writeInstant(through), localDate(after), localDate(through), limit],
        ...unitCodes,
      ],
    );
    return { total: rows[0]?.total ?? 0, ids: rows.map(({ id }) => id) };
  }
}

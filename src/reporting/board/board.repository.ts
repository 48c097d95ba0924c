import { Injectable } from '@nestjs/common';
import { AGE_BANDS, lateDaysOf } from '../../domain/kpi/ageing.js';
import type { Instant } from '../../domain/time/instant.js';
import { addDays, localDate, startOfDay } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import { placeholders, type SqlValue } from '../../platform/database/sql.js';
import type { OpenScope } from '../reporting.repository.js';

/** Open dossiers of one responsible unit, promised so many days from today. */
export interface DueCell {
  readonly unitCode: string;
  /** 0 is today */
  readonly ahead: number;
  readonly n: number;
}

/** Of one responsible unit in one band of `AGE_BANDS`, by its place there. */
export interface AgeCell {
  readonly unitCode: string;
  readonly band: number;
  readonly n: number;
}

const CONCERNING = `(CAST($1 AS varchar) IS NULL OR $1 IN ("unitCode", "responsibleUnitCode", "holderUnitCode"))`;

/** Reads the view of what is open, by the indexes of its days. */
@Injectable()
export class BoardRepository {
  constructor(private readonly database: Database) {}

  /**
   * Open and not late, by the day they are promised for: `days` days from today on. A due at 00:00 belongs to the day
   * that ends; who waits for the citizen counts with the last date they were told, as in the list behind the number.
   */
  async due({ unitCodes, concerning }: OpenScope, now: Instant, days: number): Promise<DueCell[]> {
    if (unitCodes.length === 0) return [];
    const today = localDate(now);
    const ends = Array.from({ length: days }, (_, i) => writeInstant(startOfDay(addDays(today, i + 1))));
    const params: SqlValue[] = [concerning, writeInstant(now), writeInstant(startOfDay(today)), ...ends];
    const last = `$${String(params.length)}`;
    const ahead = ends.map((_, i) => `WHEN "currentDueAt" <= $${String(i + 4)} THEN ${String(i)}`).join(' ');
    // Materialized, so that the days choose the index and not the units, of which each holds all of its open dossiers.
    return this.database.query<DueCell>(
      `WITH "promised" AS MATERIALIZED (
         SELECT * FROM "dossier_due" WHERE "currentDueAt" > $3 AND "currentDueAt" <= ${last}),
       "placed" AS (
         SELECT "responsibleUnitCode", CASE ${ahead} END AS "ahead" FROM "promised"
          WHERE "responsibleUnitCode" IN (${placeholders(unitCodes.length, params.length + 1)}) AND ${CONCERNING}
            AND ("lateFrom" IS NULL OR "lateFrom" > $2))
       SELECT "responsibleUnitCode" AS "unitCode", "ahead", CAST(count(*) AS integer) AS "n"
         FROM "placed" GROUP BY "responsibleUnitCode", "ahead" ORDER BY "responsibleUnitCode", "ahead"`,
      [...params, ...unitCodes],
    );
  }

  /** Open and late, by how long: of each unit what is late and nothing else, by its index. */
  async ageing({ unitCodes, concerning }: OpenScope, now: Instant): Promise<AgeCell[]> {
    if (unitCodes.length === 0) return [];
    const today = localDate(now);
    const since = AGE_BANDS.map((band) => lateDaysOf(band, today).since).filter((day) => day !== null);
    const params: SqlValue[] = [concerning, writeInstant(now), today, ...since];
    const bands = since.map((_, i) => `WHEN "lateFromDay" >= $${String(i + 4)} THEN ${String(i)}`).join(' ');
    return this.database.query<AgeCell>(
      `WITH "aged" AS (
         SELECT "responsibleUnitCode", CASE ${bands} ELSE ${String(since.length)} END AS "band" FROM "dossier_due"
          WHERE "responsibleUnitCode" IN (${placeholders(unitCodes.length, params.length + 1)}) AND ${CONCERNING}
            AND "lateFromDay" <= $3 AND "lateFrom" <= $2)
       SELECT "responsibleUnitCode" AS "unitCode", "band", CAST(count(*) AS integer) AS "n"
         FROM "aged" GROUP BY "responsibleUnitCode", "band" ORDER BY "responsibleUnitCode", "band"`,
      [...params, ...unitCodes],
    );
  }
}

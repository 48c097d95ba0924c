import { Injectable } from '@nestjs/common';
import type { DayRange } from '../domain/kpi/period.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { Database } from '../platform/database/database.js';
import { readInstant, writeInstant } from '../platform/database/instant-column.js';
import { placeholders, type Queries } from '../platform/database/sql.js';
import { UNSOUND } from './unsound-sql.js';

export interface OpenDossier {
  readonly id: string;
  readonly code: string;
  readonly responsibleUnitCode: string;
  readonly procedureCode: string;
  readonly currentDueAt: Instant;
  readonly lateFrom: Instant;
  readonly holderUnitCode: string;
  readonly holderUsername: string | null;
}

/** Single open dossiers, as far as the reader may see them. */
export interface OpenScope {
  /** responsible units, each once */
  readonly unitCodes: readonly string[];
  /** only what this unit received, decides or holds; null is everything of `unitCodes` */
  readonly concerning: string | null;
}

const CONCERNING = `(CAST($1 AS varchar) IS NULL OR $1 IN ("unitCode", "responsibleUnitCode", "holderUnitCode"))`;

/** SQLite takes up to 500 questions in one. */
const UNITS_AT_ONCE = 200;

const nearest = (unit: string): string => `
  SELECT "id", "code", "responsibleUnitCode", "procedureCode", "currentDueAt", "lateFrom", "holderUnitCode", "holderUsername"
    FROM "dossier_due"
   WHERE "responsibleUnitCode" = ${unit} AND "lateFromDay" >= $4 AND ${CONCERNING} AND "lateFrom" > $2
   ORDER BY "lateFromDay", "lateFrom", "code" LIMIT $3`;

/** Reads the SQL views that the dossiers feature declares: frozen columns, nobody's name. */
@Injectable()
export class ReportingRepository {
  constructor(private readonly database: Database) {}

  /** Open and not yet late, the nearest to its `lateFrom` first. Those waiting for the citizen cannot become late. */
  async nearestToLate(
    { unitCodes, concerning }: OpenScope,
    now: Instant,
    limit: number,
    queries: Queries = this.database,
  ): Promise<OpenDossier[]> {
    const found: OpenDossier[] = [];
    // Of each unit its nearest few, by its index: what else is open there is not looked at.
    for (let at = 0; at < unitCodes.length; at += UNITS_AT_ONCE) {
      const some = unitCodes.slice(at, at + UNITS_AT_ONCE);
      const rows = await queries.query<Record<string, unknown>>(
        some.map((_, i) => `SELECT * FROM (${nearest(`$${String(i + 5)}`)}) AS "u${String(i)}"`).join(' UNION ALL '),
        [concerning, writeInstant(now), limit, localDate(now), ...some],
      );
      found.push(...rows.map(openDossier));
    }
    return found.sort((a, b) => a.lateFrom - b.lateFrom || (a.code < b.code ? -1 : 1)).slice(0, limit);
  }

  /**
   * Names what cannot be counted honestly in the period, for whoever has to set it right: finished before it came, or
   * running without the instant from which it would be late. A report that meets one names it instead (R25). A partial
   * index holds nothing else, so looking costs what there is to find; asked by unit or by day as well, the planner would
   * rather read an index that holds every dossier.
   */
  async unsound(
    unitCodes: readonly string[],
    { from, to }: DayRange,
    limit: number,
    queries: Queries = this.database,
  ): Promise<string[]> {
    if (unitCodes.length === 0) return [];
    const rows = await queries.query<{ code: string }>(
      `WITH "unsound" AS MATERIALIZED (
         SELECT "code", "responsibleUnitCode", "acceptedDay", "finishedDay" FROM "dossier_fact"
          WHERE ${UNSOUND})
       SELECT "code" FROM "unsound"
        WHERE "responsibleUnitCode" IN (${placeholders(unitCodes.length, 4)})
          AND "acceptedDay" <= $2 AND ("finishedDay" IS NULL OR "finishedDay" >= $1)
        ORDER BY "code" LIMIT $3`,
      [from, to, limit, ...unitCodes],
    );
    return rows.map(({ code }) => code);
  }
}

function openDossier(row: Record<string, unknown>): OpenDossier {
  return {
    id: String(row['id']),
    code: String(row['code']),
    responsibleUnitCode: String(row['responsibleUnitCode']),
    procedureCode: String(row['procedureCode']),
    currentDueAt: readInstant(row['currentDueAt']),
    lateFrom: readInstant(row['lateFrom']),
    holderUnitCode: String(row['holderUnitCode']),
    holderUsername: row['holderUsername'] as string | null,
  };
}

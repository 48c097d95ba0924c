import { Injectable } from '@nestjs/common';
import type { DefectKind } from '../../domain/kpi/data-quality.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { placeholders } from '../../platform/database/sql.js';
import { FINISHED_BEFORE_RECEIVED, NO_DUE, UNSOUND } from '../unsound-sql.js';

/** A dossier whose data are to be mended, and by whom. */
export interface DefectLine {
  readonly code: string;
  readonly unitCode: string;
  readonly holderUnitCode: string;
  readonly holderUsername: string | null;
  /** `2023-06-01`; null for kinds that are not about days */
  readonly acceptedDay: PlainDate | null;
  readonly finishedDay: PlainDate | null;
  readonly otherCode: string | null;
  readonly expected: number | null;
  readonly found: number | null;
}

export interface DefectCount {
  readonly kind: DefectKind;
  readonly n: number;
}

/** Days that say so much cannot be counted past this: one more is one trouble, not a thousand. */
const MOST = 1_000;

const LIVE = `SELECT "code", "responsibleUnitCode", "holderUnitCode", "holderUsername", "acceptedDay", "finishedDay",`;

/**
 * What stands on the page: an index that holds nothing else for the days that contradict each other, the index by day
 * of acceptance for those to come, and for the rest the table that the nightly round keeps.
 */
@Injectable()
export class QualityDefects {
  constructor(private readonly database: Database) {}

  async counts(unitCodes: readonly string[], today: PlainDate): Promise<DefectCount[]> {
    return this.database.query<DefectCount>(
      `WITH ${live(unitCodes.length)}
       SELECT "kind", CAST(count(*) AS integer) AS "n" FROM (SELECT "kind" FROM "live" LIMIT ${String(MOST)}) AS l GROUP BY "kind"
       UNION ALL
       SELECT "kind", CAST(count(*) AS integer) FROM "data_defect"
        WHERE "unitCode" IN (${placeholders(unitCodes.length, 2)}) GROUP BY "kind"`,
      [today, ...unitCodes],
    );
  }

  /** Of one kind, by their codes; one more than `limit` says that there are more. */
  async page(
    kind: DefectKind,
    unitCodes: readonly string[],
    today: PlainDate,
    after: string,
    limit: number,
  ): Promise<DefectLine[]> {
    const [n, m] = [unitCodes.length + 2, unitCodes.length + 3];
    return this.database.query<DefectLine>(
      `WITH ${live(unitCodes.length)}
       SELECT * FROM (
         SELECT "kind", "code", "responsibleUnitCode" AS "unitCode", "holderUnitCode", "holderUsername", "acceptedDay",
                "finishedDay", CAST(NULL AS varchar) AS "otherCode", CAST(NULL AS integer) AS "expected",
                CAST(NULL AS integer) AS "found" FROM "live"
         UNION ALL
         SELECT f."kind", f."code", f."unitCode", q."holderUnitCode", q."holderUsername", CAST(NULL AS varchar),
                CAST(NULL AS varchar), f."otherCode", f."expected", f."found"
           FROM "data_defect" f JOIN "quality_fact" q ON q."id" = f."dossierId"
          WHERE f."unitCode" IN (${placeholders(unitCodes.length, 2)})) AS d
        WHERE "kind" = $${String(n)} AND "code" > $${String(m)} ORDER BY "code" LIMIT ${String(limit + 1)}`,
      [today, ...unitCodes, kind, after],
    );
  }
}

/** `$1` is today, the units follow. */
function live(units: number): string {
  const own = `"responsibleUnitCode" IN (${placeholders(units, 2)})`;
  return `"unsound" AS MATERIALIZED (
      ${LIVE} CASE WHEN ${FINISHED_BEFORE_RECEIVED} THEN 'finished_before_received' ELSE 'no_due' END AS "kind"
        FROM "dossier_fact" WHERE ${UNSOUND}),
    "live" AS (
      SELECT * FROM "unsound" WHERE ${own}
      UNION ALL
      ${LIVE} 'received_in_future' AS "kind" FROM "dossier_fact"
       WHERE ${own} AND "acceptedDay" > $1
         AND ("finishedDay" IS NULL OR "finishedDay" >= "acceptedDay") AND NOT ${NO_DUE})`;
}

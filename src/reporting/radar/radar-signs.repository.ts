import { Injectable } from '@nestjs/common';
import type { RadarKind } from '../../domain/kpi/radar.js';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import type { ListPlace } from '../../platform/database/list-cursor.js';
import { placeholders, type Row, type SqlValue, type Tx } from '../../platform/database/sql.js';
import type { RadarFacts } from './radar-reading.repository.js';

export interface RadarSign {
  readonly id: string;
  readonly code: string;
  readonly procedureCode: string;
  readonly kind: RadarKind;
  readonly unitCode: string;
  readonly officer: string;
  readonly at: Instant;
  readonly facts: RadarFacts;
  readonly lookedAt: Instant | null;
  readonly lookedBy: string | null;
  readonly note: string | null;
}

export interface SignFilter {
  readonly month: string;
  readonly unitCodes: readonly string[];
  readonly kind: RadarKind | null;
  readonly officer: string | null;
}

/** n of N. */
export interface Share {
  readonly signs: number;
  readonly cases: number;
}

export interface KindShares {
  readonly kind: RadarKind;
  /** in the units asked about */
  readonly here: Share;
  /** in all units of the system, those asked about among them */
  readonly all: Share;
}

export interface OfficerShare extends Share {
  readonly officer: string;
  readonly unitCode: string;
}

const COLUMNS = `s.*, d."code", d."procedureCode"`;
const SIGNS = `SELECT ${COLUMNS} FROM "radar_sign" s JOIN "dossier_reference" d ON d."id" = s."dossierId"`;

/** What pages read: signs and base rates of one month, never the history behind them. */
@Injectable()
export class RadarSigns {
  constructor(private readonly database: Database) {}

  /** The latest first; one more than `limit` says that there are more. */
  async page(filter: SignFilter, after: ListPlace | null, limit: number): Promise<RadarSign[]> {
    const params: SqlValue[] = [filter.month, ...filter.unitCodes];
    const one = (value: SqlValue): string => `$${String(params.push(value))}`;
    const more = [
      filter.kind === null ? '' : ` AND s."kind" = ${one(filter.kind)}`,
      filter.officer === null ? '' : ` AND s."officer" = ${one(filter.officer)}`,
      after === null ? '' : ` AND (s."at", s."id") < (${one(after.at)}, ${one(after.id)})`,
    ];
    const rows = await this.database.query(
      `${SIGNS} WHERE s."month" = $1 AND s."unitCode" IN (${placeholders(filter.unitCodes.length, 2)})${more.join('')}
        ORDER BY s."at" DESC, s."id" DESC LIMIT ${String(limit + 1)}`,
      params,
    );
    return rows.map(signOf);
  }

  async one(id: string): Promise<RadarSign | null> {
    const [row] = await this.database.query(`${SIGNS} WHERE s."id" = $1`, [id]);
    return row ? signOf(row) : null;
  }

  /** By kind, whatever officer; kinds without a case are left out. */
  async shares(month: string, unitCodes: readonly string[]): Promise<KindShares[]> {
    const rows = await this.database.query<
      { kind: RadarKind } & Record<'signs' | 'cases' | 'all' | 'allCases', number>
    >(
      `SELECT "kind", CAST(sum("signs") AS integer) AS "all", CAST(sum("cases") AS integer) AS "allCases",
              CAST(sum(CASE WHEN "own" = 1 THEN "signs" ELSE 0 END) AS integer) AS "signs",
              CAST(sum(CASE WHEN "own" = 1 THEN "cases" ELSE 0 END) AS integer) AS "cases"
         FROM (SELECT "kind", "signs", "cases",
                      CASE WHEN "unitCode" IN (${placeholders(unitCodes.length, 2)}) THEN 1 ELSE 0 END AS "own"
                 FROM "radar_base" WHERE "month" = $1) AS b
        GROUP BY "kind"`,
      [month, ...unitCodes],
    );
    return rows.map(({ kind, signs, cases, all, allCases }) => ({
      kind,
      here: { signs, cases },
      all: { signs: all, cases: allCases },
    }));
  }

  /** Of one kind, the officers with the most signs first. */
  async officers(month: string, unitCodes: readonly string[], kind: RadarKind, limit: number): Promise<OfficerShare[]> {
    return this.database.query<OfficerShare>(
      `SELECT "officer", "unitCode", "signs", "cases" FROM "radar_base"
        WHERE "month" = $1 AND "kind" = $2 AND "unitCode" IN (${placeholders(unitCodes.length, 3)}) AND "signs" > 0
        ORDER BY "signs" DESC, "officer", "unitCode" LIMIT ${String(limit)}`,
      [month, kind, ...unitCodes],
    );
  }

  /** @returns false when somebody has looked before */
  async look(tx: Tx, id: string, { at, by, note }: { at: Instant; by: string; note: string }): Promise<boolean> {
    await tx.vouch('radar_sign', id);
    const changed = await tx.execute(
      'UPDATE "radar_sign" SET "lookedAt" = $1, "lookedBy" = $2, "note" = $3 WHERE "id" = $4 AND "lookedAt" IS NULL',
      [writeInstant(at), by, note, id],
    );
    return changed === 1;
  }
}

function signOf(row: Row): RadarSign {
  return {
    ...(row as unknown as RadarSign),
    at: readInstant(row['at']),
    facts: JSON.parse(row['facts'] as string) as RadarFacts,
    lookedAt: readInstantOrNull(row['lookedAt']),
  };
}

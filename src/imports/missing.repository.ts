import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/time/instant.js';
import { Database } from '../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../platform/database/instant-column.js';
import { placeholders, type SqlValue } from '../platform/database/sql.js';
import type { ImportFile } from './import-file.js';

/** An open dossier of another system of which a file says nothing. */
export interface MissingDossier {
  readonly code: string;
  readonly unitCode: string;
  readonly procedureCode: string;
  readonly status: string;
  readonly acceptedAt: Instant;
  readonly currentDueAt: Instant | null;
  /** when the source spoke of it last */
  readonly vouchedUntil: Instant;
}

/** Mirrored dossiers of the desks of a file of which nobody has told since, and that do not stand in it. */
@Injectable()
export class MissingRepository {
  constructor(private readonly database: Database) {}

  async count(file: ImportFile): Promise<number> {
    if (!file.units?.length) return 0;
    const { sql, params } = missing(file, file.units);
    const [row] = await this.database.query<{ n: number }>(`SELECT CAST(count(*) AS integer) AS "n" ${sql}`, params);
    return row?.n ?? 0;
  }

  /** By their codes. @param after code the page begins after */
  async page(file: ImportFile, after: string, limit: number): Promise<MissingDossier[]> {
    if (!file.units?.length) return [];
    const { sql, params } = missing(file, file.units);
    const rows = await this.database.query(
      `SELECT m."code", m."unitCode", m."procedureCode", m."status", m."acceptedAt", m."currentDueAt", m."vouchedUntil"
         ${sql} AND m."code" > $${String(params.length + 1)} ORDER BY m."code" LIMIT ${String(limit)}`,
      [...params, after],
    );
    return rows.map((row) => ({
      ...(row as unknown as MissingDossier),
      acceptedAt: readInstant(row['acceptedAt']),
      currentDueAt: readInstantOrNull(row['currentDueAt']),
      vouchedUntil: readInstant(row['vouchedUntil']),
    }));
  }
}

function missing({ id, asOf }: ImportFile, units: readonly string[]): { sql: string; params: SqlValue[] } {
  return {
    sql: `FROM "mirror_fact" m
        WHERE m."unitCode" IN (${placeholders(units.length, 3)}) AND m."vouchedUntil" < $1
          AND NOT EXISTS (SELECT 1 FROM "import_row" r WHERE r."importId" = $2 AND r."code" = m."code")`,
    params: [writeInstant(asOf), id, ...units],
  };
}

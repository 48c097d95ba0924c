import { Injectable } from '@nestjs/common';
import type { Cause } from '../../domain/apology/cause.js';
import type { DayRange } from '../../domain/kpi/period.js';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant } from '../../platform/database/instant-column.js';
import { placeholders } from '../../platform/database/sql.js';

export interface Missing {
  readonly dossierCode: string;
  readonly cause: Cause;
  readonly since: Instant;
  readonly letterId: string | null;
}

/** The longest list of missing letters one answer holds. */
const SHOWN = 500;

/** The list that must be empty. */
@Injectable()
export class MissingRepository {
  constructor(private readonly database: Database) {}

  /** The longest owed first. */
  async first(unitCodes: readonly string[], { from, to }: DayRange): Promise<Missing[]> {
    const rows = await this.database.query(
      `SELECT o."dossierCode", o."cause", o."since",
              (SELECT l."letterId" FROM "letter_obligation" l WHERE l."obligationId" = o."id" AND l."living") AS "letterId"
         FROM "obligation_fact" o
        WHERE o."state" = 'owed' AND o."openedDay" BETWEEN $1 AND $2
          AND o."unitCode" IN (${placeholders(unitCodes.length, 3)})
        ORDER BY o."since", o."id" LIMIT ${String(SHOWN)}`,
      [from, to, ...unitCodes],
    );
    return rows.map((row) => ({
      dossierCode: row['dossierCode'] as string,
      cause: row['cause'] as Cause,
      since: readInstant(row['since']),
      letterId: row['letterId'] as string | null,
    }));
  }
}

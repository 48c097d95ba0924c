import { Injectable } from '@nestjs/common';
import { dueDayOf } from '../domain/kpi/open-stock.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { Database } from '../platform/database/database.js';
import { readInstant } from '../platform/database/instant-column.js';
import { placeholders, type SqlValue } from '../platform/database/sql.js';
import {
  GRAINS,
  MISSING_FROM_BALANCES,
  MISSING_FROM_OFFICERS,
  missingFromDays,
  missingFromHalves,
  OPEN_AND_POSTED,
} from './recount-sql.js';
import { openPostingsOf, POSTED, type PostedTable, type Posting } from './roll-up.js';

interface Posted {
  readonly dueAt: unknown;
  readonly dueDay: PlainDate | '' | null;
  readonly lateDay: PlainDate | '';
  readonly dossiers: number;
}

/**
 * Counts the dossiers anew and says what the bins lack of it. Each question looks at one snapshot, in which an act stands
 * with its movements and a fold has moved them whole: what lacks, lacks before and after them too.
 */
@Injectable()
export class RecountRepository {
  constructor(private readonly database: Database) {}

  /** What the days of the unit itself, its stock and the persons who settled for it lack of the dossiers. */
  async missingFacts(unitCode: string): Promise<Posting[]> {
    const found: Posting[] = [];
    for (const grain of GRAINS) found.push(...(await this.postings('kpi_bin', missingFromDays(grain), [unitCode])));
    found.push(...(await this.missingOpen(unitCode)));
    return [...found, ...(await this.postings('kpi_officer_half', MISSING_FROM_OFFICERS, [unitCode]))];
  }

  /**
   * What the half-months of a unit lack of the days below it.
   *
   * @param unitCodes the unit and all below it
   */
  async missingHalves(unitCode: string, unitCodes: readonly string[]): Promise<Posting[]> {
    return this.postings('kpi_bin', missingFromHalves(placeholders(unitCodes.length, 2)), [unitCode, ...unitCodes]);
  }

  private async missingOpen(unitCode: string): Promise<Posting[]> {
    const rows = await this.database.query<Posted>(OPEN_AND_POSTED, [unitCode]);
    return openPostingsOf(
      rows.map(({ dueAt, dueDay, lateDay, dossiers }) => ({
        ...{ unitCode, lateDay, dossiers },
        dueDay: dueDay ?? (dueAt === null ? '' : dueDayOf(readInstant(dueAt))),
      })),
    );
  }

  /** What the balances of a unit lack of its half-months before each year. */
  async missingBalances(unitCode: string): Promise<Posting[]> {
    return this.postings('kpi_balance', MISSING_FROM_BALANCES, [unitCode]);
  }

  private async postings(table: PostedTable, sql: string, params: readonly SqlValue[]): Promise<Posting[]> {
    const { key, amounts } = POSTED[table];
    const rows = await this.database.query(`${sql} ORDER BY 1, 2, 3, 4, 5`, params);
    return rows.map((row) => ({
      table,
      key: key.map((name) => (name === 'quick' ? Boolean(row[name]) : (row[name] as SqlValue))),
      amounts: amounts.map((name) => Number(row[name])),
    }));
  }
}

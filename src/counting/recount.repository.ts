import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { placeholders, type SqlValue } from '../platform/database/sql.js';
import {
  GRAINS,
  MISSING_FROM_BALANCES,
  MISSING_FROM_OFFICERS,
  missingFromDays,
  missingFromHalves,
} from './recount-sql.js';
import { POSTED, type PostedTable, type Posting } from './roll-up.js';

/**
 * Counts the dossiers anew and says what the bins lack of it. Each question looks at one snapshot, in which an act stands
 * with its movements and a fold has moved them whole: what lacks, lacks before and after them too.
 */
@Injectable()
export class RecountRepository {
  constructor(private readonly database: Database) {}

  /** What the days of the unit itself, and the persons who settled for it, lack of the dossiers. */
  async missingFacts(unitCode: string): Promise<Posting[]> {
    const found: Posting[] = [];
    for (const grain of GRAINS) found.push(...(await this.postings('kpi_bin', missingFromDays(grain), [unitCode])));
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

import { Injectable } from '@nestjs/common';
import { MEASURES } from '../domain/kpi/movements.js';
import { Database } from '../platform/database/database.js';
import { placeholders, type Row, type Tx } from '../platform/database/sql.js';
import { BinsRepository } from './bins.repository.js';
import {
  GRAINS,
  MISSING_FROM_BALANCES,
  MISSING_FROM_OFFICERS,
  missingFromDays,
  missingFromHalves,
} from './recount-sql.js';
import { POSTED } from './roll-up.js';

/** A number that is not what the dossiers say: where it stands, and by how much it would have to change. */
export interface Difference {
  readonly table: 'days' | 'halves' | 'balances' | 'officers';
  readonly unitCode: string;
  readonly key: string;
  readonly lacking: Readonly<Record<string, number>>;
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** Counts the dossiers anew and compares. Each statement looks at one snapshot, so acts and folds may go on. */
@Injectable()
export class RecountRepository {
  constructor(
    private readonly database: Database,
    private readonly bins: BinsRepository,
  ) {}

  /** Adds to the days and persons of the unit what they lack; drops rows in which nothing is left. */
  async mendUnit(tx: Tx, unitCode: string): Promise<void> {
    for (const grain of GRAINS) await tx.execute(adding('kpi_bin', missingFromDays(grain)), [unitCode]);
    await tx.execute(adding('kpi_officer_half', MISSING_FROM_OFFICERS), [unitCode]);
    await tx.execute(`DELETE FROM "kpi_bin" WHERE "nodeCode" = $1 AND "span" = 'day' AND ${empty(MEASURES)}`, [
      unitCode,
    ]);
    await tx.execute(
      `DELETE FROM "kpi_officer_half" WHERE "unitCode" = $1 AND ${empty(POSTED.kpi_officer_half.amounts)}`,
      [unitCode],
    );
  }

  /** @param unitCodes the unit and all below it */
  async renewSums(tx: Tx, unitCode: string, unitCodes: readonly string[]): Promise<void> {
    await this.bins.renew(tx, unitCode, unitCodes, await this.bins.years(tx));
  }

  /** @returns the first numbers of the unit itself that the dossiers say otherwise, at most `limit` */
  async wrongFacts(unitCode: string, limit: number): Promise<Difference[]> {
    const days = GRAINS.map((grain) => ['days', missingFromDays(grain), [unitCode]] as const);
    return this.differences(unitCode, [...days, ['officers', MISSING_FROM_OFFICERS, [unitCode]]], limit);
  }

  /**
   * @param unitCodes the unit and all below it
   * @returns the first sums of the unit that the days below it say otherwise, at most `limit`
   */
  async wrongSums(unitCode: string, unitCodes: readonly string[], limit: number): Promise<Difference[]> {
    const halves = missingFromHalves(placeholders(unitCodes.length, 2));
    const kinds: Comparison[] = [
      ['halves', halves, [unitCode, ...unitCodes]],
      ['balances', MISSING_FROM_BALANCES, [unitCode]],
    ];
    return this.differences(unitCode, kinds, limit);
  }

  private async differences(unitCode: string, kinds: readonly Comparison[], limit: number): Promise<Difference[]> {
    const found: Difference[] = [];
    for (const [table, sql, params] of kinds) {
      const rows = await this.database.query(`${sql} ORDER BY 1, 2, 3, 4, 5 LIMIT ${String(limit)}`, params);
      found.push(...rows.map((row) => difference(table, unitCode, row)));
    }
    return found.slice(0, limit);
  }
}

type Comparison = readonly [table: Difference['table'], sql: string, params: readonly string[]];

function adding(table: 'kpi_bin' | 'kpi_officer_half', missing: string): string {
  const { key, amounts } = POSTED[table];
  const added = amounts.map((name) => `"${name}" = "${table}"."${name}" + excluded."${name}"`);
  return `INSERT INTO "${table}" (${quoted([...key, ...amounts])}) ${missing}
    ON CONFLICT (${quoted(key)}) DO UPDATE SET ${added.join(', ')}`;
}

function empty(amounts: readonly string[]): string {
  return amounts.map((name) => `"${name}" = 0`).join(' AND ');
}

const AMOUNTS = new Set<string>([...MEASURES, 'open', 'overdue']);
const PLACES = new Set(['nodeCode', 'unitCode', 'span']);

function difference(table: Difference['table'], unitCode: string, row: Row): Difference {
  const entries = Object.entries(row);
  const key = entries.filter(([name]) => !AMOUNTS.has(name) && !PLACES.has(name));
  const lacking = entries.filter(([name, value]) => AMOUNTS.has(name) && Number(value) !== 0);
  return {
    table,
    unitCode,
    key: key.map(([, value]) => String(value)).join(' '),
    lacking: Object.fromEntries(lacking.map(([name, value]) => [name, Number(value)])),
  };
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Row } from '../../platform/database/sql.js';
import type { RowSeal } from '../../platform/seals/row-seal.js';
import type { Fault, Finding, Report } from './finding.js';
import { counted, digestOfTallies, emptyTally, type RowTally } from './row-tally.js';
import { RowSealsRepository } from './row-seals.repository.js';

const PAGE = 300;
/** Times a row is looked at again before anything is said of it, and the sums after a checkpoint made meanwhile. */
const LOOKS = 3;
const TRIES = 5;

/** Is every row of record what was last written, is none gone, and did nobody else put one in? */
@Injectable()
export class RowProofService {
  constructor(
    private readonly database: Database,
    private readonly repository: RowSealsRepository,
  ) {}

  /** @returns how many rows were looked at. Source: docs/decisions/0014 */
  async prove(report: Report): Promise<number> {
    let seen = 0;
    const tallies = new Map((await this.repository.tallies()).map((tally) => [tally.tableName, tally]));
    for (const table of this.repository.recorded.names()) {
      seen += await this.proveRows(table, tallies.get(table)?.through === null, report);
      await this.proveSealed(table, report);
    }
    await this.proveMarks(report);
    await this.proveSums(report);
    return seen;
  }

  private async proveRows(table: string, isWhole: boolean, report: Report): Promise<number> {
    const { recorded } = this.repository;
    let [seen, after]: [number, string | null] = [0, null];
    for (;;) {
      const page = await recorded.page(this.database, table, after, PAGE);
      const keys = page.map((row) => recorded.keyOf(table, row));
      const newest = await recorded.newest(this.database, table, keys);
      const wrong = page.filter((row, i) => this.faultOf(table, newest.get(keys[i] ?? ''), row, isWhole) !== null);
      await this.lookAgain(table, wrong.map((row) => recorded.keyOf(table, row)), isWhole, report); // prettier-ignore
      seen += page.length;
      const last: string | undefined = keys.at(-1);
      if (last === undefined || page.length < PAGE) return seen;
      after = last;
    }
  }

  /** Seals whose row is gone. */
  private async proveSealed(table: string, report: Report): Promise<void> {
    for (let after = ''; ;) {
      const page = await this.repository.page(this.database, table, after, PAGE);
      await this.proveStanding(table, page, report);
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      after = last.key;
    }
  }

  /** The same of what is not sealed yet, and was written already. */
  private async proveMarks(report: Report): Promise<void> {
    const known = new Set(this.repository.recorded.names());
    for (let after = { tableName: '', key: '' }; ;) {
      const page = await this.repository.marked(this.database, after, PAGE);
      for (const table of new Set(page.map(({ tableName }) => tableName))) {
        const own = page.filter(({ tableName }) => tableName === table);
        const unsealed = await this.repository.seals(this.database, table, own.map(({ key }) => key)); // prettier-ignore
        const fresh = own.filter(({ key }) => !unsealed.has(key));
        if (known.has(table)) await this.proveStanding(table, fresh, report);
      }
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      after = last;
    }
  }

  private async proveStanding(table: string, seals: readonly RowSeal[], report: Report): Promise<void> {
    const keys = seals.filter(({ gone }) => !gone).map(({ key }) => key);
    const rows = await this.repository.recorded.rows(this.database, table, keys);
    await this.lookAgain(table, keys.filter((key) => !rows.has(key)), true, report); // prettier-ignore
  }

  /** An act may fall between two reads: what is wrong stays wrong. */
  private async lookAgain(table: string, keys: readonly string[], isWhole: boolean, report: Report): Promise<void> {
    const { recorded } = this.repository;
    let suspects: (readonly [key: string, fault: Fault | null])[] = keys.map((key) => [key, null]);
    for (let look = 1; look <= LOOKS && suspects.length > 0; look += 1) {
      const left = suspects.map(([key]) => key);
      const rows = await recorded.rows(this.database, table, left);
      const newest = await recorded.newest(this.database, table, left);
      suspects = left
        .map((key) => [key, this.faultOf(table, newest.get(key), rows.get(key) ?? null, isWhole)] as const)
        .filter(([, fault]) => fault !== null);
    }
    for (const [key, fault] of suspects) if (fault !== null) report(finding(table, key, fault));
  }

  private faultOf(table: string, seal: RowSeal | undefined, row: Row | null, isWhole: boolean): Fault | null {
    if (!seal) return isWhole && row !== null ? 'row_unsealed' : null;
    if (this.repository.recorded.fits(table, seal, row)) return null;
    if (row === null) return 'row_gone';
    return seal.gone ? 'row_unsealed' : 'row_changed';
  }

  /** The seals add up to the sums, and the sums are those of the last checkpoint. */
  private async proveSums(report: Report): Promise<void> {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const [last] = await this.repository.lastTwo(this.database);
      const tallies = await this.repository.tallies();
      const found: Finding[] = [];
      if (digestOfTallies(tallies) !== last.rowsDigest) found.push(finding('row_tally', null, 'tally'));
      const known = new Map(tallies.map((tally) => [tally.tableName, tally]));
      for (const table of new Set([...this.repository.recorded.names(), ...known.keys()])) {
        const sum = await this.sumOf(table);
        const { rows, digest } = known.get(table) ?? emptyTally(table);
        if (sum.rows !== rows || sum.digest !== digest) found.push(finding(table, null, 'row_sum'));
      }
      const [now] = await this.repository.lastTwo(this.database);
      if (now.no !== last.no) continue;
      found.forEach(report);
      return;
    }
  }

  private async sumOf(table: string): Promise<RowTally> {
    let sum = emptyTally(table);
    for (let after = ''; ;) {
      const page = await this.repository.page(this.database, table, after, PAGE);
      sum = counted(sum, page.map(({ mac }) => mac), []); // prettier-ignore
      const last = page.at(-1);
      if (!last || page.length < PAGE) return sum;
      after = last.key;
    }
  }
}

function finding(table: string, key: string | null, fault: Fault): Finding {
  return { dossier: null, table, key, column: null, fault };
}

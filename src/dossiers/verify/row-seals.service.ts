import { Inject, Injectable, Logger } from '@nestjs/common';
import { toIso, type Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import type { Tx } from '../../platform/database/sql.js';
import { Keys } from '../../platform/keys/keys.js';
import type { RowSeal } from '../../platform/seals/row-seal.js';
import { counted, digestOfTallies, emptyTally, type RowTally } from './row-tally.js';
import { RowSealsRepository, type Place, type TableSeal } from './row-seals.repository.js';
import { checkpointMac, type Checkpoint } from './seal.js';

const BATCH = 300;
const START: Place = { tableName: '', key: '' };

export interface RowSealRun {
  sealed: number;
  /** rows that are not what was written: `verify` names them */
  refused: number;
}

/** The sums as a transaction found them, and as it leaves them. */
class Sums {
  readonly changed = new Map<string, RowTally>();

  constructor(readonly before: ReadonlyMap<string, RowTally>) {}

  of(table: string): RowTally {
    return this.changed.get(table) ?? this.before.get(table) ?? emptyTally(table);
  }

  all(): RowTally[] {
    return [...new Map([...this.before, ...this.changed]).values()];
  }
}

/**
 * Takes the marks that acts left over into seals, adds these up table by table, and puts the sums into the chain of
 * checkpoints. Rows from before there were seals are taken as they stand, once for each table.
 *
 * Source: docs/decisions/0014.
 */
@Injectable()
export class RowSealsService {
  private readonly log = new Logger(RowSealsService.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly repository: RowSealsRepository,
    private readonly keys: Keys,
  ) {}

  /** Safe to kill, in batches of a transaction each. Runs under the lease of the checkpoints: they are one chain. */
  async seal(): Promise<RowSealRun> {
    const run: RowSealRun = { sealed: 0, refused: 0 };
    let after = START;
    for (;;) {
      const from = after;
      const batch = await this.inTransaction((tx, sums) => this.takeMarks(tx, sums, from));
      if (batch === null) return run;
      run.sealed += batch.fit.length;
      run.refused += batch.seen.length - batch.fit.length;
      const last = batch.seen.at(-1);
      if (!last || batch.seen.length < BATCH) break;
      after = last;
    }
    await this.takeOver();
    if (run.refused > 0) this.log.warn(`${String(run.refused)} rows are not as they were written: run verify`);
    return run;
  }

  /** @returns null when the sums are not those of the last checkpoint: nothing is added to what cannot be trusted */
  private async inTransaction<T>(work: (tx: Tx, sums: Sums) => Promise<T>): Promise<T | null> {
    const at = toIso(this.clock.now());
    return this.transactor.run(async (tx) => {
      const [last, previous] = await this.repository.lastTwo(tx);
      const tallies = await this.repository.tallies(tx);
      const { mac, ...rest } = last;
      const ours = last.no === 0 || mac === checkpointMac(rest, previous.mac, this.keys);
      if (!ours || last.rowsDigest !== digestOfTallies(tallies)) {
        this.log.error('the sums of the tables of record are not those of the last checkpoint: run verify');
        return null;
      }
      const sums = new Sums(new Map(tallies.map((tally) => [tally.tableName, tally])));
      const done = await work(tx, sums);
      if (sums.changed.size > 0) await this.repository.note(tx, [...sums.changed.values()], this.next(last, sums, at));
      return done;
    });
  }

  private next(last: Checkpoint, sums: Sums, at: string): Checkpoint {
    const { mac, ...rest } = last;
    const next = { ...rest, no: last.no + 1, at, rowsDigest: digestOfTallies(sums.all()) };
    return { ...next, mac: checkpointMac(next, mac, this.keys) };
  }

  private async takeMarks(tx: Tx, sums: Sums, after: Place): Promise<{ seen: TableSeal[]; fit: TableSeal[] }> {
    const { recorded } = this.repository;
    const seen = await this.repository.marked(tx, after, BATCH);
    const fit: TableSeal[] = [];
    for (const table of new Set(seen.map(({ tableName }) => tableName))) {
      const own = seen.filter(({ tableName }) => tableName === table);
      const keys = own.map(({ key }) => key);
      const [rows, old] = [await recorded.rows(tx, table, keys), await this.repository.seals(tx, table, keys)];
      const good = own.filter((mark) => {
        const newer = mark.rev > (old.get(mark.key)?.rev ?? 0);
        return newer && recorded.fits(table, mark, rows.get(mark.key) ?? null);
      });
      await this.keep(tx, sums, table, good, old);
      fit.push(...good);
    }
    return { seen, fit };
  }

  /** Rows that were there before there were seals: so many in each transaction, until all tables are through. */
  private async takeOver(): Promise<void> {
    for (;;) {
      const done = await this.inTransaction(async (tx, sums) => {
        let room = BATCH;
        for (const table of this.repository.recorded.names()) {
          if (sums.of(table).through === null) continue;
          room -= await this.takePage(tx, sums, table, room);
          if (room === 0) return false;
        }
        return true;
      });
      if (done !== false) return;
    }
  }

  /** @returns how many rows were looked at */
  private async takePage(tx: Tx, sums: Sums, table: string, limit: number): Promise<number> {
    const { recorded } = this.repository;
    const { through } = sums.of(table);
    const page = await recorded.page(tx, table, through === '' ? null : through, limit);
    const rows = new Map(page.map((row) => [recorded.keyOf(table, row), row]));
    const known = await recorded.newest(tx, table, [...rows.keys()]);
    const unsealed = [...rows].filter(([key]) => !known.has(key));
    const seals = unsealed.map(([key, row]) => recorded.seal(table, key, 1, row));
    await this.keep(tx, sums, table, seals, new Map());
    const last = page.length < limit ? null : ([...rows.keys()].at(-1) ?? null);
    sums.changed.set(table, { ...sums.of(table), through: last });
    return page.length;
  }

  private async keep(
    tx: Tx,
    sums: Sums,
    table: string,
    seals: readonly RowSeal[],
    old: ReadonlyMap<string, RowSeal>,
  ): Promise<void> {
    if (seals.length === 0) return;
    await this.repository.keep(tx, table, seals);
    const taken = seals.flatMap(({ key }) => old.get(key)?.mac ?? []);
    sums.changed.set(table, counted(sums.of(table), seals.map(({ mac }) => mac), taken)); // prettier-ignore
  }
}

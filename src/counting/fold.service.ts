import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../domain/time/instant.js';
import { localDate, yearOf, type PlainDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { UnitsService } from '../units/units.service.js';
import { BinsRepository } from './bins.repository.js';
import { openPostingsOf, postingsOf, stagePostingsOf, type Path } from './roll-up.js';

/** So few that on SQLite the people at the desk do not wait for it. */
const BATCH = 500;

/** Moves what acts posted from the tail into the bins. No figure changes by it: reads count both. */
@Injectable()
export class FoldService {
  constructor(
    private readonly transactor: Transactor,
    private readonly bins: BinsRepository,
    private readonly units: UnitsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Batch by batch until the tail is empty, each in a transaction of its own: killed at any moment it has moved whole
   * batches or nothing, and two at once take turns.
   *
   * @param batch rows at a time
   * @returns how many rows were moved
   */
  async fold(batch = BATCH): Promise<number> {
    let moved = 0;
    for (let taken = batch; taken >= batch;) {
      const path = await this.path();
      taken = await this.transactor.run(async (tx) => {
        await this.bins.lock(tx);
        const counts = await this.moveCounts(tx, path, batch);
        const rows = counts + (await this.moveStages(tx, path, batch)) + (await this.moveOpen(tx, batch));
        if (rows > 0) await this.bins.raise(tx);
        return rows;
      });
      moved += taken;
    }
    await this.openYears();
    return moved;
  }

  private async moveCounts(tx: Tx, path: Path, batch: number): Promise<number> {
    const movements = await this.bins.take(tx, batch);
    if (movements.length > 0) await this.bins.post(tx, postingsOf(movements, path, await this.bins.years(tx)));
    return movements.length;
  }

  private async moveStages(tx: Tx, path: Path, batch: number): Promise<number> {
    const rows = await this.bins.takeStages(tx, batch);
    if (rows.length > 0) await this.bins.postStages(tx, stagePostingsOf(rows, path));
    return rows.length;
  }

  private async moveOpen(tx: Tx, batch: number): Promise<number> {
    const movements = await this.bins.takeOpen(tx, batch);
    if (movements.length > 0) await this.bins.postOpen(tx, openPostingsOf(movements));
    return movements.length;
  }

  /** @throws DomainError `not_found` for a unit that is in no tree: its rows wait in the tail, and are counted there */
  private async path(): Promise<Path> {
    const tree = await this.units.tree();
    const paths = new Map<string, readonly string[]>();
    return (unitCode) => {
      const known = paths.get(unitCode) ?? [unitCode, ...tree.ancestors(unitCode)];
      paths.set(unitCode, known);
      return known;
    };
  }

  /** Figures of a year begin with what stood when it began; a year without a balance is only slower to read. */
  private async openYears(): Promise<void> {
    const thisYear = yearOf(localDate(this.clock.now()));
    await this.transactor.run(async (tx) => {
      const isOpen = async (): Promise<boolean> =>
        (await this.bins.years(tx)).some((year) => year >= newYear(thisYear));
      if (await isOpen()) return;
      await this.bins.lock(tx);
      // Whoever held the lock may have done it.
      if (await isOpen()) return;
      let before = (await this.bins.years(tx)).at(-1) ?? ('' as const);
      const first = before === '' ? await this.bins.firstBin(tx) : before;
      for (let year = Math.min(thisYear, first === null ? thisYear : yearOf(first) + 1); year <= thisYear; year += 1) {
        await this.bins.openYear(tx, newYear(year), before);
        before = newYear(year);
      }
    });
  }
}

function newYear(year: number): PlainDate {
  return `${String(year)}-01-01` as PlainDate;
}

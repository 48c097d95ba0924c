import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { UnitsService } from '../units/units.service.js';
import { BinsRepository } from './bins.repository.js';
import { FoldService } from './fold.service.js';
import { RecountRepository, type Difference } from './recount.repository.js';

/** Told after each piece of the work. */
export type Progress = (done: number, of: number) => void;

/** As many rows at a time as nobody waits for: a rebuild is done beside the service, not by it. */
const BATCH = 5_000;
/** How many wrong numbers are named. */
const NAMED = 20;

/** Makes the bins anew from the dossiers, and proves that they agree. */
@Injectable()
export class RecountService {
  constructor(
    private readonly transactor: Transactor,
    private readonly bins: BinsRepository,
    private readonly recounts: RecountRepository,
    private readonly folds: FoldService,
    private readonly units: UnitsService,
  ) {}

  /**
   * Counts every dossier anew, unit by unit, then adds the sums of each unit up again along the tree of today. Acts and
   * folds go on beside it; stopped half-way it is begun again. It is what a change in the tree of units needs.
   */
  async rebuild(progress: Progress = () => undefined): Promise<void> {
    await this.folds.fold(BATCH);
    const tree = await this.units.tree();
    const steps = [
      ...tree.units.map(
        ({ code }) =>
          (tx: Tx) =>
            this.recounts.mendUnit(tx, code),
      ),
      ...tree.units.map(
        ({ code }) =>
          (tx: Tx) =>
            this.recounts.renewSums(tx, code, tree.subtree(code)),
      ),
    ];
    for (const [i, step] of steps.entries()) {
      await this.transactor.run(async (tx) => {
        await this.bins.lock(tx);
        await step(tx);
      });
      progress(i + 1, steps.length);
    }
    await this.folds.fold(BATCH);
  }

  /** @returns the first numbers that are not what the dossiers say, causes before their sums; none when all are */
  async check(): Promise<readonly Difference[]> {
    const tree = await this.units.tree();
    const codes = tree.units.map(({ code }) => code);
    const looks = [
      ...codes.map((code) => (limit: number) => this.recounts.wrongFacts(code, limit)),
      ...codes.map((code) => (limit: number) => this.recounts.wrongSums(code, tree.subtree(code), limit)),
    ];
    const found: Difference[] = [];
    for (const look of looks) {
      if (found.length >= NAMED) break;
      found.push(...(await look(NAMED - found.length)));
    }
    return found;
  }
}

import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Clock } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { isUniqueViolation } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { DraftPlans, groupedBy, type DraftPlan } from './draft-plans.service.js';
import { OwedRepository, type Owed } from './owed.repository.js';

/** Written in one transaction: the write lock is held for milliseconds, and people's acts come in between. */
const BATCH = 100;

/** Writes the draft of every letter that is owed: at once, by itself, one for all that a dossier is owed. */
@Injectable()
export class DraftingService {
  private readonly log = new Logger(DraftingService.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly owed: OwedRepository,
    private readonly plans: DraftPlans,
  ) {}

  /**
   * Drafts a letter for what is owed and has none, or adds it to the draft that the dossier has. Two sweeps at once
   * draft one letter: the second meets the unique index of living letters and leaves it at that.
   *
   * @returns how many obligations got their draft by this run
   */
  async draftOwed(): Promise<number> {
    let drafted = 0;
    // On from where the last look ended: those that failed hold nobody back, and the next sweep meets them again.
    for (let after: Owed | null = null; ;) {
      const owed: Owed[] = await this.owed.withoutLetter(BATCH, after);
      drafted += await this.draftAll(owed);
      after = owed.at(-1) ?? null;
      if (owed.length < BATCH) return drafted;
    }
  }

  /** The same for one dossier, at once: with what an officer has just said about it. */
  async draftFor(dossierId: string): Promise<void> {
    const owed = await this.owed.openOf(dossierId);
    if (owed.length > 0) await this.draftEach(owed);
    else await this.write(await this.plans.rewritten(dossierId, this.clock.now()));
  }

  /** All in one transaction; if one of them cannot be written, each dossier in its own, so that it holds nobody back. */
  private async draftAll(owed: readonly Owed[]): Promise<number> {
    if (owed.length === 0) return 0;
    try {
      await this.write(await this.plans.of(owed, this.clock.now()));
      return owed.length;
    } catch {
      return this.draftEach(owed);
    }
  }

  private async draftEach(owed: readonly Owed[]): Promise<number> {
    let drafted = 0;
    for (const ofOne of groupedBy(owed, ({ dossierId }) => dossierId)) {
      if (await this.draftOne(ofOne)) drafted += ofOne.length;
    }
    return drafted;
  }

  private async draftOne(owed: readonly Owed[]): Promise<boolean> {
    try {
      await this.write(await this.plans.of(owed, this.clock.now()));
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      const ids = owed.map(({ id }) => id).join(', ');
      this.log.error(`no letter drafted for obligation ${ids}: ${error instanceof Error ? error.message : 'unknown'}`);
      return false;
    }
  }

  private async write(plans: readonly DraftPlan[]): Promise<void> {
    if (plans.length === 0) return;
    await this.transactor.run(async (tx) => {
      for (const plan of plans) await this.plans.write(tx, plan);
    });
  }
}

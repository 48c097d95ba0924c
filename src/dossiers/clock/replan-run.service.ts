import { Inject, Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import { MINUTE, type Clock } from '../../domain/time/instant.js';
import type { WorkingCalendar } from '../../domain/time/working-calendar.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { ReplanActs, ReplanEnded, type Fate, type PreparedReplan } from './replan-acts.service.js';
import { placeOf, ReplansRepository, type Replan } from './replans.repository.js';
import { ReplansService } from './replans.service.js';

/** How long one turn works before it lets go; the next turn goes on where it stopped. */
export const TURN_MINUTES = 5;
const PAGE = 1_000;
const CHUNK = 50;
const TRIES = 3;

/**
 * Moves the promises that a person let move. State-based: a dossier that has moved differs no more, so a run that was
 * killed goes on and moves each exactly once.
 */
@Injectable()
export class ReplanRun {
  private readonly log = new Logger(ReplanRun.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly replans: ReplansRepository,
    private readonly planning: ReplansService,
    private readonly acts: ReplanActs,
  ) {}

  /** @returns whether there is nothing left to do */
  async turn(): Promise<boolean> {
    const run = await this.replans.underWay();
    if (!run) return true;
    try {
      return await this.goOn(run);
    } catch (error) {
      if (error instanceof ReplanEnded) return true;
      throw error;
    }
  }

  private async goOn(run: Replan): Promise<boolean> {
    const until = this.clock.now() + TURN_MINUTES * MINUTE;
    const calendars = new Map<string, WorkingCalendar>();
    let { through } = run;
    for (;;) {
      const page = await this.replans.running(through, PAGE);
      const moving = await this.planning.differingOf(page, calendars);
      const stuck = await this.moveAll(
        run,
        moving.map(({ dossier }) => dossier.id),
      );
      const last = page.at(-1);
      if (last) through = placeOf(last.currentDueAt, last.id);
      const done = page.length < PAGE;
      await this.note(run, through, stuck, done);
      if (done) return true;
      if (this.clock.now() >= until) return false;
    }
  }

  private async note(run: Replan, through: Replan['through'], stuck: number, done: boolean): Promise<void> {
    const now = this.clock.now();
    await this.transactor.run(async (tx) => {
      if (through) await this.replans.passed(tx, run.id, through, stuck);
      if (done) await this.replans.finish(tx, run.id, now);
    });
  }

  /** @returns how many could not be moved */
  private async moveAll(run: Replan, ids: readonly string[]): Promise<number> {
    let stuck = 0;
    for (let i = 0; i < ids.length; i += CHUNK) {
      const fates = await this.moveChunk(run, ids.slice(i, i + CHUNK));
      stuck += fates.filter((fate) => fate === 'stuck').length;
    }
    return stuck;
  }

  private async moveChunk(run: Replan, ids: readonly string[]): Promise<Fate[]> {
    const prepared: PreparedReplan[] = [];
    for (const id of ids) prepared.push(await this.acts.prepare(id, run));
    try {
      await this.acts.record(run, prepared);
      return prepared.map(({ fate }) => fate);
    } catch (error) {
      if (error instanceof ReplanEnded) throw error;
      // Somebody acted on one of them meanwhile: that one must not keep the others.
      const fates: Fate[] = [];
      for (const id of ids) fates.push(await this.moveOne(run, id));
      return fates;
    }
  }

  private async moveOne(run: Replan, id: string): Promise<Fate> {
    for (let attempt = 1; ; attempt++) {
      const prepared = await this.acts.prepare(id, run);
      try {
        await this.acts.record(run, [prepared]);
        return prepared.fate;
      } catch (error) {
        if (error instanceof ReplanEnded) throw error;
        const race = error instanceof DomainError && error.code === 'dossier.changed_meanwhile';
        if (race && attempt < TRIES) continue;
        this.log.error(`dossier ${id} not replanned: ${error instanceof Error ? error.message : 'unknown'}`);
        return 'stuck';
      }
    }
  }
}

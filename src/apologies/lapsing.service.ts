import { Inject, Injectable, Logger } from '@nestjs/common';
import { CalendarService } from '../calendar/calendar.service.js';
import { lapse, type Letter } from '../domain/apology/letter.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { SYSTEM } from '../dossiers/breach.service.js';
import { CLOCK } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { horizonAt } from './forecast-horizon.js';
import { LettersRepository } from './letters.repository.js';
import { OwedRepository } from './owed.repository.js';

const BATCH = 100;

/** Takes out drafts that nothing is owed for (any more): averted, waived, settled by others, or forecast and not come true. */
@Injectable()
export class LapsingService {
  private readonly log = new Logger(LapsingService.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly calendar: CalendarService,
    private readonly letters: LettersRepository,
    private readonly owed: OwedRepository,
  ) {}

  /** State-based: it looks at what is owed, not at what happened. @returns how many lapsed by this run */
  async lapseIdle(): Promise<number> {
    const at = this.clock.now();
    const horizon = await horizonAt(this.calendar, at);
    const drafts = await this.lapseAll(at, (skip) => this.owed.idle(BATCH, skip));
    if (horizon === null) return drafts;
    return drafts + (await this.lapseAll(at, (skip) => this.owed.idleForecasts(horizon, BATCH, skip)));
  }

  /** Inside the transaction that ends an obligation, or leaves it to another agency: its draft has nothing to say for it. */
  async release(tx: Tx, obligationId: string, at: Instant, by: string): Promise<void> {
    const found = await this.owed.unnumberedFor(tx, obligationId);
    if (!found) return;
    const { letter, others } = found;
    if (others > 0) await this.owed.unlink(tx, letter.id, obligationId);
    else await this.end(tx, letter, at, by);
  }

  private async lapseAll(at: Instant, idle: (skip: number) => Promise<Letter[]>): Promise<number> {
    let [lapsed, stuck] = [0, 0];
    for (;;) {
      const letters = await idle(stuck);
      for (const letter of letters) {
        if (await this.lapseOne(letter, at)) lapsed += 1;
        else stuck += 1;
      }
      if (letters.length < BATCH) return lapsed;
    }
  }

  private async lapseOne(letter: Letter, at: Instant): Promise<boolean> {
    try {
      await this.transactor.run((tx) => this.end(tx, letter, at, SYSTEM.username));
      return true;
    } catch (error) {
      // Somebody acted on it meanwhile: the next sweep looks at it again.
      this.log.warn(`letter ${letter.id} did not lapse: ${error instanceof Error ? error.message : 'unknown'}`);
      return false;
    }
  }

  private async end(tx: Tx, letter: Letter, at: Instant, by: string): Promise<void> {
    await this.letters.update(tx, letter, lapse(letter));
    await this.letters.end(tx, letter.id, at, by);
  }
}

import { Inject, Injectable, Logger } from '@nestjs/common';
import { CalendarService } from '../calendar/calendar.service.js';
import { isForecast } from '../domain/apology/forecast.js';
import type { Letter } from '../domain/apology/letter.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { SYSTEM } from '../dossiers/breach.service.js';
import { CLOCK } from '../platform/clock/clock.js';
import { isUniqueViolation } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { newId } from '../platform/ids/new-id.js';
import { horizonAt, unlessNoCalendar } from './forecast-horizon.js';
import { LettersRepository } from './letters.repository.js';
import { newLetter, SIGNED } from './new-letter.js';
import { NEAR_AT_ONCE, OwedRepository, type PromiseNearDue } from './owed.repository.js';

/** Prepares letters for promises that are about to break: drafts that stand in no figure and lapse by themselves (R29a). */
@Injectable()
export class ForecastingService {
  private readonly log = new Logger(ForecastingService.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly calendar: CalendarService,
    private readonly letters: LettersRepository,
    private readonly owed: OwedRepository,
  ) {}

  /** State-based: costs what is near its due, however much there is. @returns how many were prepared by this run */
  async forecast(): Promise<number> {
    const now = this.clock.now();
    const horizon = await horizonAt(this.calendar, now);
    if (horizon === null) return 0;
    let prepared = 0;
    for (let after: PromiseNearDue | null = null; ;) {
      const near: PromiseNearDue[] = await this.owed.nearDue(now, horizon, after);
      const drafts: Letter[] = [];
      for (const promise of near) if (await this.isDue(promise, now)) drafts.push(forecastLetter(promise, now));
      prepared += await this.writeAll(drafts);
      after = near.at(-1) ?? null;
      if (after === null || near.length < NEAR_AT_ONCE) return prepared;
    }
  }

  private async isDue(promise: PromiseNearDue, now: Instant): Promise<boolean> {
    const { responsibleUnitCode, limitUnit: unit, acceptedAt, statutoryDueAt: currentDueAt, lateFrom } = promise;
    const due = await unlessNoCalendar(async () => {
      const calendar = await this.calendar.workingCalendar(responsibleUnitCode);
      return isForecast(calendar, { unit, acceptedAt, currentDueAt, lateFrom }, now);
    });
    return due === true;
  }

  /** All in one transaction; if another sweep was first with one of them, each in its own. */
  private async writeAll(drafts: readonly Letter[]): Promise<number> {
    if (drafts.length === 0) return 0;
    if (await this.write(drafts)) return drafts.length;
    let written = 0;
    for (const draft of drafts) if (await this.write([draft])) written += 1;
    return written;
  }

  private async write(drafts: readonly Letter[]): Promise<boolean> {
    try {
      await this.transactor.run(async (tx) => {
        for (const draft of drafts) await this.letters.create(tx, draft, []);
      });
      return true;
    } catch (error) {
      if (!isUniqueViolation(error)) {
        this.log.error(`no forecast drafted: ${error instanceof Error ? error.message : 'unknown'}`);
      }
      return false;
    }
  }
}

function forecastLetter({ dossierId, responsibleUnitCode }: PromiseNearDue, at: Instant): Letter {
  const about = { id: newId(at), dossierId, unitCode: responsibleUnitCode, fault: 'ours' as const };
  return { ...newLetter({ ...about, at, by: SYSTEM.username, mode: SIGNED }), forecast: true };
}

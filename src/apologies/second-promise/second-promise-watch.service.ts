import { Inject, Injectable, Logger } from '@nestjs/common';
import { CalendarService } from '../../calendar/calendar.service.js';
import { brokenFrom, secondEnd, secondStanding, type SecondEnd } from '../../domain/apology/second-promise.js';
import { dueDay } from '../../domain/time/deadline.js';
import { DAY, type Clock, type Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Transactor } from '../../platform/database/transactor.js';
import { CallTasks } from '../calls/call-tasks.service.js';
import type { SecondPromise, Unwatched } from './second-promises.repository.js';
import { SecondReading } from './second-reading.js';

const BATCH = 100;
/** A date longer ago was over before anybody watched. */
const WATCHED_BACK = 90 * DAY;

/** What one look came to. */
export interface SecondLook {
  readonly watched: number;
  readonly kept: number;
  readonly broken: number;
}

/**
 * Watches what form 04 has promised. It looks at the state: missed looks are caught up, double ones do nothing twice. A
 * second promise that breaks opens a call for the head, and never a second letter (NĐ 61/2018 art. 19(9)).
 */
@Injectable()
export class SecondPromiseWatch {
  private readonly log = new Logger(SecondPromiseWatch.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly calendar: CalendarService,
    private readonly reading: SecondReading,
    private readonly calls: CallTasks,
  ) {}

  async look(): Promise<SecondLook> {
    const now = this.clock.now();
    const watched = await this.takeUp(now);
    const ends = { kept: 0, broken: 0 };
    for (let after: SecondPromise | null = null; ;) {
      const found: SecondPromise[] = await this.reading.promises.toJudge(this.database, now, after, BATCH);
      for (const promise of found) {
        const state = await this.tryToJudge(promise, now);
        if (state !== null) ends[state] += 1;
      }
      after = found.at(-1) ?? null;
      if (found.length < BATCH) return { watched, ...ends };
    }
  }

  private async takeUp(now: Instant): Promise<number> {
    let watched = 0;
    for (;;) {
      const since = (now - WATCHED_BACK) as Instant;
      const found = await this.reading.promises.unwatched(this.database, since, BATCH);
      if (found.length > 0) {
        await this.transactor.run(async (tx) => {
          for (const letter of found) await this.reading.promises.watch(tx, waiting(letter));
        });
      }
      watched += found.length;
      if (found.length < BATCH) return watched;
    }
  }

  private async tryToJudge(promise: SecondPromise, now: Instant): Promise<SecondEnd['state'] | null> {
    try {
      return await this.judge(promise, now);
    } catch (error) {
      // One that cannot be judged must not hide the others; the next look meets it again.
      const why = error instanceof Error ? error.message : 'unknown';
      this.log.error(`second promise of letter ${promise.letterId} not judged: ${why}`);
      return null;
    }
  }

  private async judge(promise: SecondPromise, now: Instant): Promise<SecondEnd['state'] | null> {
    const { promises } = this.reading;
    const dossier = await this.reading.breaches.dossier(promise.dossierId);
    const calendar = await this.calendar.workingCalendar(dossier.responsibleUnitCode);
    const standing = secondStanding(calendar, dossier, promise, now);
    const end = secondEnd(standing, now);
    const breaks = brokenFrom(standing.dueAt, standing.unit);
    if (end === null) {
      if (breaks !== promise.brokenFrom) await this.transactor.run((tx) => promises.move(tx, promise, breaks));
      return null;
    }
    // The head calls on the working day on which it is seen.
    const callBy = end.state === 'broken' ? calendar.closingOf(localDate(calendar.startOf(now))) : null;
    const { letterId, dossierId, unitCode } = promise;
    const first = await this.transactor.run(async (tx) => {
      if (!(await promises.end(tx, promise, end))) return false;
      await promises.count(tx, unitCode, monthOf(promise.dueAt), end.state);
      if (callBy === null) return true;
      const call = { kind: 'second_promise', dossierId, letterId, unitCode, subjectId: letterId } as const;
      await this.calls.open(tx, { ...call, at: now, dueAt: callBy });
      return true;
    });
    return first ? end.state : null;
  }
}

/** The month in which a promise was due: that of its day. */
function monthOf(dueAt: Instant): string {
  return dueDay(dueAt).slice(0, 7);
}

function waiting({ limitUnit, ...letter }: Unwatched): SecondPromise {
  const breaks = brokenFrom(letter.dueAt, limitUnit);
  return { ...letter, brokenFrom: breaks, state: 'waiting', endedAt: null };
}

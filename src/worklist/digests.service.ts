import { Inject, Injectable, Logger } from '@nestjs/common';
import { AddressedService, type Addressed } from '../accounts/addressed.service.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { DomainError } from '../domain/errors.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { localDate, minuteOfDay, type PlainDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { newId } from '../platform/ids/new-id.js';
import { DigestMails } from './digest-mails.service.js';

/** From 07:15 on; who was not reached by noon because nothing ran gets none: the morning is over. */
const FROM = 7 * 60 + 15;
const UNTIL = 12 * 60;
const AT_ONCE = 100;

/** One list a person on each working day, of those who have something to do and left an address. */
@Injectable()
export class DigestsService {
  private readonly log = new Logger(DigestsService.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly people: AddressedService,
    private readonly calendar: CalendarService,
    private readonly mails: DigestMails,
  ) {}

  /** State-based: run again, late or twice at once, nobody has two. @returns how many mails were queued */
  async send(): Promise<number> {
    const now = this.clock.now();
    const minute = minuteOfDay(now);
    if (minute < FROM || minute >= UNTIL) return 0;
    let queued = 0;
    for (let after = ''; ;) {
      const some = await this.people.page(after, AT_ONCE);
      queued += await this.sendTo(some, now);
      const last = some.at(-1);
      if (last === undefined || some.length < AT_ONCE) return queued;
      after = last.actor.username;
    }
  }

  private async sendTo(people: readonly Addressed[], now: Instant): Promise<number> {
    const day = localDate(now);
    const made = await this.mails.made(people, day);
    let queued = 0;
    for (const person of people) {
      const { username, unitCode } = person.actor;
      if (made.has(username) || !(await this.works(unitCode, day))) continue;
      try {
        if (await this.mails.queue(person, { id: newId(now), at: now, day })) queued += 1;
      } catch (error) {
        // One whose list cannot be made keeps nobody else from theirs; the next run tries again.
        this.log.error(`no list for ${username}: ${error instanceof Error ? error.message : 'unknown'}`);
      }
    }
    return queued;
  }

  private async works(unitCode: string, day: PlainDate): Promise<boolean> {
    try {
      return (await this.calendar.workingCalendar(unitCode)).isWorkingDay(day);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'calendar.missing') return false;
      throw error;
    }
  }
}

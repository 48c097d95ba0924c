import { Inject, Injectable, Logger } from '@nestjs/common';
import { AddressedService, type Addressed } from '../../accounts/addressed.service.js';
import { CalendarService } from '../../calendar/calendar.service.js';
import { hasRole } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { localDate, minuteOfDay } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { UnitsService } from '../../units/units.service.js';
import { SIGNERS } from '../letter-roles.js';
import { SignReminderMails } from './sign-reminder-mails.js';

/** Who was not reached within two hours because nothing ran is left in peace. */
const LATEST_MINUTES = 120;
const AT_ONCE = 100;

/** "6 letters wait for your signature": one mail an evening, at the hour the unit chose, to signers who left an address. */
@Injectable()
export class SignReminders {
  private readonly log = new Logger(SignReminders.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly people: AddressedService,
    private readonly units: UnitsService,
    private readonly calendar: CalendarService,
    private readonly mails: SignReminderMails,
  ) {}

  /** State-based: run again, late or twice at once, nobody has two. @returns how many mails were queued */
  async send(): Promise<number> {
    const now = this.clock.now();
    let queued = 0;
    for (let after = ''; ;) {
      const some = await this.people.page(after, AT_ONCE);
      for (const person of some) {
        if (hasRole(person.actor, ...SIGNERS) && (await this.remind(person, now))) queued += 1;
      }
      const last = some.at(-1);
      if (last === undefined || some.length < AT_ONCE) return queued;
      after = last.actor.username;
    }
  }

  private async remind(person: Addressed, now: Instant): Promise<boolean> {
    try {
      if (!(await this.isTime(person.actor.unitCode, now)) || (await this.mails.made(person, now))) return false;
      return await this.mails.queue(person, now);
    } catch (error) {
      // One whose mail cannot be made keeps nobody else from theirs; the next run tries again.
      const said = error instanceof Error ? error.message : 'unknown';
      this.log.error(`no reminder for ${person.actor.username}: ${said}`);
      return false;
    }
  }

  private async isTime(unitCode: string, now: Instant): Promise<boolean> {
    const day = localDate(now);
    const from = await this.units.setting(unitCode, 'sign_reminder', day);
    if (from === null) return false;
    const [hours = 0, minutes = 0] = from.split(':').map(Number);
    const since = minuteOfDay(now) - (60 * hours + minutes);
    if (since < 0 || since >= LATEST_MINUTES) return false;
    try {
      return (await this.calendar.workingCalendar(unitCode)).isWorkingDay(day);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'calendar.missing') return false;
      throw error;
    }
  }
}

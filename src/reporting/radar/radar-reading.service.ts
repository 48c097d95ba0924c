import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../../calendar/calendar.service.js';
import { AGAIN_DAYS } from '../../domain/kpi/radar.js';
import { DAY, type Clock, type Instant } from '../../domain/time/instant.js';
import { addDays, localDate, startOfDay, type PlainDate } from '../../domain/time/plain-date.js';
import type { WorkingCalendar } from '../../domain/time/working-calendar.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { RadarDay } from './radar-days.js';
import { monthOf, RadarReadingRepository, type ClockAct } from './radar-reading.repository.js';

const BATCH = 500;
/** An officer's own habit: what they finished in this month so far and the three before it. */
const BASE_DAYS = 90;

/** What one look came to. */
export interface RadarLook {
  readonly days: number;
  readonly signs: number;
}

/**
 * Reads the history day by day, each day once it is over: what it finds, what it counted and how far it came are one
 * transaction, so a look that died or ran twice counts nothing twice.
 */
@Injectable()
export class RadarReading {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly repository: RadarReadingRepository,
    private readonly transactor: Transactor,
    private readonly calendars: CalendarService,
  ) {}

  /** Up to yesterday. After a day without a look the next one catches up. */
  async look(): Promise<RadarLook> {
    const today = localDate(this.clock.now());
    let found = { days: 0, signs: 0 };
    for (let before = await this.repository.readTo(); ;) {
      const day = await this.repository.nextDay(before);
      if (day === null || day >= today) return found;
      const signs = await this.readDay(before, day);
      if (signs === null) return found;
      found = { days: found.days + 1, signs: found.signs + signs };
      before = day;
    }
  }

  /** @returns how many signs; null when another instance was first */
  private async readDay(before: PlainDate | null, day: PlainDate): Promise<number | null> {
    const read = new RadarDay();
    const calendars = new Map<string, WorkingCalendar>();
    for (let after: ClockAct | null = null; ;) {
      const acts: ClockAct[] = await this.repository.acts(day, after, BATCH);
      await this.take(read, acts, calendars);
      after = acts.at(-1) ?? null;
      if (acts.length < BATCH) break;
    }
    const months = [monthOf(addDays(day, -BASE_DAYS)), monthOf(day)] as const;
    const { signs, base } = read.end(await this.repository.closingBases(read.officers, months));
    return this.transactor.run(async (tx) => {
      if (!(await this.repository.mark(tx, before, day))) return null;
      await this.repository.add(tx, signs);
      await this.repository.count(tx, monthOf(day), base);
      return signs.length;
    });
  }

  private async take(
    read: RadarDay,
    acts: readonly ClockAct[],
    calendars: Map<string, WorkingCalendar>,
  ): Promise<void> {
    const births = acts.filter(({ act }) => act === 'register' || act === 'serve_now' || act === 'file');
    const [first] = births;
    const since = first ? ((startOfDay(localDate(first.at)) - AGAIN_DAYS * DAY) as Instant) : null;
    const earlier =
      since === null ? null : await this.repository.earlier(births.map(({ dossierId }) => dossierId), since); // prettier-ignore
    for (const act of acts) {
      const code = act.responsibleUnitCode;
      const calendar = calendars.get(code) ?? (await this.calendars.workingCalendar(code));
      calendars.set(code, calendar);
      const isBirth = act.act === 'register' || act.act === 'serve_now' || act.act === 'file';
      read.take(act, calendar, (isBirth ? earlier?.get(act.dossierId) : undefined) ?? []);
    }
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { calendarDayFault } from '../domain/time/calendar-day.js';
import { DomainError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { localDate, yearOf, type PlainDate } from '../domain/time/plain-date.js';
import type { WeeklyHours } from '../domain/time/weekly-hours.js';
import { WorkingCalendar } from '../domain/time/working-calendar.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { lockRevision, raiseRevision, RevisedCache } from '../platform/database/revised-cache.js';
import { Transactor } from '../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite } from '../platform/idempotency/idempotency.js';
import {
  carriesPromises,
  CALENDAR_REVISION,
  EVERYONE,
  toCalendarDay,
  type StoredDay,
  type StoredSpell,
  type StoredYear,
  type YearFacts,
} from './calendar-facts.js';
import { CalendarRepository } from './calendar.repository.js';
import { countsAlike } from './days-plan.js';
import { weeklySets } from './hours-import.js';

/** What a person says about one day; `ordinary` takes back whatever was special about it. */
export interface DayChange {
  readonly kind: StoredDay['kind'] | 'ordinary';
  readonly name: string;
  readonly source: string;
  readonly confidence: StoredDay['confidence'];
  readonly spells: StoredDay['spells'];
  /** demanded, at least 10 characters, for a day already past in a year that carries promises */
  readonly reason: string | null;
}

interface Loaded {
  readonly days: readonly StoredDay[];
  readonly years: readonly StoredYear[];
  readonly spells: readonly StoredSpell[];
  readonly calendars: Map<string, WorkingCalendar>;
}

const LEAST_REASON = 10;
/** The government's notice of the next year mostly comes in autumn. */
const WARNED_FROM = '10-01';

/** The calendar that promises are counted on. It refuses to guess: see `domain/time/working-calendar.ts` (R1). */
@Injectable()
export class CalendarService {
  private readonly cache: RevisedCache<Loaded>;

  constructor(
    database: Database,
    private readonly transactor: Transactor,
    private readonly calendar: CalendarRepository,
    private readonly audit: AuditLog,
    private readonly idempotency: IdempotencyService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.cache = new RevisedCache(database, CALENDAR_REVISION, async () => ({
      days: await calendar.days(database),
      years: await calendar.years(database),
      spells: await calendar.spells(database),
      calendars: new Map(),
    }));
  }

  /**
   * The calendar of a unit: its own hours where it has some, else everyone's. Built once for each change of the
   * stored data; asking again costs one read of a counter.
   *
   * @param unitCode the stage's unit, else the responsible unit (R28)
   */
  async workingCalendar(unitCode: string = EVERYONE): Promise<WorkingCalendar> {
    const { spells, days, years, calendars } = await this.cache.get();
    const hoursOf = spells.some((spell) => spell.unitCode === unitCode) ? unitCode : EVERYONE;
    const known = calendars.get(hoursOf);
    if (known) return known;
    const built = new WorkingCalendar({
      weekly: weeklySets(spells, hoursOf),
      days: days.map(toCalendarDay),
      years: years.map((year) => ({
        year: year.year,
        state: year.state === 'official' ? 'official' : carriesPromises(year) ? 'confirmed' : 'projected',
      })),
    });
    calendars.set(hoursOf, built);
    return built;
  }

  /** @throws DomainError `calendar.missing` when the year is not loaded */
  async year(year: number): Promise<YearFacts> {
    const { days, years } = await this.cache.get();
    const found = years.find((one) => one.year === year);
    if (!found) throw missing(year);
    return {
      ...found,
      provisional: found.state === 'projected',
      days: days.filter(({ date }) => yearOf(date) === year),
    };
  }

  /** The sets of weekly hours that say something of their own: everyone's first, then those of units by code. */
  async hours(): Promise<readonly { readonly unitCode: string; readonly sets: readonly WeeklyHours[] }[]> {
    const { spells } = await this.cache.get();
    const codes = [...new Set(spells.map(({ unitCode }) => unitCode))].filter((code) => code !== EVERYONE).sort();
    const own = (code: string): StoredSpell[] => spells.filter(({ unitCode }) => unitCode === code);
    return [EVERYONE, ...codes].map((unitCode) => ({ unitCode, sets: weeklySets(own(unitCode), unitCode) }));
  }

  /**
   * From October on: whether next year can carry promises yet (R1). Dossiers received in December run into it.
   *
   * @returns null when there is nothing to warn of
   */
  async outlook(): Promise<{ readonly year: number; readonly state: 'missing' | 'unconfirmed' } | null> {
    const today = localDate(this.clock.now());
    if (today.slice(5) < WARNED_FROM) return null;
    const year = yearOf(today) + 1;
    const known = (await this.cache.get()).years.find((one) => one.year === year);
    if (carriesPromises(known)) return null;
    return { year, state: known ? 'unconfirmed' : 'missing' };
  }

  /** Raised by every change of days, hours and years. */
  revision(): Promise<number> {
    return this.cache.revision();
  }

  /** @returns the loaded years, in order */
  async years(): Promise<readonly number[]> {
    return (await this.cache.get()).years.map(({ year }) => year);
  }

  /**
   * A leader lets a projected year carry promises (R1); they are provisional until the official notice.
   *
   * @throws DomainError `calendar.missing` (not loaded), `conflict.closed` (official), `conflict.duplicate` (done)
   */
  async confirmYear(year: number, by: string, write: IdempotentWrite | null = null): Promise<string> {
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await lockRevision(tx, CALENDAR_REVISION);
      const known = (await this.calendar.years(tx)).find((one) => one.year === year);
      if (!known) throw missing(year);
      if (known.state === 'official') throw new DomainError('conflict.closed', `year ${year} is official`, { year });
      if (known.confirmedAt !== null) {
        throw new DomainError('conflict.duplicate', `year ${year} is already confirmed`, { year });
      }
      const confirmed = { ...known, confirmedAt: at, confirmedBy: by };
      await this.calendar.write(tx, { remove: [], days: [], years: [confirmed] });
      await this.idempotency.remember(tx, write, String(year), at);
      await this.audit.record(tx, { at, actor: by, action: 'calendar.confirmed', subject: String(year), reason: null });
      await raiseRevision(tx, CALENDAR_REVISION);
    });
    return String(year);
  }

  /**
   * Says what is special about one day. Open promises are not moved by this: that is a step of its own.
   *
   * @throws DomainError `request.invalid`: hours that do not fit the kind, or a past day without a reason
   */
  async putDay(date: PlainDate, change: DayChange, by: string): Promise<void> {
    const day = change.kind === 'ordinary' ? null : { ...change, kind: change.kind, date };
    if (day && calendarDayFault(toCalendarDay(day))) throw invalid('spells', 'Giờ không hợp với loại ngày');
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await lockRevision(tx, CALENDAR_REVISION);
      const before = (await this.calendar.days(tx)).find((known) => known.date === date);
      const year = (await this.calendar.years(tx)).find((known) => known.year === yearOf(date));
      const after = day ? storedDay(day) : undefined;
      const inUse = carriesPromises(year) && date <= localDate(at) && !countsAlike(before, after);
      if (inUse && (change.reason?.trim().length ?? 0) < LEAST_REASON) {
        throw invalid('reason', `Ngày đã qua: cần lý do, ít nhất ${LEAST_REASON} ký tự`);
      }
      await this.calendar.write(tx, { remove: after ? [] : [date], days: after ? [after] : [], years: [] });
      const action = `calendar.day:${before?.kind ?? 'ordinary'}>${change.kind}`;
      await this.audit.record(tx, { at, actor: by, action, subject: date, reason: change.reason });
      await raiseRevision(tx, CALENDAR_REVISION);
    });
  }
}

function storedDay({ date, kind, name, source, confidence, spells }: StoredDay): StoredDay {
  return { date, kind, name, source, confidence, spells };
}

function missing(year: number): DomainError {
  return new DomainError('calendar.missing', `the calendar of ${year} is not loaded`, { year });
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', `${field} is not acceptable`, {}, [{ field, message }]);
}

import { Inject, Injectable } from '@nestjs/common';
import { EVERYONE, type YearFacts } from '../../calendar/calendar-facts.js';
import { CalendarService } from '../../calendar/calendar.service.js';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, yearOf, type PlainDate } from '../../domain/time/plain-date.js';
import type { WeeklyHours } from '../../domain/time/weekly-hours.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { PersonNames } from '../person-names.js';
import { UnitsService } from '../units.service.js';

/** Weekly hours of everyone (`unit` null) or of one unit. */
export interface HoursOf {
  readonly unitCode: string;
  readonly unit: string | null;
  readonly sets: readonly WeeklyHours[];
}

/** A desk that receives on Saturdays. */
export interface SaturdayDesk {
  readonly unit: string;
  readonly hours: string;
  readonly since: PlainDate;
}

/** A year as it stands in the calendar, with what the reader may do to it. */
export interface CalendarRoom {
  readonly year: number;
  /** null: not loaded */
  readonly facts: YearFacts | null;
  readonly today: PlainDate;
  readonly revision: number;
  readonly hours: readonly HoursOf[];
  readonly saturdays: readonly SaturdayDesk[];
  /** units that may have hours of their own */
  readonly units: readonly { readonly code: string; readonly name: string }[];
  readonly may: { readonly edit: boolean; readonly confirm: boolean; readonly replan: boolean };
}

/** What the calendar's page shows. */
@Injectable()
export class CalendarRoomService {
  constructor(
    private readonly calendar: CalendarService,
    private readonly units: UnitsService,
    private readonly people: PersonNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The year of today on the desk's clock. */
  thisYear(): number {
    return yearOf(localDate(this.clock.now()));
  }

  async of(year: number, reader: Actor): Promise<CalendarRoom> {
    const today = localDate(this.clock.now());
    const [facts, town, names] = [await this.facts(year), await this.isOfTown(reader), await this.names()];
    const editor = town && hasRole(reader, 'admin');
    const hours = await this.calendar.hours();
    return {
      year,
      facts,
      today,
      revision: await this.calendar.revision(),
      hours: hours.map((one) => ({
        ...one,
        unit: one.unitCode === EVERYONE ? null : (names.get(one.unitCode) ?? one.unitCode),
      })),
      saturdays: await this.saturdays(today),
      units: [...names].map(([code, name]) => ({ code, name })),
      may: {
        edit: editor,
        confirm: town && hasRole(reader, 'leader') && facts?.state === 'projected' && facts.confirmedAt === null,
        replan: town && hasRole(reader, 'leader', 'admin'),
      },
    };
  }

  private async facts(year: number): Promise<YearFacts | null> {
    try {
      const facts = await this.calendar.year(year);
      const { confirmedBy } = facts;
      if (confirmedBy === null) return facts;
      return { ...facts, confirmedBy: (await this.people.of([confirmedBy]))(confirmedBy) };
    } catch (error) {
      if (error instanceof DomainError && error.code === 'calendar.missing') return null;
      throw error;
    }
  }

  private async isOfTown(reader: Actor): Promise<boolean> {
    return (await this.units.unit(reader.unitCode)).parentCode === null;
  }

  private async names(): Promise<ReadonlyMap<string, string>> {
    const standing = (await this.units.all()).filter(({ validTo }) => validTo === null);
    return new Map(standing.map(({ code, name }) => [code, name]));
  }

  private async saturdays(today: PlainDate): Promise<SaturdayDesk[]> {
    const desks = (await this.units.all()).filter(({ hasDesk, validTo }) => hasDesk && validTo === null);
    const found: SaturdayDesk[] = [];
    for (const { code, name } of desks) {
      const record = await this.units.settingRecord(code, 'saturday_hours', today);
      const hours = await this.units.setting(code, 'saturday_hours', today);
      if (record && hours !== null) found.push({ unit: name, hours, since: record.validFrom });
    }
    return found;
  }
}

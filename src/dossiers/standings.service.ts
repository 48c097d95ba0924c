import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../calendar/calendar.service.js';
import { accepted, nextMomentOf, type Dossier } from '../domain/dossier/dossier.js';
import { clockState } from '../domain/dossier/status.js';
import { daysLate, minutesLate } from '../domain/dossier/timeliness.js';
import { DomainError } from '../domain/errors.js';
import { dueDay } from '../domain/time/deadline.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { localDate, type PlainDate } from '../domain/time/plain-date.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import { CLOCK } from '../platform/clock/clock.js';
import { UnitsService } from '../units/units.service.js';
import { outlookAt } from './readers.service.js';
import type { Standing } from './state-words.view.js';

interface Terms {
  readonly calendar: WorkingCalendar;
  readonly dueSoonMinutes: number;
}

/** How dossiers stand against their promises this minute. */
@Injectable()
export class StandingsService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly calendar: CalendarService,
    private readonly units: UnitsService,
  ) {}

  /** @returns one standing a dossier, in their order; what a unit decided is read once for all its dossiers */
  async of(dossiers: readonly Dossier[]): Promise<Standing[]> {
    const now = this.clock.now();
    const codes = [...new Set(dossiers.map(({ responsibleUnitCode }) => responsibleUnitCode))];
    const terms = new Map(await Promise.all(codes.map(async (code) => [code, await this.terms(code, now)] as const)));
    return dossiers.map((dossier) => {
      const known = terms.get(dossier.responsibleUnitCode);
      if (!known) throw new RangeError('the terms of every unit were read above');
      return standingAt(dossier, now, known);
    });
  }

  private async terms(unitCode: string, now: Instant): Promise<Terms> {
    return {
      calendar: await this.calendar.workingCalendar(unitCode),
      dueSoonMinutes: await this.units.setting(unitCode, 'due_soon_minutes', localDate(now)),
    };
  }
}

function standingAt(dossier: Dossier, now: Instant, { calendar, dueSoonMinutes }: Terms): Standing {
  const { progress, remainingWorkingMinutes } = outlookAt(dossier, now, calendar, dueSoonMinutes);
  return {
    clockState: dossier.voidedAt === null ? clockState(dossier.status) : 'settled',
    progress,
    timeliness: dossier.settlement?.timeliness ?? null,
    remainingMinutes: remainingWorkingMinutes === null ? null : Math.max(0, remainingWorkingMinutes),
    dueToday: dossier.settlement === null && dueOn(dossier) === localDate(now),
    ...(progress === 'overdue' ? lateness(dossier, now, calendar) : { daysLate: 0, minutesLate: 0 }),
  };
}

function dueOn(dossier: Dossier): PlainDate | null {
  const moment = nextMomentOf(dossier);
  return moment === null ? null : dueDay(moment);
}

function lateness(
  dossier: Dossier,
  now: Instant,
  calendar: WorkingCalendar,
): Pick<Standing, 'daysLate' | 'minutesLate'> {
  const { lateFrom, statutoryDueAt, limit } = accepted(dossier);
  try {
    return {
      daysLate: daysLate(calendar, { lateFrom, unit: limit.unit }, now),
      minutesLate: minutesLate(calendar, statutoryDueAt, lateFrom, now),
    };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'calendar.missing') throw error;
    return { daysLate: 0, minutesLate: 0 };
  }
}

import { Injectable } from '@nestjs/common';
import { CalendarService } from '../calendar/calendar.service.js';
import { mayRead, type Actor } from '../domain/accounts/roles.js';
import { isAccepted, type Dossier } from '../domain/dossier/dossier.js';
import { isOpen } from '../domain/dossier/status.js';
import { progressAt, type Progress } from '../domain/dossier/timeliness.js';
import { DomainError } from '../domain/errors.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import { UnitsService } from '../units/units.service.js';

/** How a dossier stands this minute; derived at each look. */
export interface Outlook {
  readonly progress: Progress | null;
  /** working minutes to the due instant, negative once it has passed; null when settled or waiting */
  readonly remainingWorkingMinutes: number | null;
}

/** Whose business a dossier is, and how it stands against its promise. */
@Injectable()
export class ReadersService {
  constructor(
    private readonly calendar: CalendarService,
    private readonly units: UnitsService,
  ) {}

  async mayRead(dossier: Dossier, by: Actor): Promise<boolean> {
    const concerned = [
      dossier.unitCode,
      dossier.responsibleUnitCode,
      dossier.holder.unitCode,
      dossier.pending?.unitCode,
    ];
    for (const unitCode of new Set(concerned)) {
      if (unitCode !== undefined && mayRead(by, unitCode, await this.units.ancestors(unitCode))) return true;
    }
    return false;
  }

  async outlook(dossier: Dossier, now: Instant): Promise<Outlook> {
    const { responsibleUnitCode } = dossier;
    const calendar = await this.calendar.workingCalendar(responsibleUnitCode);
    const dueSoonMinutes = await this.units.setting(responsibleUnitCode, 'due_soon_minutes', localDate(now));
    return outlookAt(dossier, now, calendar, dueSoonMinutes);
  }
}

/** A year without a calendar yet hides the minutes, not the dossier: what it promised is still to be seen. */
export function outlookAt(dossier: Dossier, now: Instant, calendar: WorkingCalendar, dueSoonMinutes: number): Outlook {
  if (!isOpen(dossier.status)) return { progress: null, remainingWorkingMinutes: null };
  if (!isAccepted(dossier)) return { progress: null, remainingWorkingMinutes: null };
  const { statutoryDueAt: dueAt, lateFrom } = dossier;
  try {
    const ahead =
      dueAt >= now ? calendar.workingMinutesBetween(now, dueAt) : -calendar.workingMinutesBetween(dueAt, now);
    return {
      progress: progressAt(calendar, { dueAt, lateFrom, now, dueSoonMinutes }),
      remainingWorkingMinutes: lateFrom === null ? null : ahead,
    };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'calendar.missing') throw error;
    return { progress: lateFrom !== null && lateFrom <= now ? 'overdue' : 'in_time', remainingWorkingMinutes: null };
  }
}

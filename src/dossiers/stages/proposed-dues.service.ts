import { Injectable } from '@nestjs/common';
import { CalendarService } from '../../calendar/calendar.service.js';
import { UsualTimesService } from '../../counting/usual-times.service.js';
import { proposedDue, usualRemaining, type ProposedDue } from '../../domain/apology/proposed-due.js';
import { isAccepted, type Dossier } from '../../domain/dossier/dossier.js';
import type { StageTime } from '../../domain/dossier/stages.js';
import { clockState } from '../../domain/dossier/status.js';
import { DomainError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time/instant.js';
import { StagesOfMany } from './stages-of-many.service.js';

/** Dates for second promises, from what the rest usually takes here; a person may choose another one. */
@Injectable()
export class ProposedDues {
  constructor(
    private readonly stages: StagesOfMany,
    private readonly usualTimes: UsualTimesService,
    private readonly calendar: CalendarService,
  ) {}

  /** @returns null where no second promise can be made now, and while the days ahead are in no calendar */
  async of(dossier: Dossier, now: Instant): Promise<ProposedDue | null> {
    if (!isAccepted(dossier) || !isExtensible(dossier)) return null;
    const [staged] = await this.stages.at([dossier], now);
    return this.from(dossier, staged?.stages ?? null, now);
  }

  /** The same where the stages have been read. @param stages as they stand at `now`; null: not to be counted */
  async from(dossier: Dossier, stages: readonly StageTime[] | null, now: Instant): Promise<ProposedDue | null> {
    if (stages === null || !isAccepted(dossier) || !isExtensible(dossier)) return null;
    const units = [...new Set(stages.map(({ unitCode }) => unitCode))];
    const times = await Promise.all(
      units.map(async (unit) => [unit, await this.usualTimes.of(unit, dossier.procedureCode)] as const),
    );
    const usual = new Map(times);
    const rest = usualRemaining(stages, ({ unitCode, no }) => usual.get(unitCode)?.get(no) ?? null);
    try {
      const calendar = await this.calendar.workingCalendar(dossier.responsibleUnitCode);
      return proposedDue(calendar, { now, currentDueAt: dossier.currentDueAt }, rest);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'calendar.missing') return null;
      throw error;
    }
  }
}

/** Once only, and only while somebody works on it (R16). */
function isExtensible({ extensionDueAt, status }: Dossier): boolean {
  return extensionDueAt === null && clockState(status) !== 'settled' && clockState(status) !== 'not_started';
}

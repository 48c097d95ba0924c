import { Injectable } from '@nestjs/common';
import { CalendarService } from '../../calendar/calendar.service.js';
import type { AcceptedDossier } from '../../domain/dossier/dossier.js';
import { stageTimes, type Holding, type StageTime } from '../../domain/dossier/stages.js';
import { DomainError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time/instant.js';
import type { WorkingCalendar } from '../../domain/time/working-calendar.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import { WaitingRepository } from '../waiting.repository.js';

/** A dossier of a list with the time its stages have had. */
export interface Staged {
  readonly dossier: AcceptedDossier;
  readonly calendar: WorkingCalendar;
  /** null while its days are in no calendar */
  readonly stages: readonly StageTime[] | null;
}

/** The stages of the dossiers of a list, with one look at where they have been. */
@Injectable()
export class StagesOfMany {
  constructor(
    private readonly waiting: WaitingRepository,
    private readonly procedures: ProceduresService,
    private readonly calendar: CalendarService,
  ) {}

  /** @param dossiers a list's worth @returns in their order */
  async at(dossiers: readonly AcceptedDossier[], now: Instant): Promise<Staged[]> {
    const taken = await this.waiting.acknowledgements(dossiers.map(({ id }) => id));
    const staged: Staged[] = [];
    for (const dossier of dossiers) {
      const { stages } = await this.procedures.version(dossier.procedureVersionId);
      const calendar = await this.calendar.workingCalendar(dossier.responsibleUnitCode);
      const first: Holding = { unitCode: dossier.unitCode, from: dossier.acceptedAt };
      const holdings = [first, ...(taken.get(dossier.id) ?? [])];
      staged.push({
        dossier,
        calendar,
        stages: unlessNoCalendar(() => stageTimes(dossier, stages, holdings, calendar, now)),
      });
    }
    return staged;
  }
}

function unlessNoCalendar<T>(count: () => T): T | null {
  try {
    return count();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'calendar.missing') return null;
    throw error;
  }
}

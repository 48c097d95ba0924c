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
    const [taken, versions, calendars] = await Promise.all([
      this.waiting.acknowledgements(dossiers.map(({ id }) => id)),
      each(dossiers, 'procedureVersionId', (id) => this.procedures.version(id)),
      each(dossiers, 'responsibleUnitCode', (code) => this.calendar.workingCalendar(code)),
    ]);
    return dossiers.map((dossier) => {
      const { stages } = known(versions, dossier.procedureVersionId);
      const calendar = known(calendars, dossier.responsibleUnitCode);
      const first: Holding = { unitCode: dossier.unitCode, from: dossier.acceptedAt };
      const holdings = [first, ...(taken.get(dossier.id) ?? [])];
      const times = unlessNoCalendar(() => stageTimes(dossier, stages, holdings, calendar, now));
      return { dossier, calendar, stages: times };
    });
  }
}

/** What many dossiers have in common is read once for all of them. */
async function each<T>(
  dossiers: readonly AcceptedDossier[],
  key: 'procedureVersionId' | 'responsibleUnitCode',
  read: (code: string) => Promise<T>,
): Promise<Map<string, T>> {
  const codes = [...new Set(dossiers.map((dossier) => dossier[key]))];
  return new Map(await Promise.all(codes.map(async (code) => [code, await read(code)] as const)));
}

function known<T>(values: ReadonlyMap<string, T>, key: string): T {
  const value = values.get(key);
  if (value === undefined) throw new RangeError('what dossiers have in common was read for all of them');
  return value;
}

function unlessNoCalendar<T>(count: () => T): T | null {
  try {
    return count();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'calendar.missing') return null;
    throw error;
  }
}

import { Injectable } from '@nestjs/common';
import { UsualTimesService, type UsualTimes } from '../counting/usual-times.service.js';
import { isAccepted, type Dossier } from '../domain/dossier/dossier.js';
import { urgencyOf, type Urgency } from '../domain/dossier/urgency.js';
import { DomainError } from '../domain/errors.js';
import type { Instant } from '../domain/time/instant.js';
import { StagesOfMany, type Staged } from '../dossiers/stages/stages-of-many.service.js';

/** How much room the dossiers of a list have before their promises break. */
@Injectable()
export class UrgenciesService {
  constructor(
    private readonly stages: StagesOfMany,
    private readonly usualTimes: UsualTimesService,
  ) {}

  /** @returns by id; none for a filing, and for a dossier whose days are in no calendar */
  async of(dossiers: readonly Dossier[], now: Instant): Promise<Map<string, Urgency>> {
    const found = new Map<string, Urgency>();
    for (const staged of await this.stages.at(dossiers.filter(isAccepted), now)) {
      const usual = await this.usual(staged);
      const urgency = reckoned(staged, usual, now);
      if (urgency) found.set(staged.dossier.id, urgency);
    }
    return found;
  }

  private async usual({ dossier, stages }: Staged): Promise<ReadonlyMap<string, UsualTimes>> {
    const units = new Set((stages ?? []).map(({ unitCode }) => unitCode));
    const times = await Promise.all(
      [...units].map(async (unit) => [unit, await this.usualTimes.of(unit, dossier.procedureCode)] as const),
    );
    return new Map(times);
  }
}

function reckoned(
  { dossier, stages, calendar }: Staged,
  usual: ReadonlyMap<string, UsualTimes>,
  now: Instant,
): Urgency | null {
  if (stages === null) return null;
  try {
    return urgencyOf(dossier, stages, ({ no, unitCode }) => usual.get(unitCode)?.get(no) ?? null, calendar, now);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'calendar.missing') return null;
    throw error;
  }
}

import { Injectable } from '@nestjs/common';
import { UsualTimesService, type UsualTimes } from '../counting/usual-times.service.js';
import { isAccepted, type Dossier } from '../domain/dossier/dossier.js';
import { urgencyOf, type Urgency, type UsualTime } from '../domain/dossier/urgency.js';
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
    const staged = await this.stages.at(dossiers.filter(isAccepted), now);
    const usual = await this.usual(staged);
    const found = new Map<string, Urgency>();
    for (const each of staged) {
      const urgency = reckoned(each, usual, now);
      if (urgency) found.set(each.dossier.id, urgency);
    }
    return found;
  }

  /** Asked once for each unit and procedure of the list. */
  private async usual(staged: readonly Staged[]): Promise<Usual> {
    const pairs = new Map<string, readonly [unitCode: string, procedureCode: string]>();
    for (const { dossier, stages } of staged) {
      for (const { unitCode } of stages ?? []) {
        const pair = [unitCode, dossier.procedureCode] as const;
        pairs.set(pair.join('|'), pair);
      }
    }
    const times = [...pairs].map(async ([key, pair]) => [key, await this.usualTimes.of(...pair)] as const);
    return new Map(await Promise.all(times));
  }
}

/** By unit and procedure. */
type Usual = ReadonlyMap<string, UsualTimes>;

function reckoned({ dossier, stages, calendar }: Staged, usual: Usual, now: Instant): Urgency | null {
  if (stages === null) return null;
  try {
    const { procedureCode } = dossier;
    const of: UsualTime = ({ no, unitCode }) => usual.get(`${unitCode}|${procedureCode}`)?.get(no) ?? null;
    return urgencyOf(dossier, stages, of, calendar, now);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'calendar.missing') return null;
    throw error;
  }
}

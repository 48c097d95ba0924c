import { Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import { timePoints, type PointCounts } from '../../domain/kpi/desk-evaluation.js';
import type { DeskWork } from '../../domain/kpi/desk-work.js';
import type { Counts } from '../../domain/kpi/on-time-rate.js';
import { OnTimeService } from '../on-time.service.js';
import { EvaluationFrames, type EvaluationAsked, type EvaluationFrame } from './evaluation-frame.service.js';
import type { KnownIndices } from './known-indices.js';

export interface Evaluated extends KnownIndices {
  readonly code: string;
  readonly name: string;
}

export interface DeskEvaluation {
  readonly frame: EvaluationFrame;
  readonly all: KnownIndices;
  /** the unit's own and those just below it; none where there is nobody below */
  readonly units: readonly Evaluated[];
  /** by who settled it; null for whoever may not see figures of single people */
  readonly officers: readonly (Pick<KnownIndices, 'time'> & { readonly name: string })[] | null;
}

/** The one-stop desk by the nine indices of TT 01/2018 art. 13-15, as far as there is data. Reads only. */
@Injectable()
export class DeskEvaluationService {
  constructor(
    private readonly frames: EvaluationFrames,
    private readonly figures: OnTimeService,
  ) {}

  /** @throws DomainError as `EvaluationFrames.of` */
  async of(asked: EvaluationAsked, by: Actor): Promise<DeskEvaluation> {
    const frame = await this.frames.of(asked, by);
    const { scope, period, work } = frame;
    const [total, units, officers] = await Promise.all([
      this.figures.total(scope, period),
      scope.unitCodes.length < 2 ? [] : this.figures.byUnit(scope, period),
      hasRole(by, 'desk_head', 'leader', 'monitor') ? this.figures.byOfficer(scope, period) : null,
    ]);
    const contactsOf = new Map(work.byUnit.map((each) => [each.code, contactPoints(each.work)]));
    return {
      frame,
      all: { time: timePoints(total.counts), contacts: contactPoints(work.total) },
      units: units.map(({ key, name, counts }) => ({
        code: key,
        name: name ?? key,
        time: timePoints(counts),
        contacts: contactsOf.get(key) ?? { two: 0, one: 0, none: 0 },
      })),
      officers:
        officers
          ?.filter(hasSettled)
          .map(({ key, name, counts }) => ({ name: name ?? key, time: timePoints(counts) })) ?? null,
    };
  }
}

/** Index 3: nobody was sent for papers; once; more often. */
function contactPoints({ contactsNone, contactsOnce, contactsMore }: DeskWork): PointCounts {
  return { two: contactsNone, one: contactsOnce, none: contactsMore };
}

/** What nobody has settled stands under no name. */
function hasSettled({ key, counts }: { readonly key: string; readonly counts: Counts }): boolean {
  return key !== '' && counts.early + counts.onTime + counts.late > 0;
}

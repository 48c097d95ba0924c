import { Injectable } from '@nestjs/common';
import type { ProposedDue } from '../../domain/apology/proposed-due.js';
import type { Reason } from '../../domain/apology/reasons.js';
import { isAccepted, type Dossier } from '../../domain/dossier/dossier.js';
import type { StageTime } from '../../domain/dossier/stages.js';
import type { Instant } from '../../domain/time/instant.js';
import { ReasonsService } from '../../units/reasons.service.js';
import { ProposedDues } from '../stages/proposed-dues.service.js';

/** What a form about a delay has ready. */
export interface DelayHelpFacts {
  /** the short list of the agency that answers for the dossier; empty where no delay can be declared */
  readonly reasons: readonly Reason[];
  /** a date for the second promise; null where none can be made now, or reckoned */
  readonly proposed: ProposedDue | null;
}

/** The list to choose from and the date that can probably be kept: whoever declares a delay only checks them. */
@Injectable()
export class DelayHelp {
  constructor(
    private readonly reasons: ReasonsService,
    private readonly proposals: ProposedDues,
  ) {}

  /** @param stages as they stand at `now`; null: not to be counted */
  async of(dossier: Dossier, stages: readonly StageTime[] | null, now: Instant): Promise<DelayHelpFacts> {
    if (!isAccepted(dossier) || dossier.settlement !== null) return { reasons: [], proposed: null };
    const [reasons, proposed] = await Promise.all([
      this.reasons.of(dossier.responsibleUnitCode),
      this.proposals.from(dossier, stages, now),
    ]);
    return { reasons, proposed };
  }
}

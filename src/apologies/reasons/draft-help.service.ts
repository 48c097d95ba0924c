import { Inject, Injectable } from '@nestjs/common';
import type { Letter } from '../../domain/apology/letter.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import type { Clock } from '../../domain/time/instant.js';
import type { DelayHelpFacts } from '../../dossiers/faults/delay-help.service.js';
import { ProposedDues } from '../../dossiers/stages/proposed-dues.service.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { ReasonsService } from '../../units/reasons.service.js';

/** What whoever writes a letter has ready: the short list of the agency, and a date that can probably be kept. */
@Injectable()
export class DraftHelp {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly reasons: ReasonsService,
    private readonly proposals: ProposedDues,
  ) {}

  /** Nothing is proposed for a letter that is past being written. */
  async of({ state, unitCode }: Letter, dossier: Dossier): Promise<DelayHelpFacts> {
    const reasons = await this.reasons.of(unitCode);
    const proposed = state === 'drafted' ? await this.proposals.of(dossier, this.clock.now()) : null;
    return { reasons, proposed };
  }
}

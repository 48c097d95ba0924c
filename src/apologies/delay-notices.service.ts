import { Injectable } from '@nestjs/common';
import type { DelayNotice } from '../domain/dossier/acts/delay.js';
import type { Request } from '../dossiers/act-runner.js';
import { DossierQueryService } from '../dossiers/dossier-query.service.js';
import { DelaysService } from '../dossiers/faults/delays.service.js';
import type { Outcome } from '../platform/idempotency/idempotency.js';
import { ReasonsService } from '../units/reasons.service.js';
import { DraftingService } from './drafting.service.js';

/** From an officer's word about a delay to the draft of the letter that tells the citizen. */
@Injectable()
export class DelayNotices {
  constructor(
    private readonly dossiers: DossierQueryService,
    private readonly delays: DelaysService,
    private readonly drafting: DraftingService,
    private readonly reasons: ReasonsService,
  ) {}

  /**
   * Declares the delay, then drafts. Between the two a crash costs nothing: the next sweep drafts from the same notice.
   *
   * @throws DomainError as `declareDelay`; `not_found` for a dossier that is none of the caller's business; `request.invalid` for
   *   what is no sentence of the officer's own
   */
  async declare(request: Request, notice: Omit<DelayNotice, 'id'>): Promise<Outcome> {
    const { id, responsibleUnitCode } = await this.dossiers.visible(request.code, request.by);
    await this.reasons.require(responsibleUnitCode, notice);
    const outcome = await this.delays.declare(request, notice);
    if (!outcome.replayed) await this.drafting.draftFor(id);
    return outcome;
  }
}

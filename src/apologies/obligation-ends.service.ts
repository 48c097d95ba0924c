import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { OutsideLetter } from '../domain/dossier/decision.js';
import { DomainError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { EndingsService, type Also } from '../dossiers/faults/endings.service.js';
import type { Scan } from '../dossiers/processing/scan.js';
import { CLOCK } from '../platform/clock/clock.js';
import type { IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { LapsingService } from './lapsing.service.js';
import type { ObligationFact } from './obligations.repository.js';
import { ObligationsService } from './obligations.service.js';

/** Which obligation, who acts, and the request's own key. */
export interface EndRequest {
  readonly id: string;
  readonly by: Actor;
  readonly write: IdempotentWrite | null;
  /** whose page it was asked from: the dossier, and its version as they saw it */
  readonly seen?: { readonly code: string; readonly version: number | null };
}

/** What shows it: a file that lies with the dossier already, by its hash, or one that comes with the act. */
export interface Shown {
  readonly proof: string | null;
  readonly scan: Scan | null;
}

/** The obligation after it, and whether an earlier request had done it. */
export interface Ended {
  readonly fact: ObligationFact;
  readonly replayed: boolean;
}

/** Obligations that end without a letter of ours; a draft that was begun for them lapses in the same moment. */
@Injectable()
export class ObligationEnds {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly obligations: ObligationsService,
    private readonly endings: EndingsService,
    private readonly lapsing: LapsingService,
  ) {}

  /** Throws as `waive`; `not_found` for an obligation that is none of the caller's business. */
  waive(request: EndRequest, reason: string, { proof, scan }: Shown): Promise<Ended> {
    return this.end(request, (asked, also) =>
      this.endings.waive(asked, { obligationId: request.id, reason, proof }, { also, scan }),
    );
  }

  /** Throws as `askOutside`, and `not_found`. */
  askOutside(request: EndRequest): Promise<Ended> {
    return this.end(request, (asked, also) => this.endings.askOutside(asked, request.id, also));
  }

  /** Throws as `recordOutside`, and `not_found`. */
  recordOutside(request: EndRequest, letter: OutsideLetter, scan: Scan | null = null): Promise<Ended> {
    return this.end(request, (asked, also) => this.endings.recordOutside(asked, request.id, letter, { also, scan }));
  }

  private async end(
    { id, by, write, seen }: EndRequest,
    act: (request: Parameters<EndingsService['waive']>[0], also: Also) => Promise<{ readonly replayed: boolean }>,
  ): Promise<Ended> {
    const at = this.clock.now();
    const { dossierCode: code } = await this.obligations.one(id, by);
    if (seen && seen.code !== code) throw new DomainError('not_found', 'the dossier has no such obligation');
    const also: Also = (tx) => this.lapsing.release(tx, id, at, by.username);
    const { replayed } = await act({ code, by, ifMatch: seen?.version ?? null, write }, also);
    return { fact: await this.obligations.one(id, by), replayed };
  }
}

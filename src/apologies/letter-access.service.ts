import { Inject, Injectable } from '@nestjs/common';
import { mayActFor, type Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { DossierQueryService } from '../dossiers/dossier-query.service.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Transactor } from '../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../platform/idempotency/idempotency.js';
import { ReasonsService, type ReasonWords } from '../units/reasons.service.js';
import { UnitsService } from '../units/units.service.js';

/** Who may touch a letter, and the request's own key. */
@Injectable()
export class LetterAccess {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly units: UnitsService,
    private readonly dossiers: DossierQueryService,
    private readonly idempotency: IdempotencyService,
    private readonly reasons: ReasonsService,
  ) {}

  /** @throws DomainError `auth.forbidden` outside the agency that owes the letter (its leaders above included) */
  async requireAgency(unitCode: string, by: Actor): Promise<void> {
    if (await this.mayAct(unitCode, by)) return;
    throw new DomainError('auth.forbidden', 'only the agency that owes the letter may do this', { unitCode });
  }

  async mayAct(unitCode: string, by: Actor): Promise<boolean> {
    return mayActFor(by, unitCode, await this.units.ancestors(unitCode));
  }

  dossierOf(code: string, by: Actor): ReturnType<DossierQueryService['visible']> {
    return this.dossiers.visible(code, by);
  }

  handlers(dossierId: string): Promise<string[]> {
    return this.dossiers.handlers(dossierId);
  }

  /** Throws as `ReasonsService.require`. */
  requireWords(unitCode: string, words: ReasonWords): Promise<void> {
    return this.reasons.require(unitCode, words);
  }

  once(write: IdempotentWrite | null, work: () => Promise<string>): Promise<Outcome> {
    return this.idempotency.once(write, work);
  }

  /** The key of one letter of many. */
  part(...given: Parameters<IdempotencyService['part']>): IdempotentWrite | null {
    return this.idempotency.part(...given);
  }

  remember(...given: Parameters<IdempotencyService['remember']>): Promise<void> {
    return this.idempotency.remember(...given);
  }

  /** Keeps the key of a request whose work took several transactions: each of them can be repeated without harm. */
  keep(write: IdempotentWrite | null, resource: string): Promise<void> {
    const at = this.clock.now();
    return this.transactor.run((tx) => this.idempotency.remember(tx, write, resource, at));
  }
}

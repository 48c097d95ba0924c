import { Injectable } from '@nestjs/common';
import { mayRead, seesBelow, type Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import { DossierQueryService } from '../dossiers/dossier-query.service.js';
import { UnitsService } from '../units/units.service.js';
import { ObligationsRepository, type ObligationFact, type ObligationQuestion } from './obligations.repository.js';

/** Obligations as lists; every row is somebody waiting for a word. */
@Injectable()
export class ObligationsService {
  constructor(
    private readonly obligations: ObligationsRepository,
    private readonly units: UnitsService,
    private readonly dossiers: DossierQueryService,
  ) {}

  /**
   * Units whose obligations and letters the reader may see.
   *
   * @throws DomainError `not_found` for a unit out of reach
   */
  async scope(unit: string | undefined, by: Actor): Promise<readonly string[]> {
    const { unitCode, below } = await this.reach(unit, by);
    return below ? this.units.subtree(unitCode) : [unitCode];
  }

  /** The same as a unit, and whether all below it belongs to it. Throws as `scope`. */
  async reach(unit: string | undefined, by: Actor): Promise<{ readonly unitCode: string; readonly below: boolean }> {
    const unitCode = unit ?? by.unitCode;
    if (!mayRead(by, unitCode, await this.units.ancestors(unitCode))) {
      throw new DomainError('not_found', 'this unit is not within your reach', { unitCode });
    }
    return { unitCode, below: seesBelow(by) };
  }

  async list(question: ObligationQuestion, by: Actor): Promise<{ items: ObligationFact[]; nextCursor: string | null }> {
    const { limit = 50 } = question;
    const found = await this.obligations.page(question, await this.scope(question.unit, by), limit);
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /**
   * For people of the agency that owes it, and for whoever may see the dossier: its desk deals with outside agencies.
   *
   * @throws DomainError `not_found`, also when it is none of the reader's business
   */
  async one(id: string, by: Actor): Promise<ObligationFact> {
    const fact = await this.obligations.byId(id);
    if (!fact) throw new DomainError('not_found', 'there is no such obligation');
    if (!(await this.scope(undefined, by)).includes(fact.unitCode)) await this.dossiers.visible(fact.dossierCode, by);
    return fact;
  }
}

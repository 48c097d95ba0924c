import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import { seesPapers, type Actor } from '../../domain/accounts/roles.js';
import type { SlipFacts } from '../../domain/dossier/slip-facts.js';
import { DomainError } from '../../domain/errors.js';
import { localDate } from '../../domain/time/plain-date.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import { RefusalsService } from '../filings/refusals.service.js';
import { SlipPlaces } from './slip-places.js';

/** What somebody who was turned away at the counter is given: form 02 or 03, without a code. */
@Injectable()
export class RefusalPapersService {
  constructor(
    private readonly config: AppConfig,
    private readonly refusals: RefusalsService,
    private readonly procedures: ProceduresService,
    private readonly accounts: AccountsService,
    private readonly places: SlipPlaces,
  ) {}

  /**
   * @throws DomainError `not_found` for a refusal that is none of the reader's business, or whose words were erased;
   *   `auth.forbidden` for those who only count or keep accounts
   */
  async of(id: string, by: Actor): Promise<SlipFacts> {
    const { kind, reason, refusedAt, refusedBy, ...refusal } = await this.refusals.one(id, by);
    if (!seesPapers(by)) throw new DomainError('auth.forbidden', 'papers of citizens are for those who work on them');
    if (reason === null) throw new DomainError('not_found', 'the words of this paper were erased by rule');
    const procedure = await this.procedures.inForce(refusal.procedureCode, localDate(refusedAt));
    const officerName = (await this.accounts.names([refusedBy])).get(refusedBy) ?? refusedBy;
    const place = await this.places.of(kind === '02' ? 'supplement' : 'refusal', refusal.unitCode, refusedAt, {
      procedure: procedure.name,
      officer: officerName,
      applicant: refusal.applicantName ?? '',
    });
    return {
      ...place,
      matter:
        kind === '02'
          ? { kind: 'supplement', items: refusal.items, reason }
          : { kind: 'refusal', reason, filedAt: null },
      code: null,
      applicant: {
        kind: 'person',
        name: refusal.applicantName ?? '',
        address: null,
        phone: null,
        email: null,
        idNumber: null,
      },
      submitterName: null,
      content: procedure.name,
      at: refusedAt,
      officerName,
      illustration: this.config.ILLUSTRATION === '1',
    };
  }
}

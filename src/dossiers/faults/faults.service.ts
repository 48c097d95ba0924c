import { Injectable } from '@nestjs/common';
import { CITIZEN, type Actor } from '../../domain/accounts/roles.js';
import type { Fault } from '../../domain/apology/letter-facts.js';
import {
  confirmFault,
  dismissFault,
  mendFault,
  reportFault,
  type Correction,
  type FaultReport,
} from '../../domain/dossier/acts/faults.js';
import type { Judging } from '../../domain/dossier/acts/judge.js';
import type { ActContext, Decision } from '../../domain/dossier/decision.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import { DomainError } from '../../domain/errors.js';
import { Database } from '../../platform/database/database.js';
import type { Outcome } from '../../platform/idempotency/idempotency.js';
import { newId } from '../../platform/ids/new-id.js';
import { ActRunner, type Request } from '../act-runner.js';
import { DossierQueryService } from '../dossier-query.service.js';
import type { FaultRecord } from './fault-record.js';
import { FaultsRepository } from './faults.repository.js';

/** What went wrong with a dossier, from the first word about it to what was done. */
@Injectable()
export class FaultsService {
  constructor(
    private readonly database: Database,
    private readonly runner: ActRunner,
    private readonly dossiers: DossierQueryService,
    private readonly faults: FaultsRepository,
  ) {}

  /** @throws DomainError `not_found` for a dossier that is none of the reader's business */
  async list(code: string, by: Actor): Promise<FaultRecord[]> {
    const { id } = await this.dossiers.visible(code, by);
    return this.faults.of(this.database, id);
  }

  /** Throws as `reportFault`, and `not_found` for a dossier that is none of the reporter's business. */
  async report(request: Request, report: Omit<FaultReport, 'id'>): Promise<Outcome> {
    await this.dossiers.visible(request.code, request.by);
    return this.runner.perform(request, (dossier, context) =>
      reportFault(dossier, context, { ...report, id: newId(context.at) }),
    );
  }

  /**
   * "Kết quả của tôi bị sai", said by the citizen themselves: a candidate for the desk to judge. Who it is, the caller
   * knows: they hold a secret of the dossier.
   *
   * @throws DomainError `conflict.duplicate` while an earlier one of theirs waits; as `reportFault`
   */
  reportByCitizen(code: string, description: string): Promise<Outcome> {
    return this.runner.perform({ code, by: CITIZEN, ifMatch: null, write: null }, async (dossier, context) => {
      const known = await this.faults.of(this.database, dossier.id);
      if (known.some(({ state, reportedBy }) => state === 'reported' && reportedBy === CITIZEN.username)) {
        throw new DomainError('conflict.duplicate', 'what the citizen said before is being looked at');
      }
      const report = { cause: 'error', kind: 'other_error', detectedBy: 'citizen', detectedOn: null } as const;
      return reportFault(dossier, context, { ...report, description, id: newId(context.at) });
    });
  }

  /**
   * Whose fault it was; nobody's dismisses it.
   *
   * @param reason why nobody is to blame; may be left out
   * @throws DomainError as `confirmFault`, `not_found`
   */
  confirm(request: Request, faultId: string, whose: Fault, reason: string | null): Promise<Outcome> {
    if (whose === 'none') return this.dismiss(request, faultId, reason);
    return this.judge(request, faultId, async (dossier, context, judging) => {
      const obligationId = await this.faults.obligationOf(this.database, dossier.id, judging.fault.cause);
      const newObligationId = newId(context.at);
      return confirmFault(dossier, context, { ...judging, whose, obligationId, newObligationId });
    });
  }

  /** Throws as `dismissFault`, `not_found`. */
  dismiss(request: Request, faultId: string, reason: string | null): Promise<Outcome> {
    return this.judge(request, faultId, (dossier, context, judging) =>
      dismissFault(dossier, context, { ...judging, reason }),
    );
  }

  /** Throws as `mendFault`, `not_found`. */
  mend(request: Request, faultId: string, correction: Omit<Correction, keyof Judging>): Promise<Outcome> {
    return this.judge(request, faultId, (dossier, context, judging) =>
      mendFault(dossier, context, { ...judging, ...correction }),
    );
  }

  private judge(
    request: Request,
    faultId: string,
    act: (dossier: Dossier, context: ActContext, judging: Judging) => Decision | Promise<Decision>,
  ): Promise<Outcome> {
    return this.runner.perform(request, async (dossier, context) => {
      const [fault, handlers] = await Promise.all([
        this.faults.one(this.database, dossier.id, faultId),
        this.faults.handlers(this.database, dossier.id),
      ]);
      return act(dossier, context, { fault, handlers });
    });
  }
}

import { Injectable } from '@nestjs/common';
import { accept, reject } from '../../domain/dossier/acts/filing.js';
import { next } from '../../domain/dossier/transitions.js';
import type { Outcome } from '../../platform/idempotency/idempotency.js';
import { ActRunner, type Request } from '../act-runner.js';
import { TermsService } from '../terms.service.js';

/** How the desk answers what was filed online; its questions are asked in `clock/supplements.service.ts`. */
@Injectable()
export class FilingsService {
  constructor(
    private readonly runner: ActRunner,
    private readonly terms: TermsService,
  ) {}

  /** @throws DomainError as `accept`; `procedure.not_in_force` when it is no more by the day of acceptance */
  accept(request: Request): Promise<Outcome> {
    return this.runner.performWith(request, async (dossier, context) => {
      // Refused by status before anybody asks whether an old procedure is still in force.
      next(dossier, 'accept');
      const inForce = await this.terms.at(dossier.procedureCode, dossier.unitCode, context.at);
      const { feeVnd } = inForce.version;
      return {
        decision: accept(dossier, context, inForce),
        slip: { columns: { feeVnd }, parties: [] },
      };
    });
  }

  reject(request: Request, reason: string): Promise<Outcome> {
    return this.runner.perform(request, (dossier, context) => reject(dossier, context, reason));
  }
}

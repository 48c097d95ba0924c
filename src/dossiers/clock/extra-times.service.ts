import { Injectable } from '@nestjs/common';
import { grantExtraTime, type Grant } from '../../domain/dossier/acts/extra-time.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import type { Outcome } from '../../platform/idempotency/idempotency.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import { ActRunner, type Request } from '../act-runner.js';
import { ClockRepository } from './clock.repository.js';

/** Time that the law itself adds. */
@Injectable()
export class ExtraTimesService {
  constructor(
    private readonly runner: ActRunner,
    private readonly rows: ClockRepository,
    private readonly procedures: ProceduresService,
  ) {}

  /** @throws DomainError as `grantExtraTime` does */
  grant(request: Request, grant: Grant): Promise<Outcome> {
    return this.runner.perform(request, async (dossier, context) => {
      const { extraTimes } = await this.procedures.version(dossier.procedureVersionId);
      const usedAmount = await this.used(dossier, grant.ground);
      return grantExtraTime(dossier, context, grant, { extraTimes, usedAmount });
    });
  }

  private async used({ id, extraAmount }: Dossier, ground: string): Promise<number> {
    if (extraAmount === 0) return 0;
    const grants = await this.rows.grants(id);
    // What an erased event granted is not known by its ground any more: then all of it counts against each.
    if (grants.includes(null)) return extraAmount;
    return grants.reduce((sum, one) => sum + (one?.ground === ground ? one.amount : 0), 0);
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { acknowledge, handOver } from '../domain/dossier/acts/hand-over.js';
import { complete, giveBack, withdraw, type Handing, type Result } from '../domain/dossier/acts/settle.js';
import type { ActContext, Decision } from '../domain/dossier/decision.js';
import type { Dossier } from '../domain/dossier/dossier.js';
import { DomainError } from '../domain/errors.js';
import { Database } from '../platform/database/database.js';
import { Transactor } from '../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../platform/idempotency/idempotency.js';
import { newId } from '../platform/ids/new-id.js';
import { UnitsService } from '../units/units.service.js';
import { DossiersRepository } from './dossiers.repository.js';
import { ActContexts } from './act-contexts.js';
import { newSalt } from './history.js';

/** Which dossier, who acts, the version they were looking at, and the request's own key. */
export interface Request {
  readonly code: string;
  readonly by: Actor;
  readonly ifMatch: number | null;
  readonly write: IdempotentWrite | null;
}

/** The acts on a dossier that exists: load, decide, record. A dossier that moved meanwhile is a 409, never a merge. */
@Injectable()
export class ActsService {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly repository: DossiersRepository,
    private readonly idempotency: IdempotencyService,
    private readonly contexts: ActContexts,
    private readonly units: UnitsService,
  ) {}

  async handOver(
    request: Request,
    to: { unitCode: string; username: string | null; note: string | null },
  ): Promise<Outcome> {
    const unit = await this.units.unit(to.unitCode);
    return this.perform(request, (dossier, context) =>
      handOver(dossier, context, {
        id: newId(context.at),
        toUnitCode: unit.code,
        toUsername: to.username,
        note: to.note,
        outside: unit.kind === 'outside_agency',
      }),
    );
  }

  async acknowledge(request: Request, handOverId: string): Promise<Outcome> {
    const { pending } = await this.repository.byCode(this.database, request.code);
    const outside = pending !== null && (await this.units.unit(pending.unitCode)).kind === 'outside_agency';
    return this.perform(request, (dossier, context) => acknowledge(dossier, context, handOverId, outside));
  }

  complete(request: Request, result: Result): Promise<Outcome> {
    return this.perform(request, (dossier, context) => complete(dossier, context, result));
  }

  giveBack(request: Request, handing: Handing): Promise<Outcome> {
    return this.perform(request, (dossier, context) => giveBack(dossier, context, handing));
  }

  withdraw(request: Request, reason: string): Promise<Outcome> {
    return this.perform(request, (dossier, context) => withdraw(dossier, context, reason));
  }

  private async perform(
    { code, by, ifMatch, write }: Request,
    act: (dossier: Dossier, context: ActContext) => Decision,
  ): Promise<Outcome> {
    return this.idempotency.once(write, async () => {
      const dossier = await this.repository.byCode(this.database, code);
      if (ifMatch !== null && ifMatch !== dossier.version) throw stale(dossier, ifMatch);
      const context = await this.contexts.of(dossier, by);
      const decision = act(dossier, context);
      const salt = newSalt();
      await this.transactor.run(async (tx) => {
        await this.idempotency.remember(tx, write, code, context.at);
        await this.repository.record(tx, decision, salt);
      });
      return code;
    });
  }
}

function stale(dossier: Dossier, ifMatch: number): DomainError {
  return new DomainError('version.stale', 'the dossier has changed since you read it', {
    code: dossier.code,
    yourVersion: ifMatch,
    version: dossier.version,
    status: dossier.status,
  });
}

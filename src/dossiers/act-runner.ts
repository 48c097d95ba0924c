import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { ActContext, Decision } from '../domain/dossier/decision.js';
import type { Dossier } from '../domain/dossier/dossier.js';
import { DomainError } from '../domain/errors.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../platform/idempotency/idempotency.js';
import { ActContexts } from './act-contexts.js';
import { DossiersRepository } from './dossiers.repository.js';
import { newSalt } from './history.js';
import { MirrorsRepository } from './mirrors/mirrors.repository.js';
import type { Birth } from './record/decision-record.js';

/** Which dossier, who acts, the version they were looking at, and the request's own key. */
export interface Request {
  readonly code: string;
  readonly by: Actor;
  readonly ifMatch: number | null;
  readonly write: IdempotentWrite | null;
}

/** What an act decided, and what else must be written with it or not at all. */
export interface Performance {
  readonly decision: Decision;
  /** what the slip says and who stands on it, where the act changes that */
  readonly slip?: Birth;
  /** awaits nothing but `tx`, and can be run again */
  readonly also?: (tx: Tx) => Promise<void>;
}

/** An act on a dossier that exists: load, decide, record. A dossier that moved meanwhile is a 409, never a merge. */
@Injectable()
export class ActRunner {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly repository: DossiersRepository,
    private readonly idempotency: IdempotencyService,
    private readonly contexts: ActContexts,
    private readonly mirrors: MirrorsRepository,
  ) {}

  /**
   * @param act may read from the database; it decides, and writes nothing
   * @throws DomainError what the act refuses with; `version.stale`, `dossier.changed_meanwhile`, `not_found`
   */
  perform(
    request: Request,
    act: (dossier: Dossier, context: ActContext) => Decision | Promise<Decision>,
  ): Promise<Outcome> {
    return this.performWith(request, async (dossier, context) => ({ decision: await act(dossier, context) }));
  }

  /** The same for an act that writes into another room's tables as well. */
  performWith(
    { code, by, ifMatch, write }: Request,
    act: (dossier: Dossier, context: ActContext) => Performance | Promise<Performance>,
  ): Promise<Outcome> {
    return this.idempotency.once(write, async () => {
      const dossier = await this.repository.byCode(this.database, code);
      if (ifMatch !== null && ifMatch !== dossier.version) throw stale(dossier, ifMatch);
      // Whoever acts on it here knows how it stands: whatever another system will tell of it, the clock runs here now.
      const context = { ...(await this.contexts.of(dossier, by)), awaitsSource: false };
      const { decision, slip, also } = await act(dossier, context);
      const salt = newSalt();
      await this.transactor.run(async (tx) => {
        await this.idempotency.remember(tx, write, code, context.at);
        await also?.(tx);
        await this.repository.record(tx, decision, salt, slip);
        if (dossier.origin === 'import') await this.mirrors.end(tx, dossier.id);
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

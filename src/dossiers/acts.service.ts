import { Injectable } from '@nestjs/common';
import { acknowledge, handOver } from '../domain/dossier/acts/hand-over.js';
import { accepted } from '../domain/dossier/dossier.js';
import { complete, giveBack, stop, withdraw, type Handing, type Result } from '../domain/dossier/acts/settle.js';
import { Database } from '../platform/database/database.js';
import type { Outcome } from '../platform/idempotency/idempotency.js';
import { newId } from '../platform/ids/new-id.js';
import { DossiersRepository } from './dossiers.repository.js';
import { HandOverPlaces } from './hand-over-places.service.js';
import { ReadyNotices } from './notices/ready-notices.service.js';
import { StagesService } from './stages/stages.service.js';
import { ActRunner, type Request } from './act-runner.js';

/** Work on the papers and how it ends. */
@Injectable()
export class ActsService {
  constructor(
    private readonly database: Database,
    private readonly repository: DossiersRepository,
    private readonly runner: ActRunner,
    private readonly places: HandOverPlaces,
    private readonly stages: StagesService,
    private readonly ready: ReadyNotices,
  ) {}

  async handOver(
    request: Request,
    to: { unitCode: string; username: string | null; note: string | null },
  ): Promise<Outcome> {
    return this.runner.perform(request, async (dossier, context) => {
      const place = await this.places.of(to.unitCode, context.at);
      return handOver(dossier, context, { ...place, id: newId(context.at), toUsername: to.username, note: to.note });
    });
  }

  /** @param handOverId null: whatever is on its way */
  async acknowledge(request: Request, handOverId: string | null): Promise<Outcome> {
    const { pending } = await this.repository.byCode(this.database, request.code);
    const outside = pending !== null && (await this.places.isOutside(pending.unitCode));
    return this.runner.perform(request, (dossier, context) =>
      acknowledge(dossier, context, handOverId ?? dossier.pending?.id ?? '', outside),
    );
  }

  /**
   * The result is at the desk, and the citizen is told so in the same transaction.
   *
   * @param tell false where it is handed over in the same breath: nobody is asked to come for what they hold
   */
  complete(request: Request, result: Result, { tell }: { readonly tell: boolean } = { tell: true }): Promise<Outcome> {
    return this.runner.performWith(request, async (dossier, context) => {
      const decision = complete(dossier, context, result);
      const [stageTimes, message] = await Promise.all([
        this.stages.until(accepted(decision.dossier), context.at),
        tell ? this.ready.message(decision.dossier, context.at) : null,
      ]);
      return {
        decision: { ...decision, stageTimes },
        also: (tx) => this.ready.queue(tx, message, context.at),
      };
    });
  }

  giveBack(request: Request, handing: Handing): Promise<Outcome> {
    return this.runner.perform(request, (dossier, context) => giveBack(dossier, context, handing));
  }

  withdraw(request: Request, reason: string): Promise<Outcome> {
    return this.runner.perform(request, (dossier, context) => withdraw(dossier, context, reason));
  }

  stop(request: Request, reason: string): Promise<Outcome> {
    return this.runner.perform(request, (dossier, context) => stop(dossier, context, reason));
  }
}

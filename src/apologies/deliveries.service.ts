import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Transactor } from '../platform/database/transactor.js';
import type { IdempotentWrite, Outcome } from '../platform/idempotency/idempotency.js';
import { newId } from '../platform/ids/new-id.js';
import type { Message } from '../platform/outbox/outbox.repository.js';
import { isLetterKind } from '../domain/apology/message.js';
import { LetterWayRecords } from './delivery/letter-way-records.js';
import { LetterWays } from './delivery/letter-ways.service.js';
import { LetterQueryService } from './letter-query.service.js';
import { LetterAccess } from './letter-access.service.js';

export interface Delivery {
  readonly channel: 'desk' | 'post' | 'email' | 'zalo' | 'phone';
  readonly proof: string | null;
  /** a scan or a signature, by its hash in the store; recorded there already */
  readonly proofHash?: string | null;
}

/** The last steps of a letter: into the citizen's hands, and what to do with a mail nobody is sure of. */
@Injectable()
export class DeliveriesService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly query: LetterQueryService,
    private readonly access: LetterAccess,
    private readonly records: LetterWayRecords,
    private readonly ways: LetterWays,
  ) {}

  /**
   * Records that the citizen has the letter: by the agency that sent it, or the desk that received the dossier.
   *
   * @throws DomainError `letter.action_refused` before it is issued; `auth.forbidden` elsewhere
   */
  async deliver(
    letterId: string,
    { channel, proof, proofHash = null }: Delivery,
    by: Actor,
    write: IdempotentWrite | null,
  ): Promise<Outcome> {
    return this.access.once(write, async () => {
      const at = this.clock.now();
      const { letter, messages } = await this.query.record(letterId, by);
      if (letter.state !== 'issued') {
        throw new DomainError('letter.action_refused', 'only an issued letter can be delivered', {
          state: letter.state,
          allowed: [],
        });
      }
      if (!(await this.query.isAtDesk(letter, by))) await this.access.requireAgency(letter.unitCode, by);
      const way = lastWay(messages);
      const delivery = { id: newId(at), letterId, channel, proof, proofHash, at, by: by.username };
      await this.transactor.run(async (tx) => {
        await this.access.remember(tx, write, letterId, at);
        await this.records.handOver(tx, delivery, way);
      });
      await this.ways.refresh(letterId);
      return letterId;
    });
  }

  /**
   * A person's word on a message nobody was sure of: it went out, it did not, or send it again under the same
   * Message-ID. Never decided by a job (acts.md, Message).
   *
   * @throws DomainError `letter.action_refused` unless it is uncertain, or failed and to be sent again
   */
  async resolve(
    messageId: string,
    outcome: 'sent' | 'failed' | 'resend',
    by: Actor,
    write: IdempotentWrite | null,
  ): Promise<Outcome> {
    return this.access.once(write, async () => {
      const at = this.clock.now();
      const letterId = await this.query.letterOfMessage(messageId);
      await this.access.requireAgency((await this.query.record(letterId, by)).letter.unitCode, by);
      const to = outcome === 'resend' ? 'queued' : outcome;
      const from = outcome === 'resend' ? (['uncertain', 'failed', 'bounced'] as const) : (['uncertain'] as const);
      await this.transactor.run(async (tx) => {
        await this.access.remember(tx, write, letterId, at);
        await this.records.resolve(tx, messageId, { from, to, by: by.username, at });
      });
      await this.ways.refresh(letterId);
      return letterId;
    });
  }
}

/** The way that was still open, else the last one that was tried; null when it arrived before. */
function lastWay(messages: readonly Message[]): Message | null {
  const ways = messages.filter(({ kind }) => isLetterKind(kind));
  const open = ways.filter(({ state }) => state !== 'failed' && state !== 'bounced');
  const last = open.at(-1) ?? ways.at(-1);
  return last === undefined || last.state === 'delivered' ? null : last;
}

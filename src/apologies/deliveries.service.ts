import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Transactor } from '../platform/database/transactor.js';
import type { IdempotentWrite, Outcome } from '../platform/idempotency/idempotency.js';
import { newId } from '../platform/ids/new-id.js';
import { OutboxRepository } from '../platform/outbox/outbox.repository.js';
import { LetterQueryService } from './letter-query.service.js';
import { LetterAccess } from './letter-access.service.js';
import { LettersRepository } from './letters.repository.js';

export interface Delivery {
  readonly channel: 'desk' | 'post' | 'email' | 'zalo' | 'phone';
  readonly proof: string | null;
}

/** The last steps of a letter: into the citizen's hands, and what to do with a mail nobody is sure of. */
@Injectable()
export class DeliveriesService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly query: LetterQueryService,
    private readonly access: LetterAccess,
    private readonly outbox: OutboxRepository,
    private readonly letters: LettersRepository,
  ) {}

  /**
   * Records that the citizen has the letter: by the agency that sent it, or the desk that received the dossier.
   *
   * @throws DomainError `letter.action_refused` before it is issued; `auth.forbidden` elsewhere
   */
  async deliver(
    letterId: string,
    { channel, proof }: Delivery,
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
      const mail = messages.find(({ kind }) => kind === 'apology_letter');
      const id = newId(at);
      await this.transactor.run(async (tx) => {
        await this.access.remember(tx, write, letterId, at);
        await this.letters.addDelivery(tx, { id, letterId, channel, proof, at, by: by.username });
        if (mail && mail.state !== 'delivered') {
          await this.outbox.resolve(tx, mail.id, [mail.state], 'delivered', by.username, at);
        }
      });
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
        await this.outbox.resolve(tx, messageId, from, to, by.username, at);
      });
      return letterId;
    });
  }
}

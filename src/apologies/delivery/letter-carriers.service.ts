import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { isLetterKind } from '../../domain/apology/message.js';
import { DomainError } from '../../domain/errors.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import type { Message } from '../../platform/outbox/outbox.repository.js';
import { LetterAccess } from '../letter-access.service.js';
import { LetterQueryService, type LetterRecord } from '../letter-query.service.js';

/** Who may carry a letter: the agency that sent it, and the desk where the citizen handed the dossier in. */
@Injectable()
export class LetterCarriers {
  constructor(
    private readonly query: LetterQueryService,
    private readonly access: LetterAccess,
  ) {}

  /**
   * An issued letter, for somebody who may carry it.
   *
   * @throws DomainError `not_found`; `letter.action_refused` before it is issued; `auth.forbidden` elsewhere
   */
  async record(letterId: string, by: Actor): Promise<LetterRecord> {
    const record = await this.query.record(letterId, by);
    const { letter } = record;
    if (letter.state !== 'issued') {
      throw new DomainError('letter.action_refused', 'only an issued letter can be carried', {
        state: letter.state,
        allowed: [],
      });
    }
    if (!(await this.query.isAtDesk(letter, by))) await this.access.requireAgency(letter.unitCode, by);
    return record;
  }

  /** The letter by each way it took, the earliest first. Throws as `record`. */
  async messages(letterId: string, by: Actor): Promise<Message[]> {
    return (await this.record(letterId, by)).messages.filter(({ kind }) => isLetterKind(kind));
  }

  once(write: IdempotentWrite | null, work: () => Promise<string>): ReturnType<LetterAccess['once']> {
    return this.access.once(write, work);
  }

  remember(...given: Parameters<LetterAccess['remember']>): Promise<void> {
    return this.access.remember(...given);
  }
}

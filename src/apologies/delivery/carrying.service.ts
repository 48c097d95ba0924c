import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { MessageState } from '../../domain/apology/message.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import type { StoredFile } from '../../platform/files/file-store.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import type { Message, MessageChannel } from '../../platform/outbox/outbox.repository.js';
import { LetterCarriers } from './letter-carriers.service.js';
import { LetterWayRecords } from './letter-way-records.js';
import { LetterWays } from './letter-ways.service.js';

/** Who asks, and how it may be repeated. */
export interface Carrier {
  readonly by: Actor;
  readonly write: IdempotentWrite | null;
}

/** What is said of the way that is open. */
interface Said {
  readonly channels: readonly MessageChannel[];
  readonly from: readonly MessageState[];
  readonly to: MessageState;
  readonly proof?: StoredFile | null;
  /** e.g. the number of a registered item */
  readonly answer?: string | null;
}

const BY_HAND: readonly MessageChannel[] = ['zalo', 'sms'];
const BY_POST: readonly MessageChannel[] = ['post', 'print'];
const BY_PEOPLE: readonly MessageChannel[] = [...BY_HAND, ...BY_POST, 'desk'];

/** What people do with letters that no line carries: write into a chat, take to the post, take back. */
@Injectable()
export class CarryingService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly carriers: LetterCarriers,
    private readonly records: LetterWayRecords,
    private readonly ways: LetterWays,
  ) {}

  /** An officer wrote it into the citizen's chat. @param picture of the chat; may be left out. Throws as `say`. */
  async messaged(letterId: string, picture: StoredFile | null, carrier: Carrier): Promise<void> {
    const said = { channels: BY_HAND, from: ['queued'], to: 'sent', proof: picture } as const;
    await this.say(letterId, said, carrier);
  }

  /** Given to the post. @param item number of the registered item; null: an ordinary letter. Throws as `say`. */
  async posted(letterId: string, item: string | null, carrier: Carrier): Promise<void> {
    await this.say(letterId, { channels: BY_POST, from: ['queued'], to: 'sent', answer: item }, carrier);
  }

  /** The post brought it back: the next way is taken. Throws as `say`. */
  async returned(letterId: string, reason: string, carrier: Carrier): Promise<void> {
    await this.say(letterId, { channels: BY_POST, from: ['sent'], to: 'bounced', answer: reason }, carrier);
  }

  /** This way leads to nobody: the next one is taken. Throws as `say`. */
  async giveUp(letterId: string, carrier: Carrier): Promise<void> {
    await this.say(letterId, { channels: BY_PEOPLE, from: ['queued', 'sent'], to: 'failed' }, carrier);
  }

  /**
   * @throws DomainError `letter.action_refused` when no such way is open; `not_found`, `auth.forbidden` for a letter that
   *   is not the carrier's
   */
  private async say(letterId: string, { channels, from, to, ...shown }: Said, { by, write }: Carrier): Promise<void> {
    await this.carriers.once(write, async () => {
      const at = this.clock.now();
      const messages = await this.carriers.messages(letterId, by);
      const open = messages.findLast((message) => isOpen(message) && channels.includes(message.channel));
      if (!open || !from.includes(open.state) || open.sealed !== null) throw refused(messages.at(-1));
      const { proof = null, answer = null } = shown;
      await this.transactor.run(async (tx) => {
        await this.carriers.remember(tx, write, letterId, at);
        await this.records.resolve(tx, open.id, { from, to, by: by.username, at });
        await this.records.prove(tx, open.id, { proofHash: proof?.hash ?? null, answer });
      });
      await this.ways.refresh(letterId);
      return letterId;
    });
  }
}

function isOpen({ state }: Message): boolean {
  return state !== 'failed' && state !== 'bounced' && state !== 'delivered';
}

function refused(last: Message | undefined): DomainError {
  return new DomainError('letter.action_refused', 'the letter is on no such way', {
    state: last?.state ?? 'issued',
    allowed: [],
  });
}

import { Injectable } from '@nestjs/common';
import type { Letter } from '../../domain/apology/letter.js';
import { isLetterKind, type LineReport, type MessageState } from '../../domain/apology/message.js';
import { DAY, type Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import type { Queries, Tx } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import {
  OutboxRepository,
  type Message,
  type NewMessage,
  type Proof,
} from '../../platform/outbox/outbox.repository.js';
import { LettersRepository, type DeliveryRow } from '../letters.repository.js';
import { LetterLinks } from './letter-links.js';
import { LetterWaysRepository, type LetterWay } from './letter-ways.repository.js';

/** A letter with every way it has taken. */
export interface WayRecord {
  readonly letter: Letter;
  /** the letter itself by each way, the earliest first; notices are none of them */
  readonly messages: readonly Message[];
  /** somebody said that the citizen has it */
  readonly handedOver: boolean;
}

/** What somebody says became of a message. */
export interface Word {
  readonly from: readonly MessageState[];
  readonly to: MessageState;
  readonly by: string;
  readonly at: Instant;
}

const BATCH = 500;

/** What is kept of letters on their way. */
@Injectable()
export class LetterWayRecords {
  /** Letters of before there were ways are looked for once a day: that reads all letters. */
  private adoptedAt: Instant | null = null;

  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly ways: LetterWaysRepository,
    private readonly letters: LettersRepository,
    private readonly outbox: OutboxRepository,
    private readonly links: LetterLinks,
  ) {}

  way(letterId: string): Promise<LetterWay | null> {
    return this.ways.one(this.database, letterId);
  }

  /** The letter of a citizen's link. @returns null for what is no secret of ours */
  async byLink(secret: string): Promise<WayRecord | null> {
    const hash = this.links.readHash(secret);
    const way = hash === null ? null : await this.ways.byLink(this.database, hash);
    return way && this.of(way);
  }

  /** What the citizen or a line says of a message. @returns the state after it; null for one that nobody knows */
  async report(
    tx: Tx,
    messageId: string,
    report: LineReport,
    at: Instant,
    answer: string | null,
  ): Promise<MessageState | null> {
    const state = await this.outbox.report(tx, messageId, report, at, answer);
    await this.wakeBy(tx, messageId, at);
    return state;
  }

  /** The letter a message carried; null for a message about something else. */
  letterOf(messageId: string): Promise<string | null> {
    return this.ways.letterOf(this.database, messageId);
  }

  due(now: Instant, after: string, limit: number): Promise<LetterWay[]> {
    return this.ways.due(this.database, now, after, limit);
  }

  async of({ letterId }: Pick<LetterWay, 'letterId'>): Promise<WayRecord> {
    const [letter, messages, handedOver] = await Promise.all([
      this.letters.byId(this.database, letterId),
      this.messages(this.database, letterId),
      this.ways.isHandedOver(this.database, letterId),
    ]);
    return { letter, messages, handedOver };
  }

  async messages(from: Queries, letterId: string): Promise<Message[]> {
    return (await this.outbox.about(from, [letterId])).filter(({ kind }) => isLetterKind(kind));
  }

  queue(tx: Tx, message: NewMessage, at: Instant): Promise<boolean> {
    return this.outbox.queue(tx, message, at);
  }

  set(tx: Tx, way: LetterWay): Promise<void> {
    return this.ways.set(tx, way);
  }

  /** Somebody's word on a message. Throws as `OutboxRepository.resolve`. */
  async resolve(tx: Tx, messageId: string, { from, to, by, at }: Word): Promise<void> {
    await this.outbox.resolve(tx, messageId, from, to, by, at);
    await this.wakeBy(tx, messageId, at);
  }

  /** Keeps with a message what shows that it went. */
  prove(tx: Tx, messageId: string, proof: Proof): Promise<void> {
    return this.outbox.prove(tx, messageId, proof);
  }

  /** Somebody says that the citizen has it: the way it took by then has arrived. */
  async handOver(tx: Tx, delivery: DeliveryRow, way: Message | null): Promise<void> {
    await this.letters.addDelivery(tx, delivery);
    const { by, at } = delivery;
    if (way !== null) await this.outbox.resolve(tx, way.id, [way.state], 'delivered', by, at);
    await this.ways.wake(tx, delivery.letterId, at);
  }

  /** Letters issued before, or by an older version beside this one, get a way of their own; the sweep looks at them. */
  async adopt(now: Instant): Promise<void> {
    if (this.adoptedAt !== null && now - this.adoptedAt < DAY && now >= this.adoptedAt) return;
    for (;;) {
      const letters = await this.ways.unknown(this.database, BATCH);
      if (letters.length > 0) {
        await this.transactor.run(async (tx) => {
          for (const { id, dossierId, unitCode, issuedAt } of letters) {
            const way = { letterId: id, dossierId, unitCode, issuedAt, channel: null, lookAt: now, endedAt: null };
            await this.ways.begin(tx, { ...way, why: 'sending' }, this.links.hashOf(id));
          }
        });
      }
      if (letters.length < BATCH) break;
    }
    this.adoptedAt = now;
  }

  /** What was said and that somebody looks after it are one fact: a crash in between would leave the letter where it is. */
  private async wakeBy(tx: Tx, messageId: string, at: Instant): Promise<void> {
    const letterId = await this.ways.letterOf(tx, messageId);
    if (letterId !== null) await this.ways.wake(tx, letterId, at);
  }
}

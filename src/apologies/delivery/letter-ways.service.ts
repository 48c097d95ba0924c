import { Inject, Injectable, Logger } from '@nestjs/common';
import { nextStep, type LetterChannel, type Step } from '../../domain/apology/delivery-plan.js';
import { tomorrowMorning } from '../../domain/apology/call.js';
import type { Letter } from '../../domain/apology/letter.js';
import { FORGOTTEN } from '../../domain/dossier/party.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import type { Message, NewMessage } from '../../platform/outbox/outbox.repository.js';
import { CallTasks } from '../calls/call-tasks.service.js';
import { LetterDispatch } from './letter-dispatch.service.js';
import { waiting } from './letter-waits.js';
import { LetterWayRecords, type WayRecord } from './letter-way-records.js';
import { sendingsOf, type LetterWay } from './letter-ways.repository.js';

export interface Advance {
  /** letters that were sent once more, by another way */
  readonly sent: number;
  /** letters for which somebody has to call */
  readonly called: number;
  readonly arrived: number;
}

const BATCH = 200;

/**
 * Takes letters on to the next way when one came to nothing, and to a call when none is left. State-based: run twice,
 * late or by two processes at once, no letter goes twice by one way.
 */
@Injectable()
export class LetterWays {
  private readonly log = new Logger(LetterWays.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly records: LetterWayRecords,
    private readonly dispatch: LetterDispatch,
    private readonly calls: CallTasks,
  ) {}

  async advance(): Promise<Advance> {
    await this.records.adopt(this.clock.now());
    const done = { sent: 0, called: 0, arrived: 0 };
    for (let after = ''; ;) {
      const ways = await this.records.due(this.clock.now(), after, BATCH);
      for (const way of ways) {
        const step = await this.tryToLook(way);
        if (step === 'send') done.sent += 1;
        if (step === 'call') done.called += 1;
        if (step === 'arrived') done.arrived += 1;
      }
      const last = ways.at(-1);
      if (!last || ways.length < BATCH) return done;
      after = last.letterId;
    }
  }

  /** After somebody did or said something about a letter. */
  async refresh(letterId: string): Promise<void> {
    const way = await this.records.way(letterId);
    if (way) await this.look(way);
  }

  private async tryToLook(way: LetterWay): Promise<Step['step'] | null> {
    try {
      return await this.look(way);
    } catch (error) {
      // One letter that cannot go on must not hold back the others; it stays in the list of those that have not arrived.
      this.log.error(`letter ${way.letterId} not taken on: ${error instanceof Error ? error.message : 'unknown'}`);
      return null;
    }
  }

  private async look(way: LetterWay): Promise<Step['step'] | null> {
    const at = this.clock.now();
    const record = await this.records.of(way);
    const { handedOver, messages } = record;
    if (handedOver) return this.end(way, 'delivered', at);
    const sendings = sendingsOf(messages);
    // Nearly every letter only waits: who it is for is asked only when it has to go on.
    const waits = nextStep(sendings, [], at);
    if (waits.step === 'wait') return this.wait(way, waiting(waits.why, at), sendings.at(-1)?.channel ?? null);
    if (waits.step === 'arrived') return this.end(way, waits.how, at);
    return this.goOn(way, record, at);
  }

  private async goOn(way: LetterWay, { letter, messages }: WayRecord, at: Instant): Promise<Step['step'] | null> {
    const to = await this.dispatch.addressee(way, at);
    const file = messages.find(({ fileHash }) => fileHash !== null)?.fileHash ?? letter.fileHash;
    const { facts } = letter;
    if (!to || facts === null || file === null || facts.recipient.name === FORGOTTEN) {
      return this.end(way, 'forgotten', at);
    }
    const next = nextStep(sendingsOf(messages), to.plan, at);
    if (next.step === 'call') return this.call(way, letter, at);
    if (next.step !== 'send') return null;
    const message = await this.dispatch.next(way.letterId, next.channel, { facts, fileHash: file, at }, to);
    return this.send(way, message, next.channel, { messages, at });
  }

  private send(
    way: LetterWay,
    message: NewMessage,
    channel: LetterChannel,
    { messages, at }: { readonly messages: readonly Message[]; readonly at: Instant },
  ): Promise<Step['step'] | null> {
    const [sending] = sendingsOf([{ ...message, state: 'queued', sentAt: null, sealed: message.sealed ?? null }]);
    const waits = nextStep(sending === undefined ? [] : [sending], [], at);
    return this.transactor.run(async (tx) => {
      if (!(await this.isStillSo(tx, way.letterId, messages))) return null;
      await this.records.queue(tx, message, at);
      const wait = waiting(waits.step === 'wait' ? waits.why : 'sending', at);
      await this.records.set(tx, { ...way, ...wait, channel, endedAt: null });
      return 'send';
    });
  }

  private call(way: LetterWay, { unitCode, dossierId }: Letter, at: Instant): Promise<Step['step'] | null> {
    const { letterId } = way;
    const dueAt = tomorrowMorning(at);
    const about = { dossierId, letterId, unitCode, subjectId: letterId, at, dueAt };
    return this.transactor.run(async (tx) => {
      const opened = await this.calls.open(tx, { ...about, kind: 'undelivered' });
      await this.records.set(tx, { ...way, ...waiting('all_ways', at), endedAt: null });
      return opened ? 'call' : null;
    });
  }

  private async wait(
    way: LetterWay,
    wait: ReturnType<typeof waiting>,
    channel: LetterChannel | null,
  ): Promise<Step['step']> {
    const same = way.why === wait.why && way.channel === channel && way.endedAt === null;
    if (!same || (way.lookAt === null) !== (wait.lookAt === null)) {
      await this.transactor.run((tx) => this.records.set(tx, { ...way, ...wait, channel, endedAt: null }));
    }
    return 'wait';
  }

  private async end(way: LetterWay, why: 'delivered' | 'presumed' | 'forgotten', at: Instant): Promise<Step['step']> {
    if (way.why !== why || way.endedAt === null || way.lookAt !== null) {
      await this.transactor.run((tx) =>
        this.records.set(tx, { ...way, why, lookAt: null, endedAt: way.endedAt ?? at }),
      );
    }
    return 'arrived';
  }

  /** Nobody was told of another way meanwhile, and no word came of one. */
  private async isStillSo(tx: Tx, letterId: string, seen: readonly Message[]): Promise<boolean> {
    const now = await this.records.messages(tx, letterId);
    return now.length === seen.length && now.every(({ id, state }, i) => seen[i]?.id === id && seen[i].state === state);
  }
}

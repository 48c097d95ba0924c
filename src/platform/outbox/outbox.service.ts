import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { isForStaff, minutesUntilRetry, type MessageState } from '../../domain/apology/message.js';
import { byDay } from '../../domain/apology/quiet-hours.js';
import { MINUTE, type Clock, type Instant } from '../../domain/time/instant.js';
import { CLOCK } from '../clock/clock.js';
import { Transactor } from '../database/transactor.js';
import { Refused, type Carrier, type CarrierLine, type Delivery, type Taken } from './carrier.js';
import { Carriers } from './carriers.js';
import { OutboxRepository, type Message } from './outbox.repository.js';

const BATCH = 50;
/** Longer than any attempt: whoever has been transmitting a message for so long is dead, or as good as. */
const CLAIM_MINUTES = 5;

export interface FlushResult {
  sent: number;
  retried: number;
  failed: number;
  uncertain: number;
}

/** Sends what the transactions left in the outbox. Safe to run anywhere, any number of times, and to kill at any step. */
@Injectable()
export class OutboxService {
  private readonly owner = randomUUID();
  private readonly log = new Logger(OutboxService.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly repository: OutboxRepository,
    private readonly carriers: Carriers,
  ) {}

  async flush(): Promise<FlushResult> {
    const result: FlushResult = { sent: 0, retried: 0, failed: 0, uncertain: 0 };
    result.uncertain += await this.tidyUp();
    // One line that is down holds up none of the others.
    for (const carrier of this.carriers.all) await this.flushBy(carrier, result);
    return result;
  }

  private async flushBy(carrier: Carrier, result: FlushResult): Promise<void> {
    for (;;) {
      const batch = await this.claim(carrier);
      if (batch.length === 0 || !(await this.sendAll(carrier, batch, result))) return;
    }
  }

  /** @returns how many messages of dead senders are in doubt */
  private tidyUp(): Promise<number> {
    const now = this.clock.now();
    return this.transactor.run(async (tx) => {
      await this.repository.presumeDelivered(tx, now);
      return (await this.repository.releaseExpired(tx, now)).uncertain;
    });
  }

  private claim({ cargo }: Carrier): Promise<Message[]> {
    const now = this.clock.now();
    const claim = { cargo, owner: this.owner, now, until: claimedUntil(now), limit: BATCH };
    return this.transactor.run((tx) => this.repository.claim(tx, claim));
  }

  /** @returns false when the other side cannot be reached: the rest waits, and nobody waits for each in turn */
  private async sendAll(carrier: Carrier, batch: readonly Message[], result: FlushResult): Promise<boolean> {
    let line: CarrierLine | null = null;
    for (const [i, message] of batch.entries()) {
      try {
        line ??= await carrier.open();
      } catch (error) {
        for (const left of batch.slice(i)) await this.putOff(left, 'claimed', error, result);
        return false;
      }
      const fine = await this.sendOne(line, message, result);
      if (!fine) {
        line.close();
        line = null;
      }
    }
    line?.close();
    return true;
  }

  /** @returns false when the line should not be used again */
  private async sendOne(line: CarrierLine, message: Message, result: FlushResult): Promise<boolean> {
    const now = this.clock.now();
    let deliver: Delivery;
    try {
      deliver = await line.prepare(message, now);
    } catch (error) {
      await this.giveUp(message, 'claimed', textOf(error), result);
      return true;
    }
    // Its own time starts here: the last of a long batch is not given up while it is on the line.
    if (!(await this.move(message, 'claimed', 'transmitting', { until: claimedUntil(now) }))) return true;
    try {
      await this.noteSent(message, await deliver());
      result.sent += 1;
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) {
        await this.move(message, 'transmitting', 'uncertain', { answer: textOf(error) });
        result.uncertain += 1;
      } else if (error.permanent) await this.giveUp(message, 'transmitting', error.message, result);
      else await this.putOff(message, 'transmitting', error, result);
      return false;
    }
  }

  /** Also when it was in doubt by now: the late answer is the answer. */
  private async noteSent(message: Message, { answer, lineId }: Taken): Promise<void> {
    const sent = { at: this.clock.now(), answer, lineId };
    if (!(await this.move(message, 'transmitting', 'sent', sent))) await this.move(message, 'uncertain', 'sent', sent);
  }

  private async putOff(message: Message, from: MessageState, error: unknown, result: FlushResult): Promise<void> {
    const minutes = minutesUntilRetry(message.attempts);
    if (minutes === null) {
      await this.giveUp(message, from, textOf(error), result);
      return;
    }
    const nextAttemptAt = dayFor(message, (this.clock.now() + minutes * MINUTE) as Instant);
    await this.move(message, from, 'queued', { nextAttemptAt, answer: textOf(error) });
    result.retried += 1;
  }

  private async giveUp(message: Message, from: MessageState, answer: string, result: FlushResult): Promise<void> {
    this.log.warn(`message ${message.id} could not be sent: a person must look`);
    await this.move(message, from, 'failed', { answer });
    result.failed += 1;
  }

  private move(
    message: Message,
    from: MessageState,
    to: MessageState,
    more: Parameters<OutboxRepository['move']>[5] = {},
  ): Promise<boolean> {
    return this.transactor.run((tx) => this.repository.move(tx, message.id, this.owner, from, to, more));
  }
}

function claimedUntil(now: Instant): Instant {
  return (now + CLAIM_MINUTES * MINUTE) as Instant;
}

/** Citizens are left in peace at night. */
function dayFor({ kind }: Pick<Message, 'kind'>, at: Instant): Instant {
  return isForStaff(kind) ? at : byDay(at);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}

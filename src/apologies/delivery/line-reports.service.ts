import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { LineReport, MessageState } from '../../domain/apology/message.js';
import { DomainError } from '../../domain/errors.js';
import { toIso, type Clock, type Instant } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { Transactor } from '../../platform/database/transactor.js';
import { sameSecret } from '../../platform/keys/keys.js';
import { LetterWayRecords } from './letter-way-records.js';
import { LetterWays } from './letter-ways.service.js';

export interface Reported {
  readonly requestId: string;
  readonly status: LineReport;
  readonly at: Instant;
  readonly reason: string | null;
  readonly signature: string;
}

/** What a line or a mail system tells of messages it took. In any order, twice or late: final states stay final. */
@Injectable()
export class LineReports {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly transactor: Transactor,
    private readonly records: LetterWayRecords,
    private readonly ways: LetterWays,
  ) {}

  /**
   * @returns the state after it; null for a message nobody knows
   * @throws DomainError `auth.failed` unless the line signed it
   */
  async take({ requestId, status, at, reason, signature }: Reported): Promise<MessageState | null> {
    const { GATEWAY_KEY: key } = this.config;
    if (key === undefined || !sameSecret(signature, signatureOf(key, { requestId, status, at }))) {
      throw new DomainError('auth.failed', 'the line did not sign this');
    }
    return this.note(requestId, status, reason);
  }

  /** @returns the state after it; null for a message nobody knows */
  async note(messageId: string, report: LineReport, answer: string | null): Promise<MessageState | null> {
    const at = this.clock.now();
    const state = await this.transactor.run((tx) => this.records.report(tx, messageId, report, at, answer));
    const letterId = state === null ? null : await this.records.letterOf(messageId);
    if (letterId !== null) await this.ways.refresh(letterId);
    return state;
  }
}

/** What the line and we sign a report with. */
function signatureOf(key: string, { requestId, status, at }: Pick<Reported, 'requestId' | 'status' | 'at'>): string {
  return createHmac('sha256', key)
    .update(`${requestId}\n${status}\n${toIso(at)}`)
    .digest('hex');
}

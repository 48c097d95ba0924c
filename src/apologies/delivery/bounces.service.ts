import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { LineReport } from '../../domain/apology/message.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { readBounce, type Bounce } from '../../platform/mail/bounce.js';
import { MAIL_SOURCES, type MailSource, type ReturnedMail } from '../../platform/mail/mail-sources.js';
import { LineReports } from './line-reports.service.js';
import { MailReports } from './mail-reports.service.js';

export interface BouncesRead {
  /** mails that will not arrive: their letters go another way */
  hard: number;
  /** read, and nothing follows from it */
  other: number;
  /** a person must look whose they are */
  unknown: number;
}

const MEANS: Readonly<Record<Exclude<Bounce['kind'], 'unknown' | 'delayed'>, LineReport>> = {
  hard: 'undelivered',
  arrived: 'delivered',
};

/** Reads the mails that came back. Twice, late and in any order: each is read once, and final states stay final. */
@Injectable()
export class BouncesService {
  private readonly log = new Logger(BouncesService.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly config: AppConfig,
    @Inject(MAIL_SOURCES) private readonly sources: readonly MailSource[],
    private readonly kept: MailReports,
    private readonly lines: LineReports,
  ) {}

  async read(): Promise<BouncesRead> {
    const read: BouncesRead = { hard: 0, other: 0, unknown: 0 };
    for (const source of this.sources) {
      try {
        await source.each((mail) => this.take(mail, read));
      } catch (error) {
        this.log.warn(`returned mails not read: ${error instanceof Error ? error.message : 'unknown'}`);
      }
    }
    return read;
  }

  private async take({ raw, place }: ReturnedMail, read: BouncesRead): Promise<void> {
    const hash = createHash('sha256').update(raw).digest('hex');
    if (await this.kept.isKnown(hash)) return;
    const bounce = await readBounce(raw, new URL(this.config.PUBLIC_URL).hostname);
    if (bounce === null) return;
    const known = await this.follow(bounce);
    const kind = known ? (bounce.kind === 'hard' ? 'hard' : 'delayed') : 'unknown';
    // Last: a crash before it reads the mail again, and what follows from it is already so.
    await this.kept.keep({ ...bounce, hash, receivedAt: this.clock.now(), kind, source: place });
    if (kind === 'unknown') read.unknown += 1;
    else if (kind === 'hard') read.hard += 1;
    else read.other += 1;
  }

  /** @returns false when nobody knows what it is about */
  private async follow({ kind, messageId, status }: Bounce): Promise<boolean> {
    if (kind === 'unknown' || messageId === null) return false;
    if (kind === 'delayed') return this.kept.hasMessage(messageId);
    const answer = `mail system: ${kind === 'hard' ? 'not delivered' : 'delivered'} ${status ?? ''}`.trim();
    return (await this.lines.note(messageId, MEANS[kind], answer)) !== null;
  }
}

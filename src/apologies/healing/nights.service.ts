import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, minuteOfDay } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Transactor } from '../../platform/database/transactor.js';
import { HealMails } from './heal-mails.service.js';
import { HealReports, type HealReport } from './heal-reports.repository.js';
import { HealingService } from './healing.service.js';

/** From two o'clock on: the desk is closed, and what stopped half-way in the evening has had its second try. */
const FROM = 2 * 60;

/** One round a night. */
@Injectable()
export class NightsService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly healing: HealingService,
    private readonly reports: HealReports,
    private readonly mails: HealMails,
  ) {}

  /** State-based: a night that nothing ran in is made up for in the morning. @returns null when it was made before */
  async run(): Promise<HealReport | null> {
    const now = this.clock.now();
    if (minuteOfDay(now) < FROM || (await this.reports.isMade(this.database, localDate(now)))) return null;
    const report = await this.healing.round();
    const messages = await this.mails.about(report);
    return this.transactor.run(async (tx) => {
      if (!(await this.reports.make(tx, report))) return null;
      await this.mails.queue(tx, messages, report.madeAt);
      return report;
    });
  }

  /** What the last night left; null before the first one. */
  last(): Promise<HealReport | null> {
    return this.reports.last(this.database);
  }
}

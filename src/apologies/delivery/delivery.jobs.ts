import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { BouncesService } from './bounces.service.js';
import { LetterWays } from './letter-ways.service.js';

/** Knows when, never what. */
@Injectable()
export class DeliveryJobs {
  constructor(
    private readonly leases: Leases,
    private readonly ways: LetterWays,
    private readonly bounces: BouncesService,
  ) {}

  /** Shortly before the outbox is emptied: what goes another way need not wait for the next time. */
  @Cron('10 */5 * * * *', { name: 'letter-ways', waitForCompletion: true })
  async advance(): Promise<void> {
    await this.leases.run('letter-ways', 10, () => this.ways.advance());
  }

  /** Mails that came back: a letter that cannot arrive should not wait for its citizen to ask. */
  @Cron('50 */5 * * * *', { name: 'bounces', waitForCompletion: true })
  async read(): Promise<void> {
    await this.leases.run('bounces', 10, () => this.bounces.read());
  }
}

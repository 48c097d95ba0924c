import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { LetterWays } from './letter-ways.service.js';

/** Knows when, never what. */
@Injectable()
export class DeliveryJobs {
  constructor(
    private readonly leases: Leases,
    private readonly ways: LetterWays,
  ) {}

  /** Shortly before the outbox is emptied: what goes another way need not wait for the next time. */
  @Cron('10 */5 * * * *', { name: 'letter-ways', waitForCompletion: true })
  async advance(): Promise<void> {
    await this.leases.run('letter-ways', 10, () => this.ways.advance());
  }
}

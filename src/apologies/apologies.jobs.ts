import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../platform/jobs/leases.js';
import { OutboxService } from '../platform/outbox/outbox.service.js';
import { SweepService } from './sweep.service.js';

/** Knows when, never what. */
@Injectable()
export class ApologiesJobs {
  constructor(
    private readonly leases: Leases,
    private readonly sweeps: SweepService,
    private readonly outbox: OutboxService,
  ) {}

  @Cron('0 */5 * * * *', { name: 'apology-sweep', waitForCompletion: true })
  async sweep(): Promise<void> {
    await this.leases.run('apology-sweep', 10, () => this.sweeps.sweep());
  }

  /** A letter issued by hand should not wait for the next sweep. */
  @Cron('30 * * * * *', { name: 'outbox', waitForCompletion: true })
  async send(): Promise<void> {
    await this.leases.run('outbox', 5, () => this.outbox.flush());
  }
}

import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../platform/jobs/leases.js';
import { SweepService } from './sweep.service.js';

/** Knows when, never what. */
@Injectable()
export class ApologiesJobs {
  constructor(
    private readonly leases: Leases,
    private readonly sweeps: SweepService,
  ) {}

  @Cron('0 */5 * * * *', { name: 'apology-sweep', waitForCompletion: true })
  async sweep(): Promise<void> {
    await this.leases.run('apology-sweep', 10, () => this.sweeps.sweep());
  }
}

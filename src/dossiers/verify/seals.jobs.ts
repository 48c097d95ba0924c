import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { SealsService } from './seals.service.js';

/** Knows when, never what. */
@Injectable()
export class SealsJobs {
  constructor(
    private readonly leases: Leases,
    private readonly seals: SealsService,
  ) {}

  @Cron('45 1-59/5 * * * *', { name: 'history-checkpoint', waitForCompletion: true })
  async seal(): Promise<void> {
    await this.leases.run('history-checkpoint', 10, () => this.seals.seal());
  }
}

import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { SecondPromiseWatch } from './second-promise-watch.service.js';

/** Knows when, never what. */
@Injectable()
export class SecondPromiseJobs {
  constructor(
    private readonly leases: Leases,
    private readonly watch: SecondPromiseWatch,
  ) {}

  /** Behind the sweep: what it has issued is watched from then on. */
  @Cron('45 1-59/5 * * * *', { name: 'second-promises', waitForCompletion: true })
  async look(): Promise<void> {
    await this.leases.run('second-promises', 10, () => this.watch.look());
  }
}

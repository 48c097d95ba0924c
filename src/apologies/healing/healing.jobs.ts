import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { NightsService } from './nights.service.js';

/** Knows when to look, never what for: the round itself knows whether this night had one. */
@Injectable()
export class HealingJobs {
  constructor(
    private readonly leases: Leases,
    private readonly nights: NightsService,
  ) {}

  @Cron('0 25 * * * *', { name: 'healing', waitForCompletion: true })
  async heal(): Promise<void> {
    await this.leases.run('healing', 60, () => this.nights.run());
  }
}

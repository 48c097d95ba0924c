import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { ReplanRun, TURN_MINUTES } from './replan-run.service.js';

/** Knows when, never what. */
@Injectable()
export class ReplansJobs {
  constructor(
    private readonly leases: Leases,
    private readonly run: ReplanRun,
  ) {}

  @Cron('15 * * * * *', { name: 'calendar-replan', waitForCompletion: true })
  async turn(): Promise<void> {
    await this.leases.run('calendar-replan', 2 * TURN_MINUTES, () => this.run.turn());
  }
}

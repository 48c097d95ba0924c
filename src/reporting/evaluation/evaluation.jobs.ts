import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { DeskCountService } from './desk-count.service.js';

/** Knows when, never what. */
@Injectable()
export class EvaluationJobs {
  constructor(
    private readonly leases: Leases,
    private readonly counts: DeskCountService,
  ) {}

  /** When nobody waits for the database. */
  @Cron('0 40 2 * * *', { name: 'desk-count', waitForCompletion: true })
  async count(): Promise<void> {
    await this.leases.run('desk-count', 60, () => this.counts.run());
  }
}

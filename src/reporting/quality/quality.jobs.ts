import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { QualityRound } from './quality-round.service.js';

/** Knows when, never what. */
@Injectable()
export class QualityJobs {
  constructor(
    private readonly leases: Leases,
    private readonly round: QualityRound,
  ) {}

  @Cron('0 50 * * * *', { name: 'data-quality', waitForCompletion: true })
  async look(): Promise<void> {
    await this.leases.run('data-quality', 50, () => this.round.look());
  }
}

import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../platform/jobs/leases.js';
import { FoldService } from './fold.service.js';

/** Knows when, never what. */
@Injectable()
export class CountingJobs {
  constructor(
    private readonly leases: Leases,
    private readonly folds: FoldService,
  ) {}

  /** The shorter the tail, the less a report has to add up. */
  @Cron('15 * * * * *', { name: 'fold', waitForCompletion: true })
  async fold(): Promise<void> {
    await this.leases.run('fold', 10, () => this.folds.fold());
  }
}

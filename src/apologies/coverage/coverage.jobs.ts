import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { CoverFold } from './cover-fold.service.js';

/** Knows when, never what. */
@Injectable()
export class CoverageJobs {
  constructor(
    private readonly leases: Leases,
    private readonly folds: CoverFold,
  ) {}

  /** The fewer marks, the less a reader has to look at itself. */
  @Cron('45 * * * * *', { name: 'cover-fold', waitForCompletion: true })
  async fold(): Promise<void> {
    await this.leases.run('cover-fold', 10, () => this.folds.fold());
  }
}

import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../platform/jobs/leases.js';
import { FoldService } from './fold.service.js';
import { TreeWatch } from './tree-watch.service.js';

/** Knows when, never what. */
@Injectable()
export class CountingJobs {
  constructor(
    private readonly leases: Leases,
    private readonly folds: FoldService,
    private readonly trees: TreeWatch,
  ) {}

  /** The shorter the tail, the less a report has to add up. */
  @Cron('15 * * * * *', { name: 'fold', waitForCompletion: true })
  async fold(): Promise<void> {
    await this.leases.run('fold', 10, () => this.folds.fold());
  }

  /** Soon after a unit was put below another: until then the sums above it are those of the tree before. */
  @Cron('45 * * * * *', { name: 'unit-tree', waitForCompletion: true })
  async followTree(): Promise<void> {
    await this.leases.run('rebuild-counts', 60, () => this.trees.follow());
  }
}

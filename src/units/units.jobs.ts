import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../platform/jobs/leases.js';
import { UnitChangesService } from './unit-changes.service.js';

/** Lets hold what units were to become from today on; after a standstill, also of the days before. */
@Injectable()
export class UnitsJobs {
  constructor(
    private readonly leases: Leases,
    private readonly changes: UnitChangesService,
  ) {}

  @Cron('30 */5 * * * *', { name: 'unit-changes', waitForCompletion: true })
  async turn(): Promise<void> {
    await this.leases.run('unit-changes', 5, () => this.changes.applyDue());
  }
}

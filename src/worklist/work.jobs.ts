import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../platform/jobs/leases.js';
import { DigestsService } from './digests.service.js';
import { WarningsService } from './warnings.service.js';

/** Knows when, never what. */
@Injectable()
export class WorkJobs {
  constructor(
    private readonly leases: Leases,
    private readonly warnings: WarningsService,
    private readonly digests: DigestsService,
  ) {}

  @Cron('20 */5 * * * *', { name: 'warnings', waitForCompletion: true })
  async warn(): Promise<void> {
    await this.leases.run('warnings', 10, () => this.warnings.run());
  }

  /** The work itself knows from when on: here only how soon after. */
  @Cron('40 */5 * * * *', { name: 'digests', waitForCompletion: true })
  async digest(): Promise<void> {
    await this.leases.run('digests', 10, () => this.digests.send());
  }
}

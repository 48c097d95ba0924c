import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../platform/jobs/leases.js';
import { ForgettingService } from './forgetting.service.js';
import { ImportRunner } from './import-runner.js';

/** Knows when, never what. */
@Injectable()
export class ImportsJobs {
  constructor(
    private readonly leases: Leases,
    private readonly runner: ImportRunner,
    private readonly forgetting: ForgettingService,
  ) {}

  /** What a person has just asked for begins at once; this takes over what another instance left. */
  @Cron('15 * * * * *', { name: 'imports', waitForCompletion: true })
  async work(): Promise<void> {
    await this.runner.run();
  }

  @Cron('0 50 1 * * *', { name: 'imports-forgetting', waitForCompletion: true })
  async forget(): Promise<void> {
    await this.leases.run('imports-forgetting', 10, () => this.forgetting.forgetOld());
  }
}

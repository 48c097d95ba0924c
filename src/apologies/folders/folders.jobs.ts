import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { ClosingService } from './closing.service.js';
import { FolderRunner } from './folder-runner.js';

/** Knows when, never what. */
@Injectable()
export class FoldersJobs {
  constructor(
    private readonly leases: Leases,
    private readonly runner: FolderRunner,
    private readonly closing: ClosingService,
  ) {}

  /** What a person has just asked for begins at once; this takes over what another instance left. */
  @Cron('35 * * * * *', { name: 'signing-folders', waitForCompletion: true })
  async work(): Promise<void> {
    await this.runner.resume();
  }

  @Cron('0 55 1 * * *', { name: 'folders-forgetting', waitForCompletion: true })
  async forget(): Promise<void> {
    await this.leases.run('folders-forgetting', 10, () => this.closing.forgetStray());
  }
}

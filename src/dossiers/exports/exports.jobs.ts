import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { ExportRunner } from './export-runner.js';

/** Knows when, never what. */
@Injectable()
export class ExportsJobs {
  constructor(private readonly runner: ExportRunner) {}

  /** What a person has just asked for begins at once; this goes on with what another instance left. */
  @Cron('45 * * * * *', { name: 'register-exports', waitForCompletion: true })
  async work(): Promise<void> {
    await this.runner.run();
  }

  @Cron('20 */15 * * * *', { name: 'register-exports-forgetting', waitForCompletion: true })
  async forget(): Promise<void> {
    await this.runner.tidy();
  }
}

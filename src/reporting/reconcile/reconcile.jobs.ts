import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { ReconcileRunner } from './reconcile-runner.js';

/** Knows when, never what. */
@Injectable()
export class ReconcileJobs {
  constructor(private readonly runner: ReconcileRunner) {}

  /** What a person has just asked for begins at once; this takes over what another instance left. */
  @Cron('35 * * * * *', { name: 'reconcile', waitForCompletion: true })
  async work(): Promise<void> {
    await this.runner.run();
  }
}

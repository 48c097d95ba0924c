import { setImmediate as breathe } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { HOUR, type Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { Kicked } from '../../platform/jobs/kicked.js';
import { Leases } from '../../platform/jobs/leases.js';
import { ComparingService } from './comparing.service.js';
import { ReconciliationsRepository } from './reconciliations.repository.js';

/** Comparing the largest list stays well below this. */
const LEASE_MINUTES = 20;
/** How long a list may wait for the instance that has its file. */
const PATIENCE = 2 * HOUR;

/** Compares what came in, one after the other; another instance begins again what a dead one left. */
@Injectable()
export class ReconcileRunner {
  private readonly log = new Logger(ReconcileRunner.name);
  private readonly kicked = new Kicked(() => this.run(), this.log);

  constructor(
    private readonly leases: Leases,
    private readonly files: ReconciliationsRepository,
    private readonly comparing: ComparingService,
    private readonly config: AppConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Begins at once what a person has just asked for, where this instance runs jobs; never waited for. */
  kick(): void {
    if (this.config.JOBS === '1') this.kicked.kick();
  }

  /** Until nothing waits, or another instance is at it. A list that fails does not keep the others waiting. */
  async run(): Promise<void> {
    await this.leases.run('reconcile', LEASE_MINUTES, async () => {
      for (const file of await this.files.waiting()) {
        try {
          await this.comparing.run(file, file.createdAt < this.clock.now() - PATIENCE);
        } catch (error) {
          this.log.error(`reconciliation ${file.id}: ${error instanceof Error ? error.message : 'failed'}`);
        }
        await breathe();
      }
    });
  }
}

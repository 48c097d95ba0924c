import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../../platform/config/app-config.js';
import { Kicked } from '../../platform/jobs/kicked.js';
import { Leases } from '../../platform/jobs/leases.js';
import { ExportTidying } from './export-tidying.service.js';
import { MOST_ROWS, type RegisterExport } from './register-export.js';
import { RegisterExportsRepository } from './register-exports.repository.js';
import { RegisterGathering } from './register-gathering.service.js';
import { RegisterPressing } from './register-pressing.service.js';

/** Writing the largest workbook stays well below this; gathering is done in turns that do. */
const LEASE_MINUTES = 15;
/** Steps of one turn: then the lease is taken anew. */
const STEPS = 200;

/** Makes registers into workbooks, one after the other; another instance goes on with what a dead one left. */
@Injectable()
export class ExportRunner {
  private readonly log = new Logger(ExportRunner.name);
  private readonly kicked = new Kicked(() => this.run(), this.log);

  constructor(
    private readonly leases: Leases,
    private readonly exports: RegisterExportsRepository,
    private readonly gathering: RegisterGathering,
    private readonly pressing: RegisterPressing,
    private readonly tidying: ExportTidying,
    private readonly config: AppConfig,
  ) {}

  /** Begins at once what a person has just asked for, where this instance runs jobs; never waited for. */
  kick(): void {
    if (this.config.JOBS === '1') this.kicked.kick();
  }

  /** Until nothing waits, or another instance is at it. */
  async run(): Promise<void> {
    let more = true;
    while (more) {
      more = false;
      await this.leases.run('register-exports', LEASE_MINUTES, async () => {
        const one = await this.exports.next();
        if (one === null) return;
        more = true;
        await this.attempt(one);
      });
    }
  }

  /** Under the same lease: nothing is being written meanwhile. */
  async tidy(): Promise<void> {
    await this.leases.run('register-exports', LEASE_MINUTES, () => this.tidying.tidy());
  }

  /** One that fails does not keep the others waiting. */
  private async attempt(one: RegisterExport): Promise<void> {
    try {
      await this.turn(one);
    } catch (error) {
      this.log.error(`register export ${one.id}: ${error instanceof Error ? error.message : 'failed'}`);
      await this.pressing.fail(one, isFullDisk(error) ? 'disk' : 'error');
    }
  }

  private async turn(asked: RegisterExport): Promise<void> {
    const total = asked.total ?? (await this.gathering.count(asked));
    if (total > MOST_ROWS) return this.pressing.fail(asked, 'too_many');
    if (total === 0) return this.pressing.fail(asked, 'empty');
    let one = await this.gathering.resumed(asked);
    for (let step = 0; one && step < STEPS; step += 1) {
      const next: RegisterExport | null = await this.gathering.step(one);
      if (next === one) return this.pressing.press(one);
      one = next;
      await breathe();
    }
  }
}

function isFullDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

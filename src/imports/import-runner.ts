import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.js';
import { Kicked } from '../platform/jobs/kicked.js';
import { Leases } from '../platform/jobs/leases.js';
import { ApplyingService } from './applying.service.js';
import type { ImportFile } from './import-file.js';
import { ImportStates } from './import-states.js';
import { ImportsRepository } from './imports.repository.js';
import { StagingService } from './staging.service.js';

/** A turn of the job stays well below this: reading a file of the largest size, or ten thousand dossiers. */
const LEASE_MINUTES = 10;

/** Does what files wait for, one turn after the other; another instance takes over what a dead one left. */
@Injectable()
export class ImportRunner {
  private readonly log = new Logger(ImportRunner.name);
  private readonly kicked = new Kicked(() => this.run(), this.log);

  constructor(
    private readonly leases: Leases,
    private readonly imports: ImportsRepository,
    private readonly staging: StagingService,
    private readonly applying: ApplyingService,
    private readonly states: ImportStates,
    private readonly config: AppConfig,
  ) {}

  /** Begins at once what a person has just asked for, where this instance runs jobs; never waited for. */
  kick(): void {
    if (this.config.JOBS === '1') this.kicked.kick();
  }

  /** Until nothing waits, or another instance is at it. A file that fails does not keep the others waiting. */
  async run(): Promise<void> {
    let more = true;
    while (more) {
      more = false;
      await this.leases.run('imports', LEASE_MINUTES, async () => {
        for (const file of await this.imports.waiting()) {
          if (await this.turn(file)) more = true;
        }
      });
    }
  }

  private async turn(file: ImportFile): Promise<boolean> {
    try {
      if (file.state === 'received') {
        await this.staging.stage(file);
        return (await this.imports.find(file.id))?.state === 'applying';
      }
      const came = await this.applying.apply(file);
      if (came === 'done') await this.states.finish(file.id);
      return came === 'more';
    } catch (error) {
      this.log.error(`import ${file.id}: ${error instanceof Error ? error.message : 'failed'}`);
      return false;
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { Kicked } from '../../platform/jobs/kicked.js';
import { Leases } from '../../platform/jobs/leases.js';
import { PrintingService } from './printing.service.js';
import { ScanReading } from './scan-reading.service.js';
import { SettlingService } from './settling.service.js';

/** A turn stays well below this: one part of each folder to be printed, and one file of scans each. */
const LEASE_MINUTES = 15;

/** Prints folders and reads scans beside the people; another instance takes over what a dead one left. */
@Injectable()
export class FolderRunner {
  private readonly log = new Logger(FolderRunner.name);
  private readonly kicked = new Kicked(() => this.run(), this.log);

  constructor(
    private readonly leases: Leases,
    private readonly printing: PrintingService,
    private readonly reading: ScanReading,
    private readonly settling: SettlingService,
    private readonly accounts: AccountsService,
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
      await this.leases.run('signing-folders', LEASE_MINUTES, async () => {
        more = await this.turn();
      });
    }
  }

  /** What a crash left between reading a scan and issuing its letters. */
  async resume(): Promise<void> {
    await this.run();
    await this.leases.run('signing-folders', LEASE_MINUTES, async () => {
      for (const { folderId, username } of await this.settling.unsettled()) {
        await this.attempt(`folder ${folderId}`, async () => {
          await this.settling.settle(folderId, await this.accounts.actor(username));
        });
      }
    });
  }

  /** Scans come between the parts of a long printing. @returns true when something is left */
  private async turn(): Promise<boolean> {
    let more = false;
    for (const scan of await this.reading.waiting()) {
      const read = await this.attempt(`scan ${scan.id}`, async () => {
        await this.reading.read(scan);
        await this.settling.settle(scan.folderId, await this.accounts.actor(scan.uploadedBy));
      });
      more ||= read;
    }
    for (const print of await this.printing.waiting()) {
      let goesOn = false;
      await this.attempt(`folder ${print.folderId}`, async () => {
        goesOn = await this.printing.turn(print);
      });
      more ||= goesOn;
    }
    return more;
  }

  private async attempt(what: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.log.error(`${what}: ${error instanceof Error ? error.message : 'failed'}`);
      return false;
    }
  }
}

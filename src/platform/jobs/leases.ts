import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { MINUTE, type Clock, type Instant } from '../../domain/time/instant.js';
import { CLOCK } from '../clock/clock.js';
import { writeInstant } from '../database/instant-column.js';
import { Transactor } from '../database/transactor.js';

/**
 * One run of a job at a time across all instances: the row is the lock. A run that died is taken over when its lease
 * ends; the work itself is state-based, so a take-over too early would still do no harm.
 */
@Injectable()
export class Leases implements BeforeApplicationShutdown {
  private readonly underWay = new Set<Promise<boolean>>();
  private closing = false;
  private readonly owner = randomUUID();
  private readonly log = new Logger(Leases.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
  ) {}

  /** The database closes after this: a run that is under way ends first, and none begins. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    await Promise.allSettled(this.underWay);
  }

  /**
   * @param minutes how long a run may take before another instance may take over
   * @returns false when another instance is at it, or this one is about to stop
   */
  async run(job: string, minutes: number, work: () => Promise<unknown>): Promise<boolean> {
    if (this.closing) return false;
    const run = this.leased(job, minutes, work);
    this.underWay.add(run);
    try {
      return await run;
    } finally {
      this.underWay.delete(run);
    }
  }

  private async leased(job: string, minutes: number, work: () => Promise<unknown>): Promise<boolean> {
    const fence = await this.take(job, minutes);
    if (fence === null) return false;
    try {
      await work();
    } catch (error) {
      this.log.error(`${job}: ${error instanceof Error ? error.message : 'failed'}`);
    } finally {
      await this.finish(job, fence);
    }
    return true;
  }

  private take(job: string, minutes: number): Promise<number | null> {
    const now = this.clock.now();
    const until = (now + minutes * MINUTE) as Instant;
    return this.transactor.run(async (tx) => {
      const [row] = await tx.query<{ fence: number }>(
        `INSERT INTO "job_lease" ("job", "owner", "fence", "until", "startedAt", "finishedAt")
         VALUES ($1, $2, 1, $3, $4, NULL)
         ON CONFLICT ("job") DO UPDATE SET "owner" = excluded."owner", "fence" = "job_lease"."fence" + 1,
           "until" = excluded."until", "startedAt" = excluded."startedAt", "finishedAt" = NULL
           WHERE "job_lease"."finishedAt" IS NOT NULL OR "job_lease"."until" <= $4
         RETURNING "fence"`,
        [job, this.owner, writeInstant(until), writeInstant(now)],
      );
      return row?.fence ?? null;
    });
  }

  private async finish(job: string, fence: number): Promise<void> {
    const at = writeInstant(this.clock.now());
    await this.transactor.run((tx) =>
      tx.execute('UPDATE "job_lease" SET "finishedAt" = $1 WHERE "job" = $2 AND "owner" = $3 AND "fence" = $4', [
        at,
        job,
        this.owner,
        fence,
      ]),
    );
  }
}

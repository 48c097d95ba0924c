import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { Clock } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { IdempotencyService } from '../platform/idempotency/idempotency.js';
import { Leases } from '../platform/jobs/leases.js';
import { SessionsService } from './sessions.service.js';

/** Forgets what may be forgotten: sessions that ended, and keys of requests nobody will repeat any more. */
@Injectable()
export class AccountsJobs {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly leases: Leases,
    private readonly sessions: SessionsService,
    private readonly idempotency: IdempotencyService,
  ) {}

  @Cron('0 40 * * * *', { name: 'housekeeping', waitForCompletion: true })
  async tidy(): Promise<void> {
    await this.leases.run('housekeeping', 10, async () => {
      await this.sessions.forgetEnded();
      await this.idempotency.forgetOld(this.clock.now());
    });
  }
}

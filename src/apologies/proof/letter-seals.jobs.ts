import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { LetterSealsService } from './letter-seals.service.js';

/** Knows when, never what. */
@Injectable()
export class LetterSealsJobs {
  constructor(
    private readonly leases: Leases,
    private readonly seals: LetterSealsService,
  ) {}

  @Cron('15 2-59/5 * * * *', { name: 'letter-seals', waitForCompletion: true })
  async seal(): Promise<void> {
    await this.leases.run('letter-seals', 10, () => this.seals.seal());
  }
}

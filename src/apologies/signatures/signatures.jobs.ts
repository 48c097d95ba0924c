import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { LetterSignatures } from './letter-signatures.service.js';

/** Knows when, never what. */
@Injectable()
export class SignaturesJobs {
  constructor(
    private readonly leases: Leases,
    private readonly signatures: LetterSignatures,
  ) {}

  @Cron('50 */5 * * * *', { name: 'signatures', waitForCompletion: true })
  async resume(): Promise<void> {
    await this.leases.run('signatures', 10, () => this.signatures.resume());
  }
}

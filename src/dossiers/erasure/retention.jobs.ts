import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { RetentionService } from './retention.service.js';

/** Knows when, never what. */
@Injectable()
export class RetentionJobs {
  constructor(
    private readonly leases: Leases,
    private readonly retention: RetentionService,
  ) {}

  @Cron('0 20 2 * * *', { name: 'retention', waitForCompletion: true })
  async run(): Promise<void> {
    await this.leases.run('retention', 60, () => this.retention.run());
  }
}

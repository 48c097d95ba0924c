import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { Qd766Rule } from './qd766-rule.service.js';

/** Knows when, never what. */
@Injectable()
export class Qd766Jobs {
  constructor(
    private readonly leases: Leases,
    private readonly rule: Qd766Rule,
  ) {}

  /** Before people come; the day before has ended. */
  @Cron('0 50 2 * * *', { name: 'qd766', waitForCompletion: true })
  async count(): Promise<void> {
    await this.leases.run('qd766', 60, () => this.rule.count());
  }
}

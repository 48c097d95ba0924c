import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { SignReminders } from './sign-reminders.service.js';

/** Knows when, never what. */
@Injectable()
export class SigningJobs {
  constructor(
    private readonly leases: Leases,
    private readonly reminders: SignReminders,
  ) {}

  /** The work itself knows from when on: here only how soon after. */
  @Cron('35 */5 * * * *', { name: 'sign_reminders', waitForCompletion: true })
  async remind(): Promise<void> {
    await this.leases.run('sign_reminders', 10, () => this.reminders.send());
  }
}

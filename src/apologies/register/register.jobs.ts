import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, yearOf } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Leases } from '../../platform/jobs/leases.js';
import { RegisterBooks } from './register-book.service.js';
import { RegisterService } from './register.service.js';

/** Numbers of December that came by another register may still be typed in during the first days of January. */
const CLOSES_ON = '01-16';

/** Knows when, never what. */
@Injectable()
export class RegisterJobs {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly leases: Leases,
    private readonly books: RegisterBooks,
    private readonly register: RegisterService,
  ) {}

  @Cron('20 10 0 * * *', { name: 'register-closing', waitForCompletion: true })
  async close(): Promise<void> {
    await this.leases.run('register-closing', 10, () => this.closePast());
  }

  /** Closes the years that are over, from the middle of January on. */
  async closePast(): Promise<void> {
    const today = localDate(this.clock.now());
    const year = yearOf(today);
    const before = today.slice(5) < CLOSES_ON ? year - 1 : year;
    for (const book of await this.books.open(before)) await this.register.close(book.unitCode, book.year, 'system');
  }
}

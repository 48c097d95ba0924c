import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import type { CountFilter, Grouping } from './counts-sql.js';
import type { Queries } from '../platform/database/sql.js';
import { CountsRepository, type CountQuestion, type CountRow } from './counts.repository.js';

/** The figures, as they stand this moment: what acts posted a second ago is in them. */
@Injectable()
export class CountsService {
  constructor(
    private readonly repository: CountsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns no row for a key of which nothing is counted */
  async count(question: Omit<CountQuestion, 'now'>, queries?: Queries): Promise<CountRow[]> {
    return this.repository.count({ ...question, now: this.clock.now() }, queries);
  }
}

export type { CountFilter, CountRow, Grouping };

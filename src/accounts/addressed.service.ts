import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { AccountsRepository, type Addressed } from './accounts.repository.js';

export type { Addressed };

/** Active people who left an address. */
@Injectable()
export class AddressedService {
  constructor(
    private readonly accounts: AccountsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By username, with whom they stand in for today. @param after the username the page begins after */
  page(after: string, limit: number): Promise<Addressed[]> {
    return this.accounts.addressed(after, limit, localDate(this.clock.now()));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { Clock } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { readRoles } from './accounts.repository.js';
import { coveredOn } from './covers.js';

/** Somebody who can be written to, as use cases know them: with whom they stand in for today. */
export interface Addressed {
  readonly actor: Actor;
  readonly email: string;
}

/** Active people who left an address. */
@Injectable()
export class AddressedService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By username. @param after the username the page begins after */
  async page(after: string, limit: number): Promise<Addressed[]> {
    const today = localDate(this.clock.now());
    const rows = await this.database.query(
      `SELECT "username", "fullName", "unitCode", "roles", "covers", "email" FROM "user_account"
        WHERE "username" > $1 AND "active" = TRUE AND "email" IS NOT NULL ORDER BY "username" LIMIT ${String(limit)}`,
      [after],
    );
    return rows.map((row) => ({
      email: String(row['email']),
      actor: {
        username: String(row['username']),
        fullName: String(row['fullName']),
        unitCode: String(row['unitCode']),
        roles: readRoles(row['roles']),
        covers: coveredOn(row['covers'], today),
      },
    }));
  }
}

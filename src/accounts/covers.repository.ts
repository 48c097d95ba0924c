import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/sql.js';
import { readCovers, type Cover } from './covers.js';

/** Somebody with those whose work they have taken over. */
export interface Covering {
  readonly username: string;
  readonly unitCode: string;
  readonly covers: readonly Cover[];
}

/** Who stands in for whom, as their accounts say. */
@Injectable()
export class CoversRepository {
  constructor(private readonly database: Database) {}

  /** Those of a unit who cover or covered anybody, by username. */
  async ofUnit(unitCode: string): Promise<Covering[]> {
    const rows = await this.database.query(
      `SELECT "username", "unitCode", "covers" FROM "user_account"
        WHERE "unitCode" = $1 AND "covers" <> '[]' ORDER BY "username"`,
      [unitCode],
    );
    return rows.map(coveringOf);
  }

  /** Those of the two who have an active account. */
  async pair(tx: Tx, one: string, other: string): Promise<Covering[]> {
    const rows = await tx.query(
      'SELECT "username", "unitCode", "covers" FROM "user_account" WHERE "username" IN ($1, $2) AND "active" = TRUE',
      [one, other],
    );
    return rows.map(coveringOf);
  }

  async write(tx: Tx, username: string, covers: readonly Cover[]): Promise<void> {
    await tx.vouch('user_account', username);
    await tx.execute('UPDATE "user_account" SET "covers" = $1 WHERE "username" = $2', [
      JSON.stringify(covers),
      username,
    ]);
  }
}

function coveringOf(row: Readonly<Record<string, unknown>>): Covering {
  return {
    username: String(row['username']),
    unitCode: String(row['unitCode']),
    covers: readCovers(row['covers']),
  };
}

import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** How people are called whose names stand in this room's history; accounts come after it, and give a view of them. */
@Injectable()
export class PersonNames {
  constructor(private readonly database: Database) {}

  /** @returns a name for every username; that of a command, or of nobody, is its own */
  async of(usernames: readonly string[]): Promise<(username: string) => string> {
    const asked = [...new Set(usernames)];
    const marks = asked.map((_, i) => `$${String(i + 1)}`).join(', ');
    const rows =
      asked.length === 0
        ? []
        : await this.database.query<{ username: string; fullName: string }>(
            `SELECT "username", "fullName" FROM "person_name" WHERE "username" IN (${marks})`,
            asked,
          );
    const names = new Map(rows.map(({ username, fullName }) => [username, fullName]));
    return (username) => names.get(username) ?? username;
  }
}

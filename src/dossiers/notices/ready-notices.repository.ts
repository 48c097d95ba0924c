import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

/** Who is told that a result has come, and how they want to have it. */
export interface Addressee {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly email: string | null;
  /** of an organisation: whom to ask for */
  readonly contactName: string | null;
  readonly resultVia: 'desk' | 'postal' | 'online';
}

@Injectable()
export class ReadyNoticesRepository {
  constructor(private readonly database: Database) {}

  /** @returns null when its people were forgotten */
  async addressee(dossierId: string): Promise<Addressee | null> {
    const [row] = await this.database.query<Addressee>(
      `SELECT p."kind", p."name", p."email", p."contactName", d."resultVia" FROM "dossier" d
         JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'
        WHERE d."id" = $1 AND d."erasedAt" IS NULL`,
      [dossierId],
    );
    return row ?? null;
  }
}

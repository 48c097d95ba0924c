import { Injectable } from '@nestjs/common';
import type { ContactChannel } from '../../domain/dossier/party.js';
import { Database } from '../../platform/database/database.js';
import type { Queries } from '../../platform/database/sql.js';

/** How a person of a dossier can be found, as it is stored: the number sealed. */
export interface SealedContact {
  readonly role: 'applicant' | 'submitter';
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly address: string | null;
  readonly email: string | null;
  readonly contactBy: readonly ContactChannel[];
  readonly phoneEncrypted: string | null;
  readonly phoneMasked: string | null;
}

@Injectable()
export class CitizenContactsRepository {
  constructor(private readonly database: Database) {}

  async of(dossierId: string, from: Queries = this.database): Promise<SealedContact[]> {
    const rows = await from.query<Omit<SealedContact, 'contactBy'> & { contactBy: string }>(
      `SELECT "role", "kind", "name", "address", "email", "contactBy", "phoneEncrypted", "phoneMasked"
         FROM "dossier_party" WHERE "dossierId" = $1 ORDER BY "role"`,
      [dossierId],
    );
    return rows.map(({ contactBy, ...rest }) => ({
      ...rest,
      contactBy: contactBy === '' ? [] : (contactBy.split(',') as ContactChannel[]),
    }));
  }
}

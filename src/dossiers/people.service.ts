import { Injectable } from '@nestjs/common';
import type { ContactChannel } from '../domain/dossier/party.js';
import { Database } from '../platform/database/database.js';
import type { Row } from '../platform/database/sql.js';

/** A person of a dossier as others may see them: numbers only masked. */
export interface PartySummary {
  readonly role: 'applicant' | 'submitter';
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly address: string | null;
  readonly idMasked: string | null;
  readonly phoneMasked: string | null;
  readonly email: string | null;
  readonly contactBy: readonly ContactChannel[];
  readonly taxCode: string | null;
  readonly representative: string | null;
  readonly contactName: string | null;
}

/** What an erased person is called on papers that must still be readable. */
const ERASED = 'Ông/Bà';

@Injectable()
export class PeopleService {
  constructor(private readonly database: Database) {}

  async of(dossierId: string): Promise<PartySummary[]> {
    const rows = await this.database.query('SELECT * FROM "dossier_party" WHERE "dossierId" = $1 ORDER BY "role"', [
      dossierId,
    ]);
    return rows.map(summary);
  }

  async applicant(dossierId: string): Promise<PartySummary> {
    const people = await this.of(dossierId);
    return people.find(({ role }) => role === 'applicant') ?? NOBODY;
  }
}

const NOBODY: PartySummary = {
  role: 'applicant',
  kind: 'person',
  name: ERASED,
  address: null,
  idMasked: null,
  phoneMasked: null,
  email: null,
  contactBy: [],
  taxCode: null,
  representative: null,
  contactName: null,
};

function summary(row: Row): PartySummary {
  const contactBy = row['contactBy'] as string;
  return {
    role: row['role'] as PartySummary['role'],
    kind: row['kind'] as PartySummary['kind'],
    name: row['name'] as string,
    address: row['address'] as string | null,
    idMasked: row['idMasked'] as string | null,
    phoneMasked: row['phoneMasked'] as string | null,
    email: row['email'] as string | null,
    contactBy: contactBy === '' ? [] : (contactBy.split(',') as ContactChannel[]),
    taxCode: row['taxCode'] as string | null,
    representative: row['representative'] as string | null,
    contactName: row['contactName'] as string | null,
  };
}

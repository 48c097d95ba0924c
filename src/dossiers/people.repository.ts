import { Injectable } from '@nestjs/common';
import type { ContactChannel } from '../domain/dossier/party.js';
import { Database } from '../platform/database/database.js';
import type { Row, Tx } from '../platform/database/sql.js';

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

/** Which sealed number of the applicant. */
export type SealedColumn = 'idEncrypted' | 'phoneEncrypted';

/** The erasable rows with the people in them. */
@Injectable()
export class PeopleRepository {
  constructor(private readonly database: Database) {}

  async of(dossierId: string): Promise<PartySummary[]> {
    const rows = await this.database.query(
      `SELECT "role", "kind", "name", "address", "idMasked", "phoneMasked", "email", "contactBy", "taxCode",
              "representative", "contactName" FROM "dossier_party" WHERE "dossierId" = $1 ORDER BY "role"`,
      [dossierId],
    );
    return rows.map(summary);
  }

  /** The applicant's number as it is stored, sealed; null when they left none. Only beside an audit row. */
  async sealed(tx: Tx, dossierId: string, column: SealedColumn): Promise<string | null> {
    const [row] = await tx.query<{ value: string | null }>(
      `SELECT "${column}" AS "value" FROM "dossier_party" WHERE "dossierId" = $1 AND "role" = 'applicant'`,
      [dossierId],
    );
    return row?.value ?? null;
  }
}

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

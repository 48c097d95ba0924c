import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';
import { insert, placeholders, type Row, type Tx } from '../../platform/database/sql.js';
import type { CertificateFacts } from '../../platform/signatures/certificates.js';

/** A certificate with its key, as far as one may speak of it. */
export interface UnitKey extends CertificateFacts {
  readonly id: string;
  readonly unitCode: string;
  readonly addedAt: Instant;
  readonly addedBy: string;
}

const COLUMNS = '"id", "unitCode", "signer", "issuer", "serial", "validFrom", "validTo", "addedAt", "addedBy"';

@Injectable()
export class SigningKeysRepository {
  constructor(private readonly database: Database) {}

  /** The latest first. At most 100. */
  async ofUnits(units: readonly string[]): Promise<UnitKey[]> {
    const rows = await this.database.query(
      `SELECT ${COLUMNS} FROM "signing_key" WHERE "unitCode" IN (${placeholders(units.length)}) AND "removedAt" IS NULL
        ORDER BY "addedAt" DESC, "id" DESC LIMIT 100`,
      units,
    );
    return rows.map(readKey);
  }

  async find(id: string): Promise<UnitKey | null> {
    const [row] = await this.database.query(
      `SELECT ${COLUMNS} FROM "signing_key" WHERE "id" = $1 AND "removedAt" IS NULL`,
      [id],
    );
    return row ? readKey(row) : null;
  }

  async sealed(id: string): Promise<string | null> {
    const [row] = await this.database.query<{ sealed: string }>(
      'SELECT "sealed" FROM "signing_key" WHERE "id" = $1 AND "removedAt" IS NULL',
      [id],
    );
    return row?.sealed ?? null;
  }

  async add(tx: Tx, key: UnitKey, sealed: string): Promise<void> {
    const { sql, params } = insert('signing_key', {
      ...key,
      sealed,
      validFrom: writeInstant(key.validFrom),
      validTo: writeInstant(key.validTo),
      addedAt: writeInstant(key.addedAt),
      removedAt: null,
      removedBy: null,
    });
    await tx.execute(sql, params);
    tx.born('signing_key', key.id);
  }

  async remove(tx: Tx, id: string, at: Instant, by: string): Promise<void> {
    await tx.vouch('signing_key', id);
    await tx.execute(`UPDATE "signing_key" SET "sealed" = '', "removedAt" = $1, "removedBy" = $2 WHERE "id" = $3`, [
      writeInstant(at),
      by,
      id,
    ]);
  }
}

function readKey(row: Row): UnitKey {
  return {
    id: row['id'] as string,
    unitCode: row['unitCode'] as string,
    signer: row['signer'] as string,
    issuer: row['issuer'] as string,
    serial: row['serial'] as string,
    validFrom: readInstant(row['validFrom']),
    validTo: readInstant(row['validTo']),
    addedAt: readInstant(row['addedAt']),
    addedBy: row['addedBy'] as string,
  };
}

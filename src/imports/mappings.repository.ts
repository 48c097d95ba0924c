import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { readInstant, writeInstant } from '../platform/database/instant-column.js';
import { placeholders, type Row, type Tx } from '../platform/database/sql.js';
import type { Mapping, SavedMapping } from './mapping.js';

/** How columns of other systems are read, by unit and name. */
@Injectable()
export class MappingsRepository {
  constructor(private readonly database: Database) {}

  async of(units: readonly string[]): Promise<SavedMapping[]> {
    const rows = await this.database.query(
      `SELECT * FROM "import_mapping" WHERE "unitCode" IN (${placeholders(units.length)}) ORDER BY "name", "unitCode"`,
      units,
    );
    return rows.map(toMapping);
  }

  async write(tx: Tx, { unitCode, name, mapping, changedAt, changedBy }: SavedMapping): Promise<void> {
    await tx.vouch('import_mapping', [unitCode, name]);
    await tx.execute(
      `INSERT INTO "import_mapping" ("unitCode", "name", "body", "changedAt", "changedBy") VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ("unitCode", "name") DO UPDATE SET "body" = excluded."body", "changedAt" = excluded."changedAt",
         "changedBy" = excluded."changedBy"`,
      [unitCode, name, JSON.stringify(mapping), writeInstant(changedAt), changedBy],
    );
  }

  /** @returns false when there was none */
  async remove(tx: Tx, unitCode: string, name: string): Promise<boolean> {
    await tx.vouch('import_mapping', [unitCode, name]);
    const sql = 'DELETE FROM "import_mapping" WHERE "unitCode" = $1 AND "name" = $2';
    return (await tx.execute(sql, [unitCode, name])) === 1;
  }
}

function toMapping(row: Row): SavedMapping {
  return {
    unitCode: row['unitCode'] as string,
    name: row['name'] as string,
    mapping: JSON.parse(row['body'] as string) as Mapping,
    changedAt: readInstant(row['changedAt']),
    changedBy: row['changedBy'] as string,
  };
}

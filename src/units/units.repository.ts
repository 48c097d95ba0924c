import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/time/instant.js';
import { writeInstant } from '../platform/database/instant-column.js';
import { insert, type Queries, type Row, type Statement, type Tx } from '../platform/database/sql.js';
import type { SettingRecord } from './unit-settings.js';
import type { Unit } from './unit.js';

/** Counter that every change of units and their settings raises. */
export const UNITS_REVISION = 'units.revision';

const CHUNK = 200;

@Injectable()
export class UnitsRepository {
  async all(from: Queries): Promise<Unit[]> {
    return (await from.query('SELECT * FROM "unit" ORDER BY "code"')).map(toUnit);
  }

  async settings(from: Queries): Promise<SettingRecord[]> {
    return from.query<SettingRecord>(
      'SELECT "unitCode", "key", "validFrom", "value", "by" FROM "unit_setting" ORDER BY "unitCode", "key", "validFrom"',
    );
  }

  /** Writes the units first and their ties afterwards, so that a file may name them in any order. */
  async write(tx: Tx, units: readonly Unit[]): Promise<void> {
    await tx.vouch('unit', ...units.map(({ code }) => code));
    for (let i = 0; i < units.length; i += CHUNK) await tx.batch(units.slice(i, i + CHUNK).map(upsertWithoutTies));
    const sql = 'UPDATE "unit" SET "parentCode" = $1, "deskUnitCode" = $2 WHERE "code" = $3';
    const ties = units.map(({ parentCode, deskUnitCode, code }) => ({ sql, params: [parentCode, deskUnitCode, code] }));
    for (let i = 0; i < ties.length; i += CHUNK) await tx.batch(ties.slice(i, i + CHUNK));
  }

  async writeSetting(tx: Tx, record: SettingRecord, recordedAt: Instant): Promise<void> {
    await tx.vouch('unit_setting', [record.unitCode, record.key, record.validFrom]);
    const row = insert('unit_setting', { ...record, recordedAt: writeInstant(recordedAt) });
    await tx.execute(
      `${row.sql} ON CONFLICT ("unitCode", "key", "validFrom") DO UPDATE SET "value" = excluded."value",` +
        ' "by" = excluded."by", "recordedAt" = excluded."recordedAt"',
      row.params,
    );
  }
}

function upsertWithoutTies(unit: Unit): Statement {
  const columns = Object.entries(unit).filter(([column]) => column !== 'parentCode' && column !== 'deskUnitCode');
  const { sql, params } = insert('unit', Object.fromEntries(columns));
  // Never the key: SQLite takes setting a referenced key to itself for a broken reference.
  const changed = columns.filter(([column]) => column !== 'code');
  const changes = changed.map(([column]) => `"${column}" = excluded."${column}"`);
  return { sql: `${sql} ON CONFLICT ("code") DO UPDATE SET ${changes.join(', ')}`, params };
}

function toUnit(row: Row): Unit {
  return { ...(row as unknown as Unit), hasDesk: Boolean(row['hasDesk']) };
}

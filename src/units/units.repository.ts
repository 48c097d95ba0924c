import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { readInstant, readInstantOrNull, writeInstant } from '../platform/database/instant-column.js';
import { insert, type Queries, type Row, type Statement, type Tx } from '../platform/database/sql.js';
import type { SettingRecord } from './unit-settings.js';
import type { ChangedFacts, RecordedChange } from './unit-changes.js';
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

  /** What became of a unit, the latest day first; what waits for its day and what was called off too. */
  async changes(from: Queries, unitCode: string): Promise<RecordedChange[]> {
    const rows = await from.query(
      'SELECT * FROM "unit_change" WHERE "unitCode" = $1 ORDER BY "validFrom" DESC, "id" DESC LIMIT 200',
      [unitCode],
    );
    return rows.map(toChange);
  }

  async change(from: Queries, id: string): Promise<RecordedChange | null> {
    const [row] = await from.query('SELECT * FROM "unit_change" WHERE "id" = $1', [id]);
    return row ? toChange(row) : null;
  }

  /** Those whose day has come, in the order of their days. */
  async due(from: Queries, today: PlainDate): Promise<RecordedChange[]> {
    const rows = await from.query(
      `SELECT * FROM "unit_change" WHERE "appliedAt" IS NULL AND "cancelledAt" IS NULL AND "validFrom" <= $1
        ORDER BY "validFrom", "id" LIMIT 100`,
      [today],
    );
    return rows.map(toChange);
  }

  async addChange(
    tx: Tx,
    { changes, before, recordedAt, appliedAt, cancelledAt, ...rest }: RecordedChange,
  ): Promise<void> {
    const { sql, params } = insert('unit_change', {
      ...rest,
      changes: JSON.stringify(changes),
      before: before && JSON.stringify(before),
      recordedAt: writeInstant(recordedAt),
      appliedAt: writeInstant(appliedAt),
      cancelledAt: writeInstant(cancelledAt),
    });
    await tx.execute(sql, params);
    tx.born('unit_change', rest.id);
  }

  /** @returns false when it was applied or called off meanwhile */
  async applied(tx: Tx, id: string, before: ChangedFacts, at: Instant): Promise<boolean> {
    await tx.vouch('unit_change', id);
    const sql = `UPDATE "unit_change" SET "before" = $1, "appliedAt" = $2
      WHERE "id" = $3 AND "appliedAt" IS NULL AND "cancelledAt" IS NULL`;
    return (await tx.execute(sql, [JSON.stringify(before), writeInstant(at), id])) === 1;
  }

  /** @returns false when it was applied or called off before */
  async cancelled(tx: Tx, id: string, at: Instant): Promise<boolean> {
    await tx.vouch('unit_change', id);
    const sql = `UPDATE "unit_change" SET "cancelledAt" = $1
      WHERE "id" = $2 AND "appliedAt" IS NULL AND "cancelledAt" IS NULL`;
    return (await tx.execute(sql, [writeInstant(at), id])) === 1;
  }
}

function toChange(row: Row): RecordedChange {
  const before = row['before'] as string | null;
  return {
    id: row['id'] as string,
    unitCode: row['unitCode'] as string,
    validFrom: row['validFrom'] as PlainDate,
    changes: JSON.parse(row['changes'] as string) as ChangedFacts,
    before: before === null ? null : (JSON.parse(before) as ChangedFacts),
    reason: row['reason'] as string | null,
    by: row['by'] as string,
    recordedAt: readInstant(row['recordedAt']),
    appliedAt: readInstantOrNull(row['appliedAt']),
    cancelledAt: readInstantOrNull(row['cancelledAt']),
  };
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

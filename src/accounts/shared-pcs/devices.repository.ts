import { Injectable } from '@nestjs/common';
import { DAY, type Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import { insert, placeholders, type Row, type Tx } from '../../platform/database/sql.js';
import { readRoles } from '../accounts.repository.js';
import { coveredOn } from '../covers.js';

/** A registered PC of a desk, or the phone of a signer. */
export interface Device {
  readonly id: string;
  readonly unitCode: string;
  readonly name: string;
  readonly registeredBy: string;
  readonly registeredAt: Instant;
  /** whose phone it is; null: a PC, for everybody of the unit */
  readonly owner: string | null;
  /** null when nobody has signed in there yet */
  readonly usedAt: Instant | null;
}

/** A PC that nobody used for so long is no longer one of the desk's. */
const DEVICE_DAYS = 30;

const COLUMNS = `d."id", d."unitCode", d."name", d."registeredBy", d."registeredAt", d."owner",
  (SELECT max(u."usedAt") FROM "device_use" u WHERE u."deviceId" = d."id") AS "usedAt"`;

/** Registered PCs by the hash of what their cookie holds, and who sat at them. */
@Injectable()
export class DevicesRepository {
  constructor(private readonly database: Database) {}

  /** @returns null for one that is unknown, revoked, or was not used for 30 days */
  async findByToken(tokenHash: string, now: Instant): Promise<Device | null> {
    const [row] = await this.database.query(
      `SELECT ${COLUMNS} FROM "desk_device" d WHERE d."tokenHash" = $1 AND d."revokedAt" IS NULL`,
      [tokenHash],
    );
    const device = row && readDevice(row);
    return device && isInUse(device, now) ? device : null;
  }

  /** Those in use at these units, by name. At most 200. */
  async ofUnits(units: readonly string[], now: Instant): Promise<Device[]> {
    const rows = await this.database.query(
      `SELECT ${COLUMNS} FROM "desk_device" d
       WHERE d."revokedAt" IS NULL AND d."unitCode" IN (${placeholders(units.length)}) ORDER BY d."name", d."id" LIMIT 200`,
      units,
    );
    return rows.map(readDevice).filter((device) => isInUse(device, now));
  }

  /** The phones of one person, by name. */
  async ofOwner(username: string, now: Instant): Promise<Device[]> {
    const rows = await this.database.query(
      `SELECT ${COLUMNS} FROM "desk_device" d
       WHERE d."owner" = $1 AND d."revokedAt" IS NULL ORDER BY d."name", d."id" LIMIT 50`,
      [username],
    );
    return rows.map(readDevice).filter((device) => isInUse(device, now));
  }

  async find(id: string): Promise<Device | null> {
    const [row] = await this.database.query(
      `SELECT ${COLUMNS} FROM "desk_device" d WHERE d."id" = $1 AND d."revokedAt" IS NULL`,
      [id],
    );
    return row ? readDevice(row) : null;
  }

  async add(tx: Tx, device: Omit<Device, 'usedAt'> & { readonly tokenHash: string }): Promise<void> {
    const registeredAt = writeInstant(device.registeredAt);
    const { sql, params } = insert('desk_device', { ...device, registeredAt, revokedAt: null });
    await tx.execute(sql, params);
    tx.born('desk_device', device.id);
  }

  async revoke(tx: Tx, id: string, at: Instant): Promise<void> {
    await tx.vouch('desk_device', id);
    await tx.execute('UPDATE "desk_device" SET "revokedAt" = $1 WHERE "id" = $2', [writeInstant(at), id]);
  }

  async noteUse(tx: Tx, deviceId: string, username: string, at: Instant): Promise<void> {
    await tx.execute(
      `INSERT INTO "device_use" ("deviceId", "username", "usedAt") VALUES ($1, $2, $3)
       ON CONFLICT ("deviceId", "username") DO UPDATE SET "usedAt" = excluded."usedAt"`,
      [deviceId, username, writeInstant(at)],
    );
  }

  /** Active people of the PC's unit who sat at it within 30 days, the last one first; of a phone its owner. At most 12. */
  async peopleAt(device: Device, now: Instant): Promise<Actor[]> {
    const rows = await this.database.query(
      `SELECT p."username", p."fullName", p."unitCode", p."roles", p."covers" FROM "device_use" u
       JOIN "user_account" p ON p."username" = u."username"
       WHERE u."deviceId" = $1 AND u."usedAt" > $2 AND p."active" = TRUE AND p."unitCode" = $3
       ORDER BY u."usedAt" DESC, p."username" LIMIT 12`,
      [device.id, writeInstant(since(now)), device.unitCode],
    );
    const offered = rows.filter((row) => device.owner === null || row['username'] === device.owner);
    return offered.map((row) => {
      const covers = coveredOn(row['covers'], localDate(now));
      return {
        username: String(row['username']),
        fullName: String(row['fullName']),
        unitCode: String(row['unitCode']),
        roles: readRoles(row['roles']),
        ...(covers.length > 0 && { covers }),
      };
    });
  }
}

function since(now: Instant): Instant {
  return (now - DEVICE_DAYS * DAY) as Instant;
}

function isInUse({ usedAt, registeredAt }: Device, now: Instant): boolean {
  return (usedAt ?? registeredAt) > since(now);
}

function readDevice(row: Row): Device {
  return {
    id: String(row['id']),
    unitCode: String(row['unitCode']),
    name: String(row['name']),
    registeredBy: String(row['registeredBy']),
    registeredAt: readInstant(row['registeredAt']),
    owner: row['owner'] as string | null,
    usedAt: readInstantOrNull(row['usedAt']),
  };
}

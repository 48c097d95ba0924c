import { Inject, Injectable } from '@nestjs/common';
import { hasRole, mayActFor, seesBelow, type Actor, type Role } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { newId } from '../../platform/ids/new-id.js';
import { UnitsService } from '../../units/units.service.js';
import { newSessionToken, tokenHash } from '../token-secrets.js';
import { DevicesRepository, type Device } from './devices.repository.js';

/** Who says which PCs are the desk's. */
export const DEVICE_KEEPERS: readonly [Role, ...Role[]] = ['desk_head', 'division_head', 'leader', 'admin'];

/** PCs of a desk on which people pass over by PIN or card. Registered by a head on the PC itself; revoked from anywhere. */
@Injectable()
export class DevicesService {
  constructor(
    private readonly devices: DevicesRepository,
    private readonly units: UnitsService,
    private readonly transactor: Transactor,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param token what the PC's cookie holds @returns null where it is not (or no longer) one of a desk's */
  async at(token: string | null): Promise<Device | null> {
    return token === null ? null : this.devices.findByToken(tokenHash(token), this.clock.now());
  }

  /** Who sat there lately, the last one first. */
  async peopleAt(device: Device | null): Promise<Actor[]> {
    return device ? this.devices.peopleAt(device, this.clock.now()) : [];
  }

  /** Those of one's own unit, and of the units below for whoever sees them. */
  async list(by: Actor): Promise<Device[]> {
    const units = seesBelow(by) ? await this.units.subtree(by.unitCode) : [by.unitCode];
    return this.devices.ofUnits(units, this.clock.now());
  }

  /**
   * Makes the PC somebody sits at one of their own unit's.
   *
   * @param name by which it is known in the office, e.g. `Quầy 2`
   * @returns what its cookie is to hold, shown this once
   * @throws DomainError `auth.forbidden`
   */
  async register(by: Actor, name: string): Promise<{ id: string; token: string }> {
    demandKeeper(by);
    const at = this.clock.now();
    const token = newSessionToken();
    const id = newId(at);
    const device = { id, unitCode: by.unitCode, name, registeredBy: by.username, registeredAt: at, owner: null };
    await this.transactor.run(async (tx) => {
      await this.devices.add(tx, { ...device, tokenHash: tokenHash(token) });
      await this.devices.noteUse(tx, id, by.username, at);
      const subject = `device:${id}`;
      await this.audit.record(tx, { at, actor: by.username, action: 'device.registered', subject, reason: name });
    });
    return { id, token };
  }

  /** Ends it at once: PINs and cards count there no more. @throws DomainError `not_found`, `auth.forbidden` */
  async revoke(by: Actor, id: string): Promise<Device> {
    demandKeeper(by);
    const device = await this.devices.find(id);
    if (!device || !mayActFor(by, device.unitCode, await this.units.ancestors(device.unitCode))) {
      throw new DomainError('not_found', 'there is no such PC');
    }
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await this.devices.revoke(tx, id, at);
      const subject = `device:${id}`;
      await this.audit.record(tx, { at, actor: by.username, action: 'device.revoked', subject, reason: device.name });
    });
    return device;
  }
}

function demandKeeper(by: Actor): void {
  if (hasRole(by, ...DEVICE_KEEPERS)) return;
  throw new DomainError('auth.forbidden', 'a head or an administrator registers PCs', { needs: [...DEVICE_KEEPERS] });
}

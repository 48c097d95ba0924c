import { Inject, Injectable } from '@nestjs/common';
import { PHONE_PIN_LENGTH, pinFault } from '../../domain/accounts/pin.js';
import type { Actor, Role } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { newId } from '../../platform/ids/new-id.js';
import { DevicesRepository, type Device } from '../shared-pcs/devices.repository.js';
import { Pins } from '../shared-pcs/pins.js';
import { newSessionToken, tokenHash } from '../token-secrets.js';

/** Whose work goes on in the evening. */
export const PHONE_OWNERS: readonly [Role, ...Role[]] = ['leader'];

/** Phones on which their owners come in by PIN: registered with the password, forgotten after 30 days without use. */
@Injectable()
export class PhonesService {
  constructor(
    private readonly devices: DevicesRepository,
    private readonly pins: Pins,
    private readonly transactor: Transactor,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  of({ username }: Actor): Promise<Device[]> {
    return this.devices.ofOwner(username, this.clock.now());
  }

  /**
   * Makes the phone somebody holds theirs, and sets their PIN. That it is them, they have shown by their password.
   *
   * @param here what the browser is registered as already; null: nothing
   * @returns what its cookie is to hold, shown this once
   * @throws DomainError `request.invalid` for a poor PIN, and on a PC of a desk: that belongs to everybody
   */
  async register(by: Actor, { name, pin }: { name: string; pin: string }, here: Device | null): Promise<string> {
    if (here !== null && here.owner === null) throw invalid('name', 'phone.fault.desk_pc');
    if (pin.length !== PHONE_PIN_LENGTH || pinFault(pin) === 'form') throw invalid('pin', 'phone.fault.form');
    if (pinFault(pin)) throw invalid('pin', 'account.fault.pin_guessable');
    const pinHash = await this.pins.hash(by.username, pin);
    const at = this.clock.now();
    const token = newSessionToken();
    const id = newId(at);
    const owner = by.username;
    const device = { id, unitCode: by.unitCode, name, registeredBy: owner, registeredAt: at, owner };
    await this.transactor.run(async (tx) => {
      // Registered anew it is still one phone.
      if (here?.owner === owner) await this.devices.revoke(tx, here.id, at);
      await this.devices.add(tx, { ...device, tokenHash: tokenHash(token) });
      await this.devices.noteUse(tx, id, owner, at);
      await this.pins.set(tx, owner, pinHash, at);
      const subject = `device:${id}`;
      await this.audit.record(tx, { at, actor: owner, action: 'phone.registered', subject, reason: name });
    });
    return token;
  }

  /** Lost or sold: its PIN counts no more, at once. @throws DomainError `not_found` for what is not one's own */
  async revoke(by: Actor, id: string): Promise<Device> {
    const device = await this.devices.find(id);
    if (device?.owner !== by.username) throw new DomainError('not_found', 'there is no such phone');
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await this.devices.revoke(tx, id, at);
      const subject = `device:${id}`;
      await this.audit.record(tx, { at, actor: by.username, action: 'phone.revoked', subject, reason: device.name });
    });
    return device;
  }
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', `${field} is not acceptable`, {}, [{ field, message }]);
}

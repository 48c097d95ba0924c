import { Inject, Injectable } from '@nestjs/common';
import { hasRole, mayActFor, type Actor, type Role } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { newId } from '../../platform/ids/new-id.js';
import { Keys } from '../../platform/keys/keys.js';
import type { SigningKey } from '../../platform/signatures/key-file.js';
import { KeyFileFault } from '../../platform/signatures/signature-fault.js';
import { UnitsService } from '../../units/units.service.js';
import { SigningKeysRepository, type UnitKey } from './signing-keys.repository.js';

export const KEY_KEEPERS: readonly [Role, ...Role[]] = ['admin'];

/** Key files of units. They lie here under the master key and their own password, which nobody keeps. */
@Injectable()
export class SigningKeys {
  constructor(
    private readonly repository: SigningKeysRepository,
    private readonly transactor: Transactor,
    private readonly keys: Keys,
    private readonly units: UnitsService,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those a keeper may see to: of their own unit and below. */
  async list(by: Actor): Promise<UnitKey[]> {
    return this.repository.ofUnits(await this.units.subtree(by.unitCode));
  }

  /** Keys that a unit signs with: its own, else those of the unit above, and so on. */
  async of(unitCode: string): Promise<UnitKey[]> {
    for (const code of [unitCode, ...(await this.units.ancestors(unitCode))]) {
      const found = await this.repository.ofUnits([code]);
      if (found.length > 0) return found;
    }
    return [];
  }

  /**
   * @param password opens the file, once, to see that it does
   * @throws DomainError `request.invalid` beside the field to blame, `auth.forbidden` for another's unit
   */
  async add(by: Actor, unitCode: string, { file, password }: { file: Buffer; password: string }): Promise<string> {
    await this.demandKeeper(by, unitCode);
    const { certificate } = await opened(file, password);
    const { certificateFacts } = await import('../../platform/signatures/certificates.js');
    const facts = certificateFacts(certificate);
    const at = this.clock.now();
    if (facts.validTo < at) throw invalid('file', 'signature.fault.expired');
    const id = newId(at);
    const sealed = this.keys.encrypt(file.toString('base64'));
    await this.transactor.run(async (tx) => {
      await this.repository.add(tx, { id, unitCode, ...facts, addedAt: at, addedBy: by.username }, sealed);
      await this.note(tx, by, 'signing_key.added', id, facts.signer);
    });
    return id;
  }

  /** The file goes; that it was there stays. @throws DomainError `not_found`, `auth.forbidden` */
  async remove(by: Actor, id: string): Promise<void> {
    const key = await this.repository.find(id);
    if (!key) throw new DomainError('not_found', 'there is no such key');
    await this.demandKeeper(by, key.unitCode);
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await this.repository.remove(tx, id, at, by.username);
      await this.note(tx, by, 'signing_key.removed', id, key.signer);
    });
  }

  /**
   * Opens a key for one signature.
   *
   * @throws DomainError `not_found` for a key the unit does not sign with; `request.invalid` for a wrong password
   */
  async open(unitCode: string, id: string, password: string): Promise<{ key: SigningKey; signer: string }> {
    const known = (await this.of(unitCode)).find((each) => each.id === id);
    const sealed = known && (await this.repository.sealed(id));
    if (!known || !sealed) throw new DomainError('not_found', 'there is no such key');
    const file = Buffer.from(this.keys.decrypt(sealed), 'base64');
    return { key: await opened(file, password), signer: known.signer };
  }

  private async demandKeeper(by: Actor, unitCode: string): Promise<void> {
    if (hasRole(by, ...KEY_KEEPERS) && mayActFor(by, unitCode, await this.units.ancestors(unitCode))) return;
    throw new DomainError('auth.forbidden', 'an administrator of the unit keeps its keys', { unitCode });
  }

  private async note(
    tx: Parameters<AuditLog['record']>[0],
    by: Actor,
    action: string,
    id: string,
    reason: string,
  ): Promise<void> {
    const at = this.clock.now();
    await this.audit.record(tx, { at, actor: by.username, action, subject: `signing_key:${id}`, reason });
  }
}

async function opened(file: Buffer, password: string): Promise<SigningKey> {
  const { openKeyFile } = await import('../../platform/signatures/key-file.js');
  return openKeyFile(file, password).catch((error: unknown) => {
    if (!(error instanceof KeyFileFault)) throw error;
    throw invalid(error.kind === 'password' ? 'password' : 'file', `signature.key.${error.kind}`);
  });
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', `${field} is not acceptable`, {}, [{ field, message }]);
}

import { AccountsService } from '../../../../src/accounts/accounts.service.js';
import { IssuingService } from '../../../../src/apologies/issuing.service.js';
import { LettersRepository } from '../../../../src/apologies/letters.repository.js';
import { LettersService } from '../../../../src/apologies/letters.service.js';
import type { Actor } from '../../../../src/domain/accounts/roles.js';
import type { Letter } from '../../../../src/domain/apology/letter.js';
import { plainDate } from '../../../../src/domain/time/plain-date.js';
import { IdempotencyService, type IdempotentWrite } from '../../../../src/platform/idempotency/idempotency.js';
import { UnitsService } from '../../../../src/units/units.service.js';
import type { TestApp } from '../../app.js';
import type { Servers } from './servers.js';
import type { Service } from '../service.js';

/** The division that owes the letters of a walk. */
export const UNIT = 'H45.20.05';

/**
 * What people and jobs do to some letters, from the first act to the last. Whoever walks again does what people do after a
 * power cut: the same acts with the same keys, on what is there.
 */
export interface Walk {
  /** @returns the letters the walk is about */
  prepare(world: TestApp): Promise<readonly string[]>;
  walk(service: Service, letterIds: readonly string[]): Promise<void>;
  /** how the other side answers while people walk; takes everything when it is left out */
  manners?(servers: Servers): void;
}

export function person(service: Service, username: string): Promise<Actor> {
  return service.get(AccountsService).actor(username);
}

/** The key of an act: the same whenever the same person tries again. */
export function keyOf(service: Service, { username }: Actor, act: string): IdempotentWrite {
  return service.get(IdempotencyService).describe(username, act, act, {});
}

export function letterOf(service: Service, id: string): Promise<Letter> {
  return service.get(LettersRepository).byId(service.database, id);
}

export async function decideSigning(world: TestApp, value: 'paper' | 'electronic'): Promise<void> {
  const admin: Actor = { username: 'admin', fullName: 'admin', unitCode: 'H45.20', roles: ['admin'] };
  const setting = { key: 'signing_mode', value, validFrom: plainDate('2023-05-01') } as const;
  await world.get(UnitsService, { strict: false }).decide(UNIT, setting, admin);
}

/** Approves, and asks for number and paper of what is approved; jobs finish what went further. */
export async function issue(service: Service, ids: readonly string[], signer: Actor, clerk: Actor): Promise<void> {
  for (const id of ids) {
    await service.get(LettersService).approve(id, signer, keyOf(service, signer, `approve ${id}`));
    if ((await letterOf(service, id)).state !== 'approved') continue;
    await service.get(IssuingService).issueFor(id, null, clerk, keyOf(service, clerk, `issue ${id}`));
  }
  await service.get(IssuingService).resume();
}

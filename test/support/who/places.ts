import { AccountsService } from '../../../src/accounts/accounts.service.js';
import { ROLES, type Role } from '../../../src/domain/accounts/roles.js';
import type { Agent } from '../agents.js';
import type { TestApp } from '../app.js';
import { TEST_PASSWORD } from '../small-world.js';

/** Where somebody works, as seen from a dossier: its desk, the division that answers for it, a desk it is nothing to. */
export const PLACES = { desk: 'H45.20', division: 'H45.20.05', elsewhere: 'H45.20.21' } as const;

export type Place = keyof typeof PLACES;

/** One person with one role at one place, e.g. `receiver@desk`. */
export interface Somebody {
  readonly name: string;
  readonly role: Role;
  readonly place: Place;
  readonly unitCode: string;
  readonly agent: Agent;
}

/** Everybody there could be: each role alone, at each place. */
export async function everybody(world: TestApp): Promise<Somebody[]> {
  const accounts = world.get(AccountsService, { strict: false });
  const passwordHash = await accounts.hashPassword(TEST_PASSWORD);
  const places = Object.keys(PLACES) as Place[];
  const people = places.flatMap((place) => ROLES.map((role) => ({ role, place, username: `${place}.${role}` })));
  await accounts.createUsers(
    people.map(({ role, place, username }) => ({
      username,
      fullName: `Người thử ${role} ${place}`,
      unitCode: PLACES[place],
      roles: [role],
      passwordHash,
    })),
  );
  const known: Somebody[] = [];
  for (const { role, place, username } of people) {
    known.push({ name: `${role}@${place}`, role, place, unitCode: PLACES[place], agent: await world.as(username) });
  }
  return known;
}

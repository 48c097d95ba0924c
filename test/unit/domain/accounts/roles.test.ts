import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  hasRole,
  mayActFor,
  mayRead,
  ROLES,
  seesBelow,
  type Actor,
  type Role,
} from '../../../../src/domain/accounts/roles.js';

const ancestorsOf: Readonly<Record<string, readonly string[]>> = {
  town: [],
  division: ['town'],
  ward: ['town'],
  hamlet: ['ward', 'town'],
};
const actor = (unitCode: string, ...roles: Role[]): Actor => ({ username: 'x', fullName: 'X', unitCode, roles });

describe('who may for which unit', () => {
  test.each`
    role               | own     | readsBelow | actsBelow
    ${'receiver'}      | ${true} | ${false}   | ${false}
    ${'returner'}      | ${true} | ${false}   | ${false}
    ${'cashier'}       | ${true} | ${false}   | ${false}
    ${'specialist'}    | ${true} | ${false}   | ${false}
    ${'division_head'} | ${true} | ${false}   | ${false}
    ${'leader'}        | ${true} | ${true}    | ${true}
    ${'clerk'}         | ${true} | ${false}   | ${false}
    ${'desk_head'}     | ${true} | ${true}    | ${false}
    ${'monitor'}       | ${true} | ${true}    | ${false}
    ${'admin'}         | ${true} | ${true}    | ${true}
  `('$role of the town', ({ role, own, readsBelow, actsBelow }) => {
    const person = actor('town', role as Role);
    expect([mayRead(person, 'town', []), mayActFor(person, 'town', [])]).toEqual([own, own]);
    expect(mayRead(person, 'hamlet', ['ward', 'town'])).toBe(readsBelow);
    expect(mayActFor(person, 'hamlet', ['ward', 'town'])).toBe(actsBelow);
    expect(seesBelow(person)).toBe(readsBelow);
  });

  it('never reaches upwards or sideways', () => {
    const units = fc.constantFrom(...Object.keys(ancestorsOf));
    fc.assert(
      fc.property(units, units, fc.subarray([...ROLES]), (home, target, roles) => {
        const person = actor(home, ...roles);
        const above = ancestorsOf[target]!;
        const reachable = home === target || above.includes(home);
        if (!reachable)
          expect([mayRead(person, target, above), mayActFor(person, target, above)]).toEqual([false, false]);
        if (mayActFor(person, target, above)) expect(mayRead(person, target, above)).toBe(true);
      }),
    );
  });

  it('asks for any of the roles named', () => {
    expect(hasRole(actor('town', 'clerk'), 'leader', 'clerk')).toBe(true);
    expect(hasRole(actor('town', 'clerk'), 'leader')).toBe(false);
    expect(hasRole(actor('town'), 'leader')).toBe(false);
  });
});

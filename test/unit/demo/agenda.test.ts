import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Agenda } from '../../../src/demo/agenda.js';
import { ReplayClock } from '../../../src/demo/clock.js';
import { DEMO_PASSWORD, SHOWN_USERNAMES, Staff } from '../../../src/demo/staff.js';
import { passwordFault } from '../../../src/domain/accounts/password.js';
import type { Instant } from '../../../src/domain/time/instant.js';
import { USERNAME } from '../../../src/accounts/account.js';

describe('Agenda', () => {
  it('gives what was put in by time, and of one moment by the order of entering', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), (moments) => {
        const agenda = new Agenda();
        for (const at of moments) agenda.add(at as Instant, () => Promise.resolve());
        const given: [number, number][] = [];
        for (let next = agenda.next(); next; next = agenda.next()) given.push([next.at, next.order]);
        const sorted = moments.map((at, order): [number, number] => [at, order]);
        expect(given).toEqual(sorted.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
      }),
    );
  });
});

describe('ReplayClock', () => {
  it('does not go back', () => {
    const clock = new ReplayClock(10 as Instant);
    clock.moveTo(12 as Instant);
    expect(clock.now()).toBe(12);
    expect(() => {
      clock.moveTo(11 as Instant);
    }).toThrow(RangeError);
  });
});

describe('Staff', () => {
  const staff = new Staff(1);

  it('is the same for the same seed', () => {
    expect(new Staff(1).people).toEqual(staff.people);
  });

  it('may log in with the printed password under the printed names', () => {
    for (const { username } of staff.people) {
      expect(username).toMatch(USERNAME);
      expect(passwordFault(DEMO_PASSWORD, username)).toBeNull();
    }
    const names = staff.people.map(({ username }) => username);
    expect(new Set(names).size).toBe(names.length);
    expect(SHOWN_USERNAMES.filter(([username]) => !names.includes(username))).toEqual([]);
  });
});

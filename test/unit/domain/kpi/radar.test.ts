import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  AGAIN_DAYS,
  casesOf,
  isAtClosing,
  isRush,
  RADAR_ACTS,
  RADAR_KINDS,
  signsOf,
  usualShare,
  type RadarEvent,
  type RadarKind,
} from '../../../../src/domain/kpi/radar.js';
import { DAY, instant, type Instant } from '../../../../src/domain/time/instant.js';

const AT = instant('2023-05-15T16:00:00+07:00');
const plain: RadarEvent = {
  act: 'complete',
  at: AT,
  minutesToDue: null,
  supplements: 0,
  refused: false,
  paperEntry: false,
  endedBefore: null,
};

const anyEvent: fc.Arbitrary<RadarEvent> = fc.record({
  act: fc.constantFrom(...RADAR_ACTS, 'note'),
  at: fc.constant(AT),
  minutesToDue: fc.option(fc.integer({ min: 0, max: 600 })),
  supplements: fc.nat(3),
  refused: fc.boolean(),
  paperEntry: fc.boolean(),
  endedBefore: fc.option(fc.integer({ min: 0, max: 20 * DAY }).map((ago) => (AT - ago) as Instant)),
});

describe('what a single act is a sign of', () => {
  test.each<[string, Partial<RadarEvent>, RadarKind[]]>([
    [
      'paused two hours before due',
      { act: 'request_supplement', minutesToDue: 120, supplements: 1 },
      ['paused_near_due'],
    ],
    ['paused a minute earlier', { act: 'request_supplement', minutesToDue: 121, supplements: 1 }, []],
    ['sent for payment just before due', { act: 'request_payment', minutesToDue: 0 }, ['paused_near_due']],
    ['stopped just before due', { act: 'stop', minutesToDue: 30 }, ['paused_near_due']],
    ['paused when it was late already', { act: 'request_supplement', supplements: 1 }, []],
    ['asked a second time', { act: 'request_supplement', minutesToDue: 900, supplements: 2 }, ['second_supplement']],
    ['finished exactly at due', { minutesToDue: 0 }, ['finished_at_due']],
    ['finished five minutes before', { minutesToDue: 5 }, ['finished_at_due']],
    ['finished six minutes before', { minutesToDue: 6 }, []],
    ['refused four hours before due', { minutesToDue: 240, refused: true }, ['ended_near_due']],
    ['refused a minute earlier', { minutesToDue: 241, refused: true }, []],
    ['granted four hours before due', { minutesToDue: 240 }, []],
    ['withdrawn just before due', { act: 'withdraw', minutesToDue: 10 }, ['ended_near_due']],
    [
      'filed again after ten days',
      { act: 'register', endedBefore: (AT - AGAIN_DAYS * DAY) as Instant },
      ['filed_again'],
    ],
    ['filed again a moment later', { act: 'register', endedBefore: (AT - AGAIN_DAYS * DAY - 1) as Instant }, []],
    ['the other one ended afterwards', { act: 'file', endedBefore: (AT + 1) as Instant }, []],
    ['from a session on paper', { act: 'register', paperEntry: true }, ['paper_entry']],
    ['extended', { act: 'extend' }, ['more_time']],
    ['given extra time', { act: 'grant_extra_time' }, ['more_time']],
    ['only handed to the desk', { act: 'transfer_result' }, []],
  ])('%s', (_, event, signs) => {
    expect(signsOf({ ...plain, ...event })).toEqual(signs);
  });

  it('is always a case of its base rate, so that no share is above one', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const cases = casesOf(event);
        expect(signsOf(event).every((kind) => cases.includes(kind))).toBe(true);
        expect(new Set(cases).size).toBe(cases.length);
      }),
    );
  });

  it('never comes from more time being left', () => {
    fc.assert(
      fc.property(anyEvent, fc.nat(600), (event, more) => {
        const later = event.minutesToDue === null ? null : event.minutesToDue + more;
        expect(signsOf(event)).toEqual(expect.arrayContaining(signsOf({ ...event, minutesToDue: later })));
      }),
    );
  });

  it('counts each kind by some act', () => {
    const counted = new Set(RADAR_ACTS.flatMap((act) => casesOf({ act, refused: true })));
    expect([...counted].sort()).toEqual([...RADAR_KINDS].sort());
  });
});

describe('finishing together at closing', () => {
  const NONE = { finished: 0, closing: 0 };
  test.each([
    ['four are an ordinary end', { finished: 4, closing: 4 }, NONE, false],
    ['five of five', { finished: 5, closing: 5 }, NONE, true],
    ['five of forty, an eighth', { finished: 40, closing: 5 }, NONE, true],
    ['five of forty-one', { finished: 41, closing: 5 }, NONE, false],
    ['as always', { finished: 10, closing: 5 }, { finished: 100, closing: 40 }, false],
    ['against a quiet habit', { finished: 10, closing: 5 }, { finished: 100, closing: 10 }, true],
    ['a base too small to say', { finished: 10, closing: 5 }, { finished: 20, closing: 20 }, true],
  ])('%s', (_, half, base, rush) => {
    expect(isRush(half, base)).toBe(rush);
  });

  it('is less conspicuous the more it is the habit', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), fc.integer({ min: 30, max: 300 }), (a, b, finished) => {
        const [less, more] = [Math.min(a, b, finished), Math.min(Math.max(a, b), finished)];
        expect(usualShare({ finished, closing: less })).toBeLessThanOrEqual(usualShare({ finished, closing: more }));
      }),
    );
  });

  test.each([
    ['in the middle', 10, 10, false],
    ['nine minutes before', 10, 9, true],
    ['just after', 6, 0, true],
    ['long after', 0, 0, false],
    ['just before opening', 0, 5, false],
    ['just after opening', 5, 10, false],
  ])('%s', (_, before, after, closing) => {
    expect(isAtClosing(before, after)).toBe(closing);
  });
});

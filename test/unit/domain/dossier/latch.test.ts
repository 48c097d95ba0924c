import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { extend, noteBreach } from '../../../../src/domain/dossier/acts/breach.js';
import { acknowledge, handOver } from '../../../../src/domain/dossier/acts/hand-over.js';
import { register } from '../../../../src/domain/dossier/acts/register.js';
import { complete, giveBack, withdraw } from '../../../../src/domain/dossier/acts/settle.js';
import { decide, type ActContext, type Decision } from '../../../../src/domain/dossier/decision.js';
import type { Dossier } from '../../../../src/domain/dossier/dossier.js';
import { DomainError } from '../../../../src/domain/errors.js';
import { latchHolds } from '../../../../src/domain/promise/latch.js';
import { MINUTE, type Instant } from '../../../../src/domain/time/instant.js';
import { calendar, context, DIVISION, received, registration, RESULT } from '../../../support/acts.js';
import { at } from '../../../support/moments.js';

type Step = (dossier: Dossier, told: ActContext, extra: number) => Decision | null;

const STEPS: Readonly<Record<string, Step>> = {
  handOver: (dossier, told, extra) =>
    handOver(dossier, told, {
      id: 'h',
      toUnitCode: extra % 2 ? DIVISION : dossier.unitCode,
      toUsername: null,
      note: null,
      outside: false,
    }),
  acknowledge: (dossier, told) => acknowledge(dossier, told, 'h', true),
  complete: (dossier, told) => complete(dossier, told, RESULT),
  withdraw: (dossier, told) => withdraw(dossier, told, 'đơn'),
  giveBack: (dossier, told) => giveBack(dossier, told, { receivedBy: 'A', how: 'desk' }),
  noteBreach: (dossier, told) => noteBreach(dossier, told),
  extend: (dossier, told, extra) =>
    extend(dossier, told, {
      letterId: 'l',
      letterNumber: '01/PXL',
      newDueAt: (told.at + extra * MINUTE) as Instant,
      fixedAt: told.at,
      reason: 'chậm',
      ends: [],
    }),
};

const steps = fc.array(
  fc.record({
    step: fc.constantFrom(...Object.keys(STEPS)),
    waits: fc.integer({ min: 0, max: 6 * 24 * 60 }),
    extra: fc.integer({ min: 1, max: 20 * 24 * 60 }),
  }),
  { minLength: 1, maxLength: 14 },
);

const limit = fc.record({
  unit: fc.constantFrom('working_day' as const, 'calendar_day' as const, 'working_hour' as const),
  amount: fc.integer({ min: 1, max: 12 }),
});

/** What must be true of any decision whatever. */
function checkDecision({ before, dossier, event, obligations, promises }: Decision): void {
  if (!before) throw new Error('an act is on a dossier');
  expect(dossier.originalDueAt).toBe(before.originalDueAt);
  expect(dossier.eventSeq).toBe(before.eventSeq + 1);
  if (before.lateFrom !== null && before.lateFrom <= event.at) expect(dossier.lateFrom).toBe(before.lateFrom);
  if (before.settlement) expect(dossier.settlement).toEqual(before.settlement);
  else if (dossier.settlement) {
    const { finishedAt, timeliness } = dossier.settlement;
    expect(timeliness === 'late').toBe(dossier.lateFrom !== null && finishedAt >= dossier.lateFrom);
  }
  if (obligations.length > 0) expect([before.breachNoted, dossier.breachNoted]).toEqual([false, true]);
  for (const row of promises) expect([row.kind, row.lateFrom]).toEqual(['extension', before.lateFrom]);
}

describe('the latch', () => {
  it('holds through any sequence of acts: no act makes late on time, and a breach is opened once', () => {
    fc.assert(
      fc.property(steps, limit, (sequence, given) => {
        const { terms } = registration();
        let { dossier } = register(registration({ terms: { ...terms, limit: given } }));
        const first = dossier;
        let now = registration().at;
        let [opened, extensions] = [0, 0];
        for (const { step, waits, extra } of sequence) {
          now = (now + waits * MINUTE) as Instant;
          let decision: Decision | null = null;
          try {
            decision = STEPS[step]!(dossier, context({ at: now }), extra);
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
          if (!decision) continue;
          checkDecision(decision);
          ({ dossier } = decision);
          opened += decision.obligations.length;
          extensions += decision.promises.length;
        }
        expect([opened <= 1, extensions <= 1]).toEqual([true, true]);
        expect(opened === 1).toBe(dossier.breachNoted);
        expect(dossier.originalDueAt).toBe(first.originalDueAt);
        expect(dossier.lateFrom).toBe(first.lateFrom);
        expect(dossier.currentDueAt ?? 0).toBeGreaterThanOrEqual(dossier.statutoryDueAt ?? 0);
        if (dossier.settlement?.timeliness === 'late') expect(dossier.breachNoted).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test.each`
    what                                   | before                | after                 | holds
    ${'nothing moved'}                     | ${'2023-05-23 00:00'} | ${'2023-05-23 00:00'} | ${true}
    ${'nothing moved after the breach'}    | ${'2023-05-17 09:00'} | ${'2023-05-17 09:00'} | ${true}
    ${'later, before the breach'}          | ${'2023-05-23 00:00'} | ${'2023-05-26 00:00'} | ${true}
    ${'earlier, but still to come'}        | ${'2023-05-23 00:00'} | ${'2023-05-18 00:00'} | ${true}
    ${'into the past'}                     | ${'2023-05-23 00:00'} | ${'2023-05-17 09:59'} | ${false}
    ${'to this very moment'}               | ${'2023-05-23 00:00'} | ${'2023-05-17 10:00'} | ${false}
    ${'later, at the moment of breach'}    | ${'2023-05-17 10:00'} | ${'2023-05-26 00:00'} | ${false}
    ${'later, after the breach'}           | ${'2023-05-17 09:00'} | ${'2023-05-26 00:00'} | ${false}
    ${'paused before the breach'}          | ${'2023-05-23 00:00'} | ${null}               | ${true}
    ${'paused after the breach'}           | ${'2023-05-17 09:00'} | ${null}               | ${false}
    ${'on again after a pause'}            | ${null}               | ${'2023-05-18 00:00'} | ${true}
    ${'on again, but already in the past'} | ${null}               | ${'2023-05-16 00:00'} | ${false}
  `('$what: $holds', ({ before, after, holds }) => {
    const moment = (text: string | null) => (text === null ? null : at(text));
    const args = [moment(before as string | null), moment(after as string | null), context().at] as const;
    expect(latchHolds(...args)).toBe(holds);
    const act = () =>
      decide(received({ lateFrom: args[0] }), context(), { act: 'withdraw', to: { lateFrom: args[1] }, payload: {} });
    if (holds === true) expect(act().dossier.lateFrom).toBe(args[1]);
    else expect(act).toThrow(RangeError);
  });

  it('guards the first promise as well', () => {
    const to = { originalDueAt: at('2023-06-30 17:00') };
    expect(() => decide(received(), context({ calendar }), { act: 'withdraw', to, payload: {} })).toThrow(RangeError);
  });
});

import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  afterReport,
  FINAL_STATES,
  LINE_REPORTS,
  MESSAGE_STATES,
  minutesUntilRetry,
  PRESUMED_DELIVERED_HOURS,
} from '../../../../src/domain/apology/message.js';

test('waits twice as long after each attempt that was put off, and after the eighth lets a person look', () => {
  expect([1, 2, 3, 8, 9, 10, 23, 24, 25].map(minutesUntilRetry)).toEqual([1, 2, 4, 128, 240, 240, 240, null, null]);
});

test('presumes delivery after three days without a bounce', () => {
  expect(PRESUMED_DELIVERED_HOURS).toBe(72);
});

describe('words of a gateway', () => {
  // rows: the state; columns: sent, delivered, undelivered
  test.each([
    ['queued', ['queued', 'queued', 'queued']],
    ['claimed', ['claimed', 'claimed', 'claimed']],
    ['transmitting', ['sent', 'delivered', 'bounced']],
    ['uncertain', ['sent', 'delivered', 'bounced']],
    ['sent', ['sent', 'delivered', 'bounced']],
    ['presumed_delivered', ['presumed_delivered', 'delivered', 'bounced']],
    ['delivered', ['delivered', 'delivered', 'delivered']],
    ['bounced', ['bounced', 'bounced', 'bounced']],
    ['failed', ['failed', 'failed', 'failed']],
  ] as const)('%s', (state, expected) => {
    expect(LINE_REPORTS.map((report) => afterReport(state, report))).toEqual(expected);
  });

  it('come late, twice and in any order: what is final stays, and repeating one changes nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MESSAGE_STATES),
        fc.array(fc.constantFrom(...LINE_REPORTS), { maxLength: 12 }),
        (start, reports) => {
          let [state, final] = [start, FINAL_STATES.includes(start as never) ? start : null];
          for (const report of reports) {
            state = afterReport(state, report);
            expect(afterReport(state, report)).toBe(state);
            if (final !== null) expect(state).toBe(final);
            if (FINAL_STATES.includes(state as never)) final = state;
          }
        },
      ),
    );
  });
});

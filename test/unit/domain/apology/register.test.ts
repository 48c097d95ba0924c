import { describe, expect, test } from '@jest/globals';
import { registerDay, requireUpward } from '../../../../src/domain/apology/register.js';
import { DomainError } from '../../../../src/domain/errors.js';
import { plainDate, type PlainDate } from '../../../../src/domain/time/plain-date.js';

function refusal(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.errors[0]?.field ?? error.code;
  }
}

describe('the day of a letter', () => {
  const day = (text: string | null): PlainDate | null => (text === null ? null : plainDate(text));

  test.each([
    ['nothing said: today', null, true, null, '2024-01-03'],
    ['in the future', '2024-01-04', false, null, null],
    ['before it was drafted', '2023-12-19', false, null, null],
    ['another register may lag into the year before', '2023-12-29', false, null, '2023-12-29'],
    ['our own does not', '2023-12-29', true, null, null],
    ['our own does not go back', '2024-01-02', true, '2024-01-03', null],
    ['the same day goes', '2024-01-03', true, '2024-01-03', '2024-01-03'],
    ['another register has its own order', '2024-01-02', false, '2024-01-03', '2024-01-02'],
  ])('%s', (_, given, own, lastOwn, expected) => {
    const asked = { given: day(given), today: plainDate('2024-01-03'), draftedOn: plainDate('2023-12-20') };
    const work = (): PlainDate => registerDay({ ...asked, own, lastOwn: day(lastOwn) });
    if (expected === null) expect(refusal(work)).toBe('date');
    else expect(work()).toBe(expected);
  });
});

describe('a register that goes on from one on paper', () => {
  test.each([
    [15, 0, null],
    [2, 0, null],
    [1, 0, 'next'],
    [8, 7, 'next'],
    [9, 7, null],
    [3, 7, 'next'],
  ])('%d after %d', (next, last, expected) => {
    expect(
      refusal(() => {
        requireUpward(next, last);
      }),
    ).toBe(expected);
  });
});

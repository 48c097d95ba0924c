import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addCover,
  COVER_LISTS,
  coverOf,
  listLength,
  NO_COVER,
  STANDINGS,
  type CoverLine,
  type CoverList,
  type Standing,
} from '../../../../src/domain/apology/coverage.js';
import { healLines, type HealFinding } from '../../../../src/domain/apology/healing.js';
import { percentile, repeated, spreadOf, type LetterCourse } from '../../../../src/domain/apology/learning.js';
import { silentDays, type Giving } from '../../../../src/domain/apology/silence.js';
import { HOUR, type Instant } from '../../../../src/domain/time/instant.js';
import { dayNumber, plainDate } from '../../../../src/domain/time/plain-date.js';

function line(changes: Partial<CoverLine> = {}): CoverLine {
  return {
    obligationId: 'o1',
    dossierId: 'd1',
    unitCode: 'T',
    day: plainDate('2023-05-11'),
    cause: 'late',
    fault: 'ours',
    standing: 'owed',
    timely: false,
    tardy: false,
    automatic: false,
    outside: false,
    proven: false,
    letterId: null,
    ...changes,
  };
}

const sum = (lines: readonly CoverLine[]) =>
  coverOf(lines).reduce((all, { counts }) => addCover(all, counts), NO_COVER);

describe('what an obligation adds to coverage', () => {
  test.each`
    standing       | opened | created | issued | delivered | waived | missing
    ${'owed'}      | ${1}   | ${0}    | ${0}   | ${0}      | ${0}   | ${1}
    ${'drafted'}   | ${1}   | ${1}    | ${0}   | ${0}      | ${0}   | ${1}
    ${'issued'}    | ${1}   | ${1}    | ${1}   | ${0}      | ${0}   | ${0}
    ${'presumed'}  | ${1}   | ${1}    | ${1}   | ${1}      | ${0}   | ${0}
    ${'delivered'} | ${1}   | ${1}    | ${1}   | ${1}      | ${0}   | ${0}
    ${'waived'}    | ${1}   | ${0}    | ${0}   | ${0}      | ${1}   | ${0}
    ${'averted'}   | ${0}   | ${0}    | ${0}   | ${0}      | ${0}   | ${0}
    ${'historic'}  | ${0}   | ${0}    | ${0}   | ${0}      | ${0}   | ${0}
  `('$standing', ({ standing, missing, ...expected }) => {
    const counts = sum([line({ standing: standing as Standing })]);
    expect(counts).toMatchObject(expected);
    expect(listLength('missing', counts)).toBe(missing);
    expect(counts.dossiers).toBe(counts.opened);
  });

  it('counts a dossier once, on its first day, and covered only when nothing more is owed to it', () => {
    const first = line({ standing: 'delivered' });
    const second = line({ obligationId: 'o2', cause: 'error', day: plainDate('2023-06-01'), standing: 'drafted' });
    const both = coverOf([second, first]);
    expect(both.find(({ cause }) => cause === 'late')?.counts).toMatchObject({ dossiers: 1, dossiersCreated: 1 });
    expect(both.find(({ cause }) => cause === 'error')?.counts.dossiers).toBe(0);
    expect(sum([first, second])).toMatchObject({ opened: 2, issued: 1, dossiers: 1, dossiersIssued: 0 });
    expect(sum([first, { ...second, standing: 'issued' }]).dossiersIssued).toBe(1);
  });

  it('makes each list as long as its number, whatever stands there', () => {
    const lines = fc.array(fc.constantFrom(...STANDINGS), { maxLength: 20 });
    fc.assert(
      fc.property(lines, (standings) => {
        const all = standings.map((standing, i) =>
          line({ standing, obligationId: `o${String(i)}`, dossierId: `d${String(i)}` }),
        );
        const counts = all.map((one) => sum([one])).reduce((a, b) => addCover(a, b), NO_COVER);
        for (const list of Object.keys(COVER_LISTS) as CoverList[]) {
          if (list === 'tardy') continue;
          const there = all.filter(({ standing }) => (COVER_LISTS[list] as readonly string[]).includes(standing));
          expect([list, listLength(list, counts)]).toEqual([list, there.length]);
        }
      }),
    );
  });
});

describe('silence', () => {
  const calendar = {
    workingDaysBetween: (after: Parameters<typeof dayNumber>[0], through: Parameters<typeof dayNumber>[0]) =>
      dayNumber(through) - dayNumber(after),
  };
  test.each`
    situation                     | owedSince       | lastIssued      | days
    ${'nothing was ever issued'}  | ${'2023-05-08'} | ${null}         | ${4}
    ${'the last letter is older'} | ${'2023-05-08'} | ${'2023-04-01'} | ${4}
    ${'a letter went out since'}  | ${'2023-05-08'} | ${'2023-05-11'} | ${1}
    ${'a letter went out today'}  | ${'2023-05-08'} | ${'2023-05-12'} | ${0}
    ${'it is owed since today'}   | ${'2023-05-12'} | ${null}         | ${0}
  `('$situation: $days', ({ owedSince, lastIssued, days }) => {
    const giving = { unitCode: 'T', owed: 1, owedSince, lastIssued } as Giving;
    expect(silentDays(giving, plainDate('2023-05-12'), calendar)).toBe(days);
  });
});

describe('lessons', () => {
  const course = (changes: Partial<LetterCourse> = {}): LetterCourse => ({
    unitCode: 'T',
    reasonKey: 'overload',
    isLate: true,
    since: 0 as Instant,
    draftedAt: HOUR as Instant,
    issuedAt: (3 * HOUR) as Instant,
    arrivedAt: null,
    ...changes,
  });

  it('take the nearest rank, and nothing of nothing', () => {
    expect([percentile([], 50), percentile([1], 90), percentile([1, 2, 3, 4], 50), percentile([1, 2, 3, 4, 5], 90)]).toEqual([null, 1, 2, 5]); // prettier-ignore
  });

  it('measure each step, a draft from before the breach as none', () => {
    const early = course({ since: (2 * HOUR) as Instant, arrivedAt: (4 * HOUR) as Instant });
    expect(spreadOf([course(), early], 'drafted')).toEqual({ n: 2, p50: 0, p90: HOUR });
    expect(spreadOf([course(), early], 'issued')).toEqual({ n: 2, p50: 2 * HOUR, p90: 2 * HOUR });
    expect(spreadOf([course(), early], 'arrived')).toEqual({ n: 1, p50: HOUR, p90: HOUR });
  });

  it('count reasons of lateness by unit, the most frequent first', () => {
    const all = [course(), course(), course({ unitCode: 'U' }), course({ reasonKey: null }), course({ isLate: false })];
    expect(repeated(all)).toEqual([
      { unitCode: 'T', reasonKey: 'overload', n: 2 },
      { unitCode: 'T', reasonKey: null, n: 1 },
      { unitCode: 'U', reasonKey: 'overload', n: 1 },
    ]);
  });
});

it('what a night leaves is said by kind and unit, with the first few', () => {
  const finding = (unitCode: string | null, i: number): HealFinding => ({
    kind: i < 7 ? 'call_overdue' : 'undrafted',
    unitCode,
    dossierCode: `D${String(i)}`,
    letterId: null,
  });
  const found = healLines([...[0, 1, 2, 3, 4, 5].map((i) => finding('T', i)), finding('A', 6), finding('T', 7)]);
  expect(found.map(({ kind, unitCode, count, first }) => [kind, unitCode, count, first.length])).toEqual([
    ['undrafted', 'T', 1, 1],
    ['call_overdue', 'A', 1, 1],
    ['call_overdue', 'T', 6, 5],
  ]);
});

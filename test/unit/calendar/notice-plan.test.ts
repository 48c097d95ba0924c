import { describe, expect, it } from '@jest/globals';
import type { StoredDay, StoredYear } from '../../../src/calendar/calendar-facts.js';
import { planNotice, type NoticePlan, type NoticeTerms } from '../../../src/calendar/notice-plan.js';
import { readNotice } from '../../../src/calendar/notice-text.js';
import type { PlainDate } from '../../../src/domain/time/plain-date.js';

const day = (date: string, changes: Partial<StoredDay> = {}): StoredDay => ({
  date: date as PlainDate,
  kind: 'holiday',
  name: 'Nghỉ lễ',
  source: 'dự kiến',
  confidence: 'projected',
  spells: null,
  ...changes,
});
const year = (changes: Partial<StoredYear> = {}): StoredYear => ({
  year: 2027,
  state: 'projected',
  confirmedAt: null,
  confirmedBy: null,
  source: 'dự kiến',
  ...changes,
});
const PROJECTED = ['2027-01-01', '2027-02-05', '2027-02-08', '2027-04-30', '2027-05-01', '2027-09-02'].map((date) =>
  day(date),
);
const plan = (
  text: string,
  { days = PROJECTED, years = [year()], ...terms }: Partial<NoticeTerms> & { days?: StoredDay[]; years?: StoredYear[] },
): NoticePlan => {
  const all = { today: '2026-11-01' as PlainDate, source: 'TB 1/TB-BNV', wholeYears: false, ...terms };
  return planNotice(
    readNotice(text).flatMap((line) => line.days),
    { days, years },
    all,
  );
};
const told = ({ differences }: NoticePlan): string[] =>
  differences.map(
    ({ date, before, after, counts }) =>
      `${date} ${before?.kind ?? '-'} > ${after?.kind ?? '-'}${counts ? '' : ' (only words)'}`,
  );

describe('a notice against the calendar', () => {
  it('adds single days, and takes back what is said to be ordinary', () => {
    const made = plan('nghỉ 04/02/2027\n05/02/2027 làm việc bình thường\n11/02/2027 ngày thường', {});
    expect(told(made)).toEqual(['2027-02-04 - > holiday', '2027-02-05 holiday > -']);
    expect(made.change.remove).toEqual(['2027-02-05']);
    expect([made.official, made.rejected]).toEqual([[], []]);
  });

  it('makes a projected year official, with what it says and does not take back', () => {
    const made = plan('nghỉ 04/02/2027\n05/02/2027 làm việc bình thường', { wholeYears: true });
    expect(made.official).toEqual([2027]);
    expect(made.rejected).toEqual([]);
    expect(told(made).filter((line) => !line.endsWith('(only words)'))).toEqual([
      '2027-02-04 - > holiday',
      '2027-02-05 holiday > -',
    ]);
    expect(made.change.days).toHaveLength(6);
    expect(made.change.days.every(({ confidence, source }) => confidence === 'high' && source === 'TB 1/TB-BNV')).toBe(
      true,
    );
  });

  it('says nothing twice: what stands already is no difference', () => {
    const stands = [day('2027-09-02', { name: 'Quốc khánh', source: 'TB 1/TB-BNV', confidence: 'high' })];
    expect(told(plan('nghỉ Quốc khánh 02/09/2027', { days: stands }))).toEqual([]);
  });

  it('moves nothing that is past in a year that carries promises', () => {
    const official = { years: [year({ state: 'official' })], today: '2027-05-01' as PlainDate };
    const days = PROJECTED.map((one) => ({ ...one, confidence: 'high' as const }));
    expect(plan('nghỉ 04/02/2027', { ...official, days }).rejected).toMatchObject([{ line: 1, field: 'date' }]);
    expect(plan('x\n05/02/2027 ngày thường', { ...official, days }).rejected).toMatchObject([{ line: 2 }]);
    expect(plan('nghỉ 03/09/2027', { ...official, days }).rejected).toEqual([]);
  });

  it('needs a whole year where none is known', () => {
    expect(plan('x\nnghỉ 02/09/2031', {}).rejected).toMatchObject([{ line: 2, field: 'date' }]);
    const whole = 'nghỉ 01/01/2031\nnghỉ 30/4/2031, 01/5/2031\nnghỉ Quốc khánh 02/09/2031';
    expect(plan(whole, {})).toMatchObject({ official: [2031], rejected: [] });
  });

  it('replaces the year when it holds the whole of it', () => {
    const whole =
      'nghỉ 01/01/2027\nnghỉ 30/4/2027, 01/5/2027\nnghỉ Quốc khánh 02/09/2027\nnghỉ Tết từ 04/02/2027 đến 10/02/2027';
    const made = plan(whole, {});
    expect(made.official).toEqual([2027]);
    expect(made.change.remove).toEqual([]);
    expect(told(made)).toContain('2027-02-04 - > holiday');
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeadlineQuestion } from '../../../src/domain/time/deadline-types.js';
import { explain } from '../../../src/domain/time/explanation.js';
import { instant, type Instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { explanationView } from '../../../src/dossiers/explanation.view.js';
import { translator } from '../../../src/platform/templates/i18n.js';
import { deskCalendar } from '../../support/desk-calendar.js';

const vi = translator('vi');
const calendar = deskCalendar();
const at = (text: string): Instant => instant(`${text}:00+07:00`);
const view = (from: string, amount: number, rest: Partial<DeadlineQuestion> = {}, today: string | null = null) => {
  const question = { from: at(from), limit: { amount, unit: 'working_day' as const }, dayZero: 'receipt' as const };
  const steps = explain(calendar, { ...question, ...rest });
  return explanationView(steps, today === null ? null : plainDate(today), vi);
};
const cells = (explanation: ReturnType<typeof view>) => explanation.rows.flatMap((row) => row.cells);

describe('E1: three working days from a Friday before five days off', () => {
  const explanation = view('2023-04-28T14:00', 3, {}, '2023-05-04');

  it('says it in one sentence', () => {
    expect(explanation.sentence).toBe(
      'Nhận lúc 14:00 thứ Sáu, 28/04/2023; đếm 3 ngày; bỏ qua 7 ngày nghỉ; hẹn chiều thứ Hai, 08/05/2023.',
    );
  });
  it('draws day 0, the holidays by reason, the counted days and the due day', () => {
    const marks = cells(explanation).filter(({ mark }) => mark !== 'outside');
    expect(marks.map(({ label, mark, note }) => `${label} ${mark} ${note}`)).toEqual([
      '28 zero 0',
      '29 skipped Lễ',
      '30 skipped Lễ',
      '1/5 skipped Lễ',
      '2 skipped Bù',
      '3 skipped Bù',
      '4 counted 1',
      '5 counted 2',
      '6 skipped Nghỉ',
      '7 skipped Nghỉ',
      '8/5 due Hẹn',
    ]);
  });
  it('rings today and names each month once', () => {
    expect(cells(explanation).filter(({ today }) => today)).toHaveLength(1);
    expect(explanation.rows.map(({ month }) => month)).toEqual(['tháng 4/2023', 'tháng 5/2023', null]);
  });
  it('lists what the strip shows, days that say the same on one line', () => {
    const lines = explanation.lines.map(({ when, what }) => `${when}: ${what}`);
    expect(lines).toContain('Thứ Năm, 04/05/2023 – thứ Sáu, 05/05/2023: Ngày thứ 1 đến ngày thứ 2');
    expect(lines).toContain('Thứ Bảy, 06/05/2023 – Chủ nhật, 07/05/2023: Không tính, nghỉ cuối tuần');
    expect(lines.at(-1)).toBe('Thứ Hai, 08/05/2023: Hẹn trả lúc 17:00');
    expect(lines.find((line) => line.startsWith('Thứ Bảy, 29/04/2023'))).toContain('Giỗ Tổ Hùng Vương');
  });
});

it('hatches a pause, and says when it is still open', () => {
  const open = view('2023-05-17T08:30', 11, { pauses: [{ from: at('2023-05-24T09:20'), to: null }] }, '2023-05-26');
  expect(
    cells(open)
      .filter(({ mark }) => mark === 'paused')
      .map(({ label }) => label),
  ).toEqual(['24', '25', '26']);
  expect(open.sentence).toMatch(/ngày hẹn tính tiếp khi người dân bổ sung xong\.$/);
  expect(open.lines.at(-1)?.what).toContain('Đồng hồ dừng, chờ người dân, từ 09:20');
});

it('says hours of an hour limit, and no counted days', () => {
  const explanation = view('2023-05-17T10:00', 8, { limit: { amount: 8, unit: 'working_hour' } });
  expect(explanation.sentence).toContain('tính 8 giờ làm việc');
  expect(explanation.sentence).not.toContain('đếm');
});

it('folds the plain weeks of a long limit and says how many', () => {
  const { rows } = view('2023-05-09T08:00', 80);
  expect(rows.length).toBeLessThan(12);
  expect(rows.some(({ gap }) => gap?.includes('tuần không có ngày nghỉ') === true)).toBe(true);
});

it('always flags exactly one due day, on whole weeks', () => {
  const receipt = fc
    .integer({ min: 0, max: 700 * 24 * 60 })
    .map((m) => (at('2022-01-03T00:00') + m * 60_000) as Instant);
  fc.assert(
    fc.property(receipt, fc.integer({ min: 1, max: 40 }), (from, amount) => {
      const steps = explain(calendar, { from, limit: { amount, unit: 'working_day' }, dayZero: 'receipt' });
      const { rows, lines } = explanationView(steps, null, vi);
      const weeks = rows.filter(({ gap }) => gap === null);
      expect(weeks.every((row) => row.cells.length === 7)).toBe(true);
      expect(weeks.flatMap((row) => row.cells).filter(({ mark }) => mark === 'due')).toHaveLength(1);
      expect(lines.filter(({ kind }) => kind === 'due')).toHaveLength(1);
    }),
    { numRuns: 60 },
  );
});

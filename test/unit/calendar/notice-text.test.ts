import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { isPlainDate } from '../../../src/domain/time/plain-date.js';
import { readNotice } from '../../../src/calendar/notice-text.js';

const said = (text: string): string[] =>
  readNotice(text).flatMap(({ days, unclear, line }) =>
    unclear === null ? days.map(({ date, kind }) => `${date} ${kind}`) : [`${String(line)}? ${unclear}`],
  );
const range = (from: number, to: number, month: string, kind: string): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${month}-${String(from + i).padStart(2, '0')} ${kind}`);

test.each([
  ['a day and its occasion', '01/01/2027 nghỉ Tết Dương lịch', ['2027-01-01 holiday']],
  ['without the verb', '01/01/2027 Tết Dương lịch', ['2027-01-01 holiday']],
  ['the verb first', 'Nghỉ Quốc khánh ngày 02/09/2026', ['2026-09-02 holiday']],
  ['a range', 'nghỉ từ 16/02/2026 đến hết 20/02/2026', range(16, 20, '2026-02', 'holiday')],
  [
    'a range, the year once',
    'Nghỉ Tết Nguyên đán từ ngày 16/02 đến ngày 20/02/2026',
    range(16, 20, '2026-02', 'holiday'),
  ],
  ['a range, the month once', 'Nghỉ Tết từ 16 đến 20/02/2026', range(16, 20, '2026-02', 'holiday')],
  ['with a dash', 'Tết Nguyên đán: 16-20/02/2026', range(16, 20, '2026-02', 'holiday')],
  ['with a long dash', 'Tết Nguyên đán: 16/02/2026 – 20/02/2026', range(16, 20, '2026-02', 'holiday')],
  ['with dashes all over', 'Tết: 16-02-2026 - 20-02-2026', range(16, 20, '2026-02', 'holiday')],
  ['a list', 'Nghỉ Tết: 16, 17, 18, 19 và 20/02/2026', range(16, 20, '2026-02', 'holiday')],
  [
    'in words',
    'Nghỉ từ ngày 30 tháng 4 năm 2026 đến ngày 01 tháng 5 năm 2026',
    ['2026-04-30 holiday', '2026-05-01 holiday'],
  ],
  ['by ISO', '2026-09-02 nghỉ', ['2026-09-02 holiday']],
  ['over New Year', 'nghỉ từ 31/12 đến 02/01/2027', ['2026-12-31 holiday', '2027-01-01 holiday', '2027-01-02 holiday']],
  ['weekdays', 'Nghỉ từ thứ Hai, ngày 16/02/2026 đến thứ Sáu, ngày 20/02/2026', range(16, 20, '2026-02', 'holiday')],
  ['the weekday behind', '02/09/2026 (thứ Tư) nghỉ Quốc khánh', ['2026-09-02 holiday']],
  ['the weekday in front', 'Thứ Tư (02/09/2026): nghỉ Quốc khánh', ['2026-09-02 holiday']],
  [
    'how many days',
    'Nghỉ Tết Nguyên đán 05 ngày, từ 16/02/2026 đến hết 20/02/2026',
    range(16, 20, '2026-02', 'holiday'),
  ],
  ['a day made up for', 'Nghỉ bù thứ Hai 27/04/2026 cho ngày Giỗ Tổ 26/04/2026', ['2026-04-27 compensatory']],
  ['a working Saturday', 'làm bù thứ Bảy 10/01/2026', ['2026-01-10 swapped_work']],
  ['and what for', 'Làm bù thứ Bảy 10/01/2026 cho ngày 02/01/2026', ['2026-01-10 swapped_work']],
  [
    'off and made up',
    'nghỉ thứ Sáu 02/01/2026, làm bù thứ Bảy 10/01/2026',
    ['2026-01-02 swapped_off', '2026-01-10 swapped_work'],
  ],
  [
    'made up in brackets',
    'Nghỉ thứ Sáu 02/01/2026 (làm bù vào thứ Bảy 10/01/2026)',
    ['2026-01-02 swapped_off', '2026-01-10 swapped_work'],
  ],
  [
    'a notice’s own words',
    'Hoán đổi ngày làm việc từ thứ Hai (31/08/2026) sang thứ Bảy (22/08/2026)',
    ['2026-08-31 swapped_off', '2026-08-22 swapped_work'],
  ],
  ['the occasion', 'Nghỉ hoán đổi 02/05/2025 dịp 30/4 và 1/5', ['2025-05-02 swapped_off']],
  ['Sunday', 'làm bù Chủ nhật 11/01/2026', ['2026-01-11 swapped_work']],
  ['a weekday by its number', 'nghỉ thứ 4 02/09/2026', ['2026-09-02 holiday']],
  ['hours of a day', '31/12/2026 làm việc 07:30-11:30', ['2026-12-31 short']],
  ['an ordinary day again', '10/02/2027 làm việc bình thường', ['2027-02-10 ordinary']],
  ['capital letters', 'NGHỈ TẾT DƯƠNG LỊCH NGÀY 01/01/2027', ['2027-01-01 holiday']],
  ['decomposed accents', 'Nghi\u0309 Tê\u0301t 16/02/2026', ['2026-02-16 holiday']],
  ['one digit', 'nghỉ 2/9/2026', ['2026-09-02 holiday']],
  ['points', 'nghỉ 2.9.2026', ['2026-09-02 holiday']],
  ['the year of a line above', 'Lịch nghỉ năm 2026\nNghỉ Quốc khánh 02/9', ['1? no_day', '2026-09-02 holiday']],
  [
    'the same day twice alike',
    'nghỉ 02/09/2026\nnghỉ từ 01/09 đến 02/09/2026',
    ['2026-09-02 holiday', '2026-09-01 holiday'],
  ],
])('understands %s', (_, text, expected) => {
  expect(said(text)).toEqual(expected);
});

test.each([
  ['a heading', 'Kính gửi các phòng, ban', 'no_day'],
  ['a document', 'Căn cứ Thông báo số 9441/TB-BNV của Bộ Nội vụ', 'no_day'],
  ['a day without a kind', 'Thông báo ngày 15/10/2025', 'no_kind'],
  ['a day without a year', 'nghỉ 02/09', 'no_year'],
  ['a day that there is not', 'nghỉ 31/02/2026', 'no_such_day'],
  ['a month that there is not', 'nghỉ 02/13/2026', 'no_such_day'],
  ['another weekday', 'làm bù thứ Bảy 09/01/2026', 'wrong_weekday'],
  ['another weekday at the end of a range', 'nghỉ từ thứ Hai 16/02/2026 đến thứ Năm 20/02/2026', 'wrong_weekday'],
  ['another weekday behind', '02/09/2026 (thứ Năm) nghỉ', 'wrong_weekday'],
  ['a range back', 'nghỉ từ 20/02/2026 đến 16/02/2026', 'range'],
  ['a range of months', 'nghỉ từ 01/01/2026 đến 30/06/2026', 'range'],
  ['making up on a Tuesday', 'làm bù 06/01/2026', 'work_on_weekday'],
  ['work without hours', '31/12/2026 làm việc nửa ngày', 'hours'],
  ['hours that no day has', '31/12/2026 làm việc 11:30-07:30', 'hours'],
])('says that it does not understand %s', (_, text, reason) => {
  expect(said(text)).toEqual([`1? ${reason}`]);
});

describe('a notice', () => {
  it('names days as people know them', () => {
    const names = (text: string): string[] => readNotice(text).flatMap(({ days }) => days.map(({ name }) => name));
    expect(names('Nghỉ từ 30/4/2026 đến 01/5/2026')).toEqual(['Ngày Chiến thắng', 'Ngày Quốc tế Lao động']);
    expect(names('Nghỉ Tết Âm lịch 16/02/2026')).toEqual(['Tết Nguyên đán']);
    expect(names('nghỉ 02/01/2026, làm bù 10/01/2026')).toEqual([
      'Nghỉ hoán đổi (làm bù 10/01/2026)',
      'Làm bù (cho 02/01/2026)',
    ]);
    expect(names('Nghỉ bù Giỗ Tổ 27/04/2026')).toEqual(['Nghỉ bù Giỗ Tổ Hùng Vương']);
    expect(names('nghỉ 13/07/2026')).toEqual(['Nghỉ lễ']);
  });

  it('keeps hours of a day, and says when a line says otherwise than one above', () => {
    expect(readNotice('31/12/2026 làm việc 7h30 đến 11h30')[0]?.days[0]?.spells).toEqual([{ opens: 450, closes: 690 }]);
    expect(said('nghỉ 10/01/2026\nlàm bù 10/01/2026')).toEqual(['2026-01-10 holiday', '2? said_twice']);
  });

  it('loses no line, and invents no day, whatever is pasted', () => {
    const bit = fc.constantFrom(
      ...[
        'nghỉ',
        'làm bù',
        'hoán đổi',
        'sang',
        'từ',
        'đến',
        'thứ Bảy',
        '16/02/2026',
        '20/02',
        '17',
        '-',
        ',',
        '(',
        ')',
      ],
      ...['\n', 'năm 2026', '31/02/2026', '9999/99/99', '07:30-11:30', 'cho', 'dịp', '99', 'Tết', '\u0301', '🎉'],
    );
    const text = fc.oneof(
      fc.array(bit, { maxLength: 20 }).map((bits) => bits.join(' ')),
      fc.string({ unit: 'binary', maxLength: 80 }),
    );
    fc.assert(
      fc.property(text, (pasted) => {
        const lines = readNotice(pasted);
        const written = pasted.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
        expect(lines.map((line) => line.text)).toEqual(written.map((line) => line.trim()));
        for (const { days, unclear } of lines) {
          if (unclear !== null) expect(days).toEqual([]);
          expect(days.every(({ date }) => isPlainDate(date))).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import type { LimitUnit } from '../../../../src/domain/procedure/time-limit.js';
import { instant } from '../../../../src/domain/time/instant.js';
import { plainDate } from '../../../../src/domain/time/plain-date.js';
import {
  capitals,
  dong,
  limitWords,
  midSentence,
  number,
  shortDate,
  shortMoment,
  shortTime,
  workingDays,
  workingTime,
  writtenDate,
  writtenDue,
  writtenMoment,
} from '../../../../src/platform/templates/vietnamese.js';

describe('dates as NĐ 30/2020 writes them', () => {
  test.each<{ day: string; words: string }>`
    day             | words
    ${'2023-03-07'} | ${'ngày 07 tháng 3 năm 2023'}
    ${'2023-02-05'} | ${'ngày 05 tháng 02 năm 2023'}
    ${'2023-01-31'} | ${'ngày 31 tháng 01 năm 2023'}
    ${'2023-09-10'} | ${'ngày 10 tháng 9 năm 2023'}
    ${'2023-12-01'} | ${'ngày 01 tháng 12 năm 2023'}
  `('$day is $words', ({ day, words }) => {
    expect(writtenDate(plainDate(day))).toBe(words);
  });

  test.each<{ at: string; words: string }>`
    at                             | words
    ${'2023-06-08T16:00:00+07:00'} | ${'16 giờ 00 phút, ngày 08 tháng 6 năm 2023'}
    ${'2023-01-02T07:05:00+07:00'} | ${'07 giờ 05 phút, ngày 02 tháng 01 năm 2023'}
    ${'2023-06-07T17:00:00Z'}      | ${'00 giờ 00 phút, ngày 08 tháng 6 năm 2023'}
    ${'2023-12-31T16:59:59Z'}      | ${'23 giờ 59 phút, ngày 31 tháng 12 năm 2023'}
  `('$at is $words', ({ at, words }) => {
    expect(writtenMoment(instant(at))).toBe(words);
  });

  it('says a due at midnight as the end of the day before', () => {
    expect(writtenDue(instant('2023-03-01T00:00:00+07:00'))).toBe('24 giờ 00 phút, ngày 28 tháng 02 năm 2023');
    expect(writtenDue(instant('2023-03-01T17:00:00+07:00'))).toBe('17 giờ 00 phút, ngày 01 tháng 3 năm 2023');
  });

  it('has short forms in local time', () => {
    expect(shortDate(plainDate('2023-06-08'))).toBe('08/06/2023');
    expect(shortTime(instant('2023-06-08T02:05:00Z'))).toBe('09:05');
    expect(shortMoment(instant('2023-06-08T20:05:00Z'))).toBe('03:05 09/06/2023');
  });
});

describe('numbers and amounts', () => {
  test.each<{ value: number; decimals: number; text: string }>`
    value       | decimals | text
    ${0}        | ${0}     | ${'0'}
    ${999}      | ${0}     | ${'999'}
    ${1000}     | ${0}     | ${'1.000'}
    ${1250000}  | ${0}     | ${'1.250.000'}
    ${-1234567} | ${0}     | ${'-1.234.567'}
    ${98.72}    | ${1}     | ${'98,7'}
    ${1234.5}   | ${2}     | ${'1.234,50'}
    ${-0.01}    | ${1}     | ${'0,0'}
  `('$value with $decimals decimals is $text', ({ value, decimals, text }) => {
    expect(number(value, decimals)).toBe(text);
  });

  it('loses no digit of any amount', () => {
    fc.assert(
      fc.property(fc.integer(), (amount) => {
        const text = dong(amount);
        expect(text).toMatch(/^-?\d{1,3}(\.\d{3})* đồng$/);
        expect(Number(text.slice(0, -5).replaceAll('.', ''))).toBe(amount);
      }),
    );
  });
});

describe('durations and limits', () => {
  test.each<{ minutes: number; words: string }>`
    minutes  | words
    ${1}     | ${'1 phút làm việc'}
    ${45}    | ${'45 phút làm việc'}
    ${120}   | ${'2 giờ làm việc'}
    ${135}   | ${'2 giờ 15 phút làm việc'}
    ${72000} | ${'1.200 giờ làm việc'}
  `('$minutes minutes are $words', ({ minutes, words }) => {
    expect(workingTime(minutes)).toBe(words);
  });

  test.each<[LimitUnit, number, string]>([
    ['working_day', 15, '15 ngày làm việc'],
    ['calendar_day', 30, '30 ngày'],
    ['working_hour', 8, '8 giờ làm việc'],
    ['same_day', 0, 'trong ngày'],
  ])('a limit in %s', (unit, amount, words) => {
    expect(limitWords({ unit, amount })).toBe(words);
  });

  it('counts late days', () => {
    expect(workingDays(4)).toBe('4 ngày làm việc');
  });
});

describe('capitals and sentences', () => {
  it('capitalises Vietnamese, also when it comes decomposed', () => {
    expect(capitals('Phòng Quản lý đô thị')).toBe('PHÒNG QUẢN LÝ ĐÔ THỊ');
    expect(capitals('thị xã'.normalize('NFD'))).toBe('THỊ XÃ');
  });

  test.each<{ name: string; inSentence: string }>`
    name                           | inSentence
    ${'Cấp giấy phép xây dựng'}    | ${'cấp giấy phép xây dựng'}
    ${'Đăng ký khai sinh'}         | ${'đăng ký khai sinh'}
    ${'UBND cấp lại bản chính'}    | ${'UBND cấp lại bản chính'}
    ${'Ủy quyền'.normalize('NFD')} | ${'ủy quyền'}
    ${''}                          | ${''}
  `('$name stands in a sentence as $inSentence', ({ name, inSentence }) => {
    expect(midSentence(name)).toBe(inSentence);
  });
});

import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { instant, type Instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { translator } from '../../../src/platform/templates/i18n.js';
import {
  dayText,
  fullDayText,
  fullMomentText,
  halfDayText,
  hoursText,
  lateText,
  moneyText,
  remainingText,
  shareText,
  workingTimeText,
} from '../../../src/platform/templates/page-words.js';

const vi = translator('vi');
const en = translator('en');
const at = (text: string): Instant => instant(`${text}:00+07:00`);

describe('days', () => {
  it('are written so that no reader mistakes the month', () => {
    expect(dayText(plainDate('2023-06-01'), vi)).toBe('01/06/2023');
    expect(dayText(plainDate('2023-06-01'), en)).toBe('1 Jun 2023');
    expect(fullDayText(plainDate('2023-06-04'), vi)).toBe('Chủ nhật, 04/06/2023');
    expect(fullMomentText(at('2023-06-01T17:00'), vi)).toBe('17:00 thứ Năm, 01/06/2023');
  });
  test.each([
    { due: '2023-06-01T11:30', half: 'Sáng thứ Năm, 01/06/2023' },
    { due: '2023-06-01T12:00', half: 'Sáng thứ Năm, 01/06/2023' },
    { due: '2023-06-01T12:01', half: 'Chiều thứ Năm, 01/06/2023' },
    { due: '2023-06-01T17:00', half: 'Chiều thứ Năm, 01/06/2023' },
    { due: '2023-06-02T00:00', half: 'Chiều thứ Năm, 01/06/2023' },
  ])('$due is $half', ({ due, half }) => {
    expect(halfDayText(at(due), vi)).toBe(half);
  });
});

describe('working time', () => {
  test.each([
    { minutes: 0, left: 'Còn 0 phút làm việc' },
    { minutes: 45, left: 'Còn 45 phút làm việc' },
    { minutes: 60, left: 'Còn 1 giờ làm việc' },
    { minutes: 195, left: 'Còn 3 giờ 15 phút làm việc' },
    { minutes: 480, left: 'Còn 1 ngày làm việc' },
    { minutes: 1140, left: 'Còn 2 ngày 3 giờ làm việc' },
    { minutes: 1145, left: 'Còn 2 ngày 3 giờ làm việc' },
  ])('$minutes minutes: $left', ({ minutes, left }) => {
    expect(remainingText(minutes, vi)).toBe(left);
  });
  test.each([
    { days: 2, minutes: 960, late: 'Trễ 2 ngày làm việc' },
    { days: 0, minutes: 75, late: 'Trễ 1 giờ 15 phút làm việc' },
    { days: 0, minutes: 120, late: 'Trễ 2 giờ làm việc' },
    { days: 0, minutes: 5, late: 'Trễ 5 phút làm việc' },
  ])('$days days, $minutes minutes: $late', ({ days, minutes, late }) => {
    expect(lateText(days, minutes, vi)).toBe(late);
  });
  it('of a limit in hours is said in hours, also beyond a day', () => {
    expect(hoursText(570, vi)).toBe('9 giờ 30 phút');
    expect(hoursText(480, vi)).toBe('8 giờ');
  });
  it('always says something', () => {
    fc.assert(fc.property(fc.nat(500_000), (minutes) => /\d/.test(workingTimeText(minutes, en))));
  });
});

describe('shares', () => {
  test.each([
    { part: 0, whole: 0, text: 'Chưa phát sinh' },
    { part: 792, whole: 829, text: '95,54%' },
    { part: 949, whole: 1_000, text: '94,90%' },
    { part: 9499, whole: 10000, text: '94,99%' },
    { part: 1, whole: 3, text: '33,33%' },
    { part: 2, whole: 3, text: '66,67%' },
    { part: 7, whole: 7, text: '100,00%' },
    { part: 1, whole: 20000, text: '0,01%' },
  ])('$part of $whole is $text', ({ part, whole, text }) => {
    expect(shareText(part, whole, vi)).toBe(text);
  });
});

test('money', () => {
  expect(moneyText(100_000, vi)).toBe('100.000 đồng');
  expect(moneyText(0, vi)).toBe('Không thu');
});

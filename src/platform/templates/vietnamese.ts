import type { TimeLimit } from '../../domain/procedure/time-limit.js';
import { DAY, type Instant } from '../../domain/time/instant.js';
import { localDate, minuteOfDay, type PlainDate } from '../../domain/time/plain-date.js';

const two = (value: number | string): string => String(value).padStart(2, '0');

function parts(date: PlainDate): { year: string; month: number; day: number } {
  const [year = '', month = '', day = ''] = date.split('-');
  return { year, month: Number(month), day: Number(day) };
}

/** `ngày 07 tháng 3 năm 2023`. Days 1 to 9 and months 1 and 2 take a zero, later months do not (NĐ 30/2020, annex I). */
export function writtenDate(date: PlainDate): string {
  const { year, month, day } = parts(date);
  return `ngày ${two(day)} tháng ${month <= 2 ? two(month) : month} năm ${year}`;
}

/** `16 giờ 00 phút, ngày 08 tháng 6 năm 2023`, local time. */
export function writtenMoment(at: Instant): string {
  return `${writtenTime(minuteOfDay(at))}, ${writtenDate(localDate(at))}`;
}

/** As `writtenMoment`, but a due at midnight is said as `24 giờ 00 phút` of the day that ends, never as 0 giờ of the next. */
export function writtenDue(at: Instant): string {
  if (minuteOfDay(at) !== 0) return writtenMoment(at);
  return `${writtenTime(24 * 60)}, ${writtenDate(localDate((at - DAY) as Instant))}`;
}

function writtenTime(minutes: number): string {
  return `${two(Math.floor(minutes / 60))} giờ ${two(minutes % 60)} phút`;
}

/** `08/06/2023` */
export function shortDate(date: PlainDate): string {
  const { year, month, day } = parts(date);
  return `${two(day)}/${two(month)}/${year}`;
}

/** `16:05`, local time. */
export function shortTime(at: Instant): string {
  const minutes = minuteOfDay(at);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `16:05 08/06/2023`, local time. */
export function shortMoment(at: Instant): string {
  return `${shortTime(at)} ${shortDate(localDate(at))}`;
}

/** Thousands are set apart by dots, decimals by a comma: `1.250.000`, `98,7`. */
export function number(value: number, decimals = 0): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  const text = fraction === undefined ? grouped : `${grouped},${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

/** @param amount whole đồng: `1.250.000 đồng` */
export function dong(amount: number): string {
  return `${number(amount)} đồng`;
}

/** `4 ngày làm việc` */
export function workingDays(days: number): string {
  return `${number(days)} ngày làm việc`;
}

/** @param minutes working minutes, 1 or more: `45 phút làm việc`, `2 giờ làm việc`, `2 giờ 15 phút làm việc` */
export function workingTime(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const words = [hours > 0 ? `${number(hours)} giờ` : '', rest > 0 || hours === 0 ? `${rest} phút` : ''];
  return `${words.filter(Boolean).join(' ')} làm việc`;
}

/** `15 ngày làm việc`, `30 ngày`, `8 giờ làm việc`, `trong ngày`: the unit is part of the promise (R4). */
export function limitWords({ amount, unit }: TimeLimit): string {
  switch (unit) {
    case 'working_day':
      return workingDays(amount);
    case 'calendar_day':
      return `${number(amount)} ngày`;
    case 'working_hour':
      return `${number(amount)} giờ làm việc`;
    case 'same_day':
      return 'trong ngày';
  }
}

/** Capital letters as a letterhead has them. */
export function capitals(text: string): string {
  return text.normalize('NFC').toLocaleUpperCase('vi');
}

/** For a name in the middle of a sentence: `Cấp giấy phép…` becomes `cấp giấy phép…`, `UBND…` stays. */
export function midSentence(text: string): string {
  const [first = '', second = ''] = text.normalize('NFC');
  const acronym = second !== second.toLocaleLowerCase('vi');
  return acronym ? text : first.toLocaleLowerCase('vi') + text.normalize('NFC').slice(first.length);
}

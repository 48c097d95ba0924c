import type { PlainDate } from '../domain/time/plain-date.js';
import type { NoticeDay } from './notice-text.js';

/** The days off of Labour Code art. 112 by the words people know them by; the more telling words first. */
const OCCASIONS: readonly [RegExp, string][] = [
  [/tết dương|năm mới/, 'Tết Dương lịch'],
  [/nguyên đán|tết âm|tết ta|mùng|mồng|tháng chạp|giao thừa/, 'Tết Nguyên đán'],
  [/giỗ tổ|hùng vương/, 'Giỗ Tổ Hùng Vương'],
  [/chiến thắng|giải phóng|thống nhất/, 'Ngày Chiến thắng'],
  [/lao động/, 'Ngày Quốc tế Lao động'],
  [/quốc khánh/, 'Quốc khánh'],
  [/văn hóa|văn hoá/, 'Ngày Văn hóa Việt Nam'],
  [/\btết\b/, 'Tết Nguyên đán'],
];

/** The same by the day of the year, where the law fixes it. */
const FIXED: Readonly<Record<string, string>> = {
  '01-01': 'Tết Dương lịch',
  '04-30': 'Ngày Chiến thắng',
  '05-01': 'Ngày Quốc tế Lao động',
  '09-02': 'Quốc khánh',
  '11-24': 'Ngày Văn hóa Việt Nam',
};

/** @param line in small letters @returns the day off that the line speaks of; null when it names none */
export function occasionOf(line: string): string | null {
  return OCCASIONS.find(([words]) => words.test(line))?.[1] ?? null;
}

/** As the calendar shall call the day. @param others of the same line: days off and the days that make up for them */
export function nameOfDay(day: NoticeDay, occasion: string | null, others: readonly NoticeDay[]): string {
  const { kind, date } = day;
  const of = occasion === null ? '' : ` ${occasion}`;
  switch (kind) {
    case 'holiday':
      return FIXED[date.slice(5)] ?? occasion ?? 'Nghỉ lễ';
    case 'compensatory':
      return `Nghỉ bù${of}`;
    case 'swapped_off':
      return `Nghỉ hoán đổi${of}${pair(others, 'swapped_work', 'làm bù')}`;
    case 'swapped_work':
      return `Làm bù${of}${pair(others, 'swapped_off', 'cho')}`;
    case 'short':
      return `Làm việc theo giờ riêng${of}`;
    case 'ordinary':
      return 'Ngày thường';
  }
}

function pair(others: readonly NoticeDay[], kind: NoticeDay['kind'], word: string): string {
  const days = others.filter((one) => one.kind === kind).map(({ date }) => written(date));
  return days.length === 0 || days.length > 3 ? '' : ` (${word} ${days.join(', ')})`;
}

function written(date: PlainDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}/${month}/${year}`;
}

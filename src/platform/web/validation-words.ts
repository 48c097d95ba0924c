import type { Locale } from '../templates/i18n.js';
import { inEnglish } from './rule-sentences.js';

/** What a field may be told, in both languages; `{name}` is filled in. */
const WORDS = {
  'validation.required': { vi: 'Cần điền mục này', en: 'This is required' },
  'validation.text': {
    vi: 'Cần từ {min} đến {max} ký tự, không có ký tự điều khiển',
    en: 'Must be {min} to {max} characters without control characters',
  },
  'validation.code': {
    vi: 'Chỉ gồm chữ không dấu, số, dấu chấm, gạch nối, tối đa {max} ký tự',
    en: 'Only unaccented letters, digits, dots, hyphens; at most {max} characters',
  },
  'validation.pattern': {
    vi: 'Không đúng dạng, ví dụ: {example}',
    en: 'Not in the right form, for example: {example}',
  },
  'validation.day': { vi: 'Cần một ngày có thật, dạng 2023-05-17', en: 'Must be an existing day like 2023-05-17' },
  'validation.instant': {
    vi: 'Cần ngày giờ có múi giờ, ví dụ 2023-05-17T09:30:00+07:00',
    en: 'Must be a date and time with its offset, for example 2023-05-17T09:30:00+07:00',
  },
  'validation.int': { vi: 'Cần số nguyên từ {min} đến {max}', en: 'Must be a whole number from {min} to {max}' },
  'validation.bool': { vi: 'Cần chọn có hoặc không', en: 'Must be true or false' },
  'validation.one_of': { vi: 'Cần một trong: {values}', en: 'Must be one of: {values}' },
  'validation.some_of': {
    vi: 'Cần {min} đến {max} giá trị khác nhau trong: {values}',
    en: 'Must be {min} to {max} different values of: {values}',
  },
  'validation.list': { vi: 'Cần danh sách {min} đến {max} mục', en: 'Must be a list of {min} to {max} items' },
  'validation.object': { vi: 'Cần một nhóm thông tin', en: 'Must be an object' },
  'validation.unknown': { vi: 'Không có mục này', en: 'There is no such field' },
  'validation.idempotency_key': {
    vi: 'Cần 8 đến 128 ký tự ASCII, không có dấu cách',
    en: 'Must be 8 to 128 visible ASCII characters',
  },
  'sentence.short': {
    vi: 'Cần ít nhất 10 ký tự, một câu người dân hiểu được',
    en: 'At least 10 characters, a sentence people understand',
  },
  'sentence.long': { vi: 'Nhiều nhất 600 ký tự', en: 'At most 600 characters' },
  'sentence.exclamation': {
    vi: 'Thư xin lỗi không dùng dấu chấm than',
    en: 'A letter of apology has no exclamation marks',
  },
  'sentence.list': {
    vi: 'Đây chỉ là mục trong danh sách; xin viết một câu nói rõ việc gì đã chậm',
    en: 'This only repeats the list: say in a sentence what took so long',
  },
} as const satisfies Record<string, Record<Locale, string>>;

export type WordKey = keyof typeof WORDS;

type Blanks = Readonly<Record<string, string | number>>;

/** A field's message whose language is chosen only when the answer is written. */
export function saying(key: WordKey, blanks: Blanks = {}): string {
  return `${key} ${JSON.stringify(blanks)}`;
}

/** @param message made by `saying`, or a sentence of a rule; what has no other words comes back as it is */
export function inWords(message: string, locale: Locale): string {
  const cut = message.indexOf(' ');
  const key = message.slice(0, cut);
  if (!isWordKey(key)) return locale === 'en' ? inEnglish(message) : message;
  const blanks = JSON.parse(message.slice(cut + 1)) as Blanks;
  return WORDS[key][locale].replace(/\{(\w+)\}/g, (_, name: string) => String(blanks[name] ?? ''));
}

function isWordKey(text: string): text is WordKey {
  return Object.hasOwn(WORDS, text);
}

import type { Spell } from '../domain/time/weekly-hours.js';
import { spellsFault } from '../domain/time/weekly-hours.js';

/** A day as it was written: the month and year may stand further on in the line. */
export interface WrittenDay {
  readonly type: 'day';
  readonly at: number;
  readonly day: number;
  readonly month: number | null;
  readonly year: number | null;
  /** in brackets, or named as the occasion or the day that is made up for */
  readonly aside: boolean;
}

export type NoticeToken =
  | WrittenDay
  /** Monday is 1, Sunday is 7 */
  | { readonly type: 'weekday'; readonly at: number; readonly weekday: number }
  | { readonly type: 'through' | 'swap'; readonly at: number };

const WEEKDAYS = new Map<string, number>(
  ['hai', 'ba', 'tư', 'năm', 'sáu', 'bảy'].flatMap((word, i) => [
    [word, i + 1],
    [String(i + 2), i + 1],
  ]),
);

const DAY_FORMS: readonly [pattern: RegExp, parts: (m: readonly string[]) => readonly (string | undefined)[]][] = [
  [/(\d{4})-(\d{2})-(\d{2})(?!\d)/y, ([, year, month, day]) => [day, month, year]],
  [/(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)/y, ([, day, , month, year]) => [day, month, year]],
  [/(\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?(?!\d)/y, ([, day, month, year]) => [day, month, year]],
  [/(\d{1,2})([/.])(\d{1,2})(?![/.]?\d)/y, ([, day, , month]) => [day, month]],
  // Alone only where another day follows: "16, 17 và 18/02", "từ 16 đến ngày 20/02"; never "5 ngày".
  [
    /(\d{1,2})(?=\s*(?:,|-|và|đến|tới)\s*(?:hết\s+)?(?:ngày\s+)?(?:thứ \S+\s*(?:ngày\s+)?)?\d{1,2}(?!\d*\s*ngày))/y,
    ([, day]) => [day],
  ],
];

const WEEKDAY = /(?:thứ\s+(hai|ba|tư|năm|sáu|bảy|[2-7])|\bt([2-7])\b|(chủ nhật|\bcn\b))/y;
const THROUGH = /đến hết|đến|tới|-/y;
const SWAP = /sang/y;
const HOURS = /(\d{1,2})\s?(?::|h|g|giờ)\s?(\d{2})?\s*(?:-|đến)\s*(\d{1,2})\s?(?::|h|g|giờ)\s?(\d{2})?/g;

/** One line in small letters, with one kind of dash and single spaces: positions in it are those of the tokens. */
export function plainLine(text: string): string {
  return text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Days, weekdays and the words that join them, in the order of the line.
 *
 * @param line a `plainLine` without its hours
 */
export function noticeTokens(line: string): NoticeToken[] {
  const asides = asidesOf(line);
  const tokens: NoticeToken[] = [];
  for (let at = 0; at < line.length;) {
    const found = tokenAt(line, at, asides);
    if (found) tokens.push(found.token);
    at += found?.length ?? 1;
  }
  return tokens;
}

function tokenAt(line: string, at: number, asides: readonly Span[]): { token: NoticeToken; length: number } | null {
  const before = line.charAt(at - 1);
  for (const [pattern, parts] of /\d/.test(before) ? [] : DAY_FORMS) {
    const match = matchAt(pattern, line, at);
    if (!match) continue;
    const [day, month, year] = parts(match).map((text) => (text === undefined ? null : Number(text)));
    const aside = asides.some(({ from, to }) => at >= from && at < to);
    const token = { type: 'day', at, day: day ?? 0, month: month ?? null, year: year ?? null, aside } as const;
    return { token, length: match[0].length };
  }
  const weekday = matchAt(WEEKDAY, line, at);
  if (weekday) {
    const named = weekday[3] === undefined ? (WEEKDAYS.get(weekday[1] ?? weekday[2] ?? '') ?? 0) : 7;
    return { token: { type: 'weekday', at, weekday: named }, length: weekday[0].length };
  }
  const through = matchAt(THROUGH, line, at);
  if (through) return { token: { type: 'through', at }, length: through[0].length };
  const swap = /\s/.test(before) ? matchAt(SWAP, line, at) : null;
  return swap ? { token: { type: 'swap', at }, length: swap[0].length } : null;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Brackets that say nothing of off or work, the occasion, and what is made up for. */
function asidesOf(line: string): Span[] {
  const spans: Span[] = [];
  for (const match of line.matchAll(/\([^()]*\)/g)) {
    if (!/nghỉ|làm/.test(match[0])) spans.push({ from: match.index, to: match.index + match[0].length });
  }
  for (const match of line.matchAll(/(?:\bdịp|cho)\s[^;,()]*/g)) {
    spans.push({ from: match.index, to: match.index + match[0].length });
  }
  return spans;
}

/** Takes the hours out of a line. @returns null for hours no day can have */
export function takeHours(line: string): { readonly rest: string; readonly spells: readonly Spell[] | null } {
  const spells: Spell[] = [];
  const rest = line.replace(HOURS, (whole, h1: string, m1: string | undefined, h2: string, m2: string | undefined) => {
    spells.push({ opens: Number(h1) * 60 + Number(m1 ?? 0), closes: Number(h2) * 60 + Number(m2 ?? 0) });
    return ' '.repeat(whole.length);
  });
  return { rest, spells: spells.length === 0 || spellsFault(spells) !== null ? null : spells };
}

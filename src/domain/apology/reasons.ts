import { DomainError } from '../errors.js';
import { foldVietnamese } from '../text/fold.js';
import { MAX_REASON, MIN_REASON } from './letter.js';

/** One entry of the short list: what offices learn from, never what the citizen is told. */
export interface Reason {
  /** stands on the letter and in figures */
  readonly key: string;
  readonly vi: string;
  readonly en: string;
}

/** What promises are broken by, the most usual first. An installation may choose from these, and add its own. */
export const REASONS: readonly Reason[] = [
  { key: 'other_agency', vi: 'Chờ cơ quan khác trả lời', en: 'Waiting for another agency' },
  { key: 'overload', vi: 'Hồ sơ dồn, thiếu người', en: 'Too many dossiers, too few people' },
  { key: 'tax_data', vi: 'Số liệu, thông báo thuế chưa có', en: 'Tax data or notice not there yet' },
  { key: 'software', vi: 'Phần mềm, đường truyền lỗi', en: 'Software or network fault' },
  { key: 'field_survey', vi: 'Đo đạc, xác minh thực địa, thời tiết', en: 'Field survey or weather' },
  { key: 'signature', vi: 'Chờ ký, người ký đi vắng', en: 'Waiting for a signature' },
  { key: 'oversight', vi: 'Bỏ sót, xử lý nhầm', en: 'Overlooked or handled wrongly' },
  { key: 'other', vi: 'Lý do khác', en: 'Another reason' },
];

const KEY = /^[a-z][a-z0-9_]{1,29}$/;
const MOST = 30;
const LONGEST = 80;

/**
 * The list of an installation as its setting writes it: keys of the house, or own ones with their words, apart by `;`:
 * `other_agency; overload; province = Chờ Sở Xây dựng trả lời | Waiting for the province`.
 *
 * @returns undefined when it is no such list
 */
export function readReasons(text: string): readonly Reason[] | undefined {
  const entries = text.split(';').map((entry) => entry.trim());
  const read = entries.filter((entry) => entry !== '').map(readReason);
  const known = read.filter((reason) => reason !== null);
  const keys = new Set(known.map(({ key }) => key));
  const whole = known.length === read.length && keys.size === known.length;
  return whole && known.length > 0 && known.length <= MOST ? known : undefined;
}

/** @param setting null: nobody has decided anything else than the list of the house */
export function reasonsOf(setting: string | null): readonly Reason[] {
  return (setting === null ? undefined : readReasons(setting)) ?? REASONS;
}

function readReason(entry: string): Reason | null {
  const [key = '', words, ...rest] = entry.split('=').map((part) => part.trim());
  if (words === undefined) return REASONS.find((reason) => reason.key === key) ?? null;
  const [vi = '', en = vi, ...more] = words.split('|').map((part) => part.trim());
  const sound = [vi, en].every((word) => word.length >= 2 && word.length <= LONGEST && !word.includes('!'));
  return sound && KEY.test(key) && rest.length === 0 && more.length === 0 ? { key, vi, en } : null;
}

/** Why a sentence is none that a citizen can be given. */
export type SentenceFault = 'short' | 'long' | 'exclamation' | 'list';

/** What people write before the entry itself. */
const LEAD = /^(?:ly do|nguyen nhan|do|vi|boi|la|because|due to|reason)\b\s*/;

/**
 * Is this a sentence of somebody's own? The entry of the list once more, with other accents, case or signs, tells the
 * citizen nothing that the form did not know.
 *
 * @returns null when it is
 * Source: issue 5 B; R16 (at least 10 characters); pdf.md (600).
 */
export function sentenceFault(sentence: string, reasons: readonly Reason[]): SentenceFault | null {
  const text = sentence.trim();
  if (text.length < MIN_REASON) return 'short';
  if (text.length > MAX_REASON) return 'long';
  if (text.includes('!')) return 'exclamation';
  const said = bare(text);
  const entries = [...REASONS, ...reasons].flatMap(({ key, vi, en }) => [bare(vi), bare(en), bare(key)]);
  return said === '' || entries.includes(said) ? 'list' : null;
}

/** Words alone: no accents, case, signs, and nothing that only leads up to them. */
function bare(text: string): string {
  let words = foldVietnamese(text)
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
  for (let before = ''; before !== words;) {
    before = words;
    words = words.replace(LEAD, '');
  }
  return words;
}

/**
 * @param field of the request that carries the sentence
 * @throws DomainError `request.invalid` naming the field
 */
export function requireSentence(sentence: string, reasons: readonly Reason[], field: string): void {
  const fault = sentenceFault(sentence, reasons);
  if (fault === null) return;
  // The words stand, in both languages, where those of all fields do.
  throw new DomainError('request.invalid', 'not a sentence for the citizen', { why: fault }, [
    { field, message: `sentence.${fault} {}` },
  ]);
}

/**
 * @param key null: nobody has chosen one
 * @throws DomainError `request.invalid` for a key that is not on the list of the installation
 */
export function requireReason(key: string | null, reasons: readonly Reason[]): void {
  if (key === null || reasons.some((reason) => reason.key === key)) return;
  const values = JSON.stringify({ values: reasons.map((reason) => reason.key).join(', ') });
  throw new DomainError('request.invalid', 'no reason of the list', {}, [
    { field: 'reasonKey', message: `validation.one_of ${values}` },
  ]);
}

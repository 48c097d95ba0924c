import type { Translator } from '../platform/templates/i18n.js';

/** What may be wrong with a wording; the words for each are `wording.fault.<code>`. */
export const FAULT_CODES = [
  'empty',
  'too_long',
  'syntax',
  'unknown_field',
  'unknown_block',
  'raw',
  'not_allowed',
  'unknown_tag',
  'bad_mark',
  'unclosed',
  'unopened',
  'misplaced',
  'outside',
  'prints_too_much',
  'prints_nothing',
  'not_printable',
  'no_tags',
  'one_line',
  'must_say',
  'hidden',
  'too_many_conditions',
  'forbidden_word',
  'too_many_pages',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/** One thing that is wrong, and where, for the person who typed it. */
export interface WordingFault {
  readonly code: FaultCode;
  /** from 1 */
  readonly line: number;
  /** the field, block or tag that is meant, of several fields their names with | between; '' when the words need none */
  readonly what: string;
}

/** In the reader's language, with the line: `Dòng 3: không có mục {{abc}}`. */
export function faultText({ code, line, what }: WordingFault, t: Translator): string {
  const named = code === 'must_say' || code === 'hidden' ? namesOf(what, t) : what;
  return t('wording.at_line', { line, text: t(`wording.fault.${code}`, { what: named }) });
}

/** Fields as the chips call them. */
function namesOf(names: string, t: Translator): string {
  const labels = names.split('|').map((name) => `“${t(`wording.field.${name}`)}”`);
  return labels.join(` ${t('wording.or')} `);
}

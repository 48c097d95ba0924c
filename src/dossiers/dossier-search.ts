import { DOSSIER_CODE } from '../domain/dossier/code.js';
import { soughtWords, type SoughtWord } from '../domain/text/search-words.js';

/** What may be somebody's identity number or telephone, with spaces, dots and dashes as people write them. */
export const HOLDS_PERSONAL_NUMBER = /(?:^|\s)(?:\d(?:[ .-]?\d){8,11}|[A-Za-z]\d{7,8})(?!\S)/;

/** How a code begins: the agency at least. */
const CODE_START = /^(?:[A-Z]\d{2}|\d{3}\.)[\dA-Z.-]{0,36}$/;

/** What a person at the desk may have typed or scanned into the one box. */
export type Typed =
  | { readonly kind: 'code'; readonly code: string }
  /** how a code begins */
  | { readonly kind: 'start'; readonly text: string }
  | { readonly kind: 'number'; readonly number: string }
  /** of the name of a person or an organisation; `text`: as it was typed, without signs */
  | { readonly kind: 'words'; readonly words: readonly SoughtWord[]; readonly text: string }
  | { readonly kind: 'unknown' };

/** A number of a person wins over whatever stands beside it: it must go no further than the search. */
export function typedIn(text: string): Typed {
  const plain = text.trim().toUpperCase();
  if (DOSSIER_CODE.test(plain)) return { kind: 'code', code: plain };
  const [held] = HOLDS_PERSONAL_NUMBER.exec(plain.replace(/[^\p{L}\p{N}.-]+/gu, ' ')) ?? [];
  if (held !== undefined) return { kind: 'number', number: held.replace(/[\s.-]/g, '') };
  if (CODE_START.test(plain)) return { kind: 'start', text: plain };
  const words = soughtWords(text);
  if (words.length === 0) return { kind: 'unknown' };
  return {
    kind: 'words',
    words,
    text: text
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .slice(0, 100),
  };
}

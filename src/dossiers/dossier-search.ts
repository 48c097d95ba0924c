import { DOSSIER_CODE } from '../domain/dossier/code.js';

/** What may be somebody's identity number or telephone, as it is stored: no spaces, no dots. */
export const PERSONAL_NUMBER = /^(?:\d{9,12}|[A-Z]\d{7,8})$/;

/** What a person at the desk may have typed or scanned into the one box. */
export type Sought =
  | { readonly kind: 'code'; readonly code: string }
  /** how a code begins */
  | { readonly kind: 'start'; readonly text: string }
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'unknown' };

export function soughtIn(text: string): Sought {
  const plain = text.trim().toUpperCase();
  if (DOSSIER_CODE.test(plain)) return { kind: 'code', code: plain };
  const number = plain.replace(/[\s.]/g, '');
  if (PERSONAL_NUMBER.test(number)) return { kind: 'number', number };
  return /^[A-Z]\d{2}[\d.-]{0,36}$/.test(plain) ? { kind: 'start', text: plain } : { kind: 'unknown' };
}

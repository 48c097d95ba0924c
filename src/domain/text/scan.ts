import { DOSSIER_CODE } from '../dossier/code.js';
import { readCitizenCard, type CitizenCard } from './citizen-card.js';

/** A code anywhere in what was read: alone on a barcode, or in the address on a receipt's QR. */
const CODE_WITHIN = new RegExp(DOSSIER_CODE.source.replace(/^\^|\$$/g, '').replace(/^/, '(?<![\\w.])') + '(?!\\d)');
const LONGEST = 1_000;

/** What a reader read. */
export type Scan =
  | { readonly kind: 'card'; readonly card: CitizenCard }
  /** `secret`: the eight digits of a receipt, where they stood behind the code */
  | { readonly kind: 'dossier'; readonly code: string; readonly secret: string | null }
  | { readonly kind: 'unknown' };

/**
 * Tells what was scanned. A reader is a keyboard, and Vietnamese typing rewrites letters between it and us: codes have
 * one letter before digits and secrets have none, so both come through.
 */
export function readScan(text: string): Scan {
  const plain = text.slice(0, LONGEST).trim();
  const card = readCitizenCard(plain);
  if (card) return { kind: 'card', card };
  const upper = plain.toUpperCase();
  const found = CODE_WITHIN.exec(upper);
  if (!found) return { kind: 'unknown' };
  const [, secret = null] = /^[^0-9]{1,12}(\d{8})(?!\d)/.exec(upper.slice(found.index + found[0].length)) ?? [];
  return { kind: 'dossier', code: found[0], secret };
}

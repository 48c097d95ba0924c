import { code128 } from '../../platform/drawings/code-128.js';
import type { Drawing } from '../../platform/drawings/drawing.js';

/** The staff card, to be printed and cut out. Template pages/account/card. */
export interface CardView {
  readonly fullName: string;
  readonly unitName: string;
  /** CODE128 of 16 digits: no keyboard rewrites digits */
  readonly barcode: Drawing;
  /** where it is left for, when it is printed */
  readonly next: string;
}

export function cardView({ digits, ...of }: Omit<CardView, 'barcode'> & { readonly digits: string }): CardView {
  return { ...of, barcode: code128(digits) };
}

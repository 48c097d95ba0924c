import type { Actor } from '../../domain/accounts/roles.js';
import { code128 } from '../../platform/drawings/code-128.js';
import type { Drawing } from '../../platform/drawings/drawing.js';

/** The staff card, to be printed and cut out. Template pages/account/card. */
export interface CardView {
  readonly fullName: string;
  readonly unitName: string;
  /** CODE128 of 16 digits: no keyboard rewrites digits */
  readonly barcode: Drawing;
}

export function cardView({ fullName }: Actor, unitName: string, digits: string): CardView {
  return { fullName, unitName, barcode: code128(digits) };
}

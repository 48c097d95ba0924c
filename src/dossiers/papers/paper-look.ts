import { MINUTE, type Instant } from '../../domain/time/instant.js';
import type { PaperMeta } from '../../platform/pdf/pdf-renderer.js';
import type { PaperSheet } from '../../units/unit-settings.js';

/** How a paper is put on a sheet: what the unit decided, and whether it was printed before. */
export interface PaperLook {
  readonly size: PaperSheet;
  /** black only and no thin lines, for dot-matrix printers */
  readonly plain: boolean;
  /** when it is printed again; null for the first time */
  readonly reprintedAt: Instant | null;
}

/** A sheet that jammed, or a second look right after, is no reprint. */
const REPRINT_AFTER = 10 * MINUTE;

/** Source: R37. */
export function reprintedAt(issuedAt: Instant, now: Instant): Instant | null {
  return now - issuedAt > REPRINT_AFTER ? now : null;
}

export type Copy = 'both' | 'kept' | 'given';

/** The national form says "khách hàng"; nobody at this desk does. */
export const COPY_LABEL: Readonly<Record<Copy, string>> = {
  both: 'Liên: Lưu/Giao người nộp hồ sơ',
  kept: 'Liên: Lưu',
  given: 'Liên: Giao người nộp hồ sơ',
};

/** The sheet that each copy is drawn on, and which copies there are. */
export function copiesFor(size: PaperSheet): { readonly sheet: 'a4' | 'a5'; readonly copies: readonly Copy[] } {
  return size === 'a4x2' ? { sheet: 'a5', copies: ['kept', 'given'] } : { sheet: size, copies: ['both'] };
}

export function pdfSize(size: PaperSheet): PaperMeta['size'] {
  return size === 'a4x2' ? 'a4-landscape' : size;
}

import { foldVietnamese } from '../../domain/text/fold.js';

/** Accents, case, line breaks, stars and colons around a heading do not matter. */
export function foldLabel(text: string): string {
  return foldVietnamese(text.replaceAll(/[*:()[\]."'_-]/g, ' '));
}

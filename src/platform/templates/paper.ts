import type { Templates } from './handlebars.js';
import { tidy } from './paper-text.js';

/** Stands across every paper that is not real. */
export const WATERMARK = 'DỮ LIỆU MINH HỌA';

/**
 * The HTML of one paper: the same text is the page, the body of the mail and, through `PdfRenderer`, the PDF.
 *
 * @param name template below templates/, e.g. `letters/apology`
 * @throws Error when the view lacks a variable of the template
 */
export function renderPaper(templates: Templates, name: string, view: object): string {
  return tidy(templates.render(name, view));
}

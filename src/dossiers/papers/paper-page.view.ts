import type { Translator } from '../../platform/templates/i18n.js';
import type { Link } from '../../platform/templates/page-parts.js';
import type { PaperSheet } from '../../units/unit-settings.js';
import type { PrintedPaper } from './paper-press.js';

/** GET /dossiers/{code}/receipt and …/papers/{kind}. Template pages/dossiers/receipt. */
export interface PaperPageView {
  readonly heading: string;
  readonly back: Link;
  readonly pdfHref: string;
  readonly sizes: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
  /** the paper's HTML, made by our own templates */
  readonly papers: readonly string[];
}

interface PaperPlace {
  /** of the dossier that the page leads back to; null for a paper without one */
  readonly code: string | null;
  readonly href: string;
  /** left out, below the page's own address */
  readonly pdfHref?: string;
  readonly sizes: readonly PaperSheet[];
}

export function paperPageView(
  { code, href, pdfHref = `${href}/pdf`, sizes }: PaperPlace,
  { html, title, size }: PrintedPaper,
  t: Translator,
): PaperPageView {
  return {
    heading: title,
    back:
      code === null
        ? { label: t('papers.home'), href: '/' }
        : { label: t('receipt.back'), href: `/dossiers/${encodeURIComponent(code)}` },
    pdfHref: `${pdfHref}?size=${size}`,
    sizes: sizes.map((each) => ({
      href: `${href}?size=${each}`,
      label: t(`receipt.size.${each}`),
      current: each === size,
    })),
    papers: [html],
  };
}

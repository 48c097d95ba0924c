import type { Translator } from '../../platform/templates/i18n.js';
import type { Link } from '../../platform/templates/page-parts.js';
import type { PaperSheet } from '../../units/unit-settings.js';
import type { PrintedPaper } from './paper-press.js';

/** GET /dossiers/{code}/receipt and …/papers/{kind}. Template pages/dossiers/receipt. */
export interface PaperPageView {
  readonly heading: string;
  readonly back: Link;
  readonly pdfHref: string;
  /** where it is said that the paper is printed; null for one that is kept as it is anyway. Then the file is posted for, too */
  readonly issueHref: string | null;
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
  /** printing it is issuing it: below the page's own address */
  readonly issues?: boolean;
  readonly sizes: readonly PaperSheet[];
}

export function paperPageView(
  { code, href, pdfHref = `${href}/pdf`, issues = false, sizes }: PaperPlace,
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
    issueHref: issues ? `${href}/issues` : null,
    sizes: sizes.map((each) => ({
      href: `${href}?size=${each}`,
      label: t(`receipt.size.${each}`),
      current: each === size,
    })),
    papers: [html],
  };
}

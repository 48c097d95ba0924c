import type { Translator } from '../../platform/templates/i18n.js';
import { RECEIPT_SIZES, type ReceiptSize } from './receipt.view.js';

/** GET /dossiers/{code}/receipt. Template pages/dossiers/receipt. */
export interface ReceiptPageView {
  readonly heading: string;
  readonly backHref: string;
  readonly pdfHref: string;
  readonly sizes: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
  /** the paper's HTML, made by our own templates */
  readonly papers: readonly string[];
}

export function receiptPageView(code: string, size: ReceiptSize, html: string, t: Translator): ReceiptPageView {
  const path = encodeURIComponent(code);
  return {
    heading: `${t('receipt.title')} ${code}`,
    backHref: `/dossiers/${path}`,
    pdfHref: `/api/v1/dossiers/${path}/papers/receipt.pdf?size=${size}`,
    sizes: RECEIPT_SIZES.map((each) => ({
      href: `/dossiers/${path}/receipt?size=${each}`,
      label: t(`receipt.size.${each}`),
      current: each === size,
    })),
    papers: [html],
  };
}

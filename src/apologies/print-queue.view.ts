import type { EmptyState } from '../platform/templates/page-parts.js';

/** GET /letters/print-queue: letters that go on paper. Template pages/letters/print-queue. */
export interface PrintQueueView {
  /** POST: one PDF of the chosen letters (`ids`), opened to print and sign */
  readonly folderAction: string;
  readonly rows: readonly PrintQueueRow[];
  readonly empty: EmptyState | null;
}

export interface PrintQueueRow {
  readonly id: string;
  readonly href: string;
  readonly pdfHref: string;
  readonly numberText: string;
  readonly recipientName: string;
  readonly address: string;
  /** why on paper: `Không có Zalo, e-mail`, `Thư điện tử bị trả lại` */
  readonly why: string;
  readonly dateText: string;
  readonly deliveryHref: string;
}

import type { EmptyState, Link, Pagination } from '../platform/templates/page-parts.js';

/** GET /training/mailbox: a training copy sends nothing out; what it would have sent lands here. */
export interface MailboxListView {
  readonly rows: readonly MailboxRow[];
  readonly pagination: Pagination | null;
  readonly empty: EmptyState | null;
}

export interface MailboxRow {
  readonly href: string;
  readonly atText: string;
  readonly channel: string;
  readonly to: string;
  readonly subject: string;
}

/** Template pages/mailbox/show */
export interface MailboxShowView {
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly atText: string;
  readonly channel: string;
  /** plain text of the message, one entry a paragraph */
  readonly paragraphs: readonly string[];
  readonly attachments: readonly Link[];
  readonly letterHref: string | null;
}

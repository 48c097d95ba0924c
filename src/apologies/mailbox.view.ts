import type { Instant } from '../domain/time/instant.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { EmptyState, Link, Pagination } from '../platform/templates/page-parts.js';
import { momentText } from '../platform/templates/page-words.js';
import type { MailboxItem } from './mailbox.service.js';

/** GET /mailbox: a training copy sends nothing out; what it would have sent lands here. */
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
  /** the mail as its reader's program draws it, and the whole mail */
  readonly versions: readonly Link[];
  readonly letterHref: string | null;
}

/** @param next id to go on after; null on the last page @param first whether the list begins here */
export function mailboxListView(
  items: readonly MailboxItem[],
  next: string | null,
  first: boolean,
  t: Translator,
): MailboxListView {
  return {
    rows: items.map(({ id, sentAt, to, subject }) => ({
      href: `/mailbox/${id}`,
      atText: momentText(sentAt as Instant, t),
      channel: t('contact.email'),
      to,
      subject,
    })),
    pagination:
      next === null && first
        ? null
        : {
            summary: t('mailbox.page', { count: items.length }),
            firstHref: first ? null : '/mailbox',
            nextHref: next === null ? null : `/mailbox?before=${next}`,
          },
    empty: items.length > 0 ? null : { title: t('mailbox.empty_title'), body: t('mailbox.empty'), action: null },
  };
}

export function mailboxShowView(mail: MailboxItem, letterId: string | null, t: Translator): MailboxShowView {
  const here = `/mailbox/${mail.id}`;
  return {
    subject: mail.subject,
    from: mail.from,
    to: mail.to,
    atText: momentText(mail.sentAt as Instant, t),
    channel: t('contact.email'),
    paragraphs: mail.text.split(/\n{2,}/).flatMap((part) => (part.trim() === '' ? [] : [part.trim()])),
    attachments: mail.attachments.map(({ name, bytes }) => ({
      href: `${here}/attachment`,
      label: t('mailbox.attachment', { name, kb: Math.max(1, Math.round(bytes / 1024)) }),
    })),
    versions: [
      { href: `${here}/mail.html`, label: t('mailbox.html') },
      { href: `${here}/mail.eml`, label: t('mailbox.eml') },
    ],
    letterHref: letterId === null ? null : `/letters/${letterId}`,
  };
}

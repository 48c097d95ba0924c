import type { Translator } from '../platform/templates/i18n.js';
import { momentText } from '../platform/templates/page-words.js';
import type { LetterSheet } from './letter-sheets.service.js';
import { resolutionForm, type MessageLine } from './letter-show.view.js';
import { messageBadge } from './letter-words.view.js';

/** What was said to the citizen about it, in which way, and what became of it. */
export function messageLines({ messages, mayResolve }: LetterSheet, t: Translator): MessageLine[] {
  return messages.map((message) => ({
    channel: t('letter.message', { kind: t(`notice.${message.kind}`), channel: t(`contact.${message.channel}`) }),
    to: message.channel === 'email' ? maskedAddress(message.recipient) : message.recipient,
    state: messageBadge(message.state, t),
    atText: momentText(message.deliveredAt ?? message.sentAt ?? message.createdAt, t),
    detail: message.lastAnswer === null ? null : t('letter.server_said', { answer: message.lastAnswer }),
    resolution: mayResolve ? resolutionForm(message.id, message.state, t) : null,
  }));
}

/** `a***@example.vn`: enough to see whether it was the right one. */
export function maskedAddress(address: string): string {
  return address.replace(/^(.)[^@]*(?=@)/u, '$1***');
}

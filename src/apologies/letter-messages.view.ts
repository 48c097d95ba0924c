import { isLetterKind } from '../domain/apology/message.js';
import type { Translator } from '../platform/templates/i18n.js';
import { momentText } from '../platform/templates/page-words.js';
import type { LetterSheet } from './letter-sheets.service.js';
import { resolutionForm, type MessageLine } from './letter-show.view.js';
import { messageBadge } from './letter-words.view.js';

/** What was said to the citizen about it, in which way, and what became of it. */
export function messageLines({ messages, mayResolve }: LetterSheet, t: Translator): MessageLine[] {
  return messages.map((message) => ({
    channel: t('letter.message', {
      kind: t(`notice.${isLetterKind(message.kind) ? 'apology_letter' : message.kind}`),
      channel: t(`contact.${message.channel}`),
    }),
    to: message.channel === 'email' ? maskedAddress(message.recipient) : message.recipient,
    state: messageBadge(message.state, t),
    atText: momentText(message.deliveredAt ?? message.sentAt ?? message.createdAt, t),
    detail: troubled(message) ? t('letter.server_said', { answer: message.lastAnswer }) : null,
    resolution: mayResolve ? resolutionForm(message.id, message.state, t) : null,
  }));
}

/** What a server said while it took the mail helps nobody; why it did not take it does. */
function troubled<T extends Pick<LetterSheet['messages'][number], 'state' | 'lastAnswer'>>(
  message: T,
): message is T & { readonly lastAnswer: string } {
  const { state, lastAnswer } = message;
  return lastAnswer !== null && ['queued', 'bounced', 'failed', 'uncertain'].includes(state);
}

/** `a***@example.vn`: enough to see whether it was the right one. */
function maskedAddress(address: string): string {
  return address.replace(/^(.)[^@]*(?=@)/u, '$1***');
}

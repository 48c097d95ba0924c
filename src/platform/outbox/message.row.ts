import type { MessageState } from '../../domain/apology/message.js';
import type { Instant } from '../../domain/time/instant.js';
import { readInstant, readInstantOrNull } from '../database/instant-column.js';
import type { Row } from '../database/sql.js';

/** `print` is what earlier letters on paper were; now they say whether they go to the desk or by post. */
export type MessageChannel = 'email' | 'print' | 'zalo' | 'sms' | 'post' | 'desk';

/** A message to leave the house, rendered already: sending it later looks nothing up. */
export interface NewMessage {
  readonly id: string;
  readonly kind: string;
  /** what it is about (letter, obligation); with the kind it is unique, so a thing is never said twice */
  readonly subjectId: string;
  readonly channel: MessageChannel;
  readonly recipient: string;
  readonly title: string;
  readonly text: string;
  readonly html: string;
  readonly fileHash: string | null;
  readonly fileName: string | null;
  /** encrypted: what a line is asked to send, or the footnote of a mail; null for what a person carries */
  readonly sealed?: string | null;
}

export interface Message extends NewMessage {
  readonly state: MessageState;
  readonly attempts: number;
  readonly lastAnswer: string | null;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly sealed: string | null;
  /** a picture or scan that shows it, by its hash */
  readonly proofHash: string | null;
}

export function messageOf(row: Row): Message {
  return {
    id: row['id'] as string,
    kind: row['kind'] as string,
    subjectId: row['subjectId'] as string,
    channel: row['channel'] as MessageChannel,
    recipient: row['recipient'] as string,
    title: row['title'] as string,
    text: row['text'] as string,
    html: row['html'] as string,
    fileHash: row['fileHash'] as string | null,
    fileName: row['fileName'] as string | null,
    state: row['state'] as MessageState,
    attempts: row['attempts'] as number,
    lastAnswer: row['lastAnswer'] as string | null,
    createdAt: readInstant(row['createdAt']),
    sentAt: readInstantOrNull(row['sentAt']),
    deliveredAt: readInstantOrNull(row['deliveredAt']),
    sealed: row['sealed'] as string | null,
    proofHash: row['proofHash'] as string | null,
  };
}

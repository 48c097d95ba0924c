import type { MessageState } from '../domain/apology/message.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Badge, Shape, Tone } from '../platform/templates/page-parts.js';

export type LetterStateKey = 'drafted' | 'approved' | 'numbered' | 'issued' | 'lapsed' | 'void';
const LETTER_LOOKS: Readonly<Record<LetterStateKey, readonly [Tone, Shape]>> = {
  drafted: ['soon', 'triangle'],
  approved: ['brand', 'diamond'],
  numbered: ['brand', 'diamond'],
  issued: ['ok', 'tick'],
  lapsed: ['neutral', 'ring'],
  void: ['neutral', 'cross'],
};

const MESSAGE_LOOKS: Readonly<Record<MessageState, readonly [Tone, Shape]>> = {
  queued: ['neutral', 'ring'],
  claimed: ['brand', 'diamond'],
  transmitting: ['brand', 'diamond'],
  sent: ['brand', 'tick'],
  delivered: ['ok', 'tick'],
  presumed_delivered: ['ok', 'tick'],
  bounced: ['late', 'cross'],
  failed: ['late', 'cross'],
  uncertain: ['soon', 'question'],
};

export function letterBadge(state: LetterStateKey, t: Translator): Badge {
  const [tone, shape] = LETTER_LOOKS[state];
  return { tone, shape, text: t(`letter.${state}`) };
}

/** Being claimed and going out are one thing to a reader. */
export function messageBadge(state: MessageState, t: Translator): Badge {
  const [tone, shape] = MESSAGE_LOOKS[state];
  return { tone, shape, text: t(`message.${state === 'claimed' ? 'transmitting' : state}`) };
}

/**
 * What may be true of a message. `transmitting` is written just before the data go out: a crash before it may be
 * retried, a crash after it is `uncertain` until the server answers late or a person looks (acts.md, Message).
 */
export const MESSAGE_STATES = [
  'queued',
  'claimed',
  'transmitting',
  'sent',
  'delivered',
  'presumed_delivered',
  'bounced',
  'failed',
  'uncertain',
] as const;

export type MessageState = (typeof MESSAGE_STATES)[number];

/** Without word of a bounce for so long, a mail counts as presumably delivered (acts.md, Message). */
export const PRESUMED_DELIVERED_HOURS = 72;

/** The most often a mail that a server puts off is offered again. */
const MAX_ATTEMPTS = 24;
/** The longest pause between two attempts, in minutes. */
const LONGEST_PAUSE = 240;

/**
 * Minutes until the next attempt after `attempts` that were put off: 1, 2, 4 … then every four hours, for about
 * three days: a mail server may be down over a weekend.
 *
 * @returns null when it is time to give up and let a person look
 */
export function minutesUntilRetry(attempts: number): number | null {
  return attempts >= MAX_ATTEMPTS ? null : Math.min(2 ** (attempts - 1), LONGEST_PAUSE);
}

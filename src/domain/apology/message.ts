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

/** What a gateway tells of a message after it took it, in whatever order its words arrive. */
export type LineReport = 'sent' | 'delivered' | 'undelivered';

export const LINE_REPORTS = ['sent', 'delivered', 'undelivered'] as const satisfies readonly LineReport[];

/** What nothing said later changes any more. A presumption is none of them: it gives way to word of what happened. */
export const FINAL_STATES = ['delivered', 'bounced', 'failed'] as const satisfies readonly MessageState[];

/** Which word counts in which state; a word that is not named changes nothing. */
const AFTER_REPORT: Readonly<Record<LineReport, Readonly<Partial<Record<MessageState, MessageState>>>>> = {
  sent: { transmitting: 'sent', uncertain: 'sent' },
  delivered: { transmitting: 'delivered', uncertain: 'delivered', sent: 'delivered', presumed_delivered: 'delivered' },
  undelivered: { transmitting: 'bounced', uncertain: 'bounced', sent: 'bounced', presumed_delivered: 'bounced' },
};

/**
 * The state after a gateway's word: twice the same is once, an old word after a newer one changes nothing, and what is
 * final stays as it is. Before anything has left the house nobody can know of it.
 * Source: acts.md, Message.
 */
export function afterReport(state: MessageState, report: LineReport): MessageState {
  return AFTER_REPORT[report][state] ?? state;
}

/** Whom a message is for; the others are for citizens, who are left in peace at night. */
export const STAFF_KINDS: readonly string[] = ['digest', 'heal_report', 'sign_reminder', 'register_export'];

export function isForStaff(kind: string): boolean {
  return STAFF_KINDS.includes(kind);
}

/** The first way a letter takes, and each way after it: the letter is said once by each. */
export const LETTER_KINDS = [
  'apology_letter',
  'apology_email',
  'apology_zalo',
  'apology_sms',
  'apology_post',
  'apology_desk',
] as const;

export type LetterKind = (typeof LETTER_KINDS)[number];

export function isLetterKind(kind: string): kind is LetterKind {
  return (LETTER_KINDS as readonly string[]).includes(kind);
}

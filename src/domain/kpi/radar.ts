import { DAY, type Instant } from '../time/instant.js';

/**
 * Ways in which a rate can be made to look better than the work was, in the order of the page. Each is a sign that
 * somebody should look, never a finding: honest work leaves every one of them, at its base rate.
 */
export const RADAR_KINDS = [
  'paused_near_due',
  'second_supplement',
  'finished_at_due',
  'closing_rush',
  'ended_near_due',
  'filed_again',
  'paper_entry',
  'more_time',
] as const;

export type RadarKind = (typeof RADAR_KINDS)[number];

/** Working minutes before the due moment within which a pause is worth a look: a quarter of a working day. */
export const PAUSE_NEAR_MINUTES = 120;
/** The same for a refusal or a withdrawal, which takes a paper and a signature: half a working day. */
export const END_NEAR_MINUTES = 240;
/** A result booked in the very last minutes, by hands that watch the clock: less than one takes to file a paper. */
export const FINISH_AT_DUE_MINUTES = 5;
/** Minutes before a half-day closes in which results pile up when they are only booked, not made. */
export const CLOSING_MINUTES = 10;
/** Fewer than this in one closing are an ordinary end of work. */
export const RUSH_LEAST = 5;
/** So many times the officer's own share at closing: whoever always books then is not conspicuous by it. */
export const RUSH_TIMES = 3;
/** Of evenly spread work so much falls in the last ten of 240 minutes; also used until an officer has a base. */
const RUSH_USUAL = CLOSING_MINUTES / 240;
/** Fewer finishes than this are no base of one's own. */
const RUSH_BASE_LEAST = 30;
/** Who files the same again within so many days may have been made to: a fresh code gives a fresh due date. */
export const AGAIN_DAYS = 10;

const PAUSES = ['request_supplement', 'request_payment', 'stop'];
const BIRTHS = ['register', 'serve_now', 'file'];
const MORE_TIME = ['extend', 'grant_extra_time'];
const ENDS = ['complete', 'stop', 'withdraw'];

/** The acts that can be a sign, or are counted in a base rate. */
export const RADAR_ACTS = [...PAUSES, ...BIRTHS, ...MORE_TIME, 'complete', 'withdraw', 'transfer_result'] as const;

/** One act on a dossier, with what was known of the dossier when it was done. */
export interface RadarEvent {
  readonly act: string;
  readonly at: Instant;
  /** working minutes left to the promise as it stood; null without one, or when it was past */
  readonly minutesToDue: number | null;
  /** supplements asked for after acceptance, this one among them */
  readonly supplements: number;
  /** a result that refuses */
  readonly refused: boolean;
  /** written down after a session on paper */
  readonly paperEntry: boolean;
  /** when a dossier of the same person and procedure last ended without a granted result; null: none did */
  readonly endedBefore: Instant | null;
}

/** Of which signs the act is a case: each adds one to the base rate of its officer, whether or not it is a sign. */
export function casesOf({ act, refused }: Pick<RadarEvent, 'act' | 'refused'>): RadarKind[] {
  const kinds: RadarKind[] = [];
  if (PAUSES.includes(act)) kinds.push('paused_near_due');
  if (act === 'request_supplement') kinds.push('second_supplement');
  if (act === 'complete') kinds.push('finished_at_due', 'closing_rush');
  if (act === 'withdraw' || (act === 'complete' && refused)) kinds.push('ended_near_due');
  if (BIRTHS.includes(act)) kinds.push('filed_again', 'paper_entry');
  if (MORE_TIME.includes(act) || ENDS.includes(act) || act === 'transfer_result') kinds.push('more_time');
  return kinds;
}

const SIGN: Readonly<Record<Exclude<RadarKind, 'closing_rush'>, (event: RadarEvent) => boolean>> = {
  paused_near_due: ({ minutesToDue }) => isWithin(minutesToDue, PAUSE_NEAR_MINUTES),
  second_supplement: ({ supplements }) => supplements >= 2,
  finished_at_due: ({ minutesToDue }) => isWithin(minutesToDue, FINISH_AT_DUE_MINUTES),
  ended_near_due: ({ minutesToDue }) => isWithin(minutesToDue, END_NEAR_MINUTES),
  filed_again: ({ at, endedBefore }) =>
    endedBefore !== null && endedBefore <= at && at - endedBefore <= AGAIN_DAYS * DAY,
  paper_entry: ({ paperEntry }) => paperEntry,
  more_time: ({ act }) => MORE_TIME.includes(act),
};

/** What a single act is a sign of; always among its `casesOf`. A rush is seen in many acts only: `rushOf`. */
export function signsOf(event: RadarEvent): RadarKind[] {
  return casesOf(event).filter((kind) => kind !== 'closing_rush' && SIGN[kind](event));
}

function isWithin(minutesToDue: number | null, limit: number): boolean {
  return minutesToDue !== null && minutesToDue >= 0 && minutesToDue <= limit;
}

/** What an officer finished before: of `finished`, so many within ten minutes of closing. */
export interface ClosingBase {
  readonly finished: number;
  readonly closing: number;
}

/** The share at closing that is usual for this officer; never below that of evenly spread work. */
export function usualShare({ finished, closing }: ClosingBase): number {
  return finished < RUSH_BASE_LEAST ? RUSH_USUAL : Math.max(RUSH_USUAL, closing / finished);
}

/**
 * Did one officer finish conspicuously many at the closing of one half-day?
 *
 * @param half what they finished in it
 * @param base what they finished before that day
 */
export function isRush(half: ClosingBase, base: ClosingBase): boolean {
  return half.closing >= RUSH_LEAST && half.closing / half.finished >= RUSH_TIMES * usualShare(base);
}

/**
 * Is the moment at the closing of a half-day: in its last ten minutes, or in the ten after it?
 *
 * @param before working minutes in the ten minutes before the moment
 * @param after the same in the ten that follow
 */
export function isAtClosing(before: number, after: number): boolean {
  return before > 0 && after < CLOSING_MINUTES;
}

import type { ContactChannel } from '../dossier/party.js';
import { HOUR, type Instant } from '../time/instant.js';
import type { MessageState } from './message.js';

/** A way by which a letter reaches somebody; the words are those of the citizen's own wish. */
export type LetterChannel = ContactChannel;

/** What is known of the person a letter is for, and which lines there are. */
export interface Reach {
  /** in their order; empty when they said nothing */
  readonly contactBy: readonly ContactChannel[];
  readonly hasPhone: boolean;
  readonly hasEmail: boolean;
  readonly hasAddress: boolean;
  /** lines that send by themselves: an account with an approved template */
  readonly accounts: Readonly<Record<'zalo' | 'sms', boolean>>;
}

/** What is tried for somebody who said nothing, the surest and cheapest first. */
const USUAL: readonly LetterChannel[] = ['email', 'zalo', 'sms', 'post', 'desk'];

/**
 * Every way to the citizen, in the order in which they are tried: their own first, then what else can be. Never empty:
 * the desk is always there. Zalo without an account is a person's work: only for those who asked for it.
 * Source: desk.md 1 (Zalo); reference R30.
 */
export function deliveryPlan(reach: Reach): LetterChannel[] {
  const wished = [...new Set(reach.contactBy)].filter((channel) => isPossible(channel, reach));
  const rest = USUAL.filter((channel) => !wished.includes(channel) && isPossible(channel, reach));
  return [...wished, ...rest];
}

function isPossible(channel: LetterChannel, reach: Reach): boolean {
  switch (channel) {
    case 'desk':
      return true;
    case 'email':
      return reach.hasEmail;
    case 'post':
      return reach.hasAddress;
    case 'sms':
      return reach.hasPhone && reach.accounts.sms;
    case 'zalo':
      return reach.hasPhone && (reach.accounts.zalo || reach.contactBy.includes('zalo'));
  }
}

/** What became of one way. */
export interface Sending {
  readonly channel: LetterChannel;
  readonly state: MessageState;
  readonly sentAt: Instant | null;
  /** a person writes it into a chat: no line does */
  readonly byHand: boolean;
}

/** Why a letter is not in the citizen's hands yet. */
export type Pending = 'sending' | 'sent' | 'uncertain' | 'by_hand' | 'at_desk' | 'to_post' | 'posted' | 'all_ways';

export type Step =
  | { readonly step: 'arrived'; readonly how: 'delivered' | 'presumed' }
  /** `until`: when to look again without anything having happened; null: something must happen first */
  | { readonly step: 'wait'; readonly why: Pending; readonly until: Instant | null }
  | { readonly step: 'send'; readonly channel: LetterChannel }
  | { readonly step: 'call' };

/** A chat or a text of which nobody has said that it came, for so long, has not come. */
export const SILENCE_HOURS = 72;

/**
 * The next step of a letter on its way: state-based, so that it may be asked at any time, any number of times.
 *
 * @param sendings every way taken so far, the earliest first; never two of one channel
 * @param plan as `deliveryPlan` made it of what is known today
 * @returns `send` only after the last way came to nothing, and never a channel that was tried
 */
export function nextStep(sendings: readonly Sending[], plan: readonly LetterChannel[], now: Instant): Step {
  if (sendings.some(({ state }) => state === 'delivered')) return { step: 'arrived', how: 'delivered' };
  if (sendings.some(({ state }) => state === 'presumed_delivered')) return { step: 'arrived', how: 'presumed' };
  const open = sendings.filter(({ state }) => state !== 'failed' && state !== 'bounced');
  const waits = open.map((sending) => waitOf(sending, now)).filter((wait) => wait !== null);
  const last = waits.at(-1);
  if (last) return { step: 'wait', ...last };
  const next = plan.find((channel) => !sendings.some((tried) => tried.channel === channel));
  return next === undefined ? { step: 'call' } : { step: 'send', channel: next };
}

/** What a way that is still open waits for; null when it was silent for too long. */
function waitOf(
  { channel, state, sentAt, byHand }: Sending,
  now: Instant,
): { readonly why: Pending; readonly until: Instant | null } | null {
  if (state === 'uncertain') return { why: 'uncertain', until: null };
  if (state !== 'sent') return { why: byHand ? 'by_hand' : BEFORE[channel], until: null };
  if (channel === 'post') return { why: 'posted', until: null };
  if (channel === 'email' || sentAt === null) return { why: 'sent', until: null };
  const until = (sentAt + SILENCE_HOURS * HOUR) as Instant;
  return now >= until ? null : { why: 'sent', until };
}

/** What a way that nothing has left by waits for. */
const BEFORE: Readonly<Record<LetterChannel, Pending>> = {
  zalo: 'sending',
  sms: 'sending',
  email: 'sending',
  post: 'to_post',
  desk: 'at_desk',
};

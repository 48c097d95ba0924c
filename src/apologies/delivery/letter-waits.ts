import { nextStep, type Pending, type Sending } from '../../domain/apology/delivery-plan.js';
import type { Instant } from '../../domain/time/instant.js';

/** What waits for a person: nothing changes about it until somebody says so. */
const BY_PEOPLE: readonly Pending[] = ['by_hand', 'at_desk', 'to_post', 'posted', 'all_ways'];

export interface Wait {
  readonly why: Pending;
  readonly lookAt: Instant | null;
}

/** Why a letter that was just sent off is on its way, and whether a sweep has to look after it. */
export function waitOn(sendings: readonly Sending[], now: Instant): Wait {
  const next = nextStep(sendings, [], now);
  return waiting(next.step === 'wait' ? next.why : 'sending', now);
}

/** Machines are looked after at every sweep; people say themselves what they did. */
export function waiting(why: Pending, now: Instant): Wait {
  return { why, lookAt: BY_PEOPLE.includes(why) ? null : now };
}

import { agrees, isBroken, isOutside, ourReckoning, siblingPeriod, standsNowhere } from './reconcile-facts.js';
import type { Ground, OurDossier, Reckoning, TheirRow } from './reconcile-facts.js';
import { OTHER_RULES, otherReckonings, type OtherRule } from './reconcile-rules.js';

/** What a difference can be put down to: a closed list, each with a sentence in both languages. */
export const RECONCILE_RULES = [
  ...OTHER_RULES,
  'excluded',
  'missing_here',
  'missing_there',
  'double_there',
  'elsewhere',
  'unreadable',
  'unexplained',
] as const;

export type ReconcileRule = (typeof RECONCILE_RULES)[number];

/** The rule of the domain reference behind each; null where a dossier or a row is simply not there. */
export const REFERENCE_OF: Readonly<Record<ReconcileRule, string | null>> = {
  ending: 'R24',
  extension: 'R21',
  period: 'R27',
  finish: 'R18',
  hours: 'R19',
  moment: 'R20',
  pause: 'R13',
  extra_time: 'R9',
  calendar: 'R3',
  received: 'R2',
  redated: 'R9',
  excluded: 'R23',
  missing_here: null,
  missing_there: null,
  double_there: null,
  elsewhere: null,
  unreadable: null,
  unexplained: null,
};

/**
 * Why another system says something else of a dossier: the most specific rule that turns our facts into exactly what
 * its row tells.
 *
 * @returns null when nothing differs; `unexplained` when no single rule says it all: that is said, not guessed
 */
export function explain(ours: OurDossier, theirs: TheirRow, ground: Ground): ReconcileRule | null {
  if (standsNowhere(ours)) return 'excluded';
  const outside = isOutside(ours, ground.period);
  if (!outside && agrees(theirs, ourReckoning(ours, ground))) return null;
  for (const { rule, reckoning } of otherReckonings(ours, theirs, ground)) {
    if (agrees(theirs, reckoning) && (!outside || holds(reckoning, ground))) return rule;
  }
  return outside ? 'period' : 'unexplained';
}

/** Which rule would keep a dossier of ours out of a list of another system; null when none of ours does. */
export function whyAbsent(ours: OurDossier, ground: Ground, lateOnly: boolean): OtherRule | null {
  const sibling = siblingPeriod(ground.period);
  if (sibling !== null && isOutside(ours, sibling)) return 'period';
  if (!lateOnly) return ours.ending === 'withdrawn' || ours.ending === 'stopped' ? 'ending' : null;
  for (const { rule, reckoning } of otherReckonings(ours, null, ground)) {
    if (!isBroken(reckoning.standing)) return rule;
  }
  return null;
}

/** A place that another rule would give to a dossier. */
export interface OtherPlace {
  readonly rule: OtherRule;
  readonly place: Reckoning;
}

/** Where each rule would put a dossier elsewhere among the columns of a form; rules that change nothing are left out. */
export function otherPlaces(ours: OurDossier, ground: Ground): OtherPlace[] {
  const { standing } = ourReckoning(ours, ground);
  const found = new Map<string, OtherPlace>();
  for (const { rule, reckoning: place } of otherReckonings(ours, null, ground)) {
    const key = `${rule} ${place.standing}`;
    if (place.standing !== standing && !found.has(key)) found.set(key, { rule, place });
  }
  return [...found.values()];
}

/** Whether the period holds the dossier as a reckoning has it: open at its end, or finished in it. */
function holds({ received, finished }: Reckoning, { period: { from, to } }: Ground): boolean {
  return received <= to && (finished === null || (finished >= from && finished <= to));
}

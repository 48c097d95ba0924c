import type { DetectedBy } from '../domain/apology/fault-kinds.js';
import type { FaultCause } from '../domain/apology/obligation.js';
import { DAY, type Instant } from '../domain/time/instant.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import { FAULT_STORIES, type FaultStory } from './fault-stories.js';
import type { PlannedDossier } from './plan.js';
import type { Random } from './random.js';
import { OPENS_AT } from './town.js';

/** Something that went wrong with a dossier: who said so, who judged it, what was done. */
export interface PlannedFault {
  readonly cause: FaultCause;
  readonly kind: string;
  readonly description: string;
  readonly detectedBy: DetectedBy;
  /** null: the candidate opened by itself, when papers were asked for by the receiver's fault */
  readonly reportedAt: Instant | null;
  readonly judgedAt: Instant;
  readonly verdict: 'ours' | 'dismissed';
  /** why nobody is to blame */
  readonly dismissal: string | null;
  readonly mended: { readonly at: Instant; readonly result: string; readonly costsVnd: number } | null;
  /** what the letter says about how it came about */
  readonly letterReason: string;
}

/** How many in the year, by cause: 0.25 % errors, a loss now and then. */
const COUNTS: Readonly<Record<Exclude<FaultCause, 'supplement'>, number>> = { error: 15, loss: 2, conduct: 6 };
/** Of each cause, so many in a hundred turn out to be nobody's fault. */
const DISMISSED_PERCENT: Readonly<Record<FaultCause, number>> = { error: 25, loss: 0, conduct: 40, supplement: 35 };
/** Of faults, what the citizen finds. */
const FOUND_BY_CITIZEN = 0.7;
/** Some come to light in the last days, and wait for their judge when the demo opens. */
const RECENT = 4;
const RECENT_DAYS = 2;

/** Chooses what goes wrong, among what is finished; and judges what was asked for by a receiver's fault. */
export function withFaults(
  plan: readonly PlannedDossier[],
  calendar: WorkingCalendar,
  random: Random,
): PlannedDossier[] {
  const finished = plan.flatMap((one, i) =>
    one.ending.kind === 'early' || one.ending.kind === 'on_time' ? [{ i, finishAt: one.finishAt }] : [],
  );
  const shuffled = random.shuffled(finished.filter(({ finishAt }) => finishAt < OPENS_AT));
  const lastDays = shuffled.filter(({ finishAt }) => finishAt > OPENS_AT - RECENT_DAYS * DAY).slice(0, RECENT);
  const chosen = [...lastDays, ...shuffled.filter((one) => !lastDays.includes(one))];
  const faults = new Map<number, PlannedFault>();
  for (const [cause, count] of Object.entries(COUNTS) as [Exclude<FaultCause, 'supplement'>, number][]) {
    const able = chosen.filter(({ i }) => !faults.has(i) && (cause !== 'loss' || plan[i]?.field === 'land'));
    // The errors come first: the recent ones are among them.
    for (const { i, finishAt } of able.slice(0, count)) {
      const reportedSoon = lastDays.some((one) => one.i === i);
      faults.set(i, fault(cause, { finishAt, reportedSoon }, calendar, random.branch(`${cause}${String(i)}`)));
    }
  }
  return plan.map((one, i) => {
    const found = faults.get(i);
    const asked = byReceiver(one, calendar, random.branch(`supplement${String(i)}`));
    const own = [...(asked ? [asked] : []), ...(found ? [found] : [])];
    return own.length === 0 ? one : { ...one, faults: own };
  });
}

function fault(
  cause: FaultCause,
  { finishAt, reportedSoon }: { readonly finishAt: Instant; readonly reportedSoon: boolean },
  calendar: WorkingCalendar,
  random: Random,
): PlannedFault {
  const reportedAt = calendar.addWorkingMinutes(
    finishAt,
    reportedSoon ? random.between(30, 200) : random.between(120, 1_600),
  );
  const detectedBy: DetectedBy = random.chance(FOUND_BY_CITIZEN) ? 'citizen' : random.pick(['self', 'inspection']);
  return judged(cause, { reportedAt, from: reportedAt, detectedBy }, calendar, random);
}

/** The candidate that opens when papers are asked for that the receiver should have asked for at once. */
function byReceiver({ interludes }: PlannedDossier, calendar: WorkingCalendar, random: Random): PlannedFault | null {
  const asked = interludes.find((one) => one.kind === 'supplement' && one.receiversFault);
  if (asked?.kind !== 'supplement') return null;
  return judged('supplement', { reportedAt: null, from: asked.askedAt, detectedBy: 'self' }, calendar, random);
}

function judged(
  cause: FaultCause,
  { from, ...said }: Pick<PlannedFault, 'reportedAt' | 'detectedBy'> & { readonly from: Instant },
  calendar: WorkingCalendar,
  random: Random,
): PlannedFault {
  const story: FaultStory = random.pick(FAULT_STORIES[cause]);
  const judgedAt = calendar.addWorkingMinutes(from, random.between(200, 1_300));
  const dismissed = random.chance(DISMISSED_PERCENT[cause] / 100);
  const mendedAt = calendar.addWorkingMinutes(judgedAt, random.between(60, 500));
  const { result, costsVnd } = story;
  return {
    cause,
    ...said,
    kind: story.kind,
    description: story.description,
    judgedAt,
    verdict: dismissed ? 'dismissed' : 'ours',
    dismissal: dismissed ? story.dismissal : null,
    mended: dismissed ? null : { at: mendedAt, result, costsVnd },
    letterReason: story.letterReason,
  };
}

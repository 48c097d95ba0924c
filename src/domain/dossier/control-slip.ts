import { lateFrom, transferDueAt } from '../time/deadline.js';
import type { Instant } from '../time/instant.js';
import { localDate } from '../time/plain-date.js';
import type { WorkingCalendar } from '../time/working-calendar.js';
import type { AcceptedDossier } from './dossier.js';
import type { StageTime } from './stages.js';
import type { Timeliness } from './timeliness.js';

/** Papers that changed hands: sent, and taken by whoever acknowledged. */
export interface Handing {
  readonly fromUnitCode: string;
  readonly toUnitCode: string;
  readonly sentBy: string | null;
  readonly sentAt: Instant;
  readonly takenBy: string | null;
  readonly takenAt: Instant | null;
  readonly note: string | null;
}

/** A row of the control slip. */
export interface ControlStep extends Handing {
  /** how the giver did: filled in by the receiver; null before it is taken, and where the giver had no time of its own */
  readonly verdict: Timeliness | null;
}

/**
 * The rows of the slip that travels with a dossier: each judges the step before it. The desk is judged by the time it
 * has for passing the papers on, an agency by the planned end of its stage; who hands over last, by that of the dossier.
 *
 * @param handings in order; those inside one unit are no step
 * @param stages of the dossier, with their planned ends
 * Source: TT 01/2018 form 05 (reference 2.2); R7, R19, R28.
 */
export function controlSteps(
  dossier: AcceptedDossier,
  handings: readonly Handing[],
  stages: readonly StageTime[],
  calendar: WorkingCalendar,
): ControlStep[] {
  const steps = handings.filter(({ fromUnitCode, toUnitCode }) => fromUnitCode !== toUnitCode);
  return steps.map((step, index) => {
    if (step.takenAt === null) return { ...step, verdict: null };
    if (index === 0 && step.fromUnitCode === dossier.unitCode) {
      // The day is judged and not the minute: "at the start of the next working day" names no hour.
      const day = localDate(transferDueAt(calendar, dossier.acceptedAt));
      return { ...step, verdict: localDate(step.takenAt) > day ? 'late' : 'on_time' };
    }
    const own = stages.find(({ unitCode }) => unitCode === step.fromUnitCode);
    return { ...step, verdict: own ? judged(step.takenAt, own.plannedDueAt, dossier.limit.unit) : null };
  });
}

function judged(at: Instant, due: Instant, unit: AcceptedDossier['limit']['unit']): Timeliness {
  if (at >= lateFrom(due, unit)) return 'late';
  return localDate(at) < localDate(due) ? 'early' : 'on_time';
}

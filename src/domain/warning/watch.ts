import { isAccepted, isBreached, type AcceptedDossier, type Dossier } from '../dossier/dossier.js';
import { isOpen } from '../dossier/status.js';
import { questionOf } from '../promise/due.js';
import type { Instant } from '../time/instant.js';
import type { WorkingCalendar } from '../time/working-calendar.js';
import { nextMoment, tierOf, warningMoments, warningsDue, type WarningKind, type WarningMoment } from './warnings.js';

/** For which due somebody is to be warned, and when to look next. */
export interface Watch {
  /** null: there was nothing to arm */
  readonly dueAt: Instant | null;
  /** null: nothing follows until the due moves */
  readonly nextAt: Instant | null;
}

const ASLEEP: Watch = { dueAt: null, nextAt: null };

/**
 * Sets the moments anew after the ledger of a dossier has grown. A due that moved is armed again; one that stayed is
 * not; after the breach the latch holds and nothing is armed any more. Waiting for the citizen there is nothing to warn
 * of. What came from elsewhere and was late already was nobody's to be warned of; of ours, only the ladder is left.
 *
 * @param before what was set last; null at first sight
 * @throws DomainError `calendar.missing`
 */
export function rearmed(before: Watch | null, dossier: Dossier, calendar: WorkingCalendar, now: Instant): Watch {
  if (!isRunning(dossier)) return { dueAt: before?.dueAt ?? null, nextAt: null };
  if (isBreached(dossier, now)) {
    if (before !== null && before.dueAt !== null) return before;
    if (dossier.origin === 'import') return ASLEEP;
  }
  if (before?.dueAt === dossier.statutoryDueAt && before.nextAt !== null) return before;
  const [first] = momentsFor(dossier, dossier.statutoryDueAt, calendar, now);
  return { dueAt: dossier.statutoryDueAt, nextAt: first?.at ?? null };
}

export interface Look {
  readonly raise: readonly WarningKind[];
  readonly nextAt: Instant | null;
}

/** What is to be said at `now` about the due that is watched, and when to look again. */
export function lookAt(
  dueAt: Instant,
  dossier: Dossier,
  calendar: WorkingCalendar,
  { now, ladder }: { readonly now: Instant; readonly ladder: boolean },
): Look {
  if (!isRunning(dossier)) return { raise: [], nextAt: null };
  const moved = dossier.statutoryDueAt !== dueAt;
  if (moved && !isBreached(dossier, now)) return { raise: [], nextAt: null };
  const moments = momentsFor(dossier, dueAt, calendar, now);
  const resultSent = dossier.resultSentAt !== null;
  return { raise: warningsDue(moments, { now, resultSent, ladder }), nextAt: nextMoment(moments, now) };
}

/** Once it is late, the list says so: only the ladder is left to tell. */
function momentsFor(
  dossier: AcceptedDossier,
  dueAt: Instant,
  calendar: WorkingCalendar,
  now: Instant,
): WarningMoment[] {
  const all = warningMoments(calendar, { question: questionOf(dossier), dueAt });
  return isBreached(dossier, now) ? all.filter(({ kind }) => tierOf(kind) !== 'holder') : all;
}

/** Its clock runs: accepted, neither ended nor voided, and not waiting for the citizen unless it is late already. */
function isRunning(dossier: Dossier): dossier is AcceptedDossier {
  return isAccepted(dossier) && isOpen(dossier.status) && dossier.voidedAt === null && dossier.lateFrom !== null;
}

import { move, questionOf, type Counting } from '../../promise/due.js';
import { deadline, dueAt } from '../../time/deadline.js';
import type { Instant } from '../../time/instant.js';
import type { WorkingCalendar } from '../../time/working-calendar.js';
import { decide, type ActContext, type Decision } from '../decision.js';
import { accepted, type AcceptedDossier, type Dossier } from '../dossier.js';
import { next } from '../transitions.js';

/** What a changed calendar may change of a dossier. */
export type Planned = Counting & Pick<AcceptedDossier, 'statutoryDueAt' | 'provisional'>;

/** What the calendar of today says where it differs from what was promised. */
export interface Replanned {
  readonly dueAt: Instant;
  readonly provisional: boolean;
}

/**
 * Looks whether the calendar in force now gives another statutory due date, or the same one for certain that was
 * provisional.
 *
 * @returns null when nothing differs
 * @throws DomainError `calendar.missing`
 */
export function replannedDue(planned: Planned, calendar: WorkingCalendar): Replanned | null {
  const question = questionOf(planned);
  // Most dossiers are where they were: that much is known without the rest of a deadline.
  if (!planned.provisional && dueAt(calendar, question) === planned.statutoryDueAt) return null;
  const computed = deadline(calendar, question);
  if (computed.dueAt === null) throw new RangeError('a running clock has a due date');
  const same = computed.dueAt === planned.statutoryDueAt && computed.provisional === planned.provisional;
  return same ? null : { dueAt: computed.dueAt, provisional: computed.provisional };
}

/**
 * The calendar has changed under a running dossier: its promise is counted anew. The date the citizen was told does
 * not come nearer, and what is late stays late. A dossier that waits for the citizen is counted when it runs again.
 *
 * @param replanId of the decision by which a person let the dates move
 * @returns null when this dossier does not move (any more): run twice, it moves once
 * @throws DomainError `calendar.missing`
 * Source: acts.md, ledger kinds: calendar; R1, R9.
 */
export function replan(dossier: Dossier, context: ActContext, replanId: string): Decision | null {
  const status = next(dossier, 'replan');
  const before = accepted(dossier);
  const { at, by, calendar } = context;
  if (replannedDue(before, calendar) === null) return null;
  const { to, row } = move(before, before, calendar, {
    kind: 'calendar',
    at,
    by: by.username,
    reason: null,
    neverEarlier: true,
  });
  return decide(dossier, context, {
    act: 'replan',
    to: { status, ...to },
    payload: { replanId, statutoryDueAt: to.statutoryDueAt, dueAt: to.currentDueAt },
    promises: [row],
  });
}

import { foldVietnamese } from '../text/fold.js';
import type { Instant } from '../time/instant.js';
import type { PlainDate } from '../time/plain-date.js';
import type { WorkingCalendar } from '../time/working-calendar.js';

/** What can be wrong with the data behind a figure, in the order in which it is mended: the first ones spoil figures. */
export const DEFECT_KINDS = [
  'no_due',
  'finished_before_received',
  'received_in_future',
  'event_gap',
  'stage_sum',
  'same_person',
] as const;

export type DefectKind = (typeof DEFECT_KINDS)[number];

/** What an index finds at once; the others are looked for at night. */
export const LIVE_DEFECTS = ['no_due', 'finished_before_received', 'received_in_future'] as const;

/** What the days of a dossier say. */
export interface DatedDossier {
  readonly status: string;
  readonly acceptedDay: PlainDate;
  readonly finishedDay: PlainDate | null;
  readonly lateFrom: Instant | null;
}

/** At most one: a dossier that lacks a day cannot contradict it. @param today the local day it is */
export function dayDefect(dossier: DatedDossier, today: PlainDate): (typeof LIVE_DEFECTS)[number] | null {
  const { status, acceptedDay, finishedDay, lateFrom } = dossier;
  const isRunning = status === 'accepted' || status === 'processing';
  if (finishedDay === null && lateFrom === null && isRunning) return 'no_due';
  if (finishedDay !== null && finishedDay < acceptedDay) return 'finished_before_received';
  return acceptedDay > today ? 'received_in_future' : null;
}

/** What the history of a dossier holds against what it says of itself. */
export interface CountedHistory {
  /** the number of its last event, as the dossier has it */
  readonly eventSeq: number;
  /** events there are, and the highest number among them; 0 of none */
  readonly events: number;
  readonly lastSeq: number;
}

/** Events are numbered from 1 without a gap, up to the number that the dossier says. */
export function hasEventGap({ eventSeq, events, lastSeq }: CountedHistory): boolean {
  return events !== lastSeq || lastSeq !== eventSeq;
}

/** Where a settled dossier was: from its receipt on, and from when each next holder had taken it. */
export interface StagesHeld {
  readonly acceptedAt: Instant;
  readonly finishedAt: Instant;
  /** in the order in which it was handed over */
  readonly takenAt: readonly Instant[];
}

/**
 * The working minutes of the single stages, and those from receipt to result. They are the same unless somebody took
 * it over before the holder before them did, or after it was finished.
 *
 * @throws DomainError `calendar.missing`
 */
export function stageMinutes(
  { acceptedAt, finishedAt, takenAt }: StagesHeld,
  calendar: Pick<WorkingCalendar, 'workingMinutesBetween'>,
): { readonly stages: number; readonly total: number } {
  const edges = [acceptedAt, ...takenAt, finishedAt];
  const stages = edges.reduce((sum, to, i) => {
    const from = edges[i - 1];
    return from === undefined ? sum : sum + calendar.workingMinutesBetween(from, to);
  }, 0);
  return { stages, total: calendar.workingMinutesBetween(acceptedAt, finishedAt) };
}

/** Two people of the register who share a paper or a telephone. */
export interface LikePeople {
  readonly sameId: boolean;
  readonly samePhone: boolean;
  readonly name: string;
  readonly otherName: string;
}

/**
 * One person written down as two, or two as one: a paper that bears two names, or a name with one telephone and two
 * papers. Accents and case are no difference.
 */
export function isDoubtfulPair({ sameId, samePhone, name, otherName }: LikePeople): boolean {
  const sameName = foldVietnamese(name) === foldVietnamese(otherName);
  return sameId ? !sameName : samePhone && sameName;
}

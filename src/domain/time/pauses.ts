import type { Pause } from './deadline-types.js';
import { localMinute } from './local-minute.js';
import type { WorkingTimeline } from './working-timeline.js';

/** A stretch in which the clock stood still, in local minutes [from, to); null is still open. */
export interface Standstill {
  readonly from: number;
  readonly to: number | null;
}

/** A standstill that moved the due date, with the working minutes it took; 0 while it is open. */
export interface LostTime extends Standstill {
  readonly minutes: number;
}

export interface Run {
  /** null: a pause is open and the budget was not used up before it */
  readonly due: number | null;
  readonly lost: readonly LostTime[];
}

/**
 * One list in order without overlaps: a minute in two pauses stands still once (rules of the vectors). What lies
 * before the clock started is cut off; a pause of no length is none.
 *
 * @throws RangeError when a pause ends before it begins
 */
export function unitePauses(pauses: readonly Pause[], start: number): Standstill[] {
  const united: { from: number; to: number | null }[] = [];
  for (const { from, to } of inOrder(pauses)) {
    if (to !== null && (to < from || to <= start)) {
      if (to < from) throw new RangeError('a pause ends before it begins');
      continue;
    }
    if (from === to) continue;
    const last = united.at(-1);
    if (last && (last.to === null || from <= last.to)) {
      if (last.to !== null) last.to = to === null ? null : Math.max(last.to, to);
    } else united.push({ from: Math.max(from, start), to });
  }
  return united;
}

function inOrder(pauses: readonly Pause[]): Standstill[] {
  return pauses
    .map(({ from, to }) => ({ from: localMinute(from), to: to === null ? null : localMinute(to) }))
    .sort((a, b) => a.from - b.from);
}

/**
 * When the clock that stands still during `pauses` has run from `start` as long as it would have run to `due`
 * without them: every working minute of a pause is given back, none more (R13 mode PAUSE, R14).
 *
 * @param pauses as `unitePauses` leaves them
 */
export function runThrough(line: WorkingTimeline, start: number, due: number, pauses: readonly Standstill[]): Run {
  const lost: LostTime[] = [];
  let reached = due;
  for (const { from, to } of pauses) {
    if (from >= reached) break;
    if (to === null) return { due: null, lost: [...lost, { from, to, minutes: 0 }] };
    const minutes = line.minutesBetween(from, to);
    lost.push({ from, to, minutes });
    if (minutes > 0) reached = line.momentOf(start, line.workedUntil(reached) + minutes);
  }
  return { due: reached, lost };
}

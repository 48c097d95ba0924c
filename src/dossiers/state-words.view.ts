import type { Translator } from '../platform/templates/i18n.js';
import type { Badge, Shape, Tone } from '../platform/templates/page-parts.js';
import { lateText, remainingText } from '../platform/templates/page-words.js';

export type StatusKey =
  | 'submitted'
  | 'accepted'
  | 'rejected'
  | 'processing'
  | 'awaiting_supplement'
  | 'awaiting_payment'
  | 'withdrawn'
  | 'stopped'
  | 'completed'
  | 'returned';

export type ClockKey = 'not_started' | 'running' | 'paused' | 'settled';
export type ProgressKey = 'in_time' | 'due_soon' | 'overdue';
export type TimelinessKey = 'early' | 'on_time' | 'late';
export type ObligationKey = 'owed' | 'settled' | 'waived' | 'averted' | 'historic';
export type CauseKey = 'late' | 'error' | 'loss' | 'supplement' | 'conduct';
export type ChannelKey = 'counter' | 'online' | 'postal';

/** How a dossier stands against its promise, as a list row or a head needs it. */
export interface Standing {
  readonly clockState: ClockKey;
  /** null unless the clock runs, or waits after a breach */
  readonly progress: ProgressKey | null;
  /** null until settled */
  readonly timeliness: TimelinessKey | null;
  /** working minutes left; null when not running */
  readonly remainingMinutes: number | null;
  readonly dueToday: boolean;
  readonly daysLate: number;
  readonly minutesLate: number;
}

const STATUS_LOOKS: Readonly<Record<StatusKey, readonly [Tone, Shape]>> = {
  submitted: ['neutral', 'ring'],
  accepted: ['brand', 'ring'],
  rejected: ['neutral', 'cross'],
  processing: ['brand', 'diamond'],
  awaiting_supplement: ['pause', 'bars'],
  awaiting_payment: ['pause', 'bars'],
  withdrawn: ['neutral', 'cross'],
  stopped: ['neutral', 'cross'],
  completed: ['ok', 'tick'],
  returned: ['neutral', 'tick'],
};

/** Where the dossier is in its life (desk.md §3: s1 to s10). */
export function statusBadge(status: StatusKey, t: Translator): Badge {
  const [tone, shape] = STATUS_LOOKS[status];
  return { tone, shape, text: t(`status.${status}`) };
}

/** How it stands against its promise: the one badge that carries weight. */
export function standingBadge(standing: Standing, t: Translator): Badge {
  const { clockState, progress, timeliness, daysLate, minutesLate, remainingMinutes, dueToday } = standing;
  if (timeliness !== null) return timelinessBadge(timeliness, t);
  if (progress === 'overdue') return { tone: 'late', shape: 'dot', text: lateText(daysLate, minutesLate, t) };
  if (clockState === 'paused') return { tone: 'pause', shape: 'bars', text: t('clock.paused') };
  if (clockState === 'not_started' || remainingMinutes === null) {
    return { tone: 'neutral', shape: 'ring', text: t('clock.not_started') };
  }
  if (dueToday) return { tone: 'soon', shape: 'triangle', text: t('t.today') };
  const left = remainingText(remainingMinutes, t);
  return progress === 'due_soon'
    ? { tone: 'soon', shape: 'triangle', text: left }
    : { tone: 'neutral', shape: 'ring', text: left };
}

export function timelinessBadge(timeliness: TimelinessKey, t: Translator): Badge {
  return timeliness === 'late'
    ? { tone: 'late', shape: 'dot', text: t('class.late') }
    : { tone: 'ok', shape: 'tick', text: t(`class.${timeliness}`) };
}

export function progressBadge(progress: ProgressKey, t: Translator): Badge {
  if (progress === 'overdue') return { tone: 'late', shape: 'dot', text: t('progress.overdue') };
  if (progress === 'due_soon') return { tone: 'soon', shape: 'triangle', text: t('progress.due_soon') };
  return { tone: 'neutral', shape: 'ring', text: t('progress.in_time') };
}

const OBLIGATION_LOOKS: Readonly<Record<ObligationKey, readonly [Tone, Shape]>> = {
  owed: ['late', 'dot'],
  settled: ['ok', 'tick'],
  waived: ['neutral', 'diamond'],
  averted: ['ok', 'tick'],
  historic: ['neutral', 'ring'],
};

export function obligationBadge(state: ObligationKey, t: Translator): Badge {
  const [tone, shape] = OBLIGATION_LOOKS[state];
  return { tone, shape, text: t(`obligation.${state}`) };
}

export function causeText(cause: CauseKey, t: Translator): string {
  return t(`cause.${cause}`);
}

export function channelText(channel: ChannelKey, t: Translator): string {
  return t(`channel.${channel}`);
}

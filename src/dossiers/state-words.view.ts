import type { Dossier } from '../domain/dossier/dossier.js';
import type { Cause, ObligationState } from '../domain/apology/obligation.js';
import type { Channel, ClockState, DossierStatus } from '../domain/dossier/status.js';
import type { Progress, Timeliness } from '../domain/dossier/timeliness.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Badge, Shape, Tone } from '../platform/templates/page-parts.js';
import { lateText, remainingText } from '../platform/templates/page-words.js';

/** How a dossier stands against its promise, as a list row or a head needs it. */
export interface Standing {
  readonly clockState: ClockState;
  /** null unless the clock runs, or waits after a breach */
  readonly progress: Progress | null;
  /** null until settled */
  readonly timeliness: Timeliness | null;
  /** working minutes left; null when not running */
  readonly remainingMinutes: number | null;
  readonly dueToday: boolean;
  readonly daysLate: number;
  readonly minutesLate: number;
}

const STATUS_LOOKS: Readonly<Record<DossierStatus, readonly [Tone, Shape]>> = {
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

/** Where the dossier is in its life (reference 3.1). */
export function statusBadge(status: DossierStatus, t: Translator): Badge {
  const [tone, shape] = STATUS_LOOKS[status];
  return { tone, shape, text: t(`status.${status}`) };
}

/** The same, of a receipt that may have been voided: whatever its status says, nothing follows any more. */
export function stateBadge({ status, voidedAt }: Pick<Dossier, 'status' | 'voidedAt'>, t: Translator): Badge {
  if (voidedAt === null) return statusBadge(status, t);
  return { tone: 'neutral', shape: 'cross', text: t('status.voided') };
}

/** How it stands against its promise: the one badge that carries weight. */
export function standingBadge(standing: Standing, t: Translator): Badge {
  const { clockState, progress, timeliness, daysLate, minutesLate, remainingMinutes, dueToday } = standing;
  if (timeliness !== null) return timelinessBadge(timeliness, t);
  if (progress === 'overdue') {
    // How late cannot be counted in a year without a calendar; that it is late is known all the same.
    const counted = daysLate > 0 || minutesLate > 0;
    return counted
      ? { tone: 'late', shape: 'dot', text: lateText(daysLate, minutesLate, t) }
      : progressBadge(progress, t);
  }
  if (clockState === 'paused') return { tone: 'pause', shape: 'bars', text: t('clock.paused') };
  if (clockState === 'not_started') return { tone: 'neutral', shape: 'ring', text: t('clock.not_started') };
  // A voided receipt has a clock no more, and no class.
  if (clockState === 'settled') return { tone: 'neutral', shape: 'cross', text: t('clock.settled') };
  if (remainingMinutes === null) return progressBadge(progress ?? 'in_time', t);
  if (dueToday) return { tone: 'soon', shape: 'triangle', text: t('t.today') };
  const left = remainingText(remainingMinutes, t);
  return progress === 'due_soon'
    ? { tone: 'soon', shape: 'triangle', text: left }
    : { tone: 'neutral', shape: 'ring', text: left };
}

export function timelinessBadge(timeliness: Timeliness, t: Translator): Badge {
  return timeliness === 'late'
    ? { tone: 'late', shape: 'dot', text: t('class.late') }
    : { tone: 'ok', shape: 'tick', text: t(`class.${timeliness}`) };
}

export function progressBadge(progress: Progress, t: Translator): Badge {
  if (progress === 'overdue') return { tone: 'late', shape: 'dot', text: t('progress.overdue') };
  if (progress === 'due_soon') return { tone: 'soon', shape: 'triangle', text: t('progress.due_soon') };
  return { tone: 'neutral', shape: 'ring', text: t('progress.in_time') };
}

const OBLIGATION_LOOKS: Readonly<Record<ObligationState, readonly [Tone, Shape]>> = {
  owed: ['late', 'dot'],
  settled: ['ok', 'tick'],
  waived: ['neutral', 'diamond'],
  averted: ['ok', 'tick'],
  historic: ['neutral', 'ring'],
};

export function obligationBadge(state: ObligationState, t: Translator): Badge {
  const [tone, shape] = OBLIGATION_LOOKS[state];
  return { tone, shape, text: t(`obligation.${state}`) };
}

export function causeText(cause: Cause, t: Translator): string {
  return t(`cause.${cause}`);
}

export function channelText(channel: Channel, t: Translator): string {
  return t(`channel.${channel}`);
}

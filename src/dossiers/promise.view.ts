import type { Dossier } from '../domain/dossier/dossier.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Badge } from '../platform/templates/page-parts.js';
import { fullDayText, fullMomentText, halfDayText, remainingText, timeText } from '../platform/templates/page-words.js';
import { standingBadge, type Standing } from './state-words.view.js';

/** The promise as the hero of a screen: the half-day first, its state in words, everything else quieter. */
export interface PromiseView {
  readonly tone: Badge['tone'];
  /** `Chiều thứ Năm, 01/06/2023` */
  readonly heading: string;
  /** `trước 17:00`; null when there is no promise yet */
  readonly time: string | null;
  readonly badge: Badge;
  /** what the badge does not say already; null when it says all */
  readonly sentence: string | null;
  /** what was promised first, when the promise has moved since */
  readonly original: string | null;
  /** rests on a projected calendar that a leader confirmed (R1) */
  readonly provisional: boolean;
}

export interface PromiseFacts extends Standing {
  /** the due told to the citizen now (`currentDueAt`); null before acceptance */
  readonly dueAt: Instant | null;
  readonly originalDueAt: Instant | null;
  /** online filings: until when the desk must answer (R8) */
  readonly answerDueAt: Instant | null;
  readonly pausedSince: Instant | null;
  readonly settledAt: Instant | null;
  readonly provisional: boolean;
}

/** What the hero of a dossier's page is made of. */
export function promiseFacts(dossier: Dossier, standing: Standing): PromiseFacts {
  const paused = standing.clockState === 'paused';
  return {
    ...standing,
    dueAt: dossier.currentDueAt,
    originalDueAt: dossier.originalDueAt,
    answerDueAt: dossier.answerDueAt,
    pausedSince: paused ? (dossier.pauses.at(-1)?.from ?? dossier.lastEventAt) : null,
    settledAt: dossier.settlement?.finishedAt ?? null,
    provisional: dossier.provisional && dossier.settlement === null,
  };
}

export function promiseView(facts: PromiseFacts, t: Translator): PromiseView {
  const { dueAt, originalDueAt, provisional } = facts;
  const badge = standingBadge(facts, t);
  const moved = dueAt !== null && originalDueAt !== null && dueAt !== originalDueAt;
  return {
    tone: badge.tone,
    heading: dueAt === null ? t('promise.none') : halfDayText(dueAt, t),
    time: dueAt === null ? null : t('promise.before', { time: timeText(dueAt) }),
    badge,
    sentence: sentence(facts, t),
    original: moved ? t('promise.original', { moment: fullMomentText(originalDueAt, t) }) : null,
    provisional,
  };
}

function sentence(facts: PromiseFacts, t: Translator): string | null {
  const { answerDueAt, clockState, dueToday, pausedSince, remainingMinutes, settledAt, progress } = facts;
  if (settledAt !== null) return t('promise.settled', { moment: fullMomentText(settledAt, t) });
  if (clockState === 'paused' && pausedSince !== null) {
    return t('promise.waiting', { day: fullDayText(localDate(pausedSince), t) });
  }
  if (clockState === 'not_started' && answerDueAt !== null) {
    return t('promise.answer', { moment: fullMomentText(answerDueAt, t) });
  }
  if (dueToday && progress !== 'overdue' && remainingMinutes !== null) return remainingText(remainingMinutes, t);
  return null;
}

import type { Urgency } from '../domain/dossier/urgency.js';
import { nextMomentOf, type Dossier } from '../domain/dossier/dossier.js';
import type { Instant } from '../domain/time/instant.js';
import { addDays, localDate } from '../domain/time/plain-date.js';
import { standingBadge } from '../dossiers/state-words.view.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Badge } from '../platform/templates/page-parts.js';
import { momentText, remainingText, timeText, workingTimeText } from '../platform/templates/page-words.js';
import type { WorkItem } from './work-list.service.js';

/** `11:00 hôm nay`, `17:00 ngày mai`, else with its day. */
function nearMomentText(at: Instant, now: Instant, t: Translator): string {
  const [day, today] = [localDate(at), localDate(now)];
  if (day === today) return t('work.today', { time: timeText(at) });
  if (day === addDays(today, 1)) return t('work.tomorrow', { time: timeText(at) });
  return momentText(at, t);
}

/** Why a row stands where it stands: `hẹn 11:00 hôm nay, các bước còn lại thường mất 2 giờ`. */
export function reasonText({ dossier, urgency }: Reasoned, now: Instant, t: Translator): string {
  const due = nextMomentOf(dossier);
  if (due === null) return t('promise.none');
  const moment = nearMomentText(due, now, t);
  if (urgency === null) return t('work.why.due', { moment });
  if (urgency.minutesLeft < 0) return t('work.why.late', { moment });
  const span = workingTimeText(urgency.usualMinutes, t);
  const why = urgency.known ? t('work.why.known', { moment, span }) : t('work.why.budget', { moment, span });
  return urgency.slackMinutes < 0 ? `${why}; ${t('work.why.short')}` : why;
}

interface Reasoned {
  readonly dossier: Dossier;
  readonly urgency: Urgency | null;
}

/** How it stands, with the working time that is left: on a work list the hours count, also today. */
export function workBadge({ standing, urgency }: Pick<WorkItem, 'standing' | 'urgency'>, t: Translator): Badge {
  const badge = standingBadge(standing, t);
  if (urgency === null || standing.progress === 'overdue' || standing.clockState !== 'running') return badge;
  return { ...badge, text: remainingText(Math.max(0, urgency.minutesLeft), t) };
}

/** `Thay Trần Văn B` */
export function absentText(absent: string | null, names: ReadonlyMap<string, string>, t: Translator): string | null {
  return absent === null ? null : t('work.for', { name: names.get(absent) ?? absent });
}

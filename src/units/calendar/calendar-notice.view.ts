import type { StoredDay } from '../../calendar/calendar-facts.js';
import type { DayDifference } from '../../calendar/notice-plan.js';
import type { NoticeDay, NoticeLine } from '../../calendar/notice-text.js';
import type { ReadNotice } from '../../calendar/notices.service.js';
import { spellsText } from '../../calendar/spell-text.js';
import { field, formErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, FormError, FormField } from '../../platform/templates/page-parts.js';
import { fullDayText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import { noticeFields } from './calendar-forms.view.js';

/** Template pages/calendar/notice: what a notice says and would change, before anything is saved. */
export interface NoticeView {
  readonly back: string;
  readonly sentence: string | null;
  readonly errors: readonly FormError[];
  readonly summary: string;
  readonly rows: readonly {
    readonly date: string;
    readonly before: string;
    readonly after: string;
    readonly badge: Badge;
  }[];
  /** years that become official */
  readonly official: string | null;
  /** days that may not change: while there are any, nothing is saved */
  readonly refused: readonly string[];
  readonly lines: readonly {
    readonly line: number;
    readonly text: string;
    readonly said: string;
    readonly badge: Badge;
  }[];
  readonly unclear: number;
  readonly fields: readonly FormField[];
  /** null while there is nothing to save */
  readonly save: { readonly revision: number; readonly seen: FormField | null } | null;
}

export interface NoticeGiven {
  readonly text: string;
  readonly source: string;
  readonly wholeYears: boolean;
}

export function noticeView(
  given: NoticeGiven,
  { lines, plan }: ReadNotice,
  { revision, year }: { readonly revision: number; readonly year: number },
  refusal: Refusal | null,
  t: Translator,
): NoticeView {
  const unclear = lines.filter((line) => line.unclear !== null).length;
  const errors = refusal?.errors ?? [];
  const typed = { text: given.text, source: given.source, ...(given.wholeYears ? { wholeYears: 'on' } : {}) };
  const seen = field({ kind: 'checkbox', name: 'seen', label: t('notice.seen', { count: unclear }) });
  const [asked = null] = unclear > 0 ? withAnswers([seen], {}, errors) : [];
  const changes = plan.differences.length + plan.official.length > 0 && plan.rejected.length === 0;
  return {
    back: `/calendar/${String(year)}`,
    sentence: refusal?.sentence ?? null,
    errors: formErrors([seen], errors),
    summary: t('notice.summary', {
      days: plan.differences.filter(({ counts }) => counts).length,
      words: plan.differences.filter(({ counts }) => !counts).length,
    }),
    rows: plan.differences.map((one) => differenceRow(one, t)),
    official: plan.official.length > 0 ? t('notice.official', { years: plan.official.join(', ') }) : null,
    refused: plan.rejected.map(({ line, message }) => t('notice.refused_line', { line, message })),
    lines: lines.map((line) => lineView(line, t)),
    unclear,
    fields: withAnswers(noticeFields(t), typed, []),
    save: changes ? { revision, seen: asked } : null,
  };
}

function differenceRow({ date, before, after, counts }: DayDifference, t: Translator): NoticeView['rows'][number] {
  const badge: Badge = counts
    ? {
        tone: 'brand',
        shape: 'diamond',
        text: t(after === null ? 'notice.back' : before ? 'notice.changed' : 'notice.added'),
      }
    : { tone: 'neutral', shape: 'ring', text: t('notice.words_only') };
  return { date: fullDayText(date, t), before: dayWords(before, t), after: dayWords(after, t), badge };
}

function dayWords(day: StoredDay | NoticeDay | null, t: Translator): string {
  if (!day || day.kind === 'ordinary') return t('notice.ordinary');
  const hours = day.spells ? ` ${spellsText(day.spells)}` : '';
  return t('notice.day', { kind: t(`ref.day.${day.kind}`), name: `${day.name}${hours}` });
}

function lineView({ line, text, days, unclear }: NoticeLine, t: Translator): NoticeView['lines'][number] {
  if (unclear !== null) {
    const badge: Badge = { tone: 'soon', shape: 'question', text: t('notice.not_understood') };
    return { line, text, said: t(`notice.unclear.${unclear}`), badge };
  }
  const [first, last] = [days[0], days.at(-1)];
  const said = first && last ? daysSaid(days, first, last, t) : t('notice.said_above');
  return { line, text, said, badge: { tone: 'ok', shape: 'tick', text: t('notice.understood') } };
}

function daysSaid(days: readonly NoticeDay[], first: NoticeDay, last: NoticeDay, t: Translator): string {
  const alike = days.length > 2 && days.every(({ kind }) => kind === first.kind);
  if (!alike) return days.map((day) => `${fullDayText(day.date, t)}: ${dayWords(day, t)}`).join('; ');
  const span = { from: fullDayText(first.date, t), to: fullDayText(last.date, t), count: days.length };
  return t('notice.range', { ...span, what: dayWords(first, t) });
}

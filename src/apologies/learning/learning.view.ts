import { COURSE_STEPS, type Spread } from '../../domain/apology/learning.js';
import { DAY, HOUR, MINUTE } from '../../domain/time/instant.js';
import { BARS_WIDTH, barsHeight, barsOption, type Bar } from '../../platform/templates/bars.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ChartCell, ChartView, EmptyState, FormField, Link } from '../../platform/templates/page-parts.js';
import { numberText, shareText } from '../../platform/templates/page-words.js';
import { coverHref } from '../coverage/cover-links.js';
import { coverFilters, periodText } from '../coverage/coverage.view.js';
import type { Lessons } from './learning.service.js';

/** GET /letters/learning. Template pages/letters/learning. */
export interface LearningView {
  readonly filters: readonly FormField[];
  readonly scopeText: string;
  readonly back: Link;
  readonly empty: EmptyState | null;
  readonly charts: readonly ChartView[];
  readonly second: { readonly columns: readonly string[]; readonly rows: readonly (readonly ChartCell[])[] } | null;
  readonly notes: readonly string[];
}

const MOST_BARS = 12;

export function learningView(lessons: Lessons, t: Translator): LearningView {
  const { frame, times, reasons, second, cut } = lessons;
  const charts = times.length === 0 ? [] : [reasonChart(lessons, t), timeChart(lessons, t)];
  return {
    filters: coverFilters(frame, t),
    scopeText: `${frame.unitName} · ${periodText(frame.period, t)}`,
    back: { href: coverHref({ unitCode: frame.unitCode, period: frame.period }), label: t('coverage.back') },
    empty: times.length > 0 ? null : { title: t('k.na'), body: t('learning.empty'), action: null },
    charts: reasons.length === 0 ? charts.slice(1) : charts,
    second: second.length === 0 ? null : secondTable(lessons, t),
    notes: [...(cut ? [t('learning.cut')] : []), t('learning.no_survey')],
  };
}

export type LearningChart = 'reasons' | 'times';

/** @returns the picture and its height; charts are files of their own */
export function learningChart(name: LearningChart, lessons: Lessons, t: Translator) {
  const bars = name === 'reasons' ? reasonBars(lessons, t) : timeBars(lessons, t);
  return { option: barsOption(bars), size: { width: BARS_WIDTH, height: barsHeight(bars.length) } };
}

function reasonChart(lessons: Lessons, t: Translator): ChartView {
  const [first] = lessons.reasons;
  return {
    title: t('learning.reasons'),
    summary:
      first === undefined
        ? t('k.na')
        : t('learning.reasons_summary', { unit: nameOf(lessons, first.unitCode), reason: reasonText(lessons, first, t), n: numberText(first.n, t) }), // prettier-ignore
    ...pictured('reasons', reasonBars(lessons, t).length, lessons, t),
    columns: [t('col.unit'), t('learning.reason'), t('learning.times_late'), t('learning.repeats')],
    rows: lessons.reasons.map((count) => [
      cell(nameOf(lessons, count.unitCode)),
      cell(reasonText(lessons, count, t)),
      cell(numberText(count.n, t)),
      cell(t(count.n > 1 ? 'learning.again' : 'learning.once')),
    ]),
  };
}

function timeChart(lessons: Lessons, t: Translator): ChartView {
  const slowest = [...lessons.times].sort((a, b) => (b.spreads.issued.p90 ?? 0) - (a.spreads.issued.p90 ?? 0))[0];
  return {
    title: t('learning.times'),
    summary:
      slowest === undefined
        ? t('k.na')
        : t('learning.times_summary', { unit: nameOf(lessons, slowest.unitCode), span: spanText(slowest.spreads.issued.p90, t) }), // prettier-ignore
    ...pictured('times', timeBars(lessons, t).length, lessons, t),
    columns: [
      t('col.unit'),
      t('learning.letters'),
      ...COURSE_STEPS.flatMap((step) => [t(`learning.p50.${step}`), t(`learning.p90.${step}`)]),
    ],
    rows: lessons.times.map(({ unitCode, letters, spreads }) => [
      cell(nameOf(lessons, unitCode)),
      cell(numberText(letters, t)),
      ...COURSE_STEPS.flatMap((step) => spreadCells(spreads[step], t)),
    ]),
  };
}

function pictured(name: LearningChart, bars: number, { frame }: Lessons, t: Translator) {
  const asked = new URLSearchParams({ unit: frame.unitCode, period: frame.period.code, locale: t.locale });
  return {
    src: `/letters/learning/charts/${name}.svg?${asked.toString()}`,
    width: BARS_WIDTH,
    height: barsHeight(bars),
  };
}

function reasonBars(lessons: Lessons, t: Translator): Bar[] {
  const byReason = new Map<string, number>();
  for (const count of lessons.reasons) {
    const label = reasonText(lessons, count, t);
    byReason.set(label, (byReason.get(label) ?? 0) + count.n);
  }
  const bars = [...byReason].map(([label, n]) => ({ label, value: n, text: numberText(n, t) }));
  return bars.sort((a, b) => b.value - a.value).slice(0, MOST_BARS);
}

/** How long half of the letters took from the breach to their issue. */
function timeBars(lessons: Lessons, t: Translator): Bar[] {
  const bars = lessons.times.map(({ unitCode, spreads }) => {
    const value = (spreads.drafted.p50 ?? 0) + (spreads.issued.p50 ?? 0);
    return { label: nameOf(lessons, unitCode), value: Math.round(value / HOUR), text: spanText(value, t) };
  });
  return bars.sort((a, b) => b.value - a.value).slice(0, MOST_BARS);
}

function secondTable(lessons: Lessons, t: Translator): LearningView['second'] {
  return {
    columns: [t('col.unit'), t('learning.kept'), t('learning.broken'), t('learning.kept_rate')],
    rows: lessons.second.map(({ unitCode, kept, broken }) => [
      cell(nameOf(lessons, unitCode)),
      cell(numberText(kept, t)),
      cell(numberText(broken, t)),
      cell(shareText(kept, kept + broken, t)),
    ]),
  };
}

function reasonText(
  { words }: Lessons,
  { unitCode, reasonKey }: { readonly unitCode: string; readonly reasonKey: string | null },
  t: Translator,
): string {
  if (reasonKey === null) return t('learning.no_reason');
  const reason = words.get(unitCode)?.find(({ key }) => key === reasonKey);
  return reason === undefined ? reasonKey : reason[t.locale];
}

function nameOf({ frame }: Lessons, unitCode: string): string {
  return frame.units.find(({ code }) => code === unitCode)?.name ?? unitCode;
}

function spreadCells({ p50, p90 }: Spread, t: Translator): ChartCell[] {
  return [cell(spanText(p50, t)), cell(spanText(p90, t))];
}

/** By the calendar, not by working time: it is the citizen who waited. */
function spanText(ms: number | null, t: Translator): string {
  if (ms === null) return '–';
  if (ms < HOUR) return t('span.minutes', { count: Math.round(ms / MINUTE) });
  if (ms < DAY) return t('span.hours', { count: Math.round(ms / HOUR) });
  return t('learning.span', {
    days: numberText(Math.floor(ms / DAY), t),
    hours: String(Math.floor((ms % DAY) / HOUR)),
  });
}

function cell(text: string): ChartCell {
  return { text, href: null };
}

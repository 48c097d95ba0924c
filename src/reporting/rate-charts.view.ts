import { fewInterval, isUndecided } from '../domain/kpi/wilson.js';
import { CHART_COLOUR, CHART_FONT } from '../platform/templates/bars.js';
import type { ChartOption } from '../platform/templates/chart.js';
import type { Translator } from '../platform/templates/i18n.js';
import { shareText } from '../platform/templates/page-words.js';
import type { RateCounts } from './dashboard.view.js';

const { ink: INK, ink2: INK_2, line: LINE, brand: BRAND, late: LATE } = CHART_COLOUR;
const TARGET = 95;
/** Percent of the axis that a letter of a label takes up. */
const LABEL_WITHIN = 2.4;

export interface RatePoint extends RateCounts {
  readonly label: string;
}

/** On-time rate by month against the 95 % line: direct labels, no legend; months without a case leave a gap. */
export function monthLineOption(points: readonly RatePoint[], t: Translator): ChartOption {
  const values = points.map(percent);
  const last = values.findLastIndex((value) => value !== null);
  const low = lowest(values);
  return {
    textStyle: { fontFamily: CHART_FONT, fontSize: 13, color: INK_2 },
    grid: { left: 8, right: 64, top: 24, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'category', data: points.map(({ label }) => label), ...quietAxis },
    yAxis: { ...valueAxis(values), axisLabel: { ...axisText, formatter: '{value}%' } },
    series: [
      {
        type: 'line',
        symbolSize: 8,
        symbol: 'circle',
        lineStyle: { width: 2.5, color: BRAND },
        data: values.map((value, index) => ({
          value: value ?? '-',
          itemStyle: { color: value !== null && value < TARGET ? LATE : BRAND },
          label: pointLabel(index === last || index === low, index === last, share(points[index], t)),
        })),
        markLine: targetLine({ yAxis: TARGET }, t),
      },
    ],
  };
}

/**
 * One bar a unit, worst first, against the 95 % line; the value stands at its end. Whoever has few cases and may well
 * meet the target is not ranked among those that miss it.
 */
export function unitBarsOption(rows: readonly RatePoint[], t: Translator): ChartOption {
  const sorted = rows.toSorted((a, b) => rank(b) - rank(a));
  const values = sorted.map(percent);
  return {
    textStyle: { fontFamily: CHART_FONT, fontSize: 13, color: INK_2 },
    grid: { left: 8, right: 24, top: 24, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    // A bar's length is its value: it starts at nothing, or it lies.
    xAxis: { ...valueAxis([0]), interval: 50, axisLabel: { ...axisText, formatter: '{value}%' } },
    yAxis: {
      type: 'category',
      data: sorted.map((point) => barName(point, t)),
      ...quietAxis,
      axisLabel: { ...axisText, interval: 0, color: INK, fontSize: 12, lineHeight: 14, width: 210, overflow: 'break' },
    },
    series: [
      {
        type: 'bar',
        barWidth: 20,
        data: values.map((value, index) => ({
          value: value ?? 0,
          itemStyle: { color: barColour(sorted[index]), borderRadius: [0, 3, 3, 0] },
          label: barLabel(sorted[index], t),
        })),
        markLine: targetLine({ xAxis: TARGET }, t),
      },
    ],
  };
}

/** The finding of the month line in words, also its alternative text. */
export function monthLineSummary(points: readonly RatePoint[], t: Translator): string {
  const counted = points.filter(({ resolved }) => resolved > 0);
  const last = counted.at(-1);
  if (!last) return t('k.na');
  const met = counted.filter((point) => point.onTime * 100 >= TARGET * point.resolved).length;
  return t('chart.months_summary', { last: last.label, rate: share(last, t), met, all: counted.length });
}

/** The finding of the unit bars in words. */
export function unitBarsSummary(rows: readonly RatePoint[], t: Translator): string {
  const below = rows.filter((row) => isBelow(row) && !isUndecided(row.onTime, row.resolved, TARGET));
  if (below.length === 0) return t('chart.units_all');
  const names = below.map(({ label }) => label).join(', ');
  return t('chart.units_summary', { count: below.length, names });
}

/** The rate in words; where cases are few, what it may be in truth. */
export function rateText(counts: RateCounts, t: Translator): string {
  const few = fewText(counts, t);
  const rate = shareText(counts.onTime, counts.resolved, t);
  return few === null ? rate : `${rate} (${few})`;
}

/** `ít hồ sơ, khoảng 43 - 97%`; null where there are enough, or none. */
function fewText({ onTime, resolved }: RateCounts, t: Translator): string | null {
  const interval = fewInterval(onTime, resolved);
  return interval && t('board.few', { low: Math.floor(interval.low), high: Math.ceil(interval.high) });
}

/** The name of a unit at its bar; what is to be known of few cases stands below it. */
function barName(point: RatePoint, t: Translator): string {
  const few = fewText(point, t);
  return few === null ? point.label : `${point.label}\n(${few})`;
}

function isBelow({ onTime, resolved }: RateCounts): boolean {
  return resolved > 0 && onTime * 100 < TARGET * resolved;
}

/** Worst first; then those of whom too little is known, then those that meet it. */
function rank(point: RateCounts): number {
  if (isUndecided(point.onTime, point.resolved, TARGET)) return TARGET;
  return percent(point) ?? 101;
}

function barColour(point: RatePoint | undefined): string {
  if (!point || !isBelow(point)) return BRAND;
  return isUndecided(point.onTime, point.resolved, TARGET) ? INK_2 : LATE;
}

/** Inside the bar where it is long enough to hold it, else behind its end. */
function barLabel(point: RatePoint | undefined, t: Translator): Record<string, unknown> {
  const formatter = share(point, t);
  const inside = point !== undefined && (percent(point) ?? 0) >= LABEL_WITHIN * formatter.length;
  const place = inside ? { position: 'insideLeft', color: '#ffffff' } : { position: 'right', color: INK };
  return { show: true, ...place, fontSize: 13, fontWeight: 500, formatter };
}

const axisText = { color: INK_2, fontSize: 13 };
const quietAxis = { axisTick: { show: false }, axisLine: { lineStyle: { color: LINE } }, axisLabel: axisText };

function valueAxis(values: readonly (number | null)[]): Record<string, unknown> {
  const floor = Math.min(90, ...values.map((value) => value ?? 100));
  const min = Math.max(0, Math.floor((floor - 1) / 5) * 5);
  return {
    type: 'value',
    min,
    max: 100,
    interval: (100 - min) / 5 >= 6 ? 10 : 5,
    splitLine: { lineStyle: { color: LINE } },
  };
}

function targetLine(at: { xAxis: number } | { yAxis: number }, t: Translator): Record<string, unknown> {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: INK, type: [6, 4], width: 1.5 },
    label: { formatter: t('chart.target'), color: INK, fontSize: 13, fontWeight: 600, position: 'end' },
    data: [at],
  };
}

function pointLabel(show: boolean, last: boolean, text: string): Record<string, unknown> {
  return { show, position: last ? 'right' : 'bottom', formatter: text, color: INK, fontSize: 13, fontWeight: 600 };
}

function percent({ resolved, onTime }: RateCounts): number | null {
  return resolved === 0 ? null : (onTime / resolved) * 100;
}

function share(point: RateCounts | undefined, t: Translator): string {
  return point ? shareText(point.onTime, point.resolved, t) : '';
}

function lowest(values: readonly (number | null)[]): number {
  let low = -1;
  values.forEach((value, index) => {
    if (value !== null && value < (values[low] ?? 101)) low = index;
  });
  return low;
}

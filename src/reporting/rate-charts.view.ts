import type { ChartOption } from '../platform/templates/chart.js';
import type { Translator } from '../platform/templates/i18n.js';
import { shareText } from '../platform/templates/page-words.js';
import type { RateCounts } from './dashboard.view.js';

/**
 * A picture file cannot load our web font; these stand on every desk. Single quotes: the chart library writes them
 * into an attribute as they are.
 */
const FONT = "'Be Vietnam Pro', 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif";
/** The tokens of templates/styles/base.css: a picture cannot read custom properties. */
const INK = '#1b2430';
const INK_2 = '#4a5668';
const LINE = '#d5dae1';
const BRAND = '#0b5cad';
const LATE = '#b3261e';
const TARGET = 95;

export interface RatePoint extends RateCounts {
  readonly label: string;
}

/** On-time rate by month against the 95 % line: direct labels, no legend; months without a case leave a gap. */
export function monthLineOption(points: readonly RatePoint[], t: Translator): ChartOption {
  const values = points.map(percent);
  const last = values.findLastIndex((value) => value !== null);
  const low = lowest(values);
  return {
    textStyle: { fontFamily: FONT, fontSize: 13, color: INK_2 },
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

/** One bar a unit, worst first, against the 95 % line; the value stands at its end. */
export function unitBarsOption(rows: readonly RatePoint[], t: Translator): ChartOption {
  const sorted = rows.toSorted((a, b) => (percent(b) ?? 101) - (percent(a) ?? 101));
  const values = sorted.map(percent);
  return {
    textStyle: { fontFamily: FONT, fontSize: 13, color: INK_2 },
    grid: { left: 8, right: 24, top: 24, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    // A bar's length is its value: it starts at nothing, or it lies.
    xAxis: { ...valueAxis([0]), interval: 50, axisLabel: { ...axisText, formatter: '{value}%' } },
    yAxis: {
      type: 'category',
      data: sorted.map(({ label }) => label),
      ...quietAxis,
      axisLabel: { ...axisText, color: INK, fontSize: 12, lineHeight: 14, width: 210, overflow: 'break' },
    },
    series: [
      {
        type: 'bar',
        barWidth: 20,
        data: values.map((value, index) => ({
          value: value ?? 0,
          itemStyle: { color: value !== null && value < TARGET ? LATE : BRAND, borderRadius: [0, 3, 3, 0] },
          label: {
            show: true,
            position: 'insideLeft',
            color: '#ffffff',
            fontSize: 13,
            fontWeight: 500,
            formatter: share(sorted[index], t),
          },
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
  const below = rows.filter(({ resolved, onTime }) => resolved > 0 && onTime * 100 < TARGET * resolved);
  if (below.length === 0) return t('chart.units_all');
  const names = below.map(({ label }) => label).join(', ');
  return t('chart.units_summary', { count: below.length, names });
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

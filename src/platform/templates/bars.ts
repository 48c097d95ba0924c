import type { ChartOption } from './chart.js';

/** A bar of a chart: its length, and what stands at its end. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
  /** drawn with weight: what is bad news */
  readonly loud?: boolean;
}

/** In CSS pixels. */
export const BARS_WIDTH = 560;
const BAR = 38;
const LEAST = 160;

/**
 * A picture file cannot load our web font nor read the style sheet: these stand on every desk. Single quotes: the chart
 * library writes them into an attribute as they are.
 */
export const CHART_FONT = "'Be Vietnam Pro', 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif";
/** The tokens of templates/styles/base.css. */
export const CHART_COLOUR = {
  ink: '#1b2430',
  ink2: '#4a5668',
  line: '#d5dae1',
  brand: '#0b5cad',
  late: '#b3261e',
} as const;

/** Each bar keeps room to be read, however many there are. */
export function barsHeight(bars: number): number {
  return Math.max(LEAST, 24 + BAR * bars);
}

/** Bars from nothing on, the first on top, each with its words at its end: no axis to decode, no legend. */
export function barsOption(bars: readonly Bar[]): ChartOption {
  const upwards = bars.toReversed();
  const { ink, line, brand, late } = CHART_COLOUR;
  const text = { color: ink, fontSize: 12, lineHeight: 14 };
  return {
    textStyle: { fontFamily: CHART_FONT, fontSize: 13, color: ink },
    grid: { left: 8, right: 110, top: 8, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'value', min: 0, minInterval: 1, axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: 'category',
      data: upwards.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { ...text, width: 230, overflow: 'break' },
    },
    series: [
      {
        type: 'bar',
        barWidth: 18,
        itemStyle: { color: brand, borderRadius: [0, 3, 3, 0] },
        data: upwards.map(({ value, text: formatter, loud }) => ({
          value,
          ...(loud === true ? { itemStyle: { color: late, borderRadius: [0, 3, 3, 0] } } : {}),
          label: { show: true, position: 'right', color: ink, fontSize: 13, fontWeight: 500, formatter },
        })),
      },
    ],
  };
}

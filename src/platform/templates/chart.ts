import type * as Library from 'echarts/core';

export type ChartOption = Library.EChartsCoreOption;

type ECharts = typeof Library;

let loading: Promise<ECharts> | null = null;

/**
 * Draws a chart on the server. It is served as a file and shown by `<img>`: the inline styles of the drawing would
 * break a strict content security policy inside the page.
 *
 * @param size in CSS pixels
 * @returns an SVG document; the same option gives the same text
 */
export async function renderChart(
  option: ChartOption,
  size: { readonly width: number; readonly height: number },
): Promise<string> {
  const { init } = await echarts();
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({ animation: false, ...option });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** 60 MB of library: only whoever draws pays for it, once. */
function echarts(): Promise<ECharts> {
  loading ??= load();
  return loading;
}

/** One after another: their modules import one another in circles, which not every loader takes side by side. */
async function load(): Promise<ECharts> {
  const core = await import('echarts/core');
  const { BarChart, LineChart } = await import('echarts/charts');
  const { GridComponent, MarkLineComponent } = await import('echarts/components');
  const { SVGRenderer } = await import('echarts/renderers');
  core.use([BarChart, LineChart, GridComponent, MarkLineComponent, SVGRenderer]);
  return core;
}

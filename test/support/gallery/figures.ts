import { stageBars } from '../../../src/reporting/stages/stages.view.js';
import { BOARD, STAGES } from './boards.js';
import { barsHeight, barsOption } from '../../../src/platform/templates/bars.js';
import { ageingBars, boardView } from '../../../src/reporting/board/board.view.js';
import { distanceTile, owedTile, rateTile, type DashboardView } from '../../../src/reporting/dashboard.view.js';
import {
  monthLineOption,
  monthLineSummary,
  unitBarsOption,
  unitBarsSummary,
  type RatePoint,
} from '../../../src/reporting/rate-charts.view.js';
import { learningCharts } from './coverage.js';
import { renderChart } from '../../../src/platform/templates/chart.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { numberText, shareText } from '../../../src/platform/templates/page-words.js';
import { rows } from './dossiers.js';

const MONTHS: readonly RatePoint[] = [
  ['1/2023', 412, 395],
  ['2/2023', 530, 498],
  ['3/2023', 586, 551],
  ['4/2023', 498, 471],
  ['5/2023', 522, 494],
  ['6/2023', 541, 517],
  ['7/2023', 560, 539],
  ['8/2023', 604, 583],
  ['9/2023', 477, 456],
  ['10/2023', 455, 437],
  ['11/2023', 441, 426],
  ['12/2023', 202, 196],
].map(([label, resolved, onTime]) => ({ label: String(label), resolved: Number(resolved), onTime: Number(onTime) }));

const UNITS: readonly RatePoint[] = [
  ['Phòng Tài nguyên và Môi trường', 312, 270],
  ['Phòng Quản lý đô thị', 294, 266],
  ['Phòng Tư pháp', 610, 600],
  ['Phòng Tài chính - Kế hoạch', 402, 394],
  ['Phường Xuân Phú', 640, 636],
  ['Xã Xuân Hải', 388, 384],
  ['Xã Xuân Lộc', 6, 5],
].map(([label, resolved, onTime]) => ({ label: String(label), resolved: Number(resolved), onTime: Number(onTime) }));

const SIZE = { width: 560, height: 300 };

/** The picture files that the dashboard shows, by their path. */
export async function charts(t: Translator): Promise<ReadonlyMap<string, string>> {
  return new Map([
    [`/charts/months.${t.locale}.svg`, await renderChart(monthLineOption(MONTHS, t), SIZE)],
    [`/charts/units.${t.locale}.svg`, await renderChart(unitBarsOption(UNITS, t), SIZE)],
    [`/charts/ageing.${t.locale}.svg`, await renderChart(barsOption(ageingBars(BOARD.ageing, t)), { width: 560, height: barsHeight(5) })], // prettier-ignore
    [
      '/reports/stages/charts/p90.svg',
      await renderChart(barsOption(stageBars(STAGES, t)), { width: 560, height: barsHeight(3) }),
    ],
    ...(await learningCharts(t)),
  ]);
}

export function dashboard(t: Translator, state: 'busy' | 'calm'): DashboardView {
  const busy = state === 'busy';
  const shown = boardView(busy ? BOARD : { ...BOARD, due: [], ageing: [0, 0, 0, 0, 0] }, t);
  const todo = rows(t)
    .slice(0, 5)
    .map((row) => ({
      code: row.code,
      href: row.href,
      standing: row.standing,
      procedureName: row.procedureName,
      applicantName: row.applicantName,
      holderText: row.holderText,
      why: 'Hẹn 11:00 hôm nay, bước còn lại thường mất 2 giờ',
      act: row.nextAct ?? { label: t('list.open'), href: row.href },
    }));
  return {
    dayText: 'Thứ Sáu, 15/12/2023',
    periodText: '15/12/2022 – 14/12/2023',
    tiles: [
      rateTile(
        {
          resolved: 5_828,
          onTime: busy ? 5_563 : 5_500,
          withoutSameDay: { resolved: 3_510, onTime: 3_247 },
          periodText: '12/2023',
          href: '#',
        },
        t,
      ),
      distanceTile(busy ? 27 : -20, '#', t),
      owedTile(busy ? 2 : 0, 1, '#', t),
      shown.cover,
    ],
    rescue: {
      rows: busy ? todo.slice(0, 2) : [],
      empty: busy
        ? null
        : {
            title: 'Không có hồ sơ nào sắp lỡ hẹn',
            body: 'Hồ sơ có nguy cơ trễ hiện ở đây, gấp nhất lên đầu.',
            action: null,
          },
      doors: [
        { label: t('dash.due_today', { n: 3 }), href: '#' },
        { label: t('dash.due_week', { n: 12 }), href: '#' },
      ],
    },
    todo: {
      rows: busy ? todo.slice(2) : [],
      empty: busy
        ? null
        : {
            title: 'Không còn việc nào chờ bạn',
            body: 'Hồ sơ được bàn giao cho bạn hiện ở đây.',
            action: { label: t('nav.intake'), href: '/dossiers/new' },
          },
      doors: [],
    },
    charts: [
      chart(t, 'months', 'Tỷ lệ trước hạn và đúng hạn theo tháng', monthLineSummary(MONTHS, t), MONTHS),
      chart(t, 'units', 'Theo đơn vị', unitBarsSummary(UNITS, t), UNITS),
      { ...shown.ageing, src: `/charts/ageing.${t.locale}.svg` },
    ],
    heat: shown.heat,
    live: shown.live,
  };
}

function chart(t: Translator, name: string, title: string, summary: string, points: readonly RatePoint[]) {
  return {
    title,
    summary,
    src: `/charts/${name}.${t.locale}.svg`,
    ...SIZE,
    columns: [t('col.unit'), t('dash.figures'), '%'],
    rows: points.map((each) => [
      { text: each.label, href: null },
      { text: numberText(each.resolved, t), href: '#' },
      { text: shareText(each.onTime, each.resolved, t), href: null },
    ]),
  };
}

import { percent } from '../../domain/kpi/on-time-rate.js';
import type { IndicatorScore } from '../../domain/kpi/qd766.js';
import { translator } from '../../platform/templates/i18n.js';
import { shortDate } from '../../platform/templates/vietnamese.js';
import { periodLine, type PrintedCell, type PrintedReport, type PrintedTable } from '../printed/printed-report.js';
import type { Qd766Report } from './qd766.service.js';

/** Official papers are in Vietnamese, whatever the reader's screen speaks. */
const t = translator('vi');

/** The indicators of QĐ 766 as they are handed in, each with its formula and its inputs. Source: reference 6.4. */
export function qd766Printed({ unit, period, range, version, score, plain, rule }: Qd766Report): PrintedReport {
  const { from, source, certainty } = version;
  const words = {
    from: shortDate(from),
    source,
    certainty: t(`qd766.certainty.${certainty}`),
    to: shortDate(range.to),
  };
  return {
    file: `qd766-${unit.code}-${period.code}`,
    title: 'CHỈ SỐ CHỈ ĐẠO, ĐIỀU HÀNH VÀ PHỤC VỤ NGƯỜI DÂN, DOANH NGHIỆP',
    unitName: unit.name,
    heads: [periodLine({ ...period, ...range }), t('qd766.version', words)],
    tables: [
      {
        title: t('qd766.sum'),
        look: 'shares',
        sheet: 'Tổng hợp',
        columns: [
          { header: 'Nội dung', width: 50 },
          { header: 'Số', width: 12 },
          { header: 'Trên', width: 12 },
          { header: 'Tỷ lệ (%)', width: 12, share: true },
          { header: 'Ghi chú', width: 70 },
        ],
        rows: [
          [t('qd766.points'), score.points, score.ofPoints, null, t('qd766.points_hint')],
          [t('qd766.rule_rate'), ...ratioCells(rule), t('qd766.rule_rate_hint')],
          [t('qd766.plain_rate'), ...ratioCells(plain), t('qd766.plain_rate_hint')],
        ],
        notes: [],
      },
      ...score.groups.map(({ key, max, indicators }): PrintedTable => {
        const group = t(`qd766.group.${key}`);
        return {
          title: t('qd766.group_title', { group, max: String(max) }),
          look: 'indicators',
          sheet: group.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31),
          columns: [
            { header: t('qd766.col.name'), width: 46 },
            { header: t('qd766.col.formula'), width: 60 },
            { header: 'Số', width: 10 },
            { header: 'Trên', width: 10 },
            { header: t('qd766.col.rate'), width: 10, share: true },
            { header: t('qd766.col.threshold'), width: 16 },
            { header: 'Điểm', width: 18 },
            { header: 'Tối đa', width: 10 },
          ],
          rows: indicators.map(rowOf),
          notes: [],
        };
      }),
    ],
  };
}

function rowOf({ key, max, threshold, ratio, points, state }: IndicatorScore): PrintedCell[] {
  return [
    ...[t(`qd766.name.${key}`), t(`qd766.formula.${key}`), ...ratioCells(ratio)],
    threshold === null ? t('qd766.linear') : `≥ ${String(threshold)}%`,
    points ?? t(`qd766.state.${state}`),
    max,
  ];
}

function ratioCells(ratio: { readonly part: number; readonly whole: number } | null): PrintedCell[] {
  return ratio === null ? [null, null, null] : [ratio.part, ratio.whole, percent(ratio.part, ratio.whole)];
}

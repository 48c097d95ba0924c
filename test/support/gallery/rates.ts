import { NO_COUNTS } from '../../../src/domain/kpi/on-time-rate.js';
import { parsePeriod } from '../../../src/domain/kpi/period.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import type { RatesReport } from '../../../src/reporting/rates/rates.service.js';
import { ratesView } from '../../../src/reporting/rates/rates.view.js';
import { NARRATIVE } from './narrative.js';

export function rateSamples(t: Translator): readonly (readonly [path: string, template: string, view: object])[] {
  const period = parsePeriod('2023-05');
  const { unit, today, target, counts, withoutSameDay } = NARRATIVE;
  const units = [unit, { code: 'H45.20.05', name: 'Phòng Quản lý đô thị' }];
  const fields = [{ code: 'xd', name: 'Xây dựng' }];
  const procedures = [{ code: '1.009998', name: 'Cấp giấy phép xây dựng nhà ở riêng lẻ' }];
  const some: RatesReport = {
    ...{ period, today, only: {}, choices: { units, fields, procedures } },
    figures: {
      ...{ from: period.from, to: period.to, unit, target, groupBy: 'month', total: { counts, withoutSameDay } },
      rows: [{ key: '2023-05', name: null, counts }],
    },
    rule: { part: 951, whole: 1_030, through: period.to },
  };
  const nothing = { counts: NO_COUNTS, withoutSameDay: NO_COUNTS };
  const none: RatesReport = {
    ...some,
    only: { field: 'xd', procedure: undefined, channel: 'online' },
    figures: { ...some.figures, total: nothing, rows: [] },
    rule: null,
  };
  return [
    ['/reports/on-time', 'reports/on-time', ratesView(some, '/reports/on-time?period=2023-05', t)],
    ['/reports/on-time-none', 'reports/on-time', ratesView(none, '/reports/on-time?field=xd&channel=online', t)],
  ];
}

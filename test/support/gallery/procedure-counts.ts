import { countProcedures } from '../../../src/domain/kpi/procedure-counts.js';
import { parsePeriod } from '../../../src/domain/kpi/period.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { ProcedureVersion } from '../../../src/domain/procedure/procedure-version.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import type { ProcedureReport } from '../../../src/reporting/procedures/procedure-counts.service.js';
import { procedureCountsView } from '../../../src/reporting/procedures/procedure-counts.view.js';
import { NARRATIVE } from './narrative.js';

const OFFERED = [
  { procedureCode: '1.009998', fieldCode: 'xd', onlineLevel: 'full', name: 'Cấp giấy phép xây dựng nhà ở riêng lẻ' },
  { procedureCode: '1.001612', fieldCode: 'tc', onlineLevel: 'partial', name: 'Thành lập hộ kinh doanh' },
  { procedureCode: '2.000815', fieldCode: 'tp', onlineLevel: 'none', name: 'Chứng thực bản sao từ bản chính' },
] as const;
const FILINGS = [
  { procedureCode: '1.009998', channel: 'online', received: 12 },
  { procedureCode: '1.009998', channel: 'counter', received: 8 },
  { procedureCode: '2.000815', channel: 'counter', received: 140 },
] as const;
const PLANS = [
  { fieldCode: 'xd', onlineLevel: 'full', planned: 2 },
  { fieldCode: 'tc', onlineLevel: 'full', planned: 1 },
] as const;

export function procedureSamples(t: Translator): readonly (readonly [path: string, template: string, view: object])[] {
  const period = parsePeriod('2023-Q2');
  const report = (some: boolean): ProcedureReport => ({
    ...{ unit: NARRATIVE.unit, period, range: period, today: plainDate('2023-06-20'), year: 2023 },
    counts: countProcedures(OFFERED, some ? FILINGS : [], some ? PLANS : []),
    offered: OFFERED as unknown as readonly ProcedureVersion[],
    filings: some ? FILINGS : [],
    fieldNames: new Map([
      ['xd', 'Xây dựng'],
      ['tc', 'Tài chính'],
      ['tp', 'Tư pháp'],
    ]),
  });
  const units = [NARRATIVE.unit, { code: 'H45.20.05', name: 'Phòng Quản lý đô thị' }];
  const reader = { units, mayPlan: false, refusal: null };
  const refusal = {
    errors: [{ field: 'planned', message: t('form.not_saved') }],
    sentence: null,
    typed: { planned: '-1', fieldCode: 'xd', onlineLevel: 'full' },
  };
  return [
    ['/reports/procedures', 'reports/procedures', procedureCountsView(report(true), { ...reader, mayPlan: true }, t)],
    ['/reports/procedures-wrong', 'reports/procedures', procedureCountsView(report(true), { units, mayPlan: true, refusal }, t)], // prettier-ignore
    ['/reports/procedures-none', 'reports/procedures', procedureCountsView(report(false), reader, t)],
  ];
}

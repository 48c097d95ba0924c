import { parsePeriod } from '../../../src/domain/kpi/period.js';
import { NO_COUNTS } from '../../../src/domain/kpi/on-time-rate.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import type { NarrativeFacts } from '../../../src/reporting/narrative/narrative-facts.js';
import { narrativeView } from '../../../src/reporting/narrative/narrative.view.js';
import type { Unit } from '../../../src/units/unit.js';

const UNIT: Unit = {
  code: 'H45.20',
  parentCode: null,
  kind: 'town',
  name: 'UBND thị xã Sông Cầu',
  shortName: 'Thị xã',
  place: 'Sông Cầu',
  address: null,
  phone: null,
  hotline: null,
  letterheadSuperior: 'Ủy ban nhân dân tỉnh Phú Yên',
  letterheadAgency: 'Ủy ban nhân dân thị xã Sông Cầu',
  signerTitle: 'Chủ tịch',
  signerAuthority: 'TM. Ủy ban nhân dân',
  signerName: null,
  hasDesk: true,
  deskUnitCode: null,
  certainty: 'F',
  validFrom: plainDate('2020-01-01'),
  validTo: null,
};

/** Reference E14, as a report in words: 950 dossiers, 829 resolved, 37 of them late. */
export const NARRATIVE: NarrativeFacts = {
  unit: UNIT,
  period: parsePeriod('2023-05'),
  through: plainDate('2023-05-31'),
  today: plainDate('2023-06-01'),
  target: 95,
  counts: { ...NO_COUNTS, received: 950, carried: 85, early: 412, onTime: 380, late: 37, inTime: 180, overdue: 26, withdrawn: 3, refused: 1 }, // prettier-ignore
  withoutSameDay: { ...NO_COUNTS, received: 650, carried: 85, early: 412, onTime: 80, late: 37, inTime: 180, overdue: 26, withdrawn: 3, refused: 1 }, // prettier-ignore
  online: 310,
  fields: [
    { name: 'Đất đai', counts: { ...NO_COUNTS, received: 400, carried: 60, early: 212, onTime: 20, late: 30, inTime: 172, overdue: 26 } }, // prettier-ignore
    {
      name: 'Tư pháp',
      counts: { ...NO_COUNTS, received: 550, carried: 25, early: 200, onTime: 360, late: 7, inTime: 8 },
    },
  ],
  units: [
    { name: 'Phòng Quản lý đô thị', counts: { ...NO_COUNTS, received: 400, late: 30, overdue: 26 } },
    { name: 'UBND phường Xuân Phú', counts: { ...NO_COUNTS, received: 550, late: 7 } },
  ],
  holders: [
    {
      unitName: 'Phòng Quản lý đô thị',
      lateMinutes: 8_420,
      worst: { stageNo: 2, procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ', lateMinutes: 5_000 },
    },
  ],
  reasons: [
    { text: 'Chờ cơ quan khác trả lời', n: 12 },
    { text: 'Hồ sơ dồn, thiếu người', n: 7 },
    { text: null, n: 1 },
  ],
  cover: { opened: 37, issued: 34, waived: 1, delivered: 30, missing: 2 },
};

/** Nothing came in. */
export const NARRATIVE_NONE: NarrativeFacts = {
  ...NARRATIVE,
  ...{ counts: NO_COUNTS, withoutSameDay: NO_COUNTS, online: 0, fields: [], units: [], holders: [], reasons: [] },
  cover: { opened: 0, issued: 0, waived: 0, delivered: 0, missing: 0 },
};

export function narrativeSamples(t: Translator): readonly (readonly [path: string, template: string, view: object])[] {
  const units = [UNIT, { code: 'H45.20.05', name: 'Phòng Quản lý đô thị' }];
  return [
    ['/reports/narrative', 'reports/narrative', narrativeView(NARRATIVE, units, t)],
    ['/reports/narrative-none', 'reports/narrative', narrativeView(NARRATIVE_NONE, units, t)],
  ];
}

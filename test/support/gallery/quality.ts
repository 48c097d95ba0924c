import { DEFECT_KINDS, type DefectKind } from '../../../src/domain/kpi/data-quality.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import type { DefectLine } from '../../../src/reporting/quality/quality-defects.repository.js';
import { qualityView, type QualityView } from '../../../src/reporting/quality/quality.view.js';

const TOWN = { code: 'H45.20', name: 'UBND thị xã Sông Cầu' };
const DIVISION = { code: 'H45.20.05', name: 'Phòng Quản lý đô thị' };

const LINE: DefectLine = {
  code: 'H45.20-230517-0001',
  unitCode: DIVISION.code,
  holderUnitCode: DIVISION.code,
  holderUsername: 'minh.dv',
  acceptedDay: plainDate('2023-05-17'),
  finishedDay: plainDate('2023-05-16'),
  otherCode: null,
  expected: null,
  found: null,
};

/** Days that contradict each other with a calendar missing, two people, and nothing at all. */
export function quality(t: Translator, state: 'days' | 'people' | 'none'): QualityView {
  const none = state === 'none';
  const kind: DefectKind = state === 'people' ? 'same_person' : 'finished_before_received';
  const people: DefectLine = { ...LINE, acceptedDay: null, finishedDay: null, otherCode: 'H45.20-230502-0004' };
  return qualityView(
    {
      ...{ unit: TOWN, unitCodes: [TOWN.code, DIVISION.code], kind: none ? null : kind },
      calendar: state === 'days' ? { year: 2024, state: 'missing' } : null,
      counts: DEFECT_KINDS.map((each) => ({ kind: each, n: !none && each === kind ? 2 : 0 })),
      lines: none
        ? []
        : state === 'people'
          ? [people]
          : [LINE, { ...LINE, code: 'H45.20-230518-0009', holderUsername: null }],
      nextAfter: state === 'days' ? 'H45.20-230518-0009' : null,
      units: new Map([TOWN, DIVISION].map(({ code, name }) => [code, name])),
      people: new Map([['minh.dv', 'Đặng Văn Minh']]),
    },
    {},
    t,
  );
}

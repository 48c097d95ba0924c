import { addIi06, ii06Of, NO_II06 } from '../../../src/domain/kpi/ii06.js';
import { NO_COUNTS } from '../../../src/domain/kpi/on-time-rate.js';
import { NO_MEASURES } from '../../../src/domain/kpi/movements.js';
import { parsePeriod } from '../../../src/domain/kpi/period.js';
import { instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import type { Closing } from '../../../src/reporting/closing/closings.repository.js';
import type { Ii06Page } from '../../../src/reporting/statutory/ii06-screen.js';
import { ii06View, type Ii06View } from '../../../src/reporting/statutory/ii06.view.js';
import type { Ii06Report, Ii06Row } from '../../../src/reporting/statutory/statutory.service.js';
import type { Unit } from '../../../src/units/unit.js';

const UNIT: Unit = {
  ...{ code: 'H45.20', parentCode: null, kind: 'town', name: 'UBND thị xã Sông Cầu', shortName: 'Sông Cầu' },
  ...{ place: 'Sông Cầu', address: null, phone: null, hotline: null, letterheadSuperior: 'UBND TỈNH PHÚ YÊN' },
  ...{ letterheadAgency: 'UBND THỊ XÃ SÔNG CẦU', signerTitle: 'CHỦ TỊCH', signerAuthority: null, signerName: null },
  ...{ hasDesk: true, deskUnitCode: null, certainty: 'U', validFrom: plainDate('2000-01-01'), validTo: null },
};

const PERIOD = parsePeriod('2023-Q2');

function row(key: string, name: string, group: Ii06Row['group'], share: number): Ii06Row {
  const figures = ii06Of([
    { ...NO_COUNTS, channel: 'online', received: 40 * share, early: 30 * share, onTime: 6 * share, late: share, inTime: 3 * share }, // prettier-ignore
    { ...NO_COUNTS, channel: 'counter', received: 90 * share, carried: 10 * share, early: 60 * share, onTime: 30 * share, late: 4 * share, inTime: 5 * share, overdue: share, withdrawn: share }, // prettier-ignore
  ]);
  return { key, name, group, figures };
}

const CLOSING: Closing = {
  ...{ id: 'c', unitCode: UNIT.code, period: PERIOD.code, from: PERIOD.from, to: PERIOD.to, figures: '{}' },
  ...{ figuresHash: 'a1b2c3d4e5f60718'.repeat(4), xlsxHash: 'b'.repeat(64), pdfHash: 'c'.repeat(64) },
  ...{ defects: 0, owed: 2, attached: '{}', signerName: 'Lê Văn Mẫu', signerTitle: 'CHỦ TỊCH', note: 'Nộp quý II' },
  ...{ at: instant('2023-06-16T08:20:00+07:00'), by: 'truong.motcua' },
};

export function ii06(t: Translator, state: 'closed' | 'to close' | 'none'): Ii06View {
  const rows = state === 'none' ? [] : [row('05', 'Phòng Quản lý đô thị', 'agencies', 3), row('21', 'Phường Xuân Phú', 'communes', 2), row('22', 'Xã Xuân Hải', 'communes', 1)]; // prettier-ignore
  const report: Ii06Report = {
    ...{ form: 'b', unit: UNIT, period: PERIOD, leavesOut: false, isOpen: state === 'none', rows },
    total: rows.reduce((sum, { figures }) => addIi06(sum, figures), NO_II06),
  };
  const page: Ii06Page = {
    ...{ report, today: plainDate('2023-06-20'), units: [UNIT, { code: 'H45.20.05', name: 'Phòng Quản lý đô thị' }] },
    closing: state === 'closed' ? CLOSING : null,
    changed: [],
    signed: null,
    maySign: state === 'closed',
    adjustments:
      state === 'none'
        ? []
        : [
            {
              ...NO_MEASURES,
              ...{ dossierId: 'd', seq: 1, unitCode: 'H45.20.05', fieldCode: 'xd', channel: 'counter', received: 1 },
              ...{ day: plainDate('2023-03-10'), postDay: plainDate('2023-03-15') },
            },
          ],
    mayClose: state === 'to close',
  };
  const error = state === 'to close' ? t('problem.conflict.closed.happened') : null;
  return ii06View(page, { error, signatureError: null }, t);
}

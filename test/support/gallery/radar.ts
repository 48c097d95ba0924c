import { RADAR_KINDS, type RadarKind } from '../../../src/domain/kpi/radar.js';
import { instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import type { RadarSign } from '../../../src/reporting/radar/radar-signs.repository.js';
import type { RadarPage } from '../../../src/reporting/radar/radar.service.js';
import { radarView, type RadarView } from '../../../src/reporting/radar/radar.view.js';

const TOWN = { code: 'H45.20', name: 'UBND thị xã Sông Cầu' };
const DIVISION = { code: 'H45.20.05', name: 'Phòng Quản lý đô thị' };

const SIGN: RadarSign = {
  id: '01882000-0000-7000-8000-000000000001',
  code: 'H45.20-230517-0001',
  procedureCode: '1.009998',
  kind: 'paused_near_due',
  unitCode: DIVISION.code,
  officer: 'minh.dv',
  at: instant('2023-05-22T16:00:00+07:00'),
  facts: { act: 'request_supplement', dueAt: instant('2023-05-22T17:00:00+07:00'), minutesToDue: 60 },
  lookedAt: null,
  lookedBy: null,
  note: null,
};

const BUSY: readonly RadarSign[] = [
  SIGN,
  {
    ...SIGN,
    ...{ id: '01882000-0000-7000-8000-000000000002', code: 'H45.20-230519-0007', kind: 'filed_again' },
    ...{ facts: { act: 'register', earlierCode: 'H45.20-230515-0003' } },
    ...{ lookedAt: instant('2023-05-24T08:10:00+07:00'), lookedBy: 'giang.nv', note: 'Người dân nộp lại vì đổi thửa.' },
  },
  {
    ...SIGN,
    ...{ id: '01882000-0000-7000-8000-000000000003', code: 'H45.20-230516-0012', kind: 'closing_rush' },
    facts: { act: 'complete', together: 6, finished: 7, usualPercent: 4 },
  },
];

/** Signs of a month; of one kind, with the officers; none at all; and a note too short. */
export function radar(t: Translator, state: 'busy' | 'kind' | 'none' | 'refused'): RadarView {
  const none = state === 'none';
  const kind: RadarKind = 'paused_near_due';
  const page: RadarPage = {
    ...{ unit: TOWN, month: '2023-05', today: plainDate('2023-06-05'), unitCodes: [TOWN.code, DIVISION.code] },
    shares: RADAR_KINDS.map((each, i) => ({
      kind: each,
      here: none ? { signs: 0, cases: 0 } : { signs: i, cases: 120 + i },
      all: none ? { signs: 0, cases: 0 } : { signs: 3 * i, cases: 1_120 + i },
    })),
    officers: state === 'kind' ? [{ officer: 'minh.dv', unitCode: DIVISION.code, signs: 3, cases: 14 }] : [],
    signs: none ? [] : state === 'kind' ? [SIGN] : BUSY,
    nextCursor: state === 'busy' ? 'eyJ' : null,
    units: new Map([TOWN, DIVISION].map(({ code, name }) => [code, name])),
    people: new Map([
      ['minh.dv', 'Đặng Văn Minh'],
      ['giang.nv', 'Nguyễn Văn Giang'],
    ]),
    procedures: new Map([['1.009998', 'Cấp giấy phép xây dựng nhà ở riêng lẻ tại đô thị']]),
  };
  const asked = { month: '2023-05', ...(state === 'kind' && { kind }) };
  if (state !== 'refused') return radarView(page, { asked }, t);
  const errors = [{ field: 'note', message: t('radar.note_hint') }];
  return radarView(page, { asked, refused: { id: SIGN.id, errors, sentence: null, typed: { note: 'ok' } } }, t);
}

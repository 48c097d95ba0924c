import { intakeView } from '../../../src/dossiers/intake/intake-page.view.js';
import type { DossierNewView, SlipView } from '../../../src/dossiers/intake/dossier-new.view.js';
import {
  cardView,
  duplicatesView,
  NOBODY,
  recalledView,
  type PersonView,
} from '../../../src/dossiers/intake/person.view.js';
import { filingSlipView, NO_SLIP, slipView } from '../../../src/dossiers/intake/slip.view.js';
import { turnedAwayView, type TurnedAwayView } from '../../../src/dossiers/intake/turned-away.view.js';
import type { KnownPerson } from '../../../src/dossiers/intake/known-people.service.js';
import { readCitizenCard } from '../../../src/domain/text/citizen-card.js';
import type { ProcedureVersion } from '../../../src/domain/procedure/procedure-version.js';
import { deadline } from '../../../src/domain/time/deadline.js';
import { explain } from '../../../src/domain/time/explanation.js';
import { instant, type Instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { deskCalendar } from '../desk-calendar.js';

const at = (text: string): Instant => instant(`${text}:00+07:00`);
const NOW = at('2023-04-28T14:00');
const calendar = deskCalendar();

function procedure(
  procedureCode: string,
  name: string,
  fieldName: string,
  papers: readonly string[],
): ProcedureVersion {
  return {
    id: procedureCode,
    procedureCode,
    validFrom: plainDate('2021-01-01'),
    validTo: null,
    name,
    fieldCode: fieldName,
    fieldName,
    level: 'both',
    responsibleUnitCode: null,
    limit: { amount: 3, unit: 'working_day' },
    unitAdditions: [],
    stages: [],
    extraTimes: [],
    documents: papers.map((paper) => ({ name: paper, originals: 1, certified: 0, copies: 0 })),
    maxSupplements: 1,
    supplementDeadlineWd: 3,
    supplementMode: 'restart',
    instant: false,
    feeVnd: 100_000,
    feeNote: null,
    feeRule: null,
    onlineLevel: 'full',
    legalBasis: 'NĐ 01/2021/NĐ-CP',
    certainty: 'F/F',
    note: null,
  };
}

const FIRM = procedure('1.001612', 'Đăng ký thành lập hộ kinh doanh', 'Hộ kinh doanh', [
  'Giấy đề nghị đăng ký hộ kinh doanh',
  'Bản sao giấy tờ pháp lý của chủ hộ kinh doanh, thành viên hộ gia đình đăng ký hộ kinh doanh',
  'Giấy tờ tùy thân (xuất trình)',
]);
const PROCEDURES = [
  procedure('2.000815', 'Chứng thực bản sao từ bản chính', 'Chứng thực', []),
  procedure('2.000884', 'Chứng thực chữ ký trong giấy tờ, văn bản', 'Chứng thực', []),
  procedure('2.000635', 'Cấp bản sao trích lục hộ tịch', 'Hộ tịch', []),
  procedure('2.000748', 'Thay đổi, cải chính hộ tịch, bổ sung, xác định lại dân tộc', 'Hộ tịch', []),
  FIRM,
];

const KNOWN: KnownPerson = {
  code: 'H45.20-230410-0003',
  role: 'applicant',
  kind: 'person',
  name: 'Lê Thị Cúc',
  address: 'Khu phố Long Hải, phường Xuân Phú, thị xã Sông Cầu',
  idMasked: '*********234',
  phoneMasked: '09xx xxx 456',
  email: null,
  contactBy: ['zalo'],
  taxCode: null,
  representative: null,
  contactName: null,
};

const CARD = '054090001234|220123456|NGUYN TH CC|01021990|Nữ|Khu ph Long Hi, phng Xun Ph|15062021';
const KEYS = { procedureCode: FIRM.procedureCode, copies: '1' };
const BLANK = { listed: null, documents: [] };

function slip(t: Translator): SlipView {
  const question = { from: NOW, limit: FIRM.limit, dayZero: 'receipt' as const };
  const preview = {
    version: FIRM,
    limit: FIRM.limit,
    deadline: deadline(calendar, question),
    trace: explain(calendar, question),
  };
  return slipView(preview, { instant: false, now: NOW, reception: 'saturday' }, t);
}

function page(t: Translator, changes: Partial<Parameters<typeof intakeView>[0]>): DossierNewView {
  const state = {
    procedures: PROCEDURES,
    typed: KEYS,
    papers: BLANK,
    who: NOBODY,
    errors: [],
    slip: slip(t),
    saved: null,
  };
  return intakeView({ ...state, ...changes }, t);
}

const duplicates = (t: Translator): PersonView['duplicates'] =>
  duplicatesView(
    [
      { code: 'H45.20-230426-0011', dueAt: at('2023-05-05T17:00'), lateFrom: at('2023-05-05T17:00') },
      { code: 'H45.20-230405-0002', dueAt: at('2023-04-12T17:00'), lateFrom: at('2023-04-12T17:00') },
    ],
    NOW,
    t,
  );

/** Each state of the page of intake, by its name. */
export const INTAKE: Readonly<Record<string, (t: Translator) => DossierNewView>> = {
  blank: (t) => page(t, { typed: {}, slip: NO_SLIP }),
  filled: (t) => page(t, { who: { ...recalledView(KNOWN, t), duplicates: duplicates(t) } }),
  doubt: (t) => {
    const card = readCitizenCard(CARD);
    if (!card) throw new RangeError('the card of the example is one');
    return page(t, { who: cardView(card, null, t) });
  },
  firm: (t) =>
    page(t, {
      typed: {
        ...KEYS,
        assisted: 'on',
        'applicant.kind': 'organisation',
        'applicant.name': 'Công ty TNHH Thủy sản Sông Cầu',
        'applicant.idNumber': '4400123456',
        'applicant.representative': 'Lê Thị Cúc',
        'submitter.name': 'Phạm Thị Bưởi',
        'submitter.authorisation': 'on',
      },
      papers: {
        listed: [{ name: 'x', originals: '1' }, { originals: '1' }],
        documents: [{ name: 'Bản vẽ', copies: '2' }],
      },
      slip: filingSlipView(
        { version: FIRM, limit: FIRM.limit, deadline: {} as never, trace: [] },
        at('2023-05-04T14:00'),
        t,
      ),
    }),
  wrong: (t) =>
    page(t, {
      typed: { ...KEYS, 'applicant.phone': '0905 12' },
      errors: [
        { field: 'applicant.name', message: 'Xin ghi họ tên chủ hồ sơ' },
        { field: 'applicant.phone', message: 'Số điện thoại cần 10 chữ số' },
        { field: 'listed.1.originals', message: 'Cần số nguyên từ 0 đến 999' },
      ],
    }),
  saved: (t) =>
    page(t, {
      typed: {},
      saved: {
        code: 'H45.20-230428-0017',
        href: '#',
        receipts: [
          { label: t('saved.receipt.a4x2'), href: '#' },
          { label: t('saved.receipt.a4'), href: '#' },
        ],
        nextHref: '/dossiers/new',
        paperHtml: '<section class="paper"><p>Giấy tiếp nhận hồ sơ và hẹn trả kết quả</p></section>',
      },
    }),
};

export function turnedAway(t: Translator, refused: boolean): TurnedAwayView {
  const typed = {
    procedureCode: FIRM.procedureCode,
    applicantName: 'Lê Thị Cúc',
    ...(refused ? { reason: 'Thiếu' } : {}),
  };
  const errors = refused ? [{ field: 'reason', message: 'Cần từ 10 đến 600 ký tự' }] : [];
  return turnedAwayView(PROCEDURES, { typed, there: null }, errors, t);
}

import type { TimeLimit } from '../../../src/domain/procedure/time-limit.js';
import type { Pause } from '../../../src/domain/time/deadline-types.js';
import { explain } from '../../../src/domain/time/explanation.js';
import { instant, type Instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { actForm } from '../../../src/dossiers/dossier-acts.view.js';
import { filterFields, type DossierListView, type DossierRow } from '../../../src/dossiers/dossier-list.view.js';
import { holderText, type DossierShowView } from '../../../src/dossiers/dossier-show.view.js';
import { explanationView } from '../../../src/dossiers/explanation.view.js';
import { promiseView, type PromiseFacts } from '../../../src/dossiers/promise.view.js';
import { rulerView } from '../../../src/dossiers/ruler.view.js';
import { obligationBadge, standingBadge, statusBadge, type Standing } from '../../../src/dossiers/state-words.view.js';
import { letterBadge } from '../../../src/apologies/letter-words.view.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { momentText } from '../../../src/platform/templates/page-words.js';
import { deskCalendar } from '../desk-calendar.js';

const at = (text: string): Instant => instant(`${text}:00+07:00`);
const calendar = deskCalendar();

export const RUNNING: PromiseFacts = {
  clockState: 'running',
  progress: 'in_time',
  timeliness: null,
  remainingMinutes: 1_140,
  dueToday: false,
  daysLate: 0,
  minutesLate: 0,
  dueAt: at('2023-06-01T17:00'),
  originalDueAt: at('2023-06-01T17:00'),
  answerDueAt: null,
  pausedSince: null,
  settledAt: null,
  provisional: false,
};

export const LATE: PromiseFacts = {
  ...RUNNING,
  progress: 'overdue',
  remainingMinutes: null,
  daysLate: 2,
  minutesLate: 960,
};
export const TODAY: PromiseFacts = { ...RUNNING, progress: 'due_soon', dueToday: true, remainingMinutes: 195 };
export const PAUSED: PromiseFacts = {
  ...RUNNING,
  clockState: 'paused',
  remainingMinutes: null,
  progress: null,
  pausedSince: at('2023-05-24T09:20'),
};
export const SETTLED: PromiseFacts = {
  ...RUNNING,
  clockState: 'settled',
  progress: null,
  timeliness: 'early',
  remainingMinutes: null,
  settledAt: at('2023-05-30T10:05'),
};
export const FILED: PromiseFacts = {
  ...RUNNING,
  clockState: 'not_started',
  progress: null,
  remainingMinutes: null,
  dueAt: null,
  originalDueAt: null,
  answerDueAt: at('2023-05-18T10:00'),
};

export function why(
  from: string,
  limit: TimeLimit,
  t: Translator,
  today: string | null,
  pauses: readonly Pause[] = [],
) {
  const steps = explain(calendar, { from: at(from), limit, dayZero: 'receipt', pauses });
  return explanationView(steps, today === null ? null : plainDate(today), t);
}

export function ruler(t: Translator) {
  const hour = 60;
  return rulerView({
    stages: [
      { from: 0, to: 300, title: '17/05 – 18/05', holder: 'Một cửa' },
      { from: 300, to: 3_300, title: '18/05 – 26/05', holder: 'Phòng Quản lý đô thị' },
      { from: 3_300, to: 6_240, title: '26/05 – 05/06', holder: 'Phòng Tài nguyên và Môi trường' },
    ],
    pauses: [{ from: 1_500, to: 2_300, title: t('clock.paused') }],
    promises: [
      { at: 5_280, label: `${t('f.promise')} 01/06`, tone: 'late' },
      { at: 7_200, label: '08/06', tone: 'brand' },
    ],
    now: 104 * hour,
    nowLabel: t('strip.today'),
    summary: [
      'Bộ phận Một cửa: 5 giờ',
      'Phòng Quản lý đô thị: 6 ngày 2 giờ, trong đó chờ người dân 1 ngày 5 giờ',
      'Phòng Tài nguyên và Môi trường: từ 26/05, 6 ngày',
    ],
  });
}

const quiet: Standing = RUNNING;

function row(code: string, t: Translator, facts: Standing, rest: Partial<DossierRow>): DossierRow {
  return {
    code,
    href: `/dossiers/${code}`,
    procedureName: 'Cấp giấy phép xây dựng mới công trình cấp III, IV và nhà ở riêng lẻ',
    applicantName: 'Nguyễn Văn An',
    status: statusBadge('processing', t),
    standing: standingBadge(facts, t),
    dueText: momentText(at('2023-06-01T17:00'), t),
    holderText: 'Phòng Quản lý đô thị',
    nextAct: null,
    loud: false,
    ...rest,
  };
}

export function rows(t: Translator): DossierRow[] {
  const hand = { label: t('act.hand-overs'), href: '#' };
  return [
    row('H45.20-230517-0001', t, LATE, { loud: true, nextAct: { label: t('letters.create_draft'), href: '#' } }),
    row('H45.20-230612-0014', t, TODAY, {
      procedureName: 'Tách thửa hoặc hợp thửa đất',
      applicantName: 'Lê Thị Cúc',
      holderText: 'Quầy 2',
      nextAct: hand,
      dueText: momentText(at('2023-06-05T11:30'), t),
    }),
    row(
      'H45.20-230525-0007',
      t,
      { ...quiet, progress: 'due_soon', remainingMinutes: 440 },
      {
        procedureName: 'Đăng ký thành lập hộ kinh doanh',
        applicantName: 'Công ty TNHH Hải sản Xuân Đài',
      },
    ),
    row('H45.20-230524-0003', t, PAUSED, {
      procedureName: 'Chuyển mục đích sử dụng đất của hộ gia đình, cá nhân',
      applicantName: 'Phạm Quốc Dũng',
      status: statusBadge('awaiting_payment', t),
    }),
    row('H45.20-230529-0011', t, quiet, {
      procedureName: 'Thay đổi, cải chính hộ tịch, bổ sung, xác định lại dân tộc',
      applicantName: 'Võ Thị Mỹ Hạnh',
      holderText: 'Phòng Tư pháp',
    }),
    row('H45.20-230530-0002', t, SETTLED, {
      procedureName: 'Cấp bản sao trích lục hộ tịch',
      applicantName: 'Đặng Ngọc Lan',
      status: statusBadge('completed', t),
      holderText: 'Ngăn B12',
      nextAct: { label: t('act.returns'), href: '#' },
    }),
    row('H45.20-230605-0021', t, FILED, {
      procedureName: 'Đăng ký lại khai sinh',
      applicantName: 'Hồ Văn Phúc',
      status: statusBadge('submitted', t),
      holderText: 'Bộ phận Một cửa',
      dueText: null,
    }),
  ];
}

export function list(t: Translator, state: 'full' | 'empty'): DossierListView {
  const full = state === 'full';
  return {
    heading: t('nav.search'),
    orderNote: full ? 'Trễ trước, rồi đến hẹn gần nhất; hồ sơ chờ người dân ở cuối.' : null,
    filters: {
      ...filterFields(
        full ? {} : { q: 'H45.20-2306', timeliness: 'overdue', dueFrom: '2023-06-01' },
        { units: [['qldt', 'Phòng Quản lý đô thị']], procedures: [], fields: [] },
        t,
      ),
      active: full
        ? []
        : [
            { label: 'H45.20-2306', href: '#' },
            { label: t('progress.overdue'), href: '#' },
          ],
      clearHref: '/dossiers',
      kept: [],
    },
    rows: full ? rows(t) : [],
    pagination: full ? { summary: '50 / 1.000+', firstHref: null, nextHref: '#' } : null,
    empty: full
      ? null
      : {
          title: 'Không có hồ sơ nào khớp',
          body: 'Thử bớt điều kiện lọc, hoặc tìm bằng mã trên giấy hẹn.',
          action: null,
        },
  };
}

export function show(t: Translator, state: 'late' | 'running' | 'paused'): DossierShowView {
  const promise = { late: { ...LATE, dueAt: at('2023-06-08T16:00') }, running: RUNNING, paused: PAUSED }[state];
  const receivers = [
    { value: 'unit:qldt', label: 'Phòng Quản lý đô thị', selected: true },
    { value: 'unit:tnmt', label: 'Phòng Tài nguyên và Môi trường', selected: false },
  ];
  const acts = (['hand-overs', 'completions', 'withdrawals'] as const).map((key) => ({
    ...actForm(key, 'H45.20-230517-0001', 4, { receivers: [{ label: null, choices: receivers }], handOverId: null }, t),
    open: state === 'running' && key === 'hand-overs',
  }));
  const pauses = state === 'paused' ? [{ from: at('2023-05-24T09:20'), to: at('2023-05-26T15:00') }] : [];
  return {
    code: 'H45.20-230517-0001',
    procedureName: 'Cấp giấy phép xây dựng mới công trình cấp III, IV và nhà ở riêng lẻ',
    applicantName: 'Nguyễn Văn An',
    status: statusBadge(state === 'paused' ? 'awaiting_supplement' : 'processing', t),
    holderText: holderText('Phòng Quản lý đô thị', at('2023-05-18T08:10'), t),
    promise: promiseView(promise, t),
    explanation: why('2023-05-17T08:30', { amount: 11, unit: 'working_day' }, t, '2023-05-30', pauses),
    errors: [],
    undo: null,
    acts,
    moreActs: [],
    moreOpen: false,
    corrections: [],
    faults: [],
    files: { items: [], add: { action: '#', open: false, error: null } },
    stages: null,
    refusedActs: [
      { label: t('act.returns'), reason: 'kết quả chưa đến quầy' },
      { label: t('act.acknowledgements'), reason: 'không có bàn giao nào đang chờ bạn' },
    ],
    facts: [
      {
        label: t('col.applicant'),
        value: 'Nguyễn Văn An',
        href: null,
        hint: 'Tổ 3, khu phố Phước Lý, phường Xuân Yên',
      },
      { label: t('intake.id'), value: '*********123', href: null, hint: null },
      { label: t('intake.phone'), value: '09xx xxx 456', href: null, hint: 'Zalo' },
      { label: t('slip.limit'), value: '11 ngày làm việc', href: null, hint: null },
      { label: t('slip.fee'), value: '50.000 đồng', href: null, hint: null },
      { label: t('intake.channel'), value: t('channel.counter'), href: null, hint: null },
    ],
    reveal: null,
    revealed: null,
    documents: [
      { name: 'Đơn đề nghị cấp giấy phép xây dựng', count: '1 bản chính' },
      { name: 'Giấy chứng nhận quyền sử dụng đất', count: '1 bản chứng thực' },
      { name: 'Hai bộ bản vẽ thiết kế', count: '2 bản chính' },
    ],
    papers: [
      { label: 'Giấy hẹn A4', href: '#' },
      { label: 'Giấy hẹn 2 liên A5', href: '#' },
    ],
    ruler: ruler(t),
    events: [
      { atText: '08:10 18/05/2023', text: 'Phòng Quản lý đô thị xác nhận đã nhận', by: 'Đỗ Minh Tuấn', note: null },
      {
        atText: '16:20 17/05/2023',
        text: 'Bàn giao cho Phòng Quản lý đô thị',
        by: 'Trần Thị Bình',
        note: 'Kèm 2 bộ bản vẽ, thiếu 1 chữ ký đã xin bổ sung tại chỗ.',
      },
      { atText: '08:30 17/05/2023', text: 'Tiếp nhận tại quầy', by: 'Trần Thị Bình', note: null },
    ],
    ledger: [
      {
        atText: '09:00 05/06/2023',
        kind: 'Hẹn lại (phiếu 14/PXL)',
        from: '17:00 01/06/2023',
        to: '16:00 08/06/2023',
        reason: 'Chờ ý kiến về hành lang an toàn đường bộ',
        by: 'Võ Thành Long',
      },
      {
        atText: '08:30 17/05/2023',
        kind: 'Hẹn lần đầu',
        from: null,
        to: '17:00 01/06/2023',
        reason: null,
        by: 'Trần Thị Bình',
      },
    ],
    obligations:
      state === 'late'
        ? [
            {
              cause: t('cause.late'),
              sinceText: '02/06/2023',
              state: obligationBadge('owed', t),
              next: { label: t('letters.open_draft'), href: '#' },
              request: { label: t('promise.outside_request'), href: '#' },
              acts: [],
            },
          ]
        : [],
    letters:
      state === 'late'
        ? [{ href: '#', title: 'Phiếu xin lỗi và hẹn lại', state: letterBadge('drafted', t), dateText: null }]
        : [],
  };
}

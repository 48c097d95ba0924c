import type { ProcedureVersion } from '../../../src/domain/procedure/procedure-version.js';
import type { PlainDate } from '../../../src/domain/time/plain-date.js';
import { instant } from '../../../src/domain/time/instant.js';
import type { DueTodayView } from '../../../src/dossiers/counter/due-today.view.js';
import { instantLinesView } from '../../../src/dossiers/counter/instant-lines.view.js';
import { instantView } from '../../../src/dossiers/counter/instant.view.js';
import { scansView, type ScanLineView } from '../../../src/dossiers/counter/scans.view.js';
import type { ShelfView } from '../../../src/dossiers/counter/shelf.view.js';
import { sessionsView, sessionView } from '../../../src/dossiers/paper-sessions/paper-sessions.view.js';
import type { PaperSession } from '../../../src/dossiers/paper-sessions/paper-sessions.service.js';
import { standingBadge, stateBadge } from '../../../src/dossiers/state-words.view.js';
import { choices, field } from '../../../src/platform/templates/form-field.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { LATE, TODAY } from './dossiers.js';

const CODE = 'H45.20-230515-0001';
const HREF = `/dossiers/${CODE}`;
const COPIES = 'Chứng thực bản sao từ bản chính';
const BY = { username: 'binh.tt', fullName: 'Trần Thị Bình', unitCode: 'H45.20', roles: ['receiver', 'desk_head'] } as const; // prettier-ignore
const MESSAGE = `Kính gửi Nguyễn Văn An.\n\nHồ sơ ${CODE} (cấp bản sao từ sổ gốc) đã có kết quả. Mời Ông/Bà đến nhận tại Bộ phận Tiếp nhận và Trả kết quả UBND thị xã Sông Cầu, trong giờ làm việc; xin mang theo giấy hẹn. Ông/Bà không phải nộp thêm giấy tờ.`;

const version = (procedureCode: string, name: string, feeVnd: number, feeRule: string | null) =>
  ({ procedureCode, name, feeVnd, feeNote: null, feeRule }) as ProcedureVersion;
const PROCEDURES = [
  version('2.000815', COPIES, 2_000, 'page;2000;2;1000;200000'),
  version('2.000884', 'Chứng thực chữ ký trong các giấy tờ, văn bản', 10_000, 'copy;10000'),
];

type Sample = readonly [path: string, template: string, view: object];

/** The counter's day, each screen as it is met. */
export function counter(t: Translator): readonly Sample[] {
  return [
    ['/dossiers/instant', 'counter/instant', serving(t, false)],
    ['/dossiers/instant-wrong', 'counter/instant', serving(t, true)],
    ['/dossiers/instant/lines', 'counter/instant-lines', twenty(t, false)],
    ['/dossiers/instant/lines-done', 'counter/instant-lines', twenty(t, true)],
    ['/counter/due-today', 'counter/due-today', dueToday(t)],
    ['/counter/scans', 'counter/scans', scans(t)],
    ['/counter/results', 'counter/results', { errors: [], code: '', found: null, done: null, empty: null }],
    ['/counter/results-found', 'counter/results', found(t)],
    ['/counter/results-done', 'counter/results', done()],
    ['/counter/shelf', 'counter/shelf', shelf(t)],
    [
      '/counter/message',
      'counter/message',
      {
        code: CODE,
        href: HREF,
        message: MESSAGE,
        told: null,
        action: '/counter/message',
        heading: t('counter.message'),
      },
    ],
    ['/paper-sessions', 'paper-sessions/list', sessionList(t)],
    ['/paper-sessions/1', 'paper-sessions/show', session(t)],
    ['/paper-sessions/slips', 'paper-sessions/slips', slips()],
  ];
}

function serving(t: Translator, wrong: boolean) {
  return instantView(
    {
      procedures: PROCEDURES,
      chosen: '2.000815',
      typed: wrong ? { name: 'NGUYN TH NH', copies: '2' } : {},
      errors: wrong ? [{ field: 'name', message: t('counter.name_bare') }] : [],
      again: { code: CODE, name: 'Nguyễn Văn An' },
      saved: wrong
        ? null
        : {
            code: CODE,
            href: HREF,
            text: t('counter.saved_given', { name: 'Nguyễn Văn An' }),
            feeText: '21.000 đồng',
            slipHref: null,
          },
      afternoon: wrong,
    },
    t,
  );
}

function twenty(t: Translator, some: boolean) {
  const done = [{ no: 1, code: CODE, href: HREF, name: 'Lê Thị Cúc', feeText: '5.000 đồng' }];
  const wrong = { typed: { name: 'NGUYN TH NH', copies: '2' }, wrong: t('counter.name_bare'), bare: true };
  const state = { procedures: PROCEDURES, chosen: '2.000815', total: '5.000 đồng', wrong: null };
  return instantLinesView({ ...state, lines: some ? [wrong] : [], done: some ? done : [] }, t);
}

function dueToday(t: Translator): DueTodayView {
  const row = (code: string, changes: object) => ({
    code,
    href: HREF,
    procedureName: COPIES,
    applicantName: 'Nguyễn Văn An',
    dueText: '17:00 15/05/2023',
    badge: standingBadge(TODAY, t),
    holderText: 'Trần Thị Bình · UBND thị xã Sông Cầu',
    acts: ['returns', 'completions'].map((key, i) => ({ label: t(`counter.do.${key}`), action: `${HREF}/${key}`, primary: i === 0, focus: false })), // prettier-ignore
    doneText: null,
    ...changes,
  });
  return {
    parts: [
      {
        key: 'today',
        title: t('counter.part.today', { count: 2 }),
        rows: [
          row('H45.20-230515-0002', { acts: [], doneText: t('counter.done.returned', { time: '16:31' }), badge: stateBadge({ status: 'returned', voidedAt: null }, t) }), // prettier-ignore
          row(CODE, {}),
        ],
      },
      { key: 'late', title: t('counter.part.late', { count: 1 }), rows: [row('H45.20-230508-0003', { badge: standingBadge(LATE, t) })] }, // prettier-ignore
    ],
    done: 'H45.20-230515-0002',
    cutNote: t('counter.cut'),
    empty: null,
  };
}

function scans(t: Translator) {
  const line = (changes: Partial<ScanLineView>): ScanLineView => ({
    code: CODE,
    text: CODE,
    href: HREF,
    about: `Nguyễn Văn An · ${COPIES}`,
    badges: [standingBadge(TODAY, t)],
    fits: true,
    note: null,
    ...changes,
  });
  const misfit = t('counter.scan_misfit', { state: t('status.returned') });
  return scansView(
    {
      modes: ['hand_over', 'complete', 'return'],
      mode: 'complete',
      receivers: [choices([['', t('counter.to_choose')]]), { ...choices([['H45.20.05', 'Phòng Quản lý đô thị']]), label: t('counter.to_units') }], // prettier-ignore
      shelf: 'B12',
      typed: { codes: 'xyz' },
      errors: [],
      lines: [
        line({ note: t('counter.scan_done') }),
        line({ code: 'H45.20-230515-0002', text: 'H45.20-230515-0002', fits: false, note: misfit }),
        line({
          code: null,
          text: 'xyz',
          href: null,
          about: '',
          badges: [],
          fits: false,
          note: t('counter.scan_unread'),
        }),
      ],
      done: 1,
    },
    t,
  );
}

function found(t: Translator) {
  return {
    errors: [],
    code: CODE,
    found: {
      code: CODE,
      href: HREF,
      action: '/counter/results/x',
      version: 3,
      about: `Nguyễn Văn An · ${COPIES} · 17:00 15/05/2023`,
      badges: [standingBadge(TODAY, t)],
      fields: [
        field({ name: 'shelf', label: t('counter.shelf'), hint: t('counter.shelf_next', { last: 'B12', next: 'B13' }), value: 'B12' }), // prettier-ignore
        field({ name: 'resultNumber', label: t('counter.result_number') }),
      ],
      why: null,
      fileWrong: null,
    },
    done: null,
    empty: null,
  };
}

function done() {
  const finished = {
    code: CODE,
    href: HREF,
    shelf: 'B12',
    applicantName: 'Nguyễn Văn An',
    message: MESSAGE,
    toldAction: `/counter/messages/${CODE}`,
  };
  return { errors: [], code: '', found: null, done: finished, empty: null };
}

function shelf(t: Translator): ShelfView {
  const row = { code: CODE, href: HREF, procedureName: COPIES, applicantName: 'Nguyễn Văn An', sinceText: '09:10 11/05/2023', messageHref: '/counter/message', toldText: t('counter.told_at', { moment: '09:40 11/05/2023' }) }; // prettier-ignore
  const title = t('counter.on_shelf', { shelf: 'B12' });
  return {
    shelves: [{ href: '/counter/shelf?shelf=B12', label: title, current: true }],
    parts: [{ key: 'shelf-0', title, rows: [row, { ...row, code: 'H45.20-230511-0004' }] }],
    cutNote: null,
    empty: null,
  };
}

const SESSION: PaperSession = {
  id: '1',
  unitCode: 'H45.20',
  from: instant('2023-05-15T08:00:00+07:00'),
  to: instant('2023-05-15T10:45:00+07:00'),
  reason: 'Mất điện toàn trụ sở, làm việc trên sổ giấy',
  openedAt: instant('2023-05-15T11:00:00+07:00'),
  openedBy: 'duc.dm',
  closedAt: null,
  closedBy: null,
};

function sessionList(t: Translator) {
  const today = '2023-05-15' as PlainDate;
  const errors = [{ field: 'from', message: t('outage.time_wrong') }];
  return sessionsView({ sessions: [SESSION], today, lastSlip: 40, typed: { from: 'sáng' }, errors }, BY, t);
}

function session(t: Translator) {
  const due = instant('2023-05-19T16:00:00+07:00');
  const line = { code: CODE, book: 'Phiếu giấy 2023', serial: 38, name: 'Lê Thị Cúc', instant: false, voided: false, acceptedAt: SESSION.from, writtenDueAt: due, computedDueAt: SESSION.openedAt }; // prettier-ignore
  const typed = { serial: '39', at: 'trưa', procedure: '2.000815', name: 'Võ Thị Dung', due: '22/5', given: false };
  const wrong = [{ typed, wrong: t('outage.at_wrong') }];
  const state = { session: SESSION, entered: [line], procedures: PROCEDURES, book: line.book, wrong, done: 1, nothing: false }; // prettier-ignore
  return sessionView(state, BY, t);
}

function slips() {
  const four = [21, 22, 23, 24].map((number) => ({
    number,
    book: 'Phiếu giấy 2023',
    deskName: 'UBND thị xã Sông Cầu',
  }));
  return { book: 'Phiếu giấy 2023', sheets: [{ slips: four }] };
}

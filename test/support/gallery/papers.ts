import { instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { controlHtml } from '../../../src/dossiers/papers/control-slip.view.js';
import { paperPageView, type PaperPageView } from '../../../src/dossiers/papers/paper-page.view.js';
import { receiptHtml, receiptTitle } from '../../../src/dossiers/papers/receipt.view.js';
import {
  registerPageView,
  resultSlipPageView,
  type RegisterPageView,
  type RegisterState,
} from '../../../src/dossiers/papers/register-page.view.js';
import { refusalListView, type RefusalListView } from '../../../src/dossiers/papers/refusal-list.view.js';
import { registerHtml, resultSlipHtml } from '../../../src/dossiers/papers/register.view.js';
import { slipHtml, slipTitle } from '../../../src/dossiers/papers/slip.view.js';
import type { Templates } from '../../../src/platform/templates/handlebars.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { PAPER_SHEETS } from '../../../src/units/unit-settings.js';
import { receiptFacts, receiptPrint } from '../letters.js';
import { controlFacts, look, MATTERS, registerRow, slipFacts } from '../papers.js';

type Sample = readonly [path: string, template: string, view: PaperPageView | RegisterPageView | RefusalListView];

const HEAD = { username: 'h', fullName: 'H', unitCode: 'H45.20', roles: ['desk_head'] } as const;
const UNITS = [
  ['H45.20', 'UBND thị xã Sông Cầu'],
  ['H45.20.21', 'UBND phường Xuân Phú'],
] as const;

const TURNED_AWAY = [
  {
    id: 'a',
    kind: '02' as const,
    refusedAt: instant('2023-05-15T09:00:00+07:00'),
    reason: 'Thiếu giấy chứng nhận đăng ký của các thành viên',
    applicantName: 'Lê Thị Cúc',
  },
  {
    id: 'b',
    kind: '03' as const,
    refusedAt: instant('2023-05-14T09:00:00+07:00'),
    reason: null,
    applicantName: null,
  },
];

/** Papers as sheets in the browser. */
export function paperPages(templates: Templates, t: Translator): readonly Sample[] {
  const place = { code: 'H45.20-230517-0001', href: '/x', issues: true, sizes: PAPER_SHEETS };
  const sheet = (path: string, html: string, size: 'a4' | 'a5' | 'a4x2', title: string): Sample => [
    `/papers/${path}`,
    'dossiers/receipt',
    paperPageView(place, { html, size, title }, t),
  ];
  const receipt = receiptFacts({ illustration: true });
  return [
    sheet('receipt', receiptHtml(templates, receipt, receiptPrint('a4x2')), 'a4x2', receiptTitle(receipt)),
    sheet(
      'receipt-plain',
      receiptHtml(templates, receipt, receiptPrint('a5', { plain: true, reprintedAt: receipt.dueAt })),
      'a5',
      receiptTitle(receipt),
    ),
    ...MATTERS.map((matter) => {
      const facts = slipFacts(matter);
      return sheet(matter.kind, slipHtml(templates, facts, look('a4')), 'a4', slipTitle(facts));
    }),
    sheet('control', controlHtml(templates, controlFacts(), look('a4')), 'a4', 'Phiếu kiểm soát'),
    ...registers(templates, t),
    ['/papers/refusals', 'papers/refusals', refusalListView(TURNED_AWAY, 'eyJ', t)],
    ['/papers/refusals-none', 'papers/refusals', refusalListView([], null, t)],
  ];
}

function registers(templates: Templates, t: Translator): readonly Sample[] {
  const rows = Array.from({ length: 8 }, (_, index) => registerRow(index + 1));
  const { letterhead } = receiptFacts();
  const common = { letterhead, rows, printedAt: instant('2023-06-30T16:00:00+07:00'), illustration: true };
  const asked = { unit: 'H45.20', from: plainDate('2023-06-01'), to: plainDate('2023-06-30') };
  const html = registerHtml(templates, { ...common, ...asked, firstSerial: 341 }, look('a4'));
  const state: RegisterState = {
    by: HEAD,
    units: UNITS,
    asked,
    sheets: { html, isEmpty: false },
    nextCursor: 'eyJ',
    errors: [],
    reason: null,
  };
  const short = { field: 'reason', message: t('papers.register.reason_hint') };
  const day = plainDate('2023-06-30');
  const slip = resultSlipHtml(templates, { ...common, day, giver: 'Phòng Tư pháp', receiver: 'UBND' }, look('a4'));
  const page = (path: string, view: RegisterPageView): Sample => [`/papers/${path}`, 'papers/register', view];
  return [
    page('register', registerPageView(state, t)),
    page('register-wrong', registerPageView({ ...state, errors: [short], reason: 'vì' }, t)),
    page('register-empty', registerPageView({ ...state, sheets: { html: '', isEmpty: true }, nextCursor: null }, t)),
    page(
      'result-slip',
      resultSlipPageView({ agencies: UNITS, unit: 'H45.20', day, sheets: { html: slip, isEmpty: false } }, t),
    ),
  ];
}

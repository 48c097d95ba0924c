import type { ReconcileRule } from '../../../src/domain/kpi/reconcile.js';
import { instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import type { NumberedDifference } from '../../../src/reporting/reconcile/differences.repository.js';
import { reconcileHomeView } from '../../../src/reporting/reconcile/reconcile-home.view.js';
import { reconcileShowView } from '../../../src/reporting/reconcile/reconcile-show.view.js';
import type { Reconciliation } from '../../../src/reporting/reconcile/reconciliation.js';
import { UNITS } from '../small-world.js';
import type { AdminSample } from './admin.js';

const TODAY = plainDate('2023-07-20');
const FILE: Reconciliation = {
  id: '0190',
  unitCode: 'H45.20',
  kind: 'late_list',
  period: { code: '2023-Q2', from: plainDate('2023-03-15'), to: plainDate('2023-06-14') },
  takenAt: instant('2023-07-18T23:59:59+07:00'),
  twoClasses: false,
  format: 'xlsx',
  fileHash: '9f2c1e7ab0d34c55e1f0',
  bytes: 48_213,
  state: 'done',
  fault: null,
  faultWhere: null,
  rowsRead: 412,
  rowsSame: 408,
  cells: null,
  createdAt: instant('2023-07-20T08:30:00+07:00'),
  createdBy: 'duc.dm',
  finishedAt: instant('2023-07-20T08:30:04+07:00'),
};
const CELLS: Reconciliation['cells'] = [
  { fieldCode: 'xd', label: 'Hoạt động xây dựng', column: 9, ours: 118, theirs: 121, exactly: [] },
  { fieldCode: 'xd', label: 'Hoạt động xây dựng', column: 10, ours: 12, theirs: 9, exactly: ['extension'] },
];

const reckoned = {
  ...{ received: plainDate('2023-04-03'), due: plainDate('2023-04-10'), finished: plainDate('2023-04-14') },
  standing: 'late',
} as const;
const row = (no: number, rule: ReconcileRule, more: Partial<NumberedDifference> = {}): NumberedDifference => ({
  ...{ no, line: no + 3, code: `H45.20-230403-${String(no).padStart(4, '0')}`, rule, because: null, cell: null },
  facts: { theirs: { ...reckoned, due: plainDate('2023-04-17'), standing: 'kept' }, ours: reckoned },
  ...more,
});
const ROWS = [
  row(1, 'extension'),
  row(2, 'missing_here', { facts: { theirs: { ...reckoned, finished: 'open', standing: 'broken' }, ours: null } }),
  row(3, 'missing_there', { line: null, because: 'extension', facts: { theirs: null, ours: reckoned } }),
  row(4, 'unexplained'),
];
const COUNTS: ReadonlyMap<ReconcileRule, number> = new Map(ROWS.map(({ rule }) => [rule, 1]));

export function reconcileSamples(t: Translator): readonly AdminSample[] {
  const home = { units: UNITS, today: TODAY, personName: () => 'Đỗ Minh Đức', refusal: null, nextHref: null };
  const wrong = { errors: [{ field: 'file', message: 'Chưa chọn tệp' }], sentence: null, typed: { kind: 'form' } };
  const shown = { rule: null, cell: null };
  const of = { unitName: 'UBND thị xã Sông Cầu', personName: 'Đỗ Minh Đức', today: TODAY, refusal: null };
  const show = { ...of, file: FILE, counts: COUNTS, named: new Map<string, number>(), rows: ROWS, shown };
  const nothing = { ...show, counts: new Map<ReconcileRule, number>(), rows: [], nextCursor: null };
  const place = { ...reckoned, standing: 'on_time' } as const;
  const named = [row(1, 'extension', { line: null, cell: 'xd:10', facts: { theirs: null, ours: reckoned, place } })];
  const form = { ...FILE, kind: 'form', cells: CELLS } as const;
  const page = 'reports/reconcile-show';
  return [
    ['/reports/reconcile', 'reports/reconcile', reconcileHomeView({ ...home, files: [FILE, form] }, t)],
    ['/reports/reconcile-none', 'reports/reconcile', reconcileHomeView({ ...home, files: [], refusal: wrong }, t)],
    ['/reports/reconcile/1', page, reconcileShowView({ ...show, nextCursor: 4 }, t)],
    [
      '/reports/reconcile/1-rule',
      page,
      reconcileShowView(
        { ...show, rows: ROWS.slice(0, 1), shown: { rule: 'extension', cell: null }, nextCursor: null },
        t,
      ),
    ],
    [
      '/reports/reconcile/1-form',
      page,
      reconcileShowView(
        {
          ...{ ...show, file: form, rows: named, counts: new Map([['extension', 3]]), nextCursor: null },
          ...{ named: new Map([['xd:10', 3]]), shown: { rule: null, cell: 'xd:10' } },
        },
        t,
      ),
    ],
    ['/reports/reconcile/1-same', page, reconcileShowView({ ...nothing, file: { ...FILE, rowsSame: 412 } }, t)],
    [
      '/reports/reconcile/1-working',
      page,
      reconcileShowView({ ...nothing, file: { ...FILE, state: 'received', rowsRead: 200, rowsSame: 198 } }, t),
    ],
    [
      '/reports/reconcile/1-unreadable',
      page,
      reconcileShowView({ ...nothing, file: { ...FILE, state: 'unreadable', fault: 'no_heading' } }, t),
    ],
  ];
}

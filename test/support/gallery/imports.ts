import { instant } from '../../../src/domain/time/instant.js';
import type { ImportFile, RowCounts } from '../../../src/imports/import-file.js';
import type { StagedRow } from '../../../src/imports/import-rows.repository.js';
import {
  mappingSampleView,
  mappingShowView,
  mappingsListView,
} from '../../../src/imports/mappings/mapping-pages.view.js';
import type { Mapping, SavedMapping } from '../../../src/imports/mapping.js';
import { importFormView } from '../../../src/imports/pages/import-form.view.js';
import { importMissingView } from '../../../src/imports/pages/import-missing.view.js';
import { importShowView } from '../../../src/imports/pages/import-show.view.js';
import { importsHomeView } from '../../../src/imports/pages/imports-home.view.js';
import { referencePreviewView } from '../../../src/imports/reference/reference-preview.view.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { UNITS } from '../small-world.js';
import type { AdminSample } from './admin.js';

const AT = instant('2023-12-15T08:00:00+07:00');
const FILE: ImportFile = {
  id: '0190',
  unitCode: 'H45.20',
  wholeTree: false,
  format: 'xlsx',
  mode: 'mirror',
  asOf: AT,
  mappingName: 'igate-hang-tuan',
  mapping: null,
  headings: null,
  fileHash: '',
  bytes: 1,
  state: 'validated',
  dryRun: true,
  skipDefective: false,
  fault: null,
  faultWhere: null,
  passedOver: 3,
  units: ['H45.20'],
  mirroredLine: 0,
  createdAt: AT,
  createdBy: 'duc.dm',
  acceptedAt: null,
  acceptedBy: null,
  finishedAt: null,
};
const COUNTS: RowCounts = {
  ...{ ready: 40, defective: 2, unchanged: 8, applied: 0, skipped: 0, refused: 0 },
  ...{ total: 50, differing: 1 },
};
const row = (line: number, more: Partial<StagedRow>): StagedRow => ({
  line,
  code: `H45.20-231201-00${line}`,
  state: 'ready',
  isNew: true,
  body: null,
  findings: [],
  told: 'open',
  ...more,
});
const ROWS: readonly StagedRow[] = [
  row(11, {}),
  row(12, {
    state: 'defective',
    findings: [{ severity: 'defect', code: 'procedure_unknown', field: 'Thủ tục', facts: {} }],
  }),
  row(13, { state: 'applied' }),
];
const MAPPING: Mapping = {
  sheet: null,
  columns: [
    { target: 'code', headings: ['Mã hồ sơ', 'Số hồ sơ'] },
    { target: 'procedure', headings: ['Thủ tục'] },
  ],
  values: [{ target: 'status', to: 'completed', from: ['Đã có kết quả'] }],
  procedures: [],
  units: [],
  dateFormats: ['dd/MM/yyyy HH:mm'],
  times: { accepted: '07:30', due: '17:00', finished: '17:00' },
};
const SAVED: SavedMapping = {
  unitCode: 'H45.20',
  name: 'igate-hang-tuan',
  mapping: MAPPING,
  changedAt: AT,
  changedBy: 'duc.dm',
};

/** Files on their way in. */
export function importSamples(t: Translator): readonly AdminSample[] {
  return [...homes(t), ...shows(t), ...mappings(t), ...previews(t)];
}

function homes(t: Translator): AdminSample[] {
  const names = { unitName: () => 'UBND thị xã Sông Cầu', personName: () => 'Đỗ Minh Đức', nextHref: null };
  const draft = { id: '0191', kind: 'units', fileName: 'don-vi.csv', createdBy: 'admin', createdAt: AT } as const;
  const noFile = { errors: [{ field: 'file', message: 'Chưa chọn tệp' }], sentence: null, typed: {} };
  const files = [FILE, { ...FILE, state: 'done' as const }];
  const form = { mappings: ['igate-hang-tuan', 'one-stop-register'], units: UNITS };
  return [
    ['/imports', 'imports/home', importsHomeView({ ...names, files, drafts: [draft], refusal: null }, t)],
    ['/imports-empty', 'imports/home', importsHomeView({ ...names, files: [], drafts: null, refusal: null }, t)],
    ['/imports-wrong', 'imports/home', importsHomeView({ ...names, files, drafts: [], refusal: noFile }, t)],
    ['/imports/new', 'imports/new', importFormView({ ...form, refusal: null }, t)],
    ['/imports/new-wrong', 'imports/new', importFormView({ ...form, refusal: noFile }, t)],
  ];
}

function shows(t: Translator): AdminSample[] {
  const shown = { state: null, differing: false };
  const facts = {
    file: FILE,
    counts: COUNTS,
    missing: 4,
    rows: ROWS,
    shown,
    nextCursor: 13,
    unitName: 'UBND thị xã Sông Cầu',
  };
  const whole = { ...facts, personName: () => 'Đỗ Minh Đức', refusal: null };
  const applying = { ...FILE, state: 'applying' as const, acceptedAt: AT, acceptedBy: 'duc.dm' };
  // Nobody answers here every two seconds; the real page is looked at in admin.test.ts.
  const still = importShowView({ ...whole, file: applying, counts: { ...COUNTS, applied: 12 } }, t);
  const lost = { ...FILE, state: 'unreadable' as const, fault: 'not_a_spreadsheet' as const, faultWhere: '' };
  const none: RowCounts = { ...COUNTS, ready: 0, defective: 0, unchanged: 0, total: 0, differing: 0 };
  const missing = {
    code: 'H45.20-231120-0007',
    unitCode: 'H45.20',
    procedureCode: '1.001612',
    status: 'processing',
    acceptedAt: AT,
    currentDueAt: AT,
    vouchedUntil: AT,
  };
  return [
    ['/imports/validated', 'imports/show', importShowView(whole, t)],
    ['/imports/applying', 'imports/show', { ...still, progress: { ...still.progress, moves: false } }],
    ['/imports/unreadable', 'imports/show', importShowView({ ...whole, file: lost, counts: none, rows: [] }, t)],
    [
      '/imports/missing',
      'imports/missing',
      importMissingView({ id: '1', dossiers: [missing], nextCursor: null, unitName: () => 'UBND thị xã' }, t),
    ],
  ];
}

function mappings(t: Translator): AdminSample[] {
  const columns = [
    { heading: 'Số hồ sơ', samples: ['H45.20-230508-0009', 'H45.20-230508-0010'], target: 'code' as const },
    { heading: 'Ghi chú', samples: ['', 'đã gọi'], target: null },
  ];
  const wrong = {
    errors: [{ field: 'name', message: 'Không đúng dạng' }],
    sentence: null,
    typed: { name: 'Hàng tuần' },
  };
  return [
    [
      '/imports/mappings',
      'imports/mappings',
      mappingsListView([SAVED, { ...SAVED, unitCode: '', name: 'one-stop-register' }], null, t),
    ],
    ['/imports/mapping-sample', 'imports/mapping-sample', mappingSampleView(columns, null, t)],
    ['/imports/mapping-sample-wrong', 'imports/mapping-sample', mappingSampleView(columns, wrong, t)],
    ['/imports/mapping', 'imports/mapping', mappingShowView(SAVED, true, null, t)],
  ];
}

function previews(t: Translator): AdminSample[] {
  const draft = {
    id: '0191',
    kind: 'units',
    fileName: 'don-vi.csv',
    body: '',
    createdBy: 'admin',
    createdAt: AT,
  } as const;
  const report = { rows: 3, accepted: 3, rejected: [], applied: false };
  const diffs = [
    {
      kind: 'changed',
      key: 'H45.20.21',
      name: 'UBND phường Xuân Phú',
      fields: [{ field: 'phone', before: '0257 1', after: '0257 2' }],
    },
    { kind: 'added', key: 'H45.20.40', name: 'Ban Quản lý dự án', fields: [] },
    {
      kind: 'closed',
      key: 'H45.20.22',
      name: 'UBND xã Xuân Thọ 1',
      fields: [{ field: 'validTo', before: null, after: '2025-07-01' }],
    },
  ] as const;
  const good = { draft, preview: { report, diffs, unchanged: 27 }, digest: 'a'.repeat(64) };
  const rejected = [{ line: 3, field: 'kind', message: 'Phải là một trong: commune, division' }];
  const wrong = { ...good, preview: { report: { ...report, rejected }, diffs: [], unchanged: 3 } };
  return [
    ['/imports/preview', 'imports/preview', referencePreviewView(good, null, t)],
    ['/imports/preview-wrong', 'imports/preview', referencePreviewView(wrong, null, t)],
  ];
}

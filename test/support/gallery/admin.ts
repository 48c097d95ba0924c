import { peopleListView } from '../../../src/accounts/people/people-list.view.js';
import { personFormView } from '../../../src/accounts/people/person-form.view.js';
import { personPageView } from '../../../src/accounts/people/person-page.view.js';
import type { Account } from '../../../src/accounts/account.js';
import type { ProcedureVersion } from '../../../src/domain/procedure/procedure-version.js';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import { instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { PageContext } from '../../../src/platform/templates/page-context.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import type { Refusal } from '../../../src/platform/web/page-turns.js';
import { procedurePageView } from '../../../src/procedures/pages/procedure-page.view.js';
import { proceduresListView } from '../../../src/procedures/pages/procedures-list.view.js';
import { versionFormView } from '../../../src/procedures/pages/version-form.view.js';
import { textsOfVersion } from '../../../src/procedures/pages/version-form.js';
import type { RecordedChange } from '../../../src/units/unit-changes.js';
import { UnitTree } from '../../../src/units/unit-tree.js';
import { newUnitView } from '../../../src/units/pages/unit-form.view.js';
import { unitPageView } from '../../../src/units/pages/unit-page.view.js';
import { unitsListView } from '../../../src/units/pages/units-list.view.js';
import { UNITS } from '../small-world.js';

export type AdminSample = readonly [path: string, template: string, view: object, changes?: Partial<PageContext>];

const TODAY = plainDate('2023-12-15');
const AT = instant('2023-12-15T08:00:00+07:00');
const TREE = new UnitTree(UNITS);
const READER: Actor = { username: 'admin', fullName: 'Bùi Quốc Lâm', unitCode: 'H45.20', roles: ['admin'] };
const PERSON: Account = {
  username: 'binh.tt',
  fullName: 'Trần Thị Bình',
  unitCode: 'H45.20',
  roles: ['receiver', 'returner'],
  email: 'binh.tt@songcau.phuyen.gov.vn',
  phone: '0257 3 875 001',
  active: true,
  createdAt: AT,
  version: 3,
};

/** The rooms of an administrator: people, units, procedures. */
export function adminSamples(t: Translator): readonly AdminSample[] {
  return [...people(t), ...units(t), ...procedures(t)];
}

function refused(field: string, message: string, typed: Record<string, string> = {}): Refusal {
  return { errors: [{ field, message }], sentence: null, typed };
}

function people(t: Translator): AdminSample[] {
  const query = { unitCode: null, q: '', withInactive: true };
  const list = (all: Account[]) =>
    peopleListView(
      { directory: { people: all, cut: all.length > 1 }, query, units: UNITS, mayKeep: true, reader: READER },
      t,
    );
  const left = { ...PERSON, username: 'dung.pt', fullName: 'Phạm Thị Dung', email: null, phone: null, active: false };
  const facts = { account: null, units: UNITS, unitCode: 'H45.20', refusal: null, ticked: null };
  const wrong = {
    ...facts,
    ticked: ['admin', 'leader'],
    refusal: refused('meant', t('people.meant'), { username: 'hai.vt' }),
  };
  const form = personFormView({ ...facts, account: PERSON }, t);
  const shown = {
    account: PERSON,
    unitName: 'UBND thị xã Sông Cầu',
    sessions: 1,
    card: null,
    mayKeep: true,
    own: false,
    refusal: null,
  };
  const password = { username: 'binh.tt', fullName: 'Trần Thị Bình', href: '/staff/binh.tt' };
  return [
    ['/staff', 'people/list', list([PERSON, left])],
    ['/staff-empty', 'people/list', list([])],
    ['/staff/new', 'people/new', { form: personFormView(facts, t) }],
    ['/staff/new-wrong', 'people/new', { form: personFormView(wrong, t) }],
    ['/staff/binh', 'people/show', personPageView({ ...shown, form }, t)],
    ['/staff/own', 'people/show', personPageView({ ...shown, own: true, form: null }, t)],
    ['/staff/password', 'people/password', { ...password, password: '4821-9930-1174-6620' }],
    ['/staff/password-gone', 'people/password', { ...password, password: null }],
  ];
}

function units(t: Translator): AdminSample[] {
  const ward = { ...TREE.get('H45.20.21'), validTo: plainDate('2025-07-01') };
  const change = (id: string, more: Partial<RecordedChange>): RecordedChange => ({
    id,
    unitCode: ward.code,
    validFrom: plainDate('2023-07-01'),
    changes: { name: 'UBND phường Xuân Phú', phone: '0257 3 875 001' },
    before: { name: 'UBND xã Xuân Phú', phone: null },
    reason: 'NQ 12/NQ-HĐND',
    by: 'admin',
    recordedAt: AT,
    appliedAt: AT,
    cancelledAt: null,
    ...more,
  });
  const ends = { validTo: plainDate('2025-07-01'), successorCode: 'H45.20' };
  const changes = [
    change('3', { validFrom: plainDate('2025-07-01'), changes: ends, before: { validTo: null } }),
    change('2', {
      validFrom: plainDate('2024-01-01'),
      changes: { signerName: 'Mai Thị Uyên' },
      before: null,
      appliedAt: null,
    }),
    change('1', {}),
  ];
  const facts = { unit: ward, tree: TREE, changes, today: TODAY, mayKeep: true, personName: (name: string) => name };
  const late = {
    key: 'moves',
    refusal: refused('parentCode', 'Không có đơn vị này', { validFrom: '2023-12-15' }),
  } as const;
  const blank = { units: UNITS, today: TODAY };
  return [
    ['/units', 'units/list', unitsListView({ tree: TREE, today: TODAY, q: '', all: true, mayKeep: true }, t)],
    ['/units-empty', 'units/list', unitsListView({ tree: TREE, today: TODAY, q: 'x', all: false, mayKeep: false }, t)],
    ['/units/new', 'units/new', newUnitView(blank, 'H45.20', null, t)],
    ['/units/new-wrong', 'units/new', newUnitView(blank, 'H45.20', refused('code', 'Không đúng dạng'), t)],
    ['/units/ward', 'units/show', unitPageView({ ...facts, refused: null }, t)],
    ['/units/ward-wrong', 'units/show', unitPageView({ ...facts, refused: late }, t)],
  ];
}

const VERSION: ProcedureVersion = {
  id: '1',
  procedureCode: '1.009994',
  validFrom: plainDate('2022-01-01'),
  validTo: null,
  name: 'Cấp giấy phép xây dựng mới công trình cấp III, IV và nhà ở riêng lẻ',
  fieldCode: 'xay-dung',
  fieldName: 'Xây dựng',
  level: 'district',
  responsibleUnitCode: 'H45.20.05',
  limit: { amount: 15, unit: 'working_day' },
  unitAdditions: [{ unitCode: 'H45.20.21', amount: 5 }],
  stages: [
    { unitCode: 'H45.20.05', amount: 13 },
    { unitCode: null, amount: 2 },
  ],
  extraTimes: [{ ground: 'verification', maxAmount: 10, grantedBy: 'leader', paper: 'Văn bản thông báo lý do' }],
  documents: [{ name: 'Đơn đề nghị cấp giấy phép xây dựng', originals: 1, certified: 0, copies: 0 }],
  maxSupplements: 1,
  supplementDeadlineWd: 3,
  supplementMode: 'restart',
  instant: false,
  feeVnd: 75_000,
  feeNote: null,
  feeRule: null,
  onlineLevel: 'full',
  legalBasis: 'Luật Xây dựng 2014, sửa đổi 2020',
  certainty: 'F/K',
  note: null,
};

function procedures(t: Translator): AdminSample[] {
  const fields = [{ code: 'xay-dung', name: 'Xây dựng' }];
  const next = {
    ...VERSION,
    id: '2',
    validFrom: plainDate('2024-01-01'),
    limit: { amount: 20, unit: 'working_day' as const },
  };
  const versions = [{ ...VERSION, validTo: plainDate('2024-01-01') }, next];
  const unitName = (code: string): string => TREE.find(code)?.name ?? code;
  const list = { query: {}, fields, units: UNITS, mayKeep: true };
  const form = { code: '1.009994', texts: textsOfVersion(VERSION, '2024-01-01'), fields, units: UNITS, refusal: null };
  const errors = [
    { field: 'stages', message: 'Tổng các chặng là 15, thời hạn là 20' },
    { field: 'documents.0.originals', message: 'Phải từ 0 đến 99' },
  ];
  const page = procedurePageView({ versions, today: TODAY, mayKeep: true, unitName }, t);
  return [
    ['/procedures', 'procedures/list', proceduresListView({ ...list, versions: [VERSION] }, t)],
    ['/procedures-empty', 'procedures/list', proceduresListView({ ...list, versions: [] }, t)],
    ['/procedures/one', 'procedures/show', page ?? {}],
    ['/procedures/form', 'procedures/form', versionFormView({ ...form, errors: [] }, t)],
    ['/procedures/form-wrong', 'procedures/form', versionFormView({ ...form, errors }, t)],
  ];
}

import { describe, expect, it, test } from '@jest/globals';
import {
  limitFor,
  mayBeReceivedAt,
  responsibleUnitOf,
  type ProcedureLevel,
} from '../../../../src/domain/procedure/procedure-version.js';
import { versionFaults, type VersionDraft } from '../../../../src/domain/procedure/version-faults.js';
import { foldVietnamese } from '../../../../src/domain/text/fold.js';
import { plainDate } from '../../../../src/domain/time/plain-date.js';

const draft = (change: Partial<VersionDraft> = {}): VersionDraft => ({
  procedureCode: '1.009994',
  validFrom: plainDate('2023-01-01'),
  validTo: null,
  name: 'Cấp giấy phép xây dựng',
  fieldCode: 'xay-dung',
  level: 'district',
  responsibleUnitCode: 'H45.20.05',
  limit: { amount: 10, unit: 'working_day' },
  unitAdditions: [],
  stages: [],
  extraTimes: [],
  documents: [],
  maxSupplements: 1,
  supplementDeadlineWd: 3,
  supplementMode: 'restart',
  instant: false,
  feeVnd: 0,
  feeNote: null,
  feeRule: null,
  onlineLevel: 'none',
  legalBasis: 'Luật Xây dựng',
  certainty: 'K/K',
  note: null,
  ...change,
});
const extra = { ground: 'verification', maxAmount: 3, grantedBy: 'specialist', paper: 'Văn bản' } as const;

describe('a version', () => {
  it('may be right', () => {
    const stages = [
      { unitCode: null, amount: 2 },
      { unitCode: 'H45.20.05', amount: 8 },
    ];
    expect(versionFaults(draft({ stages, extraTimes: [extra] }))).toEqual([]);
    expect(versionFaults(draft({ limit: { amount: 0, unit: 'same_day' }, extraTimes: [extra] }))).toEqual([]);
  });

  test.each<[string, Partial<VersionDraft>, string]>([
    ['a code with a suffix', { procedureCode: '1.009994.H45' }, 'procedureCode'],
    ['no certainty of the duration', { certainty: 'F' }, 'certainty'],
    ['an end before its beginning', { validTo: plainDate('2023-01-01') }, 'validTo'],
    ['a day for a same-day limit', { limit: { amount: 1, unit: 'same_day' } }, 'limit'],
    ['no time at all', { limit: { amount: 0, unit: 'working_day' } }, 'limit'],
    ['stages that do not sum to the limit (R28)', { stages: [{ unitCode: null, amount: 9 }] }, 'stages'],
    [
      'a stage without time',
      {
        stages: [
          { unitCode: null, amount: 10 },
          { unitCode: 'A', amount: 0 },
        ],
      },
      'stages',
    ],
    [
      'an addition to a same-day limit',
      { limit: { amount: 0, unit: 'same_day' }, unitAdditions: [{ unitCode: 'A', amount: 1 }] },
      'unitAdditions',
    ],
    [
      'two additions for one unit',
      {
        unitAdditions: [
          { unitCode: 'A', amount: 1 },
          { unitCode: 'A', amount: 2 },
        ],
      },
      'unitAdditions',
    ],
    ['a ground twice', { extraTimes: [extra, extra] }, 'extraTimes'],
    ['extra time without measure', { extraTimes: [{ ...extra, maxAmount: 61 }] }, 'extraTimes'],
    ['half a paper', { documents: [{ name: 'Đơn', originals: 0.5, certified: 0, copies: 0 }] }, 'documents'],
    ['a district procedure that nobody decides', { responsibleUnitCode: null }, 'responsibleUnitCode'],
    ['a commune procedure that a division decides', { level: 'commune' }, 'responsibleUnitCode'],
    ['six supplements', { maxSupplements: 6 }, 'maxSupplements'],
    ['no window for a supplement', { supplementDeadlineWd: 0 }, 'supplementDeadlineWd'],
    ['a negative fee', { feeVnd: -1 }, 'feeVnd'],
  ])('is refused for %s', (_, change, field) => {
    expect(versionFaults(draft(change)).map((fault) => fault.field)).toEqual([field]);
  });
});

test.each<[ProcedureLevel, boolean, boolean]>([
  ['commune', true, false],
  ['district', false, true],
  ['both', true, true],
])('a procedure of level %s is received at a commune: %p, at the town: %p', (level, commune, town) => {
  expect([mayBeReceivedAt({ level }, 'commune'), mayBeReceivedAt({ level }, 'district')]).toEqual([commune, town]);
});

test.each([
  ['the commune itself', { code: 'H45.20.21', desk: 'commune' } as const, 'H45.20.03', 'H45.20.21'],
  ['the division', { code: 'H45.20', desk: 'district' } as const, 'H45.20.03', 'H45.20.03'],
  ['the receiving unit where no division is named', { code: 'H45.20', desk: 'district' } as const, null, 'H45.20'],
])('%s answers for a dossier', (_, receiving, responsibleUnitCode, wanted) => {
  expect(responsibleUnitOf({ responsibleUnitCode }, receiving)).toBe(wanted);
});

it('a remote commune has more time, the others have not (R4)', () => {
  const version = draft({ unitAdditions: [{ unitCode: 'H45.20.25', amount: 10 }] });
  expect(limitFor(version, 'H45.20.25')).toEqual({ amount: 20, unit: 'working_day' });
  expect(limitFor(version, 'H45.20.21')).toEqual({ amount: 10, unit: 'working_day' });
});

test.each([
  ['Đăng ký  khai sinh', 'dang ky khai sinh'],
  ['HỘ TỊCH'.normalize('NFD'), 'ho tich'],
  [' nghĩa vụ tài chính\n', 'nghia vu tai chinh'],
])('%j folds to %j', (text, folded) => {
  expect(foldVietnamese(text)).toBe(folded);
});

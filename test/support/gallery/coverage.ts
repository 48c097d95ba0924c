import type { CoverBoard } from '../../../src/apologies/coverage/cover-board.service.js';
import type { CoverageView } from '../../../src/apologies/coverage/coverage.view.js';
import { coverageView } from '../../../src/apologies/coverage/coverage.view.js';
import { coverBadge, type CoverListView } from '../../../src/apologies/coverage/cover-list.view.js';
import type { Lessons } from '../../../src/apologies/learning/learning.service.js';
import { learningChart, learningView, type LearningView } from '../../../src/apologies/learning/learning.view.js';
import type { HealReport } from '../../../src/apologies/healing/heal-reports.repository.js';
import { NO_COVER, type CoverCounts } from '../../../src/domain/apology/coverage.js';
import { REASONS } from '../../../src/domain/apology/reasons.js';
import { day15YearOf } from '../../../src/domain/kpi/period.js';
import { DAY, HOUR, instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { causeText } from '../../../src/dossiers/state-words.view.js';
import { renderChart } from '../../../src/platform/templates/chart.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';

const TODAY = plainDate('2023-06-05');
const PERIOD = day15YearOf(TODAY);
const UNITS = [
  { code: 'H45.20', name: 'UBND thị xã Sông Cầu' },
  { code: 'H45.20.05', name: 'Phòng Quản lý đô thị' },
];

const FRAME = {
  unitCode: 'H45.20',
  below: true,
  unitName: 'UBND thị xã Sông Cầu',
  unitCodes: UNITS.map(({ code }) => code),
  period: PERIOD,
  today: TODAY,
  units: UNITS,
};

const COUNTS: CoverCounts = {
  ...NO_COVER,
  ...{
    opened: 37,
    created: 36,
    issued: 34,
    delivered: 30,
    presumed: 4,
    timely: 28,
    tardy: 5,
    automatic: 2,
    outside: 1,
  },
  ...{ waived: 1, proven: 1, averted: 6, historic: 2, dossiers: 36, dossiersCreated: 35, dossiersIssued: 33 },
  dossiersDelivered: 29,
};

const REPORT: HealReport = {
  day: TODAY,
  madeAt: instant('2023-06-05T02:25:00+07:00'),
  found: 4,
  healed: 2,
  left: 2,
  lines: [
    {
      kind: 'approved_stuck',
      unitCode: 'H45.20.05',
      count: 1,
      first: [{ dossierCode: 'H45.20-230517-0001', letterId: 'l1' }],
    },
    { kind: 'books_stray', unitCode: null, count: 1, first: [] },
  ],
};

export function coverage(t: Translator, state: 'busy' | 'none'): CoverageView {
  const busy = state === 'busy';
  const at = { nodeCode: 'H45.20', span: 'tree', period: 0, cause: 'late', fault: 'ours' } as const;
  const board: CoverBoard = {
    frame: FRAME,
    sums: busy ? [{ ...at, counts: COUNTS }] : [],
    byUnit: busy
      ? [
          { code: null, name: 'UBND thị xã Sông Cầu', counts: { ...NO_COVER, opened: 2, issued: 2 }, lateOpened: 2 },
          { code: 'H45.20.05', name: 'Phòng Quản lý đô thị', counts: COUNTS, lateOpened: 35 },
        ]
      : [],
  };
  return coverageView(board, busy ? REPORT : null, t);
}

export function coverageList(t: Translator): CoverListView {
  const row = {
    code: 'H45.20-230517-0001',
    dossierHref: '#',
    applicantName: 'Nguyễn Văn An',
    procedureName: 'Cấp giấy phép xây dựng mới công trình cấp III, IV và nhà ở riêng lẻ',
    cause: causeText('late', t),
    faultText: t('fault.ours'),
    unitName: 'Phòng Quản lý đô thị',
    dayText: '02/06/2023',
    standing: coverBadge('drafted', t),
    notes: [],
    letter: { href: '#', label: t('coverage.open_draft') },
  };
  return {
    title: t('coverage.list.missing'),
    back: { href: '#', label: t('coverage.back') },
    scopeText: 'UBND thị xã Sông Cầu · 15/12/2022 - 14/12/2023',
    countText: t('coverage.count', { count: 32, number: '32' }),
    rows: [
      row,
      { ...row, code: 'H45.20-230524-0003', standing: coverBadge('owed', t), letter: null },
      { ...row, standing: coverBadge('issued', t), notes: [t('coverage.note.tardy'), t('coverage.note.automatic')] },
    ],
    pagination: { summary: t('coverage.shown', { count: 30, total: '32' }), firstHref: null, nextHref: '#' },
    empty: null,
  };
}

export function learning(t: Translator, state: 'some' | 'none'): LearningView {
  return learningView(lessons(state === 'some'), t);
}

/** The pictures of the page, by the paths at which it shows them. */
export async function learningCharts(t: Translator): Promise<ReadonlyMap<string, string>> {
  const drawn = (['reasons', 'times'] as const).map(async (name) => {
    const { option, size } = learningChart(name, lessons(true), t);
    return [`/letters/learning/charts/${name}.svg`, await renderChart(option, size)] as const;
  });
  return new Map(await Promise.all(drawn));
}

function lessons(some: boolean): Lessons {
  const spread = { n: 34, p50: 5 * HOUR, p90: 2 * DAY + 3 * HOUR };
  return {
    frame: FRAME,
    reasons: some
      ? [
          { unitCode: 'H45.20.05', reasonKey: 'other_agency', n: 12 },
          { unitCode: 'H45.20', reasonKey: 'overload', n: 7 },
          { unitCode: 'H45.20', reasonKey: null, n: 1 },
        ]
      : [],
    times: some
      ? [
          { unitCode: 'H45.20.05', letters: 34, spreads: { drafted: spread, issued: spread, arrived: { n: 0, p50: null, p90: null } } }, // prettier-ignore
          { unitCode: 'H45.20', letters: 8, spreads: { drafted: spread, issued: spread, arrived: spread } },
        ]
      : [],
    second: some ? [{ unitCode: 'H45.20.05', kept: 12, broken: 3 }] : [],
    cut: some,
    words: new Map(UNITS.map(({ code }) => [code, REASONS])),
  };
}

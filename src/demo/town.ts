import { instant } from '../domain/time/instant.js';
import { plainDate } from '../domain/time/plain-date.js';

/**
 * What the invented year looks like. None of it is a statistic of the real town: the figures are judgements of
 * practice, labelled as invented wherever they are shown.
 */

/** Another seed is another year. */
export const SEED = 20_231_215;
export const FIRST_DAY = plainDate('2022-12-15');
export const LAST_DAY = plainDate('2023-12-14');
/** The moment the demo is opened at: everything before it has been lived through. */
export const OPENS_AT = instant('2023-12-15T08:00:00+07:00');
export const TOWN = 'H45.20';

export type FieldKey =
  'certification' | 'civil' | 'land' | 'social' | 'business' | 'building' | 'interlinked' | 'other';

export interface FieldShape {
  readonly key: FieldKey;
  readonly count: number;
  readonly latePercent: number;
  /** of those that are not served at once: filed online, sent back for papers; of fees: paid without cash */
  readonly onlinePercent: number;
  readonly supplementPercent: number;
  readonly cashlessPercent: number;
  /** procedures of the shipped catalogue with their weights */
  readonly procedures: readonly (readonly [code: string, weight: number])[];
  /** months with half as much again */
  readonly peak: readonly number[];
}

export const FIELDS: readonly FieldShape[] = [
  {
    key: 'certification',
    count: 1_500,
    latePercent: 0.3,
    onlinePercent: 6,
    supplementPercent: 1,
    cashlessPercent: 12,
    procedures: [
      ['2.000815', 80],
      ['2.000884', 14],
      ['2.000908', 2],
      ['2.001035', 4],
    ],
    peak: [],
  },
  {
    key: 'civil',
    count: 1_650,
    latePercent: 1.6,
    onlinePercent: 48,
    supplementPercent: 6,
    cashlessPercent: 25,
    procedures: [
      ['1.001193', 22],
      ['1.000656', 8],
      ['1.000894', 9],
      ['1.001022', 1],
      ['1.000689', 1],
      ['1.004837', 0.3],
      ['1.004884', 4],
      ['1.004873', 24],
      ['1.004859', 4],
      ['2.000635', 25],
      ['2.000748', 1.2],
      ['2.000528', 0.2],
      ['2.000806', 0.3],
    ],
    peak: [6, 7, 8],
  },
  {
    key: 'land',
    count: 1_150,
    latePercent: 13.5,
    onlinePercent: 9,
    supplementPercent: 17,
    cashlessPercent: 55,
    procedures: [
      ['2.000889', 88],
      ['1.000798', 12],
    ],
    peak: [],
  },
  {
    key: 'social',
    count: 620,
    latePercent: 4.2,
    onlinePercent: 22,
    supplementPercent: 11,
    cashlessPercent: 0,
    procedures: [
      ['1.001776', 38],
      ['1.001731', 12],
      ['1.001699', 10],
      ['1.001653', 5],
      ['1.011607', 35],
    ],
    peak: [10, 11, 12],
  },
  {
    key: 'business',
    count: 420,
    latePercent: 2,
    onlinePercent: 62,
    supplementPercent: 13,
    cashlessPercent: 48,
    procedures: [
      ['1.001612', 52],
      ['2.000720', 22],
      ['1.001570', 8],
      ['1.001266', 12],
      ['2.000575', 6],
    ],
    peak: [2, 3, 4],
  },
  {
    key: 'building',
    count: 300,
    latePercent: 9.5,
    onlinePercent: 35,
    supplementPercent: 24,
    cashlessPercent: 50,
    procedures: [
      ['1.009994', 55],
      ['1.009998', 6],
      ['1.009999', 4],
      ['1.008455', 35],
    ],
    peak: [2, 3, 4, 5],
  },
  {
    key: 'interlinked',
    count: 280,
    latePercent: 6,
    onlinePercent: 88,
    supplementPercent: 9,
    cashlessPercent: 0,
    procedures: [
      ['2.002621', 70],
      ['2.002622', 30],
    ],
    peak: [],
  },
  {
    key: 'other',
    count: 80,
    latePercent: 3,
    onlinePercent: 30,
    supplementPercent: 15,
    cashlessPercent: 30,
    procedures: [['2.000620', 1]],
    peak: [],
  },
];

/** Share of the communes' volume, and the lateness each is meant to show: spread, with no bad one among them. */
export const COMMUNES: readonly { readonly code: string; readonly share: number; readonly lateness: number }[] = [
  { code: 'H45.20.21', share: 11.5, lateness: 2.2 },
  { code: 'H45.20.22', share: 9.5, lateness: 1.7 },
  { code: 'H45.20.23', share: 9, lateness: 2.1 },
  { code: 'H45.20.24', share: 10, lateness: 1.4 },
  { code: 'H45.20.25', share: 3, lateness: 1.2 },
  { code: 'H45.20.26', share: 8, lateness: 2.1 },
  { code: 'H45.20.27', share: 9, lateness: 1.9 },
  { code: 'H45.20.28', share: 7.5, lateness: 2.4 },
  { code: 'H45.20.29', share: 8, lateness: 1.6 },
  { code: 'H45.20.30', share: 8, lateness: 2 },
  { code: 'H45.20.31', share: 7, lateness: 1.3 },
  { code: 'H45.20.32', share: 5, lateness: 1 },
  { code: 'H45.20.33', share: 4.5, lateness: 0.7 },
];

/** Of procedures both levels receive, how many in a hundred come to the town's desk. */
export const BOTH_AT_TOWN_PERCENT = 2;

/** January to December, mean 100. */
export const MONTHS = [72, 108, 118, 97, 103, 108, 114, 122, 95, 92, 89, 82];
/** Monday to Friday. */
export const WEEKDAYS = [24, 21, 19, 19, 17];
export const AFTER_TET = { firstDay: plainDate('2023-01-27'), lastDay: plainDate('2023-02-02'), factor: 1.8 };
/** Minutes of the day from, until, and their share; in the last quarter of an hour nobody hands anything in. */
export const HOURS: readonly (readonly [readonly [number, number], number])[] = [
  [[450, 570], 38],
  [[570, 720], 32],
  [[810, 900], 19],
  [[900, 1_015], 11],
];

export const CERTIFIED_AT_ONCE = 1_380;
export const EXTRACT_AT_ONCE_PERCENT = 85;
/** Of results in time: a day before at least 45, on the day 40. */
export const EARLY_SHARE = 45 / 85;
export const LATE_DAYS = { median: 3, p90: 14, most: 60 };
export const WITHDRAWN_PERCENT = 1.1;
export const REFUSED_PERCENT = 0.6;
export const BY_POST_PERCENT = 1.2;
export const RESULT_BY_POST_PERCENT = 3;
export const LAND_TO_TAX_PERCENT = 68;

/** Of filings: helped at the desk, asked for papers before they are accepted, not accepted, answered too late. */
export const FILINGS = { assisted: 70, asked: 8, rejected: 1.5, answeredLate: 3 };
/** Of supplements: asked by a fault of the receiver, asked too late for the limit to restart, never brought. */
export const SUPPLEMENTS = { receiversFault: 6, pastWindow: 12, neverBrought: 5 };
/** Calendar days until a tax or a land-use fee is paid; working days until papers are brought. */
export const PAYING_DAYS = { median: 9, p90: 24 };
export const BRINGING_DAYS = { median: 4, p90: 9 };
/** Of those a procedure allows it for. */
export const EXTRA_TIME_PERCENT = 6;
/** Of what ends with the town's leaders before anybody has decided. */
export const STOPPED_AT_WORK = 9;
/** Of late dossiers: their delay is said before the due day, in the half-years before and after letters became a habit. */
export const DECLARED_PERCENT = { before: 35, after: 80, habitFrom: plainDate('2023-07-01') };
/** Turned away at the counter, of all that come: for papers (form 02), for good (form 03). */
export const TURNED_AWAY_PERCENT = { papers: 12, good: 1.5 };
/** The morning without power at the town's desk: one of the busy ones of the rainy season. */
export const POWER_CUT = {
  fromDay: plainDate('2023-10-09'),
  toDay: plainDate('2023-11-24'),
  from: 7 * 60 + 45,
  to: 11 * 60,
};

export const OUTSIDE = { tax: 'H45.20.14', insurance: 'H45.20.15', police: 'H45.20.16' } as const;

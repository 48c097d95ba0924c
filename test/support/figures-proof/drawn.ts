import { Random } from '../../../src/demo/random.js';
import type { OnlineLevel } from '../../../src/domain/procedure/procedure-version.js';
import { HOUR, MINUTE, instant, type Instant } from '../../../src/domain/time/instant.js';
import { addDays, localDate, plainDate, startOfDay, type PlainDate } from '../../../src/domain/time/plain-date.js';
import type { StageMovement } from '../../../src/domain/kpi/stage-time.js';
import type { FactRow, VersionChange } from '../dossier-facts.js';

/** The present moment of the proof: in the middle of a half-month, a statutory quarter and a working day. */
export const NOW_TEXT = '2024-02-20T10:00:00+07:00';
export const NOW = instant(NOW_TEXT);
export const TODAY = localDate(NOW);
/** From this day on the two merged units receive nothing: the new one does. */
export const MERGED_ON = plainDate('2023-07-01');
const FIRST = plainDate('2022-08-01');

export const TOP = 'H45.20';
export const ELSEWHERE = 'H45.30';
/** Below the town, but for the last: a town of its own, of which nothing may be counted. */
export const PROOF_UNITS = [
  ['H45.20.05', TOP, 'division'],
  ['H45.20.05.1', 'H45.20.05', 'branch'],
  ['H45.20.05.2', 'H45.20.05', 'division'],
  ['H45.20.06', TOP, 'division'],
  ['H45.20.21', TOP, 'commune'],
  ['H45.20.21.1', 'H45.20.21', 'division'],
  ['H45.20.22', TOP, 'commune'],
  ['H45.20.23', TOP, 'commune'],
  ['H45.20.24', TOP, 'commune'],
  [ELSEWHERE, null, 'town'],
] as const;
export const MERGED: readonly string[] = ['H45.20.22', 'H45.20.23'];
export const MERGED_INTO = 'H45.20.24';

/** The merged ones stand below the new one only in the second tree, which restates the past. */
export function parentsOf(restated: boolean): ReadonlyMap<string, string | null> {
  return new Map<string, string | null>([
    [TOP, null],
    ...PROOF_UNITS.map(([code, parent]) => [code, restated && MERGED.includes(code) ? MERGED_INTO : parent] as const),
  ]);
}

export const PROCEDURES: readonly (readonly [code: string, field: string, over: VersionChange])[] = [
  ['P1', 'dd', { onlineLevel: 'full', responsibleUnitCode: 'H45.20.05' }],
  ['P2', 'dd', { onlineLevel: 'partial', responsibleUnitCode: 'H45.20.05.1' }],
  ['P3', 'ht', { onlineLevel: 'full', level: 'commune' }],
  ['P4', 'ht', { onlineLevel: 'none', level: 'commune' }],
  ['P5', 'kd', { onlineLevel: 'partial', level: 'district', responsibleUnitCode: 'H45.20.06' }],
  ['P6', 'xd', { onlineLevel: 'none', level: 'district' }],
  ['P7', 'xd', { onlineLevel: 'full' }],
  // Nobody ever files it.
  ['P8', 'tt', { onlineLevel: 'full' }],
];

/** Everything of one dossier that a figure is made of. */
export interface Drawn {
  readonly fact: FactRow;
  readonly acceptedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly assisted: boolean;
  readonly askedFirst: boolean;
  /** requests for a supplement after acceptance, the oldest first */
  readonly requests: readonly { readonly askedAt: Instant; readonly receivedAt: Instant | null }[];
  readonly stages: readonly StageMovement[];
}

/** First and last millisecond of half-months: where a dossier changes its period. */
const EDGES = edges();

function edges(): readonly Instant[] {
  const days: PlainDate[] = [];
  for (let day = FIRST; day < TODAY; day = addDays(day, 1)) if (/-(01|15)$/.test(day)) days.push(day);
  // The change of the statutory year is met as often as all others together.
  const years = days.filter((day) => day.endsWith('12-15')).flatMap((day) => Array.from({ length: days.length }, () => day)); // prettier-ignore
  return [...days, ...years].flatMap((day) => [(startOfDay(day) - 1) as Instant, startOfDay(day)]);
}

/** @returns the same dossiers for the same seed, everywhere */
export function drawDossiers(count: number, seed: number): Drawn[] {
  const luck = new Random(seed);
  return Array.from({ length: count }, (_, n) => drawOne(luck, n));
}

function drawOne(luck: Random, n: number): Drawn {
  const acceptedAt = luck.chance(0.08) ? luck.pick(EDGES) : anyMoment(luck, FIRST, TODAY);
  const acceptedDay = localDate(acceptedAt);
  const limitUnit = luck.weighted([['working_day', 6], ['working_hour', 1], ['same_day', 1], ['calendar_day', 1]] as const); // prettier-ignore
  const lateFrom = lateFromOf(luck, acceptedAt, limitUnit === 'working_hour');
  const end = endOf(luck, acceptedAt, lateFrom);
  const waits = end === null && luck.chance(0.15);
  const waited = end !== null && end.ending !== 'completed' && luck.chance(0.5);
  const late = waits || waited ? null : lateFrom;
  const [procedureCode, fieldCode, { onlineLevel }] = luck.pick(PROCEDURES.slice(0, -1));
  const code = `F-${String(n).padStart(6, '0')}`;
  const responsibleUnitCode = unitOf(luck, acceptedDay);
  const finishedDay = end && localDate(end.at);
  const requests = waits || luck.chance(0.06) ? requestsOf(luck, acceptedAt, end?.at ?? NOW, waits) : [];
  const fact: FactRow = {
    ...{ code, responsibleUnitCode, procedureCode, fieldCode, limitUnit, acceptedDay, finishedDay },
    channel: luck.weighted([['counter', 5], ['online', 4], ['postal', 1]] as const), // prettier-ignore
    onlineLevel: luck.chance(0.9) ? (onlineLevel as OnlineLevel) : luck.pick(['none', 'partial', 'full']),
    instant: luck.chance(0.05),
    lateFrom: late,
    lateFromDay: late === null ? null : localDate(late),
    timeliness: end === null ? null : timelinessOf(luck, end.at, late),
    ending: end?.ending ?? null,
    outcome: end?.ending === 'completed' ? (luck.chance(0.04) ? 'refused' : 'granted') : null,
    settledBy: end && luck.pick(['an', 'binh', 'chi', 'dung']),
    currentDueAt: dueOf(luck, lateFrom),
    ...nowhereOf(luck, acceptedAt),
  };
  const stages = end && isCounted(fact) ? stagesOf(luck, fact, end.at) : [];
  const asked = { assisted: luck.chance(0.1), askedFirst: luck.chance(0.05) };
  return { fact, acceptedAt, finishedAt: end?.at ?? null, requests, stages, ...asked };
}

/** Voided, only filed and refused at once: these stand in no figure (R23). */
export function isCounted({ voidedAt, status }: FactRow): boolean {
  return voidedAt === undefined && status === undefined;
}

function anyMoment(luck: Random, from: PlainDate, to: PlainDate): Instant {
  const [first, last] = [startOfDay(from), Math.min(startOfDay(addDays(to, 1)) - 1, NOW)];
  return (first + Math.floor(luck.next() * (last - first))) as Instant;
}

/** Late at an instant of a day, at midnight, at an edge of a period, or at the very millisecond of now and after it. */
function lateFromOf(luck: Random, acceptedAt: Instant, byHours: boolean): Instant {
  if (luck.chance(0.002)) return Math.max(acceptedAt, NOW + luck.pick([-1, 0, 1, HOUR])) as Instant;
  if (luck.chance(0.05)) return EDGES.find((edge) => edge > acceptedAt) ?? ((NOW + 30 * MINUTE) as Instant);
  if (byHours) return (acceptedAt + luck.between(1, 40) * HOUR) as Instant;
  return startOfDay(addDays(localDate(acceptedAt), luck.between(1, luck.chance(0.1) ? 90 : 25)));
}

interface End {
  readonly at: Instant;
  readonly ending: 'completed' | 'withdrawn' | 'stopped';
}

/** Some stay open for ever, some for a year; whatever would end after now is open. */
function endOf(luck: Random, acceptedAt: Instant, lateFrom: Instant): End | null {
  if (luck.chance(0.03)) return null;
  const days = luck.chance(0.05) ? luck.between(60, 420) : luck.skewed(5, 22);
  const usual = acceptedAt + Math.floor(days * 24 * HOUR);
  const close = luck.chance(0.05) ? lateFrom + luck.pick([-1, 0, 1]) : usual;
  const edge = luck.chance(0.06) ? EDGES.find((one) => one >= acceptedAt && one >= usual - 20 * 24 * HOUR) : undefined;
  const at = Math.max(acceptedAt, edge ?? close);
  if (at > NOW) return null;
  return { at: at as Instant, ending: luck.weighted([['completed', 94], ['withdrawn', 4], ['stopped', 2]] as const) }; // prettier-ignore
}

function timelinessOf(luck: Random, at: Instant, lateFrom: Instant | null): FactRow['timeliness'] {
  if (lateFrom !== null && at >= lateFrom) return 'late';
  return lateFrom !== null && luck.chance(0.5) ? 'early' : 'on_time';
}

function dueOf(luck: Random, lateFrom: Instant): Instant {
  const moved = luck.weighted([[0, 8], [-HOUR, 1], [3 * 24 * HOUR, 1], [-1, 1]] as const); // prettier-ignore
  return (lateFrom + moved) as Instant;
}

function unitOf(luck: Random, day: PlainDate): string {
  const all = [TOP, ...PROOF_UNITS.map(([code]) => code)];
  const unit = luck.pick(all);
  if (MERGED.includes(unit) && day >= MERGED_ON) return MERGED_INTO;
  return unit === MERGED_INTO && day < MERGED_ON ? luck.pick(MERGED) : unit;
}

function nowhereOf(luck: Random, acceptedAt: Instant): Partial<FactRow> {
  if (luck.chance(0.02)) return { voidedAt: (acceptedAt + HOUR) as Instant };
  return luck.chance(0.01) ? { status: luck.pick(['submitted', 'rejected']), ...UNSETTLED } : {};
}

const UNSETTLED = { finishedDay: null, timeliness: null, ending: null, outcome: null, settledBy: null };

function requestsOf(luck: Random, from: Instant, to: Instant, waits: boolean): Drawn['requests'] {
  const times = luck.chance(0.15) ? 2 : 1;
  const moments = Array.from({ length: 2 * times }, () => (from + Math.floor(luck.next() * (to - from))) as Instant);
  moments.sort((a, b) => a - b);
  return Array.from({ length: times }, (_, i) => ({
    askedAt: moments[2 * i] ?? from,
    receivedAt: waits && i === times - 1 ? null : (moments[2 * i + 1] ?? null),
  }));
}

function stagesOf(luck: Random, fact: FactRow, at: Instant): StageMovement[] {
  return Array.from({ length: luck.between(1, 3) }, (_, i) => {
    const heldMinutes = luck.chance(0.1) ? 0 : Math.floor(luck.skewed(300, 2_500));
    const unitCode = luck.chance(0.8) ? fact.responsibleUnitCode : TOP;
    const day = localDate((at - luck.between(0, 2) * 24 * HOUR) as Instant);
    const lateMinutes = luck.chance(0.2) ? Math.floor(heldMinutes / 3) : 0;
    return { unitCode, procedureCode: fact.procedureCode, stageNo: i + 1, day, n: 1, heldMinutes, lateMinutes };
  });
}

import type { Ending, Outcome } from '../dossier/dossier.js';
import type { Channel, DossierStatus } from '../dossier/status.js';
import type { Timeliness } from '../dossier/timeliness.js';
import type { LimitUnit } from '../procedure/time-limit.js';
import type { Instant } from '../time/instant.js';
import { localDate, type PlainDate } from '../time/plain-date.js';
import { halfOf } from './half-month.js';

/** What figures look at in a dossier, as it is after an act. */
export interface Countable {
  readonly status: DossierStatus;
  readonly voidedAt: Instant | null;
  readonly responsibleUnitCode: string;
  readonly procedureCode: string;
  readonly fieldCode: string;
  readonly channel: Channel;
  readonly onlineLevel: string;
  readonly limit: { readonly unit: LimitUnit };
  readonly instant: boolean;
  /** null while it is only filed */
  readonly acceptedDay: PlainDate | null;
  readonly lateFrom: Instant | null;
  readonly settlement: {
    readonly finishedDay: PlainDate;
    readonly timeliness: Timeliness;
    readonly ending: Ending;
    readonly outcome: Outcome | null;
    readonly settledBy: string;
  } | null;
}

/** What is counted, each by the day it happened; `overdueDelta` by the day on which a stock of overdue ones changes. */
export const MEASURES = [
  'received',
  'early',
  'onTime',
  'late',
  'withdrawn',
  'stopped',
  'refused',
  'overdueDelta',
] as const;

export type Measure = (typeof MEASURES)[number];
export type Measures = Readonly<Record<Measure, number>>;

export const NO_MEASURES: Measures = {
  received: 0,
  early: 0,
  onTime: 0,
  late: 0,
  withdrawn: 0,
  stopped: 0,
  refused: 0,
  overdueDelta: 0,
};

/** By what figures can be told apart. */
export interface CountKey {
  /** responsible unit */
  readonly unitCode: string;
  readonly procedureCode: string;
  readonly fieldCode: string;
  readonly channel: Channel;
  readonly onlineLevel: string;
  /** same-day or served on the spot: nearly always on time, and counted apart because it hides the rest */
  readonly quick: boolean;
  readonly day: PlainDate;
  /** of a settlement: by whom, and the half-month of acceptance; else both null */
  readonly settledBy: string | null;
  readonly acceptedHalf: PlainDate | null;
}

/** A change of the figures. Movements are added up, in any order; whatever was counted can be taken back by them. */
export interface Movement extends CountKey, Measures {}

/**
 * How an act moves the figures: what stood for the dossier before is taken back, what stands for it now is put in its
 * place. Lateness is posted to the day it will begin, so that no job has to notice it; a pause takes it back, an
 * extension moves nothing, a correction moves everything to the new keys.
 *
 * @param before null for a dossier that comes into being
 * @returns nothing when the act changes no figure; else one movement for each key, none of them empty
 * Source: reference 6.1, R20, R23, R24; the latch keeps a past day from changing.
 */
export function movementsOf(before: Countable | null, after: Countable): Movement[] {
  const sums = new Map<string, Movement>();
  const post = (movements: readonly Movement[], sign: 1 | -1): void => {
    for (const movement of movements) {
      const key = keyText(movement);
      sums.set(key, add(sums.get(key) ?? { ...movement, ...NO_MEASURES }, movement, sign));
    }
  };
  if (before) post(contribution(before), -1);
  post(contribution(after), 1);
  return [...sums.values()].filter((movement) => MEASURES.some((measure) => movement[measure] !== 0));
}

/** All that one dossier adds to the figures. Voided, or never accepted, it stands in none (R23). */
export function contribution(dossier: Countable): Movement[] {
  const { status, voidedAt, acceptedDay, lateFrom, settlement } = dossier;
  if (voidedAt !== null || acceptedDay === null || status === 'submitted' || status === 'rejected') return [];
  const on = (day: PlainDate, measures: Partial<Measures>): Movement => ({
    ...keyOf(dossier),
    day,
    settledBy: null,
    acceptedHalf: null,
    ...NO_MEASURES,
    ...measures,
  });
  const movements = [on(acceptedDay, { received: 1 })];
  const lateDay = lateFrom === null ? null : later(localDate(lateFrom), acceptedDay);
  // Overdue at the end of day B: lateDay ≤ B < finishedDay. Settled before that, it never was.
  if (lateDay !== null && (settlement === null || lateDay < settlement.finishedDay)) {
    movements.push(on(lateDay, { overdueDelta: 1 }));
    if (settlement) movements.push(on(settlement.finishedDay, { overdueDelta: -1 }));
  }
  if (settlement) {
    const { finishedDay, settledBy } = settlement;
    movements.push({ ...on(finishedDay, settled(settlement)), settledBy, acceptedHalf: halfOf(acceptedDay) });
  }
  return movements;
}

function settled({ timeliness, ending, outcome }: NonNullable<Countable['settlement']>): Partial<Measures> {
  return {
    [timeliness === 'on_time' ? 'onTime' : timeliness]: 1,
    withdrawn: ending === 'withdrawn' ? 1 : 0,
    stopped: ending === 'stopped' ? 1 : 0,
    refused: ending === 'completed' && outcome === 'refused' ? 1 : 0,
  };
}

function later(a: PlainDate, b: PlainDate): PlainDate {
  return a > b ? a : b;
}

function keyOf(dossier: Countable): Omit<CountKey, 'day' | 'settledBy' | 'acceptedHalf'> {
  const { responsibleUnitCode, procedureCode, fieldCode, channel, onlineLevel, limit, instant } = dossier;
  const quick = instant || limit.unit === 'same_day';
  return { unitCode: responsibleUnitCode, procedureCode, fieldCode, channel, onlineLevel, quick };
}

function keyText(key: CountKey): string {
  const { unitCode, procedureCode, fieldCode, channel, onlineLevel, quick, day, settledBy, acceptedHalf } = key;
  return JSON.stringify([
    day,
    unitCode,
    procedureCode,
    fieldCode,
    channel,
    onlineLevel,
    quick,
    settledBy,
    acceptedHalf,
  ]);
}

function add(
  to: Movement,
  { received, early, onTime, late, withdrawn, stopped, refused, overdueDelta }: Movement,
  sign: 1 | -1,
): Movement {
  return {
    ...to,
    received: to.received + sign * received,
    early: to.early + sign * early,
    onTime: to.onTime + sign * onTime,
    late: to.late + sign * late,
    withdrawn: to.withdrawn + sign * withdrawn,
    stopped: to.stopped + sign * stopped,
    refused: to.refused + sign * refused,
    overdueDelta: to.overdueDelta + sign * overdueDelta,
  };
}

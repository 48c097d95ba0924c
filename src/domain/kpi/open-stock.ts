import type { DossierStatus } from '../dossier/status.js';
import type { Instant } from '../time/instant.js';
import { localDate, type PlainDate } from '../time/plain-date.js';

/** What the stock of open dossiers looks at in one of them, as it is after an act. */
export interface Standing {
  readonly status: DossierStatus;
  readonly voidedAt: Instant | null;
  readonly responsibleUnitCode: string;
  readonly acceptedDay: PlainDate | null;
  readonly currentDueAt: Instant | null;
  readonly lateFrom: Instant | null;
  readonly settlement: object | null;
}

/** Where an open dossier stands: with whom, promised for which day, late from which day. */
export interface StockKey {
  /** responsible unit */
  readonly unitCode: string;
  /** '' while nothing is promised */
  readonly dueDay: PlainDate | '';
  /** '' while it cannot become late */
  readonly lateDay: PlainDate | '';
}

/** So many more, or fewer, stand there. */
export interface StockMovement extends StockKey {
  readonly dossiers: number;
}

/** Open dossiers of one responsible unit, not late, promised for the day. */
export interface DueCell {
  readonly unitCode: string;
  readonly day: PlainDate;
  readonly n: number;
}

/** Late ones of one responsible unit, in one of the spans asked about, by its place there. */
export interface LateCell {
  readonly unitCode: string;
  readonly span: number;
  readonly n: number;
}

/** The day that a promise is for: a due at 00:00 belongs to the day that ends (acts.md). */
export function dueDayOf(dueAt: Instant): PlainDate {
  return localDate((dueAt - 1) as Instant);
}

/**
 * How an act moves the stock of open dossiers: it is taken from where it stood, and put where it stands. Movements are
 * added up in any order.
 *
 * @param before null for a dossier that comes into being
 * @returns nothing when it stands where it stood
 */
export function stockMovements(before: Standing | null, after: Standing): StockMovement[] {
  const [from, to] = [before && stockOf(before), stockOf(after)];
  if (from && to && from.unitCode === to.unitCode && from.dueDay === to.dueDay && from.lateDay === to.lateDay)
    return [];
  return [...(from ? [{ ...from, dossiers: -1 }] : []), ...(to ? [{ ...to, dossiers: 1 }] : [])];
}

/** @returns null for what is not open, or stands in no figure (R23) */
export function stockOf(dossier: Standing): StockKey | null {
  const { status, voidedAt, acceptedDay, settlement, responsibleUnitCode, currentDueAt, lateFrom } = dossier;
  const counts = voidedAt === null && acceptedDay !== null && status !== 'submitted' && status !== 'rejected';
  if (!counts || settlement !== null) return null;
  return {
    unitCode: responsibleUnitCode,
    dueDay: currentDueAt === null ? '' : dueDayOf(currentDueAt),
    lateDay: lateFrom === null ? '' : localDate(lateFrom),
  };
}

import { isAccepted, type AcceptedDossier } from '../domain/dossier/dossier.js';
import { DomainError } from '../domain/errors.js';
import type { PromiseKind } from '../domain/promise/ledger.js';
import type { Instant } from '../domain/time/instant.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import type { DossierRecord } from './dossier-query.service.js';

/** A stretch of a dossier's life: instants, and the same in working minutes since receipt. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

export interface Stage extends Stretch {
  readonly unitCode: string;
  readonly username: string | null;
}

/** Where a dossier has been, measured in working time. */
export interface Journey {
  readonly stages: readonly Stage[];
  readonly pauses: readonly Stretch[];
  readonly promises: readonly { readonly kind: PromiseKind; readonly dueAt: Instant; readonly minutes: number }[];
  /** working minutes since receipt; null once settled */
  readonly nowMinutes: number | null;
}

/**
 * @returns null for a dossier served on the spot or voided, and where a year without a calendar lies between: what cannot be
 *   measured is not drawn
 */
export function journeyOf(record: DossierRecord, now: Instant, calendar: WorkingCalendar): Journey | null {
  if (record.dossier.instant || record.dossier.voidedAt !== null || !isAccepted(record.dossier)) return null;
  try {
    return measured(record.dossier, record, now, calendar);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'calendar.missing') throw error;
    return null;
  }
}

function measured(
  dossier: AcceptedDossier,
  { handOvers, promises, events }: DossierRecord,
  now: Instant,
  calendar: WorkingCalendar,
): Journey {
  const { acceptedAt, settlement } = dossier;
  const end = settlement?.finishedAt ?? now;
  const since = (at: Instant): number => (at <= acceptedAt ? 0 : calendar.workingMinutesBetween(acceptedAt, at));
  const stretch = (from: Instant, to: Instant): Stretch => ({
    from,
    to,
    fromMinutes: since(from),
    toMinutes: since(to),
  });
  const taken = handOvers.flatMap(({ acknowledgedAt, acknowledgedBy, toUnitCode }) =>
    acknowledgedAt === null ? [] : [{ at: acknowledgedAt, unitCode: toUnitCode, username: acknowledgedBy }],
  );
  const holders = [{ at: acceptedAt, unitCode: dossier.unitCode, username: null }, ...taken];
  return {
    stages: holders.map(({ at, unitCode, username }, index) => ({
      unitCode,
      username,
      ...stretch(at, holders[index + 1]?.at ?? end),
    })),
    pauses: waits(events, end).map(({ from, to }) => stretch(from, to)),
    promises: promises.map(({ kind, currentDueAt }) => ({ kind, dueAt: currentDueAt, minutes: since(currentDueAt) })),
    nowMinutes: settlement === null ? since(now) : null,
  };
}

const STOPS: readonly string[] = ['request_supplement', 'request_payment'];
const GOES_ON: readonly string[] = ['receive_supplement', 'confirm_payment'];

/** When it waited for the citizen, by what was done: also the waits that a clock counted from zero has forgotten. */
function waits(events: DossierRecord['events'], end: Instant): { readonly from: Instant; readonly to: Instant }[] {
  return events
    .filter(({ act }) => STOPS.includes(act))
    .map(({ at }) => ({ from: at, to: events.find((one) => one.at >= at && GOES_ON.includes(one.act))?.at ?? end }));
}

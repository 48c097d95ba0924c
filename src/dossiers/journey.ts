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
 * @returns null for a dossier served on the spot, and where a year without a calendar lies between: what cannot be
 *   measured is not drawn
 */
export function journeyOf(record: DossierRecord, now: Instant, calendar: WorkingCalendar): Journey | null {
  if (record.dossier.instant || !isAccepted(record.dossier)) return null;
  try {
    return measured(record.dossier, record, now, calendar);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'calendar.missing') throw error;
    return null;
  }
}

function measured(
  dossier: AcceptedDossier,
  { handOvers, promises }: DossierRecord,
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
  const trace = promises.findLast((row) => row.trace.length > 0)?.trace ?? [];
  return {
    stages: holders.map(({ at, unitCode, username }, index) => ({
      unitCode,
      username,
      ...stretch(at, holders[index + 1]?.at ?? end),
    })),
    pauses: trace.flatMap((step) => (step.kind === 'paused' ? [stretch(step.from, step.to ?? end)] : [])),
    promises: promises.map(({ kind, currentDueAt }) => ({ kind, dueAt: currentDueAt, minutes: since(currentDueAt) })),
    nowMinutes: settlement === null ? since(now) : null,
  };
}

import type { Instant } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import type { Unit } from './unit.js';

/** What may become otherwise: code and kind are what a unit is. */
export type UnitFacts = Omit<Unit, 'code' | 'kind' | 'certainty' | 'validFrom'>;

export const UNIT_FACTS = [
  'parentCode',
  'name',
  'shortName',
  'place',
  'address',
  'phone',
  'hotline',
  'letterheadSuperior',
  'letterheadAgency',
  'signerTitle',
  'signerAuthority',
  'signerName',
  'hasDesk',
  'deskUnitCode',
  'validTo',
] as const satisfies readonly (keyof UnitFacts)[];

/** Some facts of a unit, and where a unit ended, the one that goes on with its work. */
export type ChangedFacts = Partial<UnitFacts> & { readonly successorCode?: string | null };

/** A change with the day from which it holds. It waits for that day, or holds already. */
export interface RecordedChange {
  readonly id: string;
  readonly unitCode: string;
  readonly validFrom: PlainDate;
  readonly changes: ChangedFacts;
  /** what held until then; null while it waits */
  readonly before: ChangedFacts | null;
  readonly reason: string | null;
  readonly by: string;
  readonly recordedAt: Instant;
  readonly appliedAt: Instant | null;
  readonly cancelledAt: Instant | null;
}

/** What of the asked for is not so already. */
export function differences(unit: Unit, asked: ChangedFacts): ChangedFacts {
  const facts = UNIT_FACTS.filter((name) => asked[name] !== undefined && asked[name] !== unit[name]);
  const successor = asked.successorCode ? { successorCode: asked.successorCode } : {};
  return { ...Object.fromEntries(facts.map((name) => [name, asked[name]])), ...successor };
}

/** What held of the facts that a change touches. */
export function heldBefore(unit: Unit, changes: ChangedFacts): ChangedFacts {
  return Object.fromEntries(UNIT_FACTS.filter((name) => name in changes).map((name) => [name, unit[name]]));
}

export function changedUnit(unit: Unit, { successorCode: _, ...facts }: ChangedFacts): Unit {
  return { ...unit, ...facts };
}

import type { Cause } from '../../domain/apology/cause.js';
import type { CoverList } from '../../domain/apology/coverage.js';
import type { Fault } from '../../domain/apology/letter-facts.js';
import type { Period } from '../../domain/kpi/period.js';

/** What a link is about. */
export interface CoverAbout {
  readonly unitCode: string;
  readonly period: Period;
  readonly cause?: Cause | undefined;
  readonly fault?: Fault | undefined;
  readonly cursor?: string | undefined;
}

export function coverHref(about: CoverAbout): string {
  return `/letters/coverage?${query(about)}`;
}

export function coverListHref(list: CoverList, about: CoverAbout): string {
  return `/letters/coverage/lists/${list}?${query(about)}`;
}

export function learningHref(about: CoverAbout): string {
  return `/letters/learning?${query(about)}`;
}

function query({ unitCode, period, cause, fault, cursor }: CoverAbout): string {
  const parts = { unit: unitCode, period: period.code, cause, fault, cursor };
  const given = Object.entries(parts).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return new URLSearchParams(given).toString();
}

import type { Counts } from './on-time-rate.js';

/** The rates of reference 6.3 that follow from the counts of form II.06; each has a name and a denominator of its own. */
export const NAMED_RATES = ['resolved', 'received', 'qd766'] as const;

export type NamedRate = (typeof NAMED_RATES)[number];

/** What a rate is made of: a term of the counts, each a column of form II.06. */
export type Term = 'early' | 'onTime' | 'late' | 'inTime' | 'overdue' | 'received' | 'carried';

interface Definition {
  readonly part: readonly Term[];
  readonly whole: readonly Term[];
  /** what stands between the rate and 100 % */
  readonly missed: readonly Term[];
}

/** `resolvedOnTimeRate`, `receivedOnTimeRate` and the plain `qd766Rate` (reference 6.3). */
export const RATE_TERMS: Readonly<Record<NamedRate, Definition>> = {
  resolved: { part: ['early', 'onTime'], whole: ['early', 'onTime', 'late'], missed: ['late'] },
  received: { part: ['early', 'onTime'], whole: ['received', 'carried'], missed: ['late', 'inTime', 'overdue'] },
  qd766: { part: ['early', 'onTime', 'inTime'], whole: ['received', 'carried'], missed: ['late', 'overdue'] },
};

export interface Share {
  readonly part: number;
  readonly whole: number;
  readonly missed: number;
}

/** Numerator, denominator and what misses, in dossiers; part + missed = whole wherever the counts balance (R25). */
export function shareOf(rate: NamedRate, counts: Counts): Share {
  const { part, whole, missed } = RATE_TERMS[rate];
  const sum = (terms: readonly Term[]): number => terms.reduce((total, term) => total + counts[term], 0);
  return { part: sum(part), whole: sum(whole), missed: sum(missed) };
}

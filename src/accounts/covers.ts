import type { PlainDate } from '../domain/time/plain-date.js';

/** Whose work somebody has taken over, from day to day, both included. */
export interface Cover {
  readonly absent: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

export function readCovers(stored: unknown): Cover[] {
  return JSON.parse(String(stored)) as Cover[];
}

/** The colleagues somebody stands in for on a day. */
export function coveredOn(stored: unknown, day: PlainDate): string[] {
  if (stored === '[]') return [];
  return readCovers(stored)
    .filter(({ from, to }) => from <= day && day <= to)
    .map(({ absent }) => absent);
}

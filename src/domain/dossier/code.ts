import type { PlainDate } from '../time/plain-date.js';

/** Both the present and the reversed older form of agency identifiers are read; ours are written in the present one. */
export const DOSSIER_CODE = /^(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{2,3}){0,3})-\d{6}-\d{4,6}$/;

const DIGITS = 4;

/** What the serials of one desk and day are counted under. */
export function codeScope(unitCode: string, day: PlainDate): string {
  return `dossier:${unitCode}:${compact(day)}`;
}

/** The codes of one desk and day, in the words of whoever counts them. */
export function codeSeries(unitCode: string, day: PlainDate): { scope: string; prefix: string; digits: number } {
  return { scope: codeScope(unitCode, day), prefix: `${unitCode}-${compact(day)}-`, digits: DIGITS };
}

/**
 * `H45.20-230517-0001`: agency, day of first registration, serial of that day (5 digits beyond 9999).
 *
 * Source: TT 01/2018 art. 19; R34.
 */
export function dossierCode(unitCode: string, day: PlainDate, serial: number): string {
  return `${unitCode}-${compact(day)}-${String(serial).padStart(DIGITS, '0')}`;
}

function compact(day: PlainDate): string {
  return day.slice(2).replaceAll('-', '');
}

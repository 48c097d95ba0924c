import { toLocalIso, type Instant } from '../domain/time/instant.js';
import type { Finding, Severity } from './finding.js';
import type { FindingCode } from './finding-words.js';

/** Control characters, errors of a spreadsheet, marks that turn the direction of reading, halves of characters. */
const UNREADABLE = /\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;
const SPREADSHEET_ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/;

export const ID_NUMBER = /^(?:\d{12}|\d{9}|[A-Z]\d{7,8})$/;
export const PHONE = /^0\d{9,10}$/;
export const EMAIL =
  /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?(?:\.[A-Za-z0-9-]{1,63}){1,4}$/;
export const TAX_CODE = /^\d{10}(?:-\d{3})?$/;

/** What a file can know. */
export interface KnownUntil {
  readonly now: Instant;
  /** until when its source vouches for it */
  readonly asOf: Instant;
}

/**
 * Gathers what is wrong with one row, so that a person is told everything at once. What is wrong answers null; nobody
 * uses a row with a defect.
 */
export class RowChecks {
  readonly findings: Finding[] = [];

  get isDefective(): boolean {
    return this.findings.some(({ severity }) => severity === 'defect');
  }

  defect(field: string, code: FindingCode, facts: Finding['facts'] = {}): null {
    this.note('defect', field, code, facts);
    return null;
  }

  differs(field: string, code: FindingCode, facts: Finding['facts'] = {}): void {
    this.note('differs', field, code, facts);
  }

  /** Words of people: one space between, Unicode NFC. @param most characters */
  text(field: string, given: string, most: number): string | null {
    const text = given.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
    if (text === '') return null;
    if (text.length > most) return this.defect(field, 'text_too_long', { most });
    if (UNREADABLE.test(text) || SPREADSHEET_ERROR.test(text)) return this.defect(field, 'text_unreadable');
    return text;
  }

  required(field: string, given: string, most: number): string | null {
    const before = this.findings.length;
    const text = this.text(field, given, most);
    if (text === null && this.findings.length === before) this.defect(field, 'field_missing');
    return text;
  }

  matching(field: string, text: string | null, pattern: RegExp, code: FindingCode): string | null {
    if (text === null || pattern.test(text)) return text;
    return this.defect(field, code);
  }

  /** Each moment not before the one that came before it; those that are unknown are passed over. */
  inOrder(
    moments: readonly { readonly field: string; readonly at: Instant | null; readonly code: FindingCode }[],
  ): void {
    let last: Instant | null = null;
    for (const { field, at, code } of moments) {
      if (at === null) continue;
      if (last !== null && at < last) this.defect(field, code);
      else last = at;
    }
  }

  past(field: string, at: Instant | null, { now, asOf }: KnownUntil): void {
    if (at === null) return;
    if (at > now) this.defect(field, 'date_in_future');
    else if (at > asOf) this.defect(field, 'date_after_as_of', { asOf: toLocalIso(asOf) });
  }

  private note(severity: Severity, field: string, code: FindingCode, facts: Finding['facts']): void {
    this.findings.push({ severity, field, code, facts });
  }
}

/** `+84 905.123.456` → `0905123456`. @param wasNumber spreadsheets drop the zero in front of a number */
export function tidyPhone(text: string, wasNumber: boolean): string {
  const digits = text.replaceAll(/[\s.()-]/g, '').replace(/^\+?84(?=\d{9}$)/, '0');
  return wasNumber && /^[1-9]\d{8}$/.test(digits) ? `0${digits}` : digits;
}

/** @param wasNumber spreadsheets drop the zero in front of a number: 11 digits were 12, 8 were 9 */
export function tidyIdNumber(text: string, wasNumber: boolean): string {
  const bare = text.replaceAll(/[\s.]/g, '').toUpperCase();
  return wasNumber && /^(?:\d{11}|\d{8})$/.test(bare) ? `0${bare}` : bare;
}

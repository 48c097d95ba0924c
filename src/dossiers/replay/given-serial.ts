import { codeScope } from '../../domain/dossier/code.js';
import { isPlainDate } from '../../domain/time/plain-date.js';

/** What a code that was given elsewhere says: whose it is, and how far that desk's serials of the day have come. */
export interface GivenSerial {
  readonly unitCode: string;
  readonly scope: string;
  readonly serial: number;
}

/** @returns null when it is no code of the present form with a day that exists */
export function givenSerial(code: string): GivenSerial | null {
  const [, unitCode = '', year = '', month = '', day = '', serial = ''] =
    /^([A-Z]\d{2}(?:\.\d{2,3}){0,3})-(\d{2})(\d{2})(\d{2})-(\d{4,6})$/.exec(code) ?? [];
  const date = `20${year}-${month}-${day}`;
  return isPlainDate(date) ? { unitCode, scope: codeScope(unitCode, date), serial: Number(serial) } : null;
}

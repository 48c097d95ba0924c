import { DomainError, type FieldError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { momentWritten, readWrittenMoment } from '../../domain/time/written-moment.js';

/** A line of the grid as it was typed. */
export interface TypedPaperLine {
  readonly serial: string;
  /** `8:20`, with a day where the session has several */
  readonly at: string;
  /** a code, whatever stands behind it */
  readonly procedure: string;
  readonly name: string;
  /** the date promised by hand, `19/5` or `16:00 19/5` */
  readonly due: string;
  readonly given: boolean;
}

export interface PaperLine {
  readonly serial: number;
  readonly acceptedAt: Instant;
  readonly procedureCode: string;
  readonly name: string;
  /** null where the result was given at once */
  readonly dueAt: Instant | null;
}

/** A day without an hour was promised until closing time. */
const CLOSING = 17 * 60;

/**
 * Reads a line of a paper book.
 *
 * @param from first day of the session: days without a year are looked for from here on
 * @throws DomainError `request.invalid` with every fault of the line, in the room's own words
 */
export function readPaperLine(line: TypedPaperLine, from: PlainDate): PaperLine {
  const faults: FieldError[] = [];
  const fault = (field: string, message: string): void => void faults.push({ field, message });
  const serial = /^\d{1,5}$/.test(line.serial.trim()) ? Number(line.serial) : 0;
  if (serial < 1) fault('serial', 'outage.serial_wrong');
  const written = readWrittenMoment(line.at, from);
  if ((written?.minute ?? null) === null) fault('at', 'outage.at_wrong');
  const [procedureCode = ''] = line.procedure.trim().split(/\s/);
  if (!/^\d\.\d{6}$/.test(procedureCode)) fault('procedure', 'outage.procedure_wrong');
  const name = line.name.trim().normalize('NFC');
  if (name.length < 2 || name.length > 200) fault('name', 'outage.name_wrong');
  const acceptedAt = momentWritten(written ?? { day: null, minute: null }, from, 0);
  const due = line.due.trim() === '' ? null : readWrittenMoment(line.due, localDate(acceptedAt));
  if (line.due.trim() !== '' && (due?.day ?? null) === null) fault('due', 'outage.due_wrong');
  if (line.due.trim() === '' && !line.given) fault('due', 'outage.due_missing');
  if (line.given && line.due.trim() !== '') fault('due', 'outage.due_given');
  if (faults.length > 0) throw new DomainError('request.invalid', 'this line cannot be read', {}, faults);
  return { serial, acceptedAt, procedureCode, name, dueAt: due && momentWritten(due, from, CLOSING) };
}

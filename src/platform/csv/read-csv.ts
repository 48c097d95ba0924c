import { CsvError, parse } from 'csv-parse/sync';
import { DomainError } from '../../domain/errors.js';
import type { RejectedRow } from './import-report.js';

/** A thousand procedures with their papers fit; a file beyond is a mistake, not a catalogue. */
export const MAX_CSV_CHARACTERS = 1_000_000;
export const MAX_CSV_ROWS = 5_000;

export interface CsvColumns {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
}

export interface CsvRow {
  /** line of the file on which the row begins; the header is line 1 */
  readonly line: number;
  /** one trimmed text per column; a missing optional column is empty */
  readonly values: Readonly<Record<string, string>>;
}

export interface CsvFile {
  readonly rows: readonly CsvRow[];
  readonly rejected: readonly RejectedRow[];
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a CSV text with a header: byte order mark, CRLF, quotes and line breaks inside quotes are understood,
 * text is brought to Unicode NFC. A row with too few or too many fields is listed, not guessed at.
 *
 * @throws DomainError `request.too_large` beyond the bounds above, before anything is parsed
 */
export function readCsv(text: string, columns: CsvColumns): CsvFile {
  if (text.length > MAX_CSV_CHARACTERS) throw tooLarge('characters', MAX_CSV_CHARACTERS);
  let records: readonly Parsed[];
  try {
    records = parseRecords(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return { rows: [], rejected: [{ line, field: '', message: 'Dấu ngoặc kép không khớp: không đọc được tệp' }] };
  }
  if (records.length - 1 > MAX_CSV_ROWS) throw tooLarge('rows', MAX_CSV_ROWS);
  const [head, ...body] = records;
  const header = head?.record ?? [];
  const faults = headerFaults(header, columns);
  if (faults.length > 0) return { rows: [], rejected: faults };
  return toRows(body, header, columns);
}

/** `info` adds where each record ended, which the library's types do not follow. */
function parseRecords(text: string): readonly Parsed[] {
  const oneKindOfLineEnd = text.replaceAll('\r\n', '\n').normalize('NFC');
  const options = { bom: true, trim: true, info: true, relax_column_count: true, skip_empty_lines: true };
  return parse(oneKindOfLineEnd, options) as unknown as readonly Parsed[];
}

function tooLarge(what: string, limit: number): DomainError {
  return new DomainError('request.too_large', `a CSV file may have at most ${limit} ${what}`, { [what]: limit });
}

function headerFaults(header: readonly string[], { required, optional = [] }: CsvColumns): RejectedRow[] {
  const fault = (field: string, message: string): RejectedRow => ({ line: 1, field, message });
  const known = new Set([...required, ...optional]);
  return [
    ...required.filter((name) => !header.includes(name)).map((name) => fault(name, 'Thiếu cột này')),
    ...header.filter((name) => !known.has(name)).map((name) => fault(name.slice(0, 40), 'Cột không rõ')),
    ...header.filter((name, i) => header.indexOf(name) < i).map((name) => fault(name.slice(0, 40), 'Cột bị lặp')),
  ];
}

function toRows(body: readonly Parsed[], header: readonly string[], columns: CsvColumns): CsvFile {
  const rows: CsvRow[] = [];
  const rejected: RejectedRow[] = [];
  const absent = (columns.optional ?? []).filter((name) => !header.includes(name)).map((name) => [name, ''] as const);
  for (const { record, info } of body) {
    const line = info.lines - record.join('').split('\n').length + 1;
    if (record.length === header.length) {
      const given = header.map((name, i) => [name, record[i] ?? ''] as const);
      rows.push({ line, values: Object.fromEntries([...given, ...absent]) });
    } else {
      const message = `Có ${record.length} ô, cần ${header.length}`;
      rejected.push({ line, field: '', message });
    }
  }
  return { rows, rejected };
}

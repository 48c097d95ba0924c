import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import {
  bounded,
  isEmptyRow,
  MAX_COLUMNS,
  MAX_ROWS,
  UnreadableFile,
  type Table,
  type TableRow,
} from '../spreadsheet/table.js';
import { decodedText } from './decoded-text.js';

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const DELIMITERS = [',', ';', '\t'] as const;
/** One row may be as long as its cells, and quotes that never close are found before memory notices. */
const MAX_RECORD_CHARACTERS = 256 * 1024;
const SAMPLE_LINES = 40;
const SAMPLE_CHARACTERS = 64 * 1024;

/**
 * A CSV file as a table, read as a stream. Commas, semicolons (Excel under Vietnamese settings) and tabs are
 * recognised by the first lines: titles may stand above the headings.
 *
 * @param open begins to read the file's bytes
 */
export function csvTable(open: () => AsyncIterable<Buffer>): Table {
  return { rows: { [Symbol.asyncIterator]: () => csvRows(open()) }, epoch: 1900 };
}

async function* csvRows(bytes: AsyncIterable<Buffer>): AsyncGenerator<TableRow> {
  const text = decodedText(bytes);
  const head = await firstLines(text);
  const parser = parse({
    bom: true,
    trim: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    delimiter: delimiterOf(head),
    max_record_size: MAX_RECORD_CHARACTERS,
  });
  const source = Readable.from(joined(head, text));
  source.on('error', (error) => parser.destroy(error));
  let count = 0;
  try {
    for await (const parsed of source.pipe(parser)) {
      const { record, info } = parsed as Parsed;
      if (record.length > MAX_COLUMNS) throw new UnreadableFile('too_large', `${String(MAX_COLUMNS)} columns`);
      const line = info.lines - record.join('').split('\n').length + 1;
      if (isEmptyRow(record)) continue;
      count += 1;
      if (count > MAX_ROWS + 1) throw new UnreadableFile('too_large', `${String(MAX_ROWS)} rows`);
      yield { line, cells: record.map((cell) => (cell === '' ? null : bounded(cell))) };
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error) : error;
  } finally {
    source.destroy();
  }
}

function unreadable(error: CsvError): UnreadableFile {
  const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
  return new UnreadableFile('malformed', `line ${String(line)}`);
}

/** Enough of the text to hold the headings, or all of it. */
async function firstLines(text: AsyncGenerator<string>): Promise<string> {
  let head = '';
  while (head.split('\n').length <= SAMPLE_LINES && head.length < SAMPLE_CHARACTERS) {
    const next = await text.next();
    if (next.done === true) break;
    head += next.value;
  }
  return head;
}

async function* joined(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

/** The mark that parts a line most often, outside quotes. */
function delimiterOf(head: string): string {
  const lines = head.split('\n', SAMPLE_LINES).map((line) => line.replaceAll(/"[^"]*"/g, ''));
  const counts = DELIMITERS.map((mark) => Math.max(...lines.map((line) => line.split(mark).length)));
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

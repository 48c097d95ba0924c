import type { Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { csvTable } from '../platform/csv/stream-csv.js';
import type { Format } from '../platform/files/file-format.js';
import { ndjsonRows } from '../platform/ndjson/read-ndjson.js';
import { withXlsx } from '../platform/spreadsheet/read-xlsx.js';
import { momentText } from '../platform/spreadsheet/date-text.js';
import { filledOf, HeadingFinder, type Heading } from '../platform/spreadsheet/heading.js';
import { serialInstant } from '../platform/spreadsheet/serial-date.js';
import { UnreadableFile, type Cell, type Table } from '../platform/spreadsheet/table.js';
import type { ImportFault } from './import-file.js';
import type { ImportGround } from './import-ground.js';
import { readyMapping, REQUIRED_TARGETS, type Mapping, type Target } from './mapping.js';
import { readNdjsonRow } from './ndjson-row.js';
import { readRegisterRow, type ReadRow } from './register-row.js';

/** The file cannot be read as a register at all. */
export class UnreadableImport extends Error {
  constructor(
    readonly fault: ImportFault,
    readonly where: string,
  ) {
    super(`${fault}: ${where}`);
  }
}

/** A row as it was read, and as it stood in the file, for those who have to mend it. */
export interface SourceRow extends ReadRow {
  readonly given: readonly string[];
}

/** What reads a file, row by row. */
export interface RowSink {
  headings(names: readonly string[]): void;
  row(row: SourceRow): Promise<void>;
  /** a row that is no dossier */
  passOver(): void;
}

export interface SourceFile {
  readonly format: Format;
  readonly path: string;
  readonly open: () => AsyncIterable<Buffer>;
  readonly mapping: Mapping | null;
}

/** A dossier has at least two of what it needs; a title of a section has not. */
const LEAST_FILLED = 2;

const MOMENTS: readonly Target[] = [
  'acceptedAt',
  'dueAt',
  'supplementRequestedAt',
  'supplementReceivedAt',
  'finishedAt',
  'returnedAt',
];

/** Reads the whole file once, in bounded memory. @throws UnreadableImport */
export async function readSource(file: SourceFile, ground: ImportGround, sink: RowSink): Promise<void> {
  try {
    if (file.format === 'ndjson') await readNdjson(file, ground, sink);
    else if (file.mapping === null) throw new RangeError('a table is read by a mapping');
    else if (file.format === 'csv') await readTable(csvTable(file.open), file.mapping, ground, sink);
    else {
      const { mapping } = file;
      await withXlsx(file.path, mapping.sheet, (table) => readTable(table, mapping, ground, sink));
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? new UnreadableImport(error.fault, error.where) : error;
  }
}

async function readNdjson(file: SourceFile, ground: ImportGround, sink: RowSink): Promise<void> {
  let rows = 0;
  for await (const row of ndjsonRows(file.open())) {
    rows += 1;
    await sink.row({ ...readNdjsonRow(row, ground), given: [JSON.stringify(row.value)] });
  }
  if (rows === 0) throw new UnreadableImport('empty', 'no line');
  sink.headings(['NDJSON']);
}

async function readTable({ rows, epoch }: Table, mapping: Mapping, ground: ImportGround, sink: RowSink): Promise<void> {
  const ready = readyMapping(mapping);
  const finder = new HeadingFinder(ready.headings, REQUIRED_TARGETS);
  let heading: Heading<Target> | null = null;
  for await (const row of rows) {
    if (heading === null) {
      heading = finder.look(row);
      if (heading === null && finder.hasGivenUp) break;
      if (heading) sink.headings(heading.names);
    } else if (filledOf(REQUIRED_TARGETS, heading, row) >= LEAST_FILLED) {
      const read = readRegisterRow(row, { heading, mapping: ready, ground, epoch });
      await sink.row({ ...read, given: givenTexts(row.cells, heading, epoch) });
    } else sink.passOver();
  }
  if (heading === null) throw new UnreadableImport('no_heading', finder.stillMissing.join(', '));
}

/** The cells as a person would type them again: a number of days becomes a date. */
function givenTexts(cells: readonly Cell[], { columns }: Heading<Target>, epoch: 1900 | 1904): string[] {
  const moments = new Set(MOMENTS.map((target) => columns.get(target)));
  return cells.map((cell, column) => {
    const at: Instant | null = typeof cell === 'number' && moments.has(column) ? serialInstant(cell, epoch) : null;
    return at === null ? String(cell ?? '') : momentText(at, localDate(at));
  });
}

import { SharedStrings } from './shared-strings.js';
import { sheetRows } from './sheet-rows.js';
import { UnreadableFile, type Table } from './table.js';
import { readWorkbook, type Workbook } from './workbook.js';
import { ZipParts } from './zip-parts.js';

/**
 * Lends the rows of one sheet of an XLSX file to `work`, as a stream: memory does not grow with the rows, only with
 * the different texts in them (packed, bounded). Numbers stay numbers: what is a date, the reader of a column knows.
 *
 * @param sheet by name, upper and lower case alike; null: the first one that is not hidden
 * @throws UnreadableFile
 */
export async function withXlsx<T>(path: string, sheet: string | null, work: (table: Table) => Promise<T>): Promise<T> {
  const parts = await ZipParts.open(path);
  try {
    const workbook = await readWorkbook(parts);
    const part = sheetPart(workbook, sheet);
    const strings = await SharedStrings.read(parts);
    const rows = { [Symbol.asyncIterator]: () => sheetRows(parts.bytes(part), part, strings) };
    return await work({ rows, epoch: workbook.epoch });
  } finally {
    parts.close();
  }
}

function sheetPart({ sheets }: Workbook, wanted: string | null): string {
  const sheet =
    wanted === null
      ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0])
      : sheets.find(({ name }) => sameName(name, wanted));
  if (!sheet) throw new UnreadableFile('no_such_sheet', wanted ?? '');
  return sheet.part;
}

function sameName(a: string, b: string): boolean {
  return a.normalize('NFC').trim().toLowerCase() === b.normalize('NFC').trim().toLowerCase();
}

import { Readable } from 'node:stream';
import { writeXlsxStream } from 'hucre/xlsx';

/** A day of the calendar, by its midnight in UTC: a spreadsheet knows no zone. */
export type SheetCell = string | number | Date | null;

export interface SheetColumn {
  readonly header: string;
  /** in characters */
  readonly width: number;
  /** its cells are days, and sorted as such */
  readonly days?: boolean;
}

/** So many rows a sheet: Excel holds 1,048,576, and opens fewer of them sooner. */
const ROWS_PER_SHEET = 500_000;

/**
 * One table as an XLSX file, written while its rows are read: memory does not grow with them. What does not fit on a
 * sheet goes on, under the same heading, on `name_2`, `name_3` …
 *
 * @param name of the sheet, 31 characters at most
 */
export function xlsxStream(name: string, columns: readonly SheetColumn[], rows: AsyncIterable<SheetCell[]>): Readable {
  const stream = writeXlsxStream(rows, {
    name,
    columns: columns.map(({ header, width, days }) => ({ header, width, ...(days ? { numFmt: 'dd/mm/yyyy' } : {}) })),
    freezePane: { rows: 1 },
    maxRowsPerSheet: ROWS_PER_SHEET,
  });
  // A web stream is read by its iterator: two libraries of types call it two things.
  return Readable.from(stream);
}

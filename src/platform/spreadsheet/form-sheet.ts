import { writeXlsx } from 'hucre/xlsx';
import type { Instant } from '../../domain/time/instant.js';
import type { SheetCell } from './write-xlsx.js';

/** A sheet with a heading of several lines, as forms have it. */
export interface FormSheet {
  /** 31 characters at most */
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  /** in characters */
  readonly widths: readonly number[];
  /** cells drawn as one, both ends inside, from 0 */
  readonly merges: readonly {
    readonly row: number;
    readonly col: number;
    readonly toRow: number;
    readonly toCol: number;
  }[];
  /** the first row of the table, and the first one that is no heading of it */
  readonly table: { readonly from: number; readonly body: number; readonly to: number };
  /** rows in bold: titles, totals */
  readonly bold: readonly number[];
}

const THIN = { style: 'thin' } as const;
const EDGES = { top: THIN, right: THIN, bottom: THIN, left: THIN };

/**
 * A workbook of forms for paper: A4 across, one page wide, headings again on each page.
 *
 * @param at stands in the file as its date, so that the same figures give the same bytes
 */
export async function formWorkbook(sheets: readonly FormSheet[], title: string, at: Instant): Promise<Buffer> {
  const date = new Date(at);
  const bytes = await writeXlsx({
    properties: { title, created: date, modified: date },
    defaultFont: { name: 'Times New Roman', size: 11 },
    sheets: sheets.map((sheet) => ({
      name: sheet.name,
      rows: sheet.rows.map((row) => [...row]),
      columns: sheet.widths.map((width) => ({ width })),
      merges: sheet.merges.map(({ row, col, toRow, toCol }) => ({
        startRow: row,
        startCol: col,
        endRow: toRow,
        endCol: toCol,
      })),
      cells: styles(sheet),
      pageSetup: {
        paperSize: 'a4',
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: `$${String(sheet.table.from + 1)}:$${String(sheet.table.body)}`,
      },
    })),
  });
  return Buffer.from(bytes);
}

function styles({ rows, table, bold }: FormSheet): Map<string, object> {
  const cells = new Map<string, object>();
  rows.forEach((row, r) => {
    const inTable = r >= table.from && r < table.to;
    const heading = inTable && r < table.body;
    row.forEach((value, c) => {
      if (!inTable && !bold.includes(r)) return;
      cells.set(`${String(r)},${String(c)}`, {
        value,
        style: {
          font: { bold: heading || bold.includes(r) },
          ...(inTable ? { border: EDGES } : {}),
          alignment: { wrapText: true, ...(heading || !inTable ? { horizontal: 'center', vertical: 'center' } : {}) },
        },
      });
    });
  });
  return cells;
}

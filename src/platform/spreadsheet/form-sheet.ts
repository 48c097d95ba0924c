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
  /** columns of shares: always two decimals */
  readonly shares: readonly number[];
}

/** Of a line of text in points, at the font below. */
const LINE = 15;
/** Room of a letter in the unit of widths: bold capitals are wider than the digits that these are counted in. */
const WIDE = 1.25;
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
      rowDefs: new Map(sheet.rows.map((_, r) => [r, { height: LINE * linesOf(sheet, r) }])),
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

/** Programs fit a row to its text only when somebody touches it: the room that wrapped text needs is said beforehand. */
function linesOf({ rows, widths, merges, table }: FormSheet, r: number): number {
  const lines = (rows[r] ?? []).map((value, c) => {
    const merge = merges.find(({ row, col }) => row === r && col === c);
    const isWrapped = merge !== undefined || (r >= table.from && r < table.to);
    if (typeof value !== 'string' || !isWrapped) return 1;
    const width = widths.slice(c, (merge?.toCol ?? c) + 1).reduce((sum, each) => sum + each, 0);
    return Math.ceil(wrapped(value, width / WIDE) / (merge ? merge.toRow - r + 1 : 1));
  });
  return Math.max(1, ...lines);
}

/** @returns lines of at most `width` letters, words kept whole */
function wrapped(text: string, width: number): number {
  let [lines, used] = [1, 0];
  for (const { length } of text.split(' ')) {
    const begins = used === 0;
    if (!begins && used + 1 + length > width) [lines, used] = [lines + 1, length];
    else used += length + (begins ? 0 : 1);
  }
  return lines;
}

/** Points have a decimal or two, shares always two; what is counted has none. */
function formatOf(value: number, isShare: boolean): string {
  if (isShare) return '0.00';
  return Number.isInteger(value) ? '#,##0' : '0.0#';
}

function styles({ rows, table, bold, shares }: FormSheet): Map<string, object> {
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
          ...(typeof value === 'number' ? { numFmt: formatOf(value, shares.includes(c)) } : {}),
          ...(inTable ? { border: EDGES } : {}),
          alignment: {
            wrapText: true,
            vertical: 'center',
            ...(heading || !inTable || c === 0 ? { horizontal: 'center' } : {}),
          },
        },
      });
    });
  });
  return cells;
}

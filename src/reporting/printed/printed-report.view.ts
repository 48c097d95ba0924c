import type { Instant } from '../../domain/time/instant.js';
import type { FormSheet } from '../../platform/spreadsheet/form-sheet.js';
import type { SheetCell } from '../../platform/spreadsheet/write-xlsx.js';
import type { Templates } from '../../platform/templates/handlebars.js';
import { renderPaper } from '../../platform/templates/paper.js';
import { number, writtenMoment } from '../../platform/templates/vietnamese.js';
import type { PrintedCell, PrintedReport, PrintedTable } from './printed-report.js';

/** One sheet a table, each with the heads of the report. */
export function printedSheets(report: PrintedReport): FormSheet[] {
  return report.tables.map((table) => sheetOf(report, table));
}

function sheetOf({ title, unitName, heads }: PrintedReport, table: PrintedTable): FormSheet {
  const above = [title, unitName, ...heads, table.title];
  const { columns, rows, notes } = table;
  const from = above.length;
  return {
    name: table.sheet,
    rows: [
      ...above.map((text): SheetCell[] => [text]),
      columns.map(({ header }) => header),
      ...rows.map((row) => [...row]),
      ...notes.map((text): SheetCell[] => [text]),
    ],
    widths: columns.map(({ width }) => width),
    merges: [...above.keys(), ...notes.map((_, i) => from + 1 + rows.length + i)].map((row) => ({
      row,
      col: 0,
      toRow: row,
      toCol: columns.length - 1,
    })),
    table: { from, body: from + 1, to: from + 1 + rows.length },
    bold: [0, from - 1],
    shares: columns.flatMap(({ share }, i) => (share === true ? [i] : [])),
  };
}

/** The tables one below the other, A4 across. */
export function printedHtml(
  templates: Templates,
  { title, unitName, heads, tables }: PrintedReport,
  printed: { readonly at: Instant; readonly illustration: boolean },
): string {
  return renderPaper(templates, 'forms/report', {
    illustration: printed.illustration,
    ...{ title, unitName, heads },
    tables: tables.map(({ title: heading, look, columns, rows, notes }) => ({
      ...{ heading, look },
      headers: columns.map(({ header }) => header),
      rows: rows.map((row) => row.map((value, i) => cellText(value, columns[i]?.share === true))),
      notes,
    })),
    printed: `In lúc ${writtenMoment(printed.at)}.`,
  });
}

/** `1.234`, `97,50` for a share, a dash for nothing to divide by. */
function cellText(value: PrintedCell, share: boolean): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (share) return value.toFixed(2).replace('.', ',');
  return Number.isInteger(value) ? number(value) : String(value).replace('.', ',');
}

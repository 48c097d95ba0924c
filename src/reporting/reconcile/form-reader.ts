import { foldLabel } from '../../platform/spreadsheet/fold-label.js';
import type { Cell, Table, TableRow } from '../../platform/spreadsheet/table.js';
import { UnreadableList } from './list-reader.js';

/** Columns of II.06 that hold numbers (reference 6.1). */
export const FORM_COLUMNS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as const;
export type FormColumn = (typeof FORM_COLUMNS)[number];

/** A row of the sheet as another system counts it. */
export interface FormRow {
  readonly label: string;
  readonly total: boolean;
  /** null: the cell holds no number */
  readonly counts: ReadonlyMap<FormColumn, number | null>;
}

const LABEL = 2;
const LAST_HEADING_ROW = 40;
const MOST_ROWS = 500;
const TOTAL = /^(?:tong(?: so| cong)?|cong|total)$/;

/** Reads a sheet II.06: the row with the numbers of the columns, (1) to (13), stands above its rows. @throws UnreadableList */
export async function formRows({ rows }: Table): Promise<FormRow[]> {
  const found: FormRow[] = [];
  let columns: ReadonlyMap<number, number> | null = null;
  let looked = 0;
  for await (const row of rows) {
    looked += 1;
    if (columns === null) {
      columns = numbered(row);
      if (columns === null && looked >= LAST_HEADING_ROW) break;
    } else if (found.length < MOST_ROWS) {
      const read = formRow(row, columns);
      if (read) found.push(read);
    }
  }
  if (columns === null) throw new UnreadableList('no_heading', '(3) … (13)');
  if (found.length === 0) throw new UnreadableList('empty', 'no row');
  return found;
}

/** Where each column stands; null when the row does not number them all. */
function numbered({ cells }: TableRow): ReadonlyMap<number, number> | null {
  const at = new Map<number, number>();
  for (const [index, cell] of cells.entries()) {
    const [, digits] = /^\(?(\d{1,2})\)?(?:\s*=.*)?$/.exec(String(cell ?? '').trim()) ?? [];
    if (digits !== undefined && !at.has(Number(digits))) at.set(Number(digits), index);
  }
  return [LABEL, ...FORM_COLUMNS].every((column) => at.has(column)) ? at : null;
}

function formRow({ cells }: TableRow, columns: ReadonlyMap<number, number>): FormRow | null {
  const cell = (column: number): Cell => cells[columns.get(column) ?? -1] ?? null;
  const counts = new Map(FORM_COLUMNS.map((column) => [column, numberOf(cell(column))]));
  if ([...counts.values()].every((count) => count === null)) return null;
  // A total often stands over both columns, so that its words are in the first.
  const label = String(cell(LABEL) ?? cell(1) ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
  return { label, total: TOTAL.test(foldLabel(label)), counts };
}

/** `1.035` and `1 035` are a thousand and thirty-five; a dash is none. */
function numberOf(cell: Cell): number | null {
  if (typeof cell === 'number') return Number.isInteger(cell) && cell >= 0 ? cell : null;
  const text = (cell ?? '').replaceAll(/[\s.]/g, '');
  if (text === '-' || text === '–') return 0;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** What one cell holds: a number only where the file itself says so (a spreadsheet's numbers and dates). */
export type Cell = string | number | null;

export interface TableRow {
  /** row of the sheet, or line of the text file on which it begins; the first is 1 */
  readonly line: number;
  /** by column from 0; a cell beyond `MAX_CELL_CHARACTERS` is cut one character later, so that it can be told */
  readonly cells: readonly Cell[];
}

/** Rows of a file in their order, without those that are empty. Reading it again reads the file again. */
export interface Table {
  readonly rows: AsyncIterable<TableRow>;
  /** the year from which the spreadsheet counts its days; text files have no such days */
  readonly epoch: 1900 | 1904;
}

export const MAX_ROWS = 200_000;
export const MAX_COLUMNS = 100;
export const MAX_CELL_CHARACTERS = 2_000;

/** Why a file cannot be read at all: a closed list, worded where people see it. */
export type FileFault =
  'not_a_spreadsheet' | 'encrypted' | 'malformed' | 'not_utf8' | 'no_such_sheet' | 'too_large' | 'empty';

/** The file as a whole cannot be read. What a row says wrong is not this: that is told per row. */
export class UnreadableFile extends Error {
  constructor(
    readonly fault: FileFault,
    /** where: a part of the file, a line, a limit; never what a cell holds */
    readonly where: string,
  ) {
    super(`${fault}: ${where}`);
    this.name = 'UnreadableFile';
  }
}

/** Cuts a text one character beyond what a cell may hold. */
export function bounded(text: string): string {
  return text.length > MAX_CELL_CHARACTERS ? text.slice(0, MAX_CELL_CHARACTERS + 1) : text;
}

export function isEmptyRow(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''));
}

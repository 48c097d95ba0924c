/** A spreadsheet takes a cell that begins with one of these for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A line of a CSV file; no cell of it is taken for a formula. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => `"${(FORMULA.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(',');
}

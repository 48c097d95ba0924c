import type { Cell, TableRow } from './table.js';
import { foldLabel } from './fold-label.js';

/** Titles and letterheads stand above the headings; further down there is no table. */
const LAST_HEADING_ROW = 40;

/** Where the columns of a table stand. */
export interface Heading<T extends string> {
  /** as the file writes them, by column; empty where there is none */
  readonly names: readonly string[];
  readonly columns: ReadonlyMap<T, number>;
}

/**
 * Finds the row of headings by itself: the first one that names all columns without which there is nothing to read. The
 * rows above it (the title, the letterhead) are passed over.
 */
export class HeadingFinder<T extends string> {
  private rows = 0;
  private missing: readonly T[];

  /** @param known what each heading means, by its folded label */
  constructor(
    private readonly known: ReadonlyMap<string, T>,
    private readonly required: readonly T[],
  ) {
    this.missing = required;
  }

  /** What was not found in the row that came nearest. */
  get stillMissing(): readonly T[] {
    return this.missing;
  }

  get hasGivenUp(): boolean {
    return this.rows >= LAST_HEADING_ROW;
  }

  /** @returns null when the row is not the one */
  look({ cells }: TableRow): Heading<T> | null {
    this.rows += 1;
    const columns = new Map<T, number>();
    for (const [column, cell] of cells.entries()) {
      const target = typeof cell === 'string' ? this.known.get(foldLabel(cell)) : undefined;
      if (target !== undefined && !columns.has(target)) columns.set(target, column);
    }
    const missing = this.required.filter((target) => !columns.has(target));
    if (missing.length < this.missing.length) this.missing = missing;
    return missing.length > 0 ? null : { names: cells.map(nameOf), columns };
  }
}

/** Section titles, sums and signatures stand between and below the rows. @returns how many of the columns are filled in */
export function filledOf<T extends string>(wanted: readonly T[], { columns }: Heading<T>, { cells }: TableRow): number {
  return wanted.filter((target) => {
    const cell = cells[columns.get(target) ?? -1] ?? null;
    return cell !== null && String(cell).trim() !== '';
  }).length;
}

function nameOf(cell: Cell): string {
  return String(cell ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
}

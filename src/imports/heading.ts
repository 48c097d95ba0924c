import type { Cell, TableRow } from '../platform/spreadsheet/table.js';
import { foldLabel, REQUIRED_TARGETS, type ReadyMapping, type Target } from './mapping.js';

/** Titles and letterheads stand above the headings; further down there is no table. */
const LAST_HEADING_ROW = 40;

/** Where the columns of a table stand. */
export interface Heading {
  /** as the file writes them, by column; empty where there is none */
  readonly names: readonly string[];
  readonly columns: ReadonlyMap<Target, number>;
}

/**
 * Finds the row of headings by itself: the first one that names all that a dossier needs. The rows above it (the title,
 * the letterhead) are passed over.
 */
export class HeadingFinder {
  private rows = 0;
  private missing: readonly Target[] = REQUIRED_TARGETS;

  constructor(private readonly mapping: ReadyMapping) {}

  /** What was not found in the row that came nearest. */
  get stillMissing(): readonly Target[] {
    return this.missing;
  }

  get hasGivenUp(): boolean {
    return this.rows >= LAST_HEADING_ROW;
  }

  /** @returns null when the row is not the one */
  look({ cells }: TableRow): Heading | null {
    this.rows += 1;
    const columns = new Map<Target, number>();
    for (const [column, cell] of cells.entries()) {
      const target = typeof cell === 'string' ? this.mapping.headings.get(foldLabel(cell)) : undefined;
      if (target !== undefined && !columns.has(target)) columns.set(target, column);
    }
    const missing = REQUIRED_TARGETS.filter((target) => !columns.has(target));
    if (missing.length < this.missing.length) this.missing = missing;
    return missing.length > 0 ? null : { names: cells.map(nameOf), columns };
  }
}

/** Section titles, sums and signatures stand between and below the rows; a dossier has at least two of what it needs. */
export function isDossierRow({ columns }: Heading, { cells }: TableRow): boolean {
  const filled = REQUIRED_TARGETS.filter((target) => {
    const cell = cells[columns.get(target) ?? -1] ?? null;
    return cell !== null && String(cell).trim() !== '';
  });
  return filled.length >= 2;
}

function nameOf(cell: Cell): string {
  return String(cell ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
}

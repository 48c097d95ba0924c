import { DOSSIER_CODE } from '../../domain/dossier/code.js';
import type { TheirClass, TheirRow } from '../../domain/kpi/reconcile-facts.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { readMoment } from '../../platform/spreadsheet/date-text.js';
import { foldLabel } from '../../platform/spreadsheet/fold-label.js';
import { filledOf, HeadingFinder, type Heading } from '../../platform/spreadsheet/heading.js';
import type { Cell, Table, TableRow } from '../../platform/spreadsheet/table.js';
import { DATE_FORMATS, LIST_COLUMNS, REQUIRED_COLUMNS, THEIR_CLASSES, type ListColumn } from './list-columns.js';
import type { ReconcileFault, Reconciliation } from './reconciliation.js';

/** A dossier as another system lists it. */
export interface ListedRow {
  readonly line: number;
  readonly code: string;
  /** null: a cell of the row cannot be read */
  readonly told: TheirRow | null;
}

/** The file cannot be compared at all. */
export class UnreadableList extends Error {
  constructor(
    readonly fault: ReconcileFault,
    readonly where: string,
  ) {
    super(`${fault}: ${where}`);
  }
}

/** A settled class with a blank day is a day not told; else a blank day says that it goes on. */
const SETTLED: readonly (TheirClass | null)[] = ['early', 'on_time', 'kept', 'late'];

/** Longest code that is kept of a row. */
const MAX_CODE = 40;

/** Reads a list row by row, in bounded memory. @throws UnreadableList without a row of headings */
export async function* listedRows({ rows, epoch }: Table, file: Reconciliation): AsyncGenerator<ListedRow> {
  const finder = new HeadingFinder(LIST_COLUMNS, REQUIRED_COLUMNS);
  let heading: Heading<ListColumn> | null = null;
  for await (const row of rows) {
    if (heading === null) {
      heading = finder.look(row);
      if (heading === null && finder.hasGivenUp) break;
    } else {
      const read = filledOf(REQUIRED_COLUMNS, heading, row) === 0 ? null : listedRow(row, heading, epoch, file);
      if (read) yield read;
    }
  }
  if (heading === null) throw new UnreadableList('no_heading', finder.stillMissing.join(', '));
}

/** Sums and signatures stand in the column of codes as well: a row with nothing else that looks like one is none. */
function listedRow(
  { line, cells }: TableRow,
  heading: Heading<ListColumn>,
  epoch: 1900 | 1904,
  file: Reconciliation,
): ListedRow | null {
  const cell = (column: ListColumn): Cell => cells[heading.columns.get(column) ?? -1] ?? null;
  const code = String(cell('code')).replaceAll(/\s+/g, '').toUpperCase().slice(0, MAX_CODE);
  const dated = [cell('received'), cell('due'), cell('finished')].map((one) => dayOf(one, epoch));
  if (!DOSSIER_CODE.test(code) && !dated.some((day) => day !== null && day !== undefined)) return null;
  const standing = classOf(cell('class'), file);
  const [received, due, finished] = dated;
  if (received === undefined || due === undefined || finished === undefined) {
    return { line, code, told: null };
  }
  const goesOn = finished === null && heading.columns.has('finished') && !SETTLED.includes(standing);
  return { line, code, told: { received, due, finished: goesOn ? 'open' : finished, standing } };
}

/** @returns null for a blank cell, undefined for one that is no day */
function dayOf(cell: Cell, epoch: 1900 | 1904): PlainDate | null | undefined {
  if (cell === null || String(cell).trim() === '') return null;
  const moment = readMoment(cell, DATE_FORMATS, epoch);
  return moment ? localDate(moment.at) : undefined;
}

/** A word that says nothing of time limits ("Đã trả kết quả") tells no class: then the days are compared. */
function classOf(cell: Cell, { kind, twoClasses }: Reconciliation): TheirClass | null {
  const found = THEIR_CLASSES.get(foldLabel(String(cell ?? '')));
  if (found === undefined) return kind === 'late_list' ? 'broken' : null;
  return twoClasses && (found === 'early' || found === 'on_time') ? 'kept' : found;
}

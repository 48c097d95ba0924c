import { Injectable } from '@nestjs/common';
import { otherPlaces } from '../../domain/kpi/reconcile.js';
import {
  isOutside,
  ourReckoning,
  siblingPeriod,
  standsNowhere,
  type Reckoning,
} from '../../domain/kpi/reconcile-facts.js';
import type { DayRange } from '../../domain/kpi/period.js';
import { foldLabel } from '../../platform/spreadsheet/fold-label.js';
import type { Table } from '../../platform/spreadsheet/table.js';
import { ReportLabelsService } from '../report-labels.service.js';
import type { Comparison } from './comparison.js';
import { FORM_COLUMNS, formRows, type FormColumn, type FormRow } from './form-reader.js';
import type { ComparedScope } from './list-comparing.service.js';
import { OurDossiersRepository, type PlacedDossier } from './our-dossiers.repository.js';
import { cellKey, type CellDifference, type Difference } from './reconciliation.js';

const STANDING_COLUMN = { early: 8, on_time: 9, late: 10, in_time: 12, overdue: 13 } as const;
/** The row of sums: its differences are those of the fields, so no dossier is named for it. */
const TOTAL = '';
/** Dossiers that are named for one sheet. */
const MOST = 200_000;

type Sheet = Map<string, Map<FormColumn, number>>;

/** Compares a sheet II.06 cell by cell, and names the dossiers that another rule would have put elsewhere. */
@Injectable()
export class FormComparing {
  constructor(
    private readonly dossiers: OurDossiersRepository,
    private readonly labels: ReportLabelsService,
  ) {}

  /** @throws UnreadableList, UnreadableFile; whatever the comparison throws when it is stopped */
  async compare(table: Table, scope: ComparedScope, into: Comparison): Promise<CellDifference[]> {
    const rows = await formRows(table);
    const sheet = await this.count(scope);
    const cells = differing(rows, sheet, await this.fields(sheet, scope));
    into.rowsRead = rows.length;
    const wrong = new Set(cells.map(({ label }) => label));
    into.rowsSame = rows.filter(({ label }) => !wrong.has(label)).length;
    await this.name(cells, scope, into);
    return cells;
  }

  /** Our own sheet, from the definition (reference 6.1), dossier by dossier: then each number has its names. */
  private async count(scope: ComparedScope): Promise<Sheet> {
    const sheet: Sheet = new Map();
    for await (const batch of this.dossiers.countedIn(scope.unitCodes, scope.period)) {
      for (const ours of batch) {
        if (standsNowhere(ours)) continue;
        for (const column of columnsOf(ours, ourReckoning(ours, scope), scope.period)) {
          for (const key of [ours.fieldCode, TOTAL]) addOne(sheet, key, column);
        }
      }
    }
    return sheet;
  }

  /** Codes of fields by what people call them. */
  private async fields(sheet: Sheet, { period: { to } }: ComparedScope): Promise<ReadonlyMap<string, string>> {
    const named = await this.labels.of('field', [...sheet.keys()], to);
    return new Map(
      [...named].flatMap(([code, name]) => [foldLabel(name), foldLabel(code)].map((text) => [text, code])),
    );
  }

  /** A dossier is named in each differing cell that it stands in here and would not there, or the other way round. */
  private async name(cells: readonly CellDifference[], scope: ComparedScope, into: Comparison): Promise<void> {
    const wanted = new Set(cells.flatMap(({ fieldCode, column }) => (fieldCode ? [cellKey(fieldCode, column)] : [])));
    if (wanted.size === 0) return;
    for await (const batch of this.dossiers.countedIn(scope.unitCodes, scope.period)) {
      for (const ours of batch) {
        if (standsNowhere(ours) || isOutside(ours, scope.period)) continue;
        for (const found of candidates(ours, scope, wanted)) {
          if (into.size < MOST) await into.differs(found);
        }
      }
      await into.flush();
    }
  }
}

function* candidates(ours: PlacedDossier, scope: ComparedScope, wanted: ReadonlySet<string>): Generator<Difference> {
  const base = ourReckoning(ours, scope);
  const here = columnsOf(ours, base, scope.period);
  const named = new Set<string>();
  for (const { rule, place } of otherPlaces(ours, scope)) {
    const there = columnsOf(ours, place, scope.period);
    const moved = [...here, ...there].filter((column) => here.includes(column) !== there.includes(column));
    for (const column of moved) {
      const cell = cellKey(ours.fieldCode, column);
      if (!wanted.has(cell) || named.has(cell)) continue;
      // The most specific rule speaks for a dossier in a cell.
      named.add(cell);
      const facts = { theirs: null, ours: base, place };
      yield { line: null, code: ours.code, rule, because: null, cell, facts };
    }
  }
  const sibling = siblingPeriod(scope.period);
  if (sibling === null || !isOutside(ours, sibling)) return;
  for (const cell of here.map((column) => cellKey(ours.fieldCode, column))) {
    if (!wanted.has(cell) || named.has(cell)) continue;
    const facts = { theirs: null, ours: base };
    yield { line: null, code: ours.code, rule: 'period', because: null, cell, facts };
  }
}

/** The columns in which a dossier stands, as a reckoning has it. */
function columnsOf({ channel }: PlacedDossier, { received, finished, standing }: Reckoning, { from }: DayRange) {
  const came: FormColumn = received < from ? 6 : channel === 'online' ? 4 : 5;
  const columns: FormColumn[] = [3, came, finished === null ? 11 : 7, STANDING_COLUMN[standing]];
  return columns;
}

function addOne(sheet: Sheet, key: string, column: FormColumn): void {
  const row = sheet.get(key) ?? new Map<FormColumn, number>();
  sheet.set(key, row.set(column, (row.get(column) ?? 0) + 1));
}

function differing(rows: readonly FormRow[], sheet: Sheet, codes: ReadonlyMap<string, string>): CellDifference[] {
  const told = new Set<string>();
  const found = rows.flatMap((row) => {
    const fieldCode = row.total ? TOTAL : (codes.get(foldLabel(row.label)) ?? null);
    if (fieldCode !== null) told.add(fieldCode);
    return cellsOf(row.label, fieldCode, row.counts, sheet.get(fieldCode ?? '?'));
  });
  const untold = [...sheet].filter(([code]) => code !== TOTAL && !told.has(code));
  const blank = new Map(FORM_COLUMNS.map((column) => [column, 0]));
  return [...found, ...untold.flatMap(([code, ours]) => cellsOf(code, code, blank, ours))];
}

function cellsOf(
  label: string,
  fieldCode: string | null,
  counts: FormRow['counts'],
  ours: ReadonlyMap<FormColumn, number> | undefined,
): CellDifference[] {
  return FORM_COLUMNS.flatMap((column) => {
    const theirs = counts.get(column) ?? null;
    const here = ours?.get(column) ?? 0;
    return theirs === null || theirs === here ? [] : [{ fieldCode, label, column, ours: here, theirs }];
  });
}

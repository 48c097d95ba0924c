import { Injectable } from '@nestjs/common';
import { otherPlaces } from '../../domain/kpi/reconcile.js';
import {
  isOutside,
  ourReckoning,
  siblingPeriod,
  standsNowhere,
  type Reckoning,
} from '../../domain/kpi/reconcile-facts.js';
import type { OtherRule } from '../../domain/kpi/reconcile-rules.js';
import type { DayRange } from '../../domain/kpi/period.js';
import { foldLabel } from '../../platform/spreadsheet/fold-label.js';
import type { Table } from '../../platform/spreadsheet/table.js';
import { ReportLabelsService } from '../report-labels.service.js';
import type { Comparison } from './comparison.js';
import { FORM_COLUMNS, formRows, type FormColumn, type FormRow } from './form-reader.js';
import type { ComparedScope } from './list-comparing.service.js';
import { OurDossiersRepository, type PlacedDossier } from './our-dossiers.repository.js';
import { cellKey, type CellDifference } from './reconciliation.js';

const STANDING_COLUMN = { early: 8, on_time: 9, late: 10, in_time: 12, overdue: 13 } as const;
/** The row of sums: its differences are those of the fields, so no dossier is named for it. */
const TOTAL = '';
/** Dossiers that are named for one sheet. */
const MOST = 200_000;

/** How many dossiers stand in each cell. */
type Sheet = Map<string, Map<FormColumn, number>>;
/** By how much each rule alone would change each cell. */
type Effects = Map<string, Map<OtherRule, number>>;

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
    const { sheet, effects } = await this.count(scope);
    const cells = differing(rows, sheet, await this.fields(sheet, scope)).map((cell) => explained(cell, effects));
    into.rowsRead = rows.length;
    const wrong = new Set(cells.map(({ label }) => label));
    into.rowsSame = rows.filter(({ label }) => !wrong.has(label)).length;
    await this.name(cells, scope, into);
    return cells;
  }

  /** Our own sheet, from the definition (reference 6.1), dossier by dossier: then each number has its names. */
  private async count(scope: ComparedScope): Promise<{ readonly sheet: Sheet; readonly effects: Effects }> {
    const sheet: Sheet = new Map();
    const effects: Effects = new Map();
    for await (const batch of this.dossiers.countedIn(scope.unitCodes, scope.period)) {
      for (const ours of batch) {
        if (standsNowhere(ours)) continue;
        for (const column of columnsOf(ours, ourReckoning(ours, scope), scope.period)) {
          for (const key of [ours.fieldCode, TOTAL]) add(sheet, key, column, 1);
        }
        for (const { rule, cell, by } of moves(ours, scope)) add(effects, cell, rule, by);
      }
    }
    return { sheet, effects };
  }

  /** Codes of fields by what people call them. */
  private async fields(sheet: Sheet, { period: { to } }: ComparedScope): Promise<ReadonlyMap<string, string>> {
    const named = await this.labels.of('field', [...sheet.keys()], to);
    return new Map(
      [...named].flatMap(([code, name]) => [foldLabel(name), foldLabel(code)].map((text) => [text, code])),
    );
  }

  /**
   * A dossier is named in each differing cell that it stands in here and would not there, or the other way round: by
   * the rules that make exactly the difference, where there are such, else by the most specific one that moves it.
   */
  private async name(cells: readonly CellDifference[], scope: ComparedScope, into: Comparison): Promise<void> {
    const wanted = new Map(cells.flatMap((one) => (one.fieldCode ? [[cellKey(one.fieldCode, one.column), one]] : [])));
    if (wanted.size === 0) return;
    for await (const batch of this.dossiers.countedIn(scope.unitCodes, scope.period)) {
      for (const ours of batch) {
        if (standsNowhere(ours)) continue;
        const base = ourReckoning(ours, scope);
        const named = new Set<string>();
        for (const { rule, cell, place } of moves(ours, scope)) {
          const exactly = wanted.get(cell)?.exactly;
          const speaks = exactly !== undefined && (exactly.length === 0 || exactly.includes(rule));
          if (!speaks || named.has(cell) || into.size >= MOST) continue;
          named.add(cell);
          const facts = { theirs: null, ours: base, ...(place && { place }) };
          await into.differs({ line: null, code: ours.code, rule, because: null, cell, facts });
        }
      }
      await into.flush();
    }
  }
}

/** The rules that alone make exactly the difference of a cell. */
function explained(cell: CellDifference, effects: Effects): CellDifference {
  const { fieldCode, column, ours, theirs } = cell;
  const all = fieldCode === null ? [] : [...(effects.get(cellKey(fieldCode, column)) ?? [])];
  return { ...cell, exactly: all.filter(([, by]) => by === theirs - ours).map(([rule]) => rule) };
}

interface Move {
  readonly rule: OtherRule;
  readonly cell: string;
  readonly by: 1 | -1;
  /** null: outside the period */
  readonly place: Reckoning | null;
}

/** The cells that a dossier would leave or enter by each rule, the most specific rule first. */
function* moves(ours: PlacedDossier, scope: ComparedScope): Generator<Move> {
  const here = columnsOf(ours, ourReckoning(ours, scope), scope.period);
  const seen = new Set<OtherRule>();
  for (const { rule, place } of otherPlaces(ours, scope)) {
    if (seen.has(rule)) continue;
    seen.add(rule);
    const there = columnsOf(ours, place, scope.period);
    for (const column of [...here, ...there]) {
      if (here.includes(column) === there.includes(column)) continue;
      yield { rule, cell: cellKey(ours.fieldCode, column), by: there.includes(column) ? 1 : -1, place };
    }
  }
  const sibling = siblingPeriod(scope.period);
  if (sibling === null || !isOutside(ours, sibling)) return;
  for (const column of here) yield { rule: 'period', cell: cellKey(ours.fieldCode, column), by: -1, place: null };
}

/** The columns in which a dossier stands, as a reckoning has it. */
function columnsOf(
  { channel }: PlacedDossier,
  { received, finished, standing }: Reckoning,
  { from }: DayRange,
): FormColumn[] {
  const came: FormColumn = received < from ? 6 : channel === 'online' ? 4 : 5;
  return [3, came, finished === null ? 11 : 7, STANDING_COLUMN[standing]];
}

function add<K>(to: Map<string, Map<K, number>>, key: string, name: K, by: number): void {
  const row = to.get(key) ?? new Map<K, number>();
  to.set(key, row.set(name, (row.get(name) ?? 0) + by));
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
    return theirs === null || theirs === here ? [] : [{ fieldCode, label, column, ours: here, theirs, exactly: [] }];
  });
}

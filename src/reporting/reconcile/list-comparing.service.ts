import { Injectable } from '@nestjs/common';
import { explain, whyAbsent } from '../../domain/kpi/reconcile.js';
import { isBroken, isOutside, ourReckoning, standsNowhere, type Ground } from '../../domain/kpi/reconcile-facts.js';
import type { Table } from '../../platform/spreadsheet/table.js';
import { Comparison } from './comparison.js';
import { listedRows, UnreadableList, type ListedRow } from './list-reader.js';
import { OurDossiersRepository, type PlacedDossier } from './our-dossiers.repository.js';
import type { Difference, Reconciliation } from './reconciliation.js';

/** Whose dossiers are compared, and when. */
export interface ComparedScope extends Ground {
  readonly unitCodes: readonly string[];
}

/** Rows that are looked up at once. */
const BATCH = 200;
/** More differences than this are not read by anybody: it is the wrong list, or the wrong period. */
const MOST = 200_000;

/** Compares a list row by row with what is on record, and then what is on record with the list. */
@Injectable()
export class ListComparing {
  constructor(private readonly dossiers: OurDossiersRepository) {}

  /** @throws UnreadableList, UnreadableFile; whatever the comparison throws when it is stopped */
  async compare(table: Table, file: Reconciliation, scope: ComparedScope, into: Comparison): Promise<void> {
    const seen = new Set<string>();
    let batch: ListedRow[] = [];
    for await (const row of listedRows(table, file)) {
      batch.push(row);
      if (batch.length < BATCH) continue;
      await this.judge(batch, scope, seen, into);
      batch = [];
    }
    await this.judge(batch, scope, seen, into);
    if (into.rowsRead === 0) throw new UnreadableList('empty', 'no row');
    await this.missing(file, scope, seen, into);
  }

  private async judge(
    batch: readonly ListedRow[],
    scope: ComparedScope,
    seen: Set<string>,
    into: Comparison,
  ): Promise<void> {
    const ours = await this.dossiers.byCode([...new Set(batch.map(({ code }) => code))]);
    for (const row of batch) {
      into.rowsRead += 1;
      const difference = judged(row, ours.get(row.code) ?? null, seen.has(row.code), scope);
      seen.add(row.code);
      if (difference) await noted(difference, into);
      else into.rowsSame += 1;
    }
    await into.flush();
  }

  private async missing(
    { kind }: Reconciliation,
    scope: ComparedScope,
    seen: ReadonlySet<string>,
    into: Comparison,
  ): Promise<void> {
    const lateOnly = kind === 'late_list';
    for await (const batch of this.dossiers.countedIn(scope.unitCodes, scope.period)) {
      for (const ours of batch) {
        if (seen.has(ours.code) || standsNowhere(ours)) continue;
        const reckoning = ourReckoning(ours, scope);
        if (lateOnly && !isBroken(reckoning.standing)) continue;
        const because = whyAbsent(ours, scope, lateOnly);
        const facts = { theirs: null, ours: reckoning };
        await noted({ line: null, code: ours.code, rule: 'missing_there', because, cell: null, facts }, into);
      }
      await into.flush();
    }
  }
}

/** @returns null when nothing differs */
function judged(
  { line, code, told }: ListedRow,
  ours: PlacedDossier | null,
  again: boolean,
  scope: ComparedScope,
): Difference | null {
  const plain = { line, code, because: null, cell: null };
  const ofTheirs = { ...plain, facts: { theirs: told, ours: null } };
  if (again) return { ...ofTheirs, rule: 'double_there' };
  if (ours === null) return { ...ofTheirs, rule: 'missing_here' };
  // What stands in a dossier of others is theirs to tell.
  if (!scope.unitCodes.includes(ours.responsibleUnitCode)) return { ...ofTheirs, rule: 'elsewhere' };
  if (told === null) return { ...ofTheirs, rule: 'unreadable' };
  const rule = explain(ours, told, scope);
  if (rule === null) return null;
  const hidden = standsNowhere(ours) || isOutside(ours, scope.period);
  return { ...plain, rule, facts: { theirs: told, ours: hidden ? null : ourReckoning(ours, scope) } };
}

async function noted(difference: Difference, into: Comparison): Promise<void> {
  if (into.size >= MOST) throw new UnreadableList('too_large', `${String(MOST)} differences`);
  await into.differs(difference);
}

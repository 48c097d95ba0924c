import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { CLOCK } from '../platform/clock/clock.js';
import { diffText, fieldDiffs, type ImportDiff, type ImportPreview } from '../platform/csv/import-diff.js';
import {
  importReport,
  type ImportOptions,
  type ImportReport,
  type RejectedRow,
} from '../platform/csv/import-report.js';
import { readCsv, type CsvRow } from '../platform/csv/read-csv.js';
import { RowReader } from '../platform/csv/row-reader.js';
import { Database } from '../platform/database/database.js';
import { lockRevision, raiseRevision } from '../platform/database/revised-cache.js';
import type { Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { newId } from '../platform/ids/new-id.js';
import { projectRoot } from '../platform/templates/project-root.js';
import { differences, heldBefore } from './unit-changes.js';
import { unitFaults } from './unit-faults.js';
import { UnitTree } from './unit-tree.js';
import { CERTAINTIES, UNIT_KINDS, type Unit } from './unit.js';
import { UNITS_REVISION, UnitsRepository } from './units.repository.js';

const COLUMNS = [
  ...['code', 'parentCode', 'kind', 'name', 'shortName', 'place', 'address', 'phone', 'hotline'],
  ...['letterheadSuperior', 'letterheadAgency', 'signerTitle', 'signerAuthority', 'signerName'],
  ...['hasDesk', 'deskUnitCode', 'certainty', 'validFrom', 'validTo'],
];

interface ReadUnit {
  readonly line: number;
  readonly unit: Unit;
}

/** A file of units, in. Units are added and changed, never removed: an end is a `validTo`. */
@Injectable()
export class UnitsImportService {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly units: UnitsRepository,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.too_large` */
  async importCsv(text: string, { dryRun, by }: ImportOptions): Promise<ImportReport> {
    const file = readCsv(text, { required: COLUMNS });
    const rows = file.rows.length + file.rejected.length;
    const { read, rejected } = readUnits(file.rows);
    const unreadable = [...file.rejected, ...rejected];
    if (dryRun || unreadable.length > 0) {
      return importReport(rows, [...unreadable, ...misfits(read, await this.units.all(this.database))], false);
    }
    const at = this.clock.now();
    return this.transactor.run(async (tx) => {
      await lockRevision(tx, UNITS_REVISION);
      const known = await this.units.all(tx);
      const wrong = misfits(read, known);
      const changed = read.map(({ unit }) => unit).filter((unit) => !known.some((one) => same(one, unit)));
      if (wrong.length > 0 || changed.length === 0) return importReport(rows, wrong, true);
      await this.units.write(tx, changed);
      for (const unit of changed) await this.keepHistory(tx, known, unit, { by, at });
      const action = `unit.imported: ${changed.length}`;
      await this.audit.record(tx, { at, actor: by, action, subject: 'units', reason: null });
      await raiseRevision(tx, UNITS_REVISION);
      return importReport(rows, [], true);
    });
  }

  /** What a known unit was before stays on record; a new one has no past. */
  private async keepHistory(
    tx: Tx,
    known: readonly Unit[],
    unit: Unit,
    { by, at }: { readonly by: string; readonly at: Instant },
  ): Promise<void> {
    const old = known.find(({ code }) => code === unit.code);
    const changes = old ? differences(old, unit) : {};
    if (!old || Object.keys(changes).length === 0) return;
    const facts = { id: newId(at), unitCode: unit.code, validFrom: localDate(at), changes, reason: null, by };
    const moments = { recordedAt: at, appliedAt: at, cancelledAt: null };
    await this.units.addChange(tx, { ...facts, before: heldBefore(old, changes), ...moments });
  }

  /** What the file would do; nothing is written. @throws DomainError `request.too_large` */
  async preview(text: string): Promise<ImportPreview> {
    const file = readCsv(text, { required: COLUMNS });
    const { read, rejected } = readUnits(file.rows);
    const known = await this.units.all(this.database);
    const wrong = [...file.rejected, ...rejected, ...misfits(read, known)];
    const changed = read.map(({ unit }) => unit).filter((unit) => !known.some((one) => same(one, unit)));
    const report = importReport(file.rows.length + file.rejected.length, wrong, false);
    const diffs = changed.map((unit) => unitDiff(known.find(({ code }) => code === unit.code) ?? null, unit));
    return { report, diffs, unchanged: read.length - changed.length };
  }

  /** Loads the units of Sông Cầu that come with the project; their codes are demonstration values. */
  async loadShipped(by = 'system'): Promise<ImportReport> {
    return this.importCsv(await readFile(join(projectRoot, 'data', 'units.csv'), 'utf8'), { dryRun: false, by });
  }
}

function readUnits(rows: readonly CsvRow[]): { read: ReadUnit[]; rejected: RejectedRow[] } {
  const read: ReadUnit[] = [];
  const rejected: RejectedRow[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const reader = new RowReader(row);
    const unit = readUnit(reader);
    if (seen.has(unit.code)) reader.refuse('code', 'Mã này đã có ở dòng trên');
    seen.add(unit.code);
    rejected.push(...reader.faults);
    if (reader.faults.length === 0) read.push({ line: row.line, unit });
  }
  return { read, rejected };
}

function readUnit(row: RowReader): Unit {
  return {
    code: row.text('code', 40),
    parentCode: row.textOrNull('parentCode', 40),
    kind: row.oneOf('kind', UNIT_KINDS),
    name: row.text('name', 200),
    shortName: row.text('shortName', 80),
    place: row.text('place', 80),
    address: row.textOrNull('address', 300),
    phone: row.textOrNull('phone', 40),
    hotline: row.textOrNull('hotline', 40),
    letterheadSuperior: row.textOrNull('letterheadSuperior', 200),
    letterheadAgency: row.text('letterheadAgency', 200),
    signerTitle: row.text('signerTitle', 80),
    signerAuthority: row.textOrNull('signerAuthority', 80),
    signerName: row.textOrNull('signerName', 120),
    hasDesk: row.yesOrNo('hasDesk'),
    deskUnitCode: row.textOrNull('deskUnitCode', 40),
    certainty: row.oneOf('certainty', CERTAINTIES),
    validFrom: row.day('validFrom'),
    validTo: row.dayOrNull('validTo'),
  };
}

/** Each unit judged among all of them, as they would be with the file loaded. */
function misfits(read: readonly ReadUnit[], known: readonly Unit[]): RejectedRow[] {
  const given = new Set(read.map(({ unit }) => unit.code));
  const tree = new UnitTree([...known.filter(({ code }) => !given.has(code)), ...read.map(({ unit }) => unit)]);
  return read.flatMap(({ line, unit }) => unitFaults(unit, tree).map((fault) => ({ line, ...fault })));
}

function unitDiff(before: Unit | null, unit: Unit): ImportDiff {
  const texts = (one: Unit): Record<string, string | null> =>
    Object.fromEntries(
      COLUMNS.filter((name) => name !== 'code').map((name) => [name, diffText(one[name as keyof Unit])]),
    );
  const closes = before?.validTo === null && unit.validTo !== null;
  const fields = fieldDiffs(before && texts(before), texts(unit));
  return { kind: before ? (closes ? 'closed' : 'changed') : 'added', key: unit.code, name: unit.name, fields };
}

function same(a: Unit, b: Unit): boolean {
  return (Object.keys(b) as (keyof Unit)[]).every((key) => a[key] === b[key]);
}

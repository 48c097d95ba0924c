import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { VersionDraft } from '../domain/procedure/version-faults.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { CLOCK } from '../platform/clock/clock.js';
import type { ImportDiff, ImportPreview } from '../platform/csv/import-diff.js';
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
import type { Queries } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { newId } from '../platform/ids/new-id.js';
import { projectRoot } from '../platform/templates/project-root.js';
import { UnitsService } from '../units/units.service.js';
import type { StoredVersion } from './catalogue.js';
import { OPTIONAL_COLUMNS, PROCEDURE_COLUMNS, readVersion } from './procedure-row.js';
import { PROCEDURES_REVISION, ProceduresRepository, type Field } from './procedures.repository.js';
import { versionDiff } from './version-diff.js';
import { draftFaults, lacksFeeRule, sameVersion } from './version-plan.js';

interface ReadVersion {
  readonly line: number;
  readonly draft: VersionDraft;
  readonly field: Field;
}

interface Plan {
  readonly rejected: readonly RejectedRow[];
  readonly fields: readonly Field[];
  readonly versions: readonly StoredVersion[];
  /** known versions whose fee the file tells how to compute */
  readonly feeRules: readonly StoredVersion[];
}

/** A file of procedures, in: versions are added, what has begun stays. Fields come along with their names. */
@Injectable()
export class ProceduresImportService {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly procedures: ProceduresRepository,
    private readonly units: UnitsService,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.too_large` */
  async importCsv(text: string, { dryRun, by }: ImportOptions): Promise<ImportReport> {
    const file = readCsv(text, { required: PROCEDURE_COLUMNS, optional: OPTIONAL_COLUMNS });
    const rows = file.rows.length + file.rejected.length;
    const { read, rejected } = readVersions(file.rows);
    const unreadable = [...file.rejected, ...rejected];
    const at = this.clock.now();
    const unitCodes = new Set((await this.units.all()).map(({ code }) => code));
    if (dryRun || unreadable.length > 0) {
      const { rejected: misfits } = await this.plan(this.database, read, unitCodes, at);
      return importReport(rows, [...unreadable, ...misfits], false);
    }
    const ids = read.map(() => newId(at));
    return this.transactor.run(async (tx) => {
      await lockRevision(tx, PROCEDURES_REVISION);
      const plan = await this.plan(tx, read, unitCodes, at);
      if (plan.rejected.length > 0) return importReport(rows, plan.rejected, false);
      if (plan.fields.length + plan.versions.length + plan.feeRules.length === 0) return importReport(rows, [], true);
      await this.procedures.writeFields(tx, plan.fields);
      const versions = plan.versions.map((version, i) => ({ ...version, id: ids[i] ?? newId(at) }));
      await this.procedures.write(tx, versions);
      await this.procedures.fillFeeRules(tx, plan.feeRules);
      const action = `procedure.imported: ${versions.length + plan.feeRules.length}`;
      await this.audit.record(tx, { at, actor: by, action, subject: 'procedures', reason: null });
      await raiseRevision(tx, PROCEDURES_REVISION);
      return importReport(rows, [], true);
    });
  }

  /** What the file would do; nothing is written. @throws DomainError `request.too_large` */
  async preview(text: string): Promise<ImportPreview> {
    const file = readCsv(text, { required: PROCEDURE_COLUMNS, optional: OPTIONAL_COLUMNS });
    const { read, rejected } = readVersions(file.rows);
    const at = this.clock.now();
    const unitCodes = new Set((await this.units.all()).map(({ code }) => code));
    const plan = await this.plan(this.database, read, unitCodes, at);
    const stored = await this.procedures.versions(this.database);
    const wrong = [...file.rejected, ...rejected, ...plan.rejected];
    const report = importReport(file.rows.length + file.rejected.length, wrong, false);
    const changed = [...plan.versions, ...plan.feeRules];
    const diffs = [...plan.fields.map(fieldDiff), ...changed.map((version) => versionDiff(stored, version))];
    return { report, diffs, unchanged: read.length - changed.length };
  }

  /** Loads the procedures that come with the project; each says how sure its code and its duration are. */
  async loadShipped(by = 'system'): Promise<ImportReport> {
    return this.importCsv(await readFile(join(projectRoot, 'data', 'procedures.csv'), 'utf8'), { dryRun: false, by });
  }

  private async plan(
    from: Queries,
    read: readonly ReadVersion[],
    unitCodes: ReadonlySet<string>,
    at: Instant,
  ): Promise<Plan> {
    const stored = await this.procedures.versions(from);
    const known = await this.procedures.fields(from);
    const fields = new Map(read.map(({ field }) => [field.code, field]));
    const fieldCodes = new Set([...known.map(({ code }) => code), ...fields.keys()]);
    const ground = { stored, unitCodes, fieldCodes, today: localDate(at) };
    return {
      rejected: read.flatMap(({ line, draft }) => draftFaults(draft, ground).map((fault) => ({ line, ...fault }))),
      fields: [...fields.values()].filter(({ code, name }) => known.find((one) => one.code === code)?.name !== name),
      versions: read
        .map(({ draft }) => draft)
        .filter((draft) => !stored.some((version) => sameVersion(version, draft)))
        .map((draft) => ({ ...draft, id: '', fieldName: '' })),
      feeRules: read.flatMap(({ draft }) => {
        const known = stored.find((version) => lacksFeeRule(version, draft));
        return known ? [{ ...known, feeRule: draft.feeRule }] : [];
      }),
    };
  }
}

function fieldDiff({ code, name }: Field): ImportDiff {
  return { kind: 'added', key: code, name, fields: [] };
}

function readVersions(rows: readonly CsvRow[]): { read: ReadVersion[]; rejected: RejectedRow[] } {
  const read: ReadVersion[] = [];
  const rejected: RejectedRow[] = [];
  const seen = new Set<string>();
  const fieldNames = new Map<string, string>();
  for (const row of rows) {
    const reader = new RowReader(row);
    const draft = readVersion(reader);
    const field = { code: draft.fieldCode, name: reader.text('fieldName', 120) };
    const key = `${draft.procedureCode} ${draft.validFrom}`;
    if (seen.has(key)) reader.refuse('code', 'Thủ tục này, từ ngày này, đã có ở dòng trên');
    if ((fieldNames.get(field.code) ?? field.name) !== field.name) {
      reader.refuse('fieldName', 'Lĩnh vực này có tên khác ở dòng trên');
    }
    seen.add(key);
    fieldNames.set(field.code, field.name);
    rejected.push(...reader.faults);
    if (reader.faults.length === 0) read.push({ line: row.line, draft, field });
  }
  return { read, rejected };
}

import { DomainError } from '../../domain/errors.js';

/** One thing that was wrong, worded for the person who keeps the file. */
export interface RejectedRow {
  readonly line: number;
  /** column; empty when it is about the whole row */
  readonly field: string;
  readonly message: string;
}

/** What became of a file. All or nothing: with anything rejected, nothing is written. */
export interface ImportReport {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: readonly RejectedRow[];
  /** false for a dry run, and when anything was rejected */
  readonly applied: boolean;
}

export interface ImportOptions {
  /** validate and report, write nothing */
  readonly dryRun: boolean;
  /** username; written to the audit log */
  readonly by: string;
}

/** How many faults an error carries; the dry run lists all. */
const MOST_ERRORS = 100;

export function importReport(rows: number, rejected: readonly RejectedRow[], applied: boolean): ImportReport {
  const badLines = new Set(rejected.map(({ line }) => line));
  return { rows, accepted: Math.max(0, rows - badLines.size), rejected, applied: applied && rejected.length === 0 };
}

/** @throws DomainError `import.rejected` with a field error per fault when a real run was refused */
export function demandApplied(report: ImportReport): ImportReport {
  if (report.rejected.length === 0) return report;
  const errors = report.rejected.slice(0, MOST_ERRORS).map(({ line, field, message }) => ({
    field: field === '' ? `line ${line}` : `line ${line}, ${field}`,
    message,
  }));
  const facts = { rows: report.rows, rejected: report.rejected.length };
  throw new DomainError('import.rejected', `${report.rejected.length} faults, nothing was written`, facts, errors);
}

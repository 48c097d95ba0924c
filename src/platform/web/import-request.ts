import { DomainError } from '../../domain/errors.js';
import { demandApplied, type ImportReport } from '../csv/import-report.js';
import type { ImportQuery } from './import.dto.js';

/** @throws DomainError `request.unsupported_type` unless it came as CSV, `request.malformed` when there is nothing in it */
export function csvText(body: unknown): string {
  if (typeof body === 'string' && body.trim() !== '') return body;
  if (typeof body === 'object' && body !== null) {
    throw new DomainError('request.unsupported_type', 'this route takes text/csv');
  }
  throw new DomainError('request.malformed', 'the body must be a CSV file');
}

/** A dry run tells everything it found; a real run with anything wrong is an error (`import.rejected`). */
export function answerImport(report: ImportReport, { dryRun = false }: ImportQuery): ImportReport {
  return dryRun ? report : demandApplied(report);
}

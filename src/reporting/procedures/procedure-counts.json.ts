import type { ProcedureNumbers } from '../../domain/kpi/procedure-counts.js';
import type { OnlineLevel } from '../../domain/procedure/procedure-version.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import type { ProcedureReport } from './procedure-counts.service.js';

export interface ProcedureCountsJson {
  readonly unit: { readonly code: string; readonly name: string };
  /** the days that are counted */
  readonly period: { readonly code: string; readonly from: PlainDate; readonly to: PlainDate };
  /** reporting year of the plan */
  readonly year: number;
  readonly rows: readonly (ProcedureNumbers & {
    readonly fieldCode: string;
    readonly fieldName: string | null;
    readonly onlineLevel: OnlineLevel;
  })[];
  readonly byLevel: readonly (ProcedureNumbers & { readonly onlineLevel: OnlineLevel })[];
  readonly total: ProcedureNumbers;
  /** dossiers of procedures no more in force on the last day */
  readonly elsewhere: number;
}

export function procedureCountsJson({
  unit,
  period,
  range,
  year,
  counts,
  fieldNames,
}: ProcedureReport): ProcedureCountsJson {
  return {
    unit: { code: unit.code, name: unit.name },
    period: { code: period.code, from: range.from, to: range.to },
    year,
    rows: counts.rows.map((row) => ({ ...row, fieldName: fieldNames.get(row.fieldCode) ?? null })),
    byLevel: counts.byLevel,
    total: counts.total,
    elsewhere: counts.elsewhere,
  };
}

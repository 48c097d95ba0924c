import type { Ii06Figures, Ii06Form } from '../../domain/kpi/ii06.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import type { Ii06Group, Ii06Report } from './statutory.service.js';

/** Columns (3) to (13) of the form, then the ends that stand in them, too (R24). */
export interface Ii06LineJson {
  readonly total: number;
  readonly online: number;
  readonly direct: number;
  readonly carried: number;
  readonly resolved: number;
  readonly early: number;
  readonly onTime: number;
  readonly late: number;
  readonly inProgress: number;
  readonly inTime: number;
  readonly overdue: number;
  readonly withdrawn: number;
  readonly stopped: number;
  readonly refused: number;
}

export interface Ii06RowJson extends Ii06LineJson {
  /** field code, or unit code on form b */
  readonly key: string;
  readonly name: string;
  /** only on form b */
  readonly group: Ii06Group | null;
}

export interface Ii06Json {
  readonly form: Ii06Form;
  readonly unitCode: string;
  readonly period: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** the period is not over: figures until today */
  readonly isOpen: boolean;
  readonly rows: readonly Ii06RowJson[];
  readonly total: Ii06LineJson;
}

export function ii06Json({ form, unit, period, isOpen, rows, total }: Ii06Report): Ii06Json {
  return {
    ...{ form, unitCode: unit.code, period: period.code, from: period.from, to: period.to, isOpen },
    rows: rows.map(({ key, name, group, figures }) => ({ key, name, group, ...lineOf(figures) })),
    total: lineOf(total),
  };
}

function lineOf(figures: Ii06Figures): Ii06LineJson {
  return { ...figures };
}

import type { Qd766Score } from '../../domain/kpi/qd766.js';
import { percent } from '../../domain/kpi/on-time-rate.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import type { Qd766Report } from './qd766.service.js';

export interface Qd766Json extends Qd766Score {
  readonly unit: { readonly code: string; readonly name: string };
  /** the days that are counted */
  readonly period: { readonly code: string; readonly from: PlainDate; readonly to: PlainDate };
  readonly version: { readonly from: PlainDate; readonly source: string; readonly certainty: string };
  /** percent; null when there is nothing to divide by */
  readonly qd766Rate: { readonly part: number; readonly whole: number; readonly rate: number | null };
  /** by rule 2.1, as the last night counted it; null while none has */
  readonly qd766RuleRate: {
    readonly part: number;
    readonly whole: number;
    readonly rate: number | null;
    readonly through: PlainDate;
  } | null;
}

export function qd766Json({ unit, period, range, version, score, plain, rule }: Qd766Report): Qd766Json {
  return {
    unit: { code: unit.code, name: unit.name },
    period: { code: period.code, from: range.from, to: range.to },
    version: { from: version.from, source: version.source, certainty: version.certainty },
    ...score,
    qd766Rate: { ...plain, rate: percent(plain.part, plain.whole) },
    qd766RuleRate: rule === null ? null : { ...rule, rate: percent(rule.part, rule.whole) },
  };
}

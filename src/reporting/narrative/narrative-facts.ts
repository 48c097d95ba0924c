import type { Counts } from '../../domain/kpi/on-time-rate.js';
import type { Period } from '../../domain/kpi/period.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import type { Unit } from '../../units/unit.js';

/** A row of the report: a field, or a unit with everything below it. */
export interface NarrativeRow {
  readonly name: string;
  readonly counts: Counts;
}

/** Who held stages beyond their own limit. */
export interface Holder {
  readonly unitName: string;
  /** working minutes beyond the limits, in all */
  readonly lateMinutes: number;
  readonly worst: { readonly stageNo: number; readonly procedureName: string; readonly lateMinutes: number };
}

/** Apologies for what was opened in the period (acts.md, Coverage). */
export interface NarrativeCover {
  /** obligations, without historic and averted ones */
  readonly opened: number;
  readonly issued: number;
  readonly waived: number;
  /** known, or presumed, to be in the citizen's hands */
  readonly delivered: number;
  /** letters still owed */
  readonly missing: number;
}

/** All that the report of a unit says; no dossier, and nobody's name but the signer's. */
export interface NarrativeFacts {
  readonly unit: Unit;
  readonly period: Period;
  /** the last day that is counted: the end of the period, or today */
  readonly through: PlainDate;
  readonly today: PlainDate;
  /** whole percent */
  readonly target: number;
  readonly counts: Counts;
  readonly withoutSameDay: Counts;
  /** of the received, those filed online */
  readonly online: number;
  readonly fields: readonly NarrativeRow[];
  readonly units: readonly NarrativeRow[];
  /** the most minutes first */
  readonly holders: readonly Holder[];
  /** of the letters issued in the period, the most frequent first; null where no reason was chosen */
  readonly reasons: readonly { readonly text: string | null; readonly n: number }[];
  readonly cover: NarrativeCover;
}

import type { DocumentLine } from '../dossier/receipt-facts.js';
import type { PlainDate } from '../time/plain-date.js';
import type { TimeLimit } from './time-limit.js';

export const PROCEDURE_LEVELS = ['commune', 'district', 'both'] as const;
/** Which level of government decides. */
export type ProcedureLevel = (typeof PROCEDURE_LEVELS)[number];

export const ONLINE_LEVELS = ['none', 'partial', 'full'] as const;
/** none, một phần, toàn trình (NĐ 42/2022). */
export type OnlineLevel = (typeof ONLINE_LEVELS)[number];

export const SUPPLEMENT_MODES = ['restart', 'pause'] as const;
/** What a complete supplement does to the clock: counts from zero again, or gives the waiting back (R13). */
export type SupplementMode = (typeof SUPPLEMENT_MODES)[number];

/** Remote communes get more time by law (NĐ 01/2017 art. 2(40)); in the limit's unit (R4). */
export interface UnitAddition {
  readonly unitCode: string;
  readonly amount: number;
}

/** A leg of a procedure that several agencies decide; budgets sum to the limit (R28). */
export interface Stage {
  /** null is the unit that received the dossier */
  readonly unitCode: string | null;
  readonly amount: number;
}

export const EXTRA_TIME_GRANTERS = ['specialist', 'division_head', 'leader', 'desk_head'] as const;

/** Longer time that the law itself allows, on a ground and with a paper (R9). */
export interface ExtraTime {
  /** key of the ground, e.g. `verification` */
  readonly ground: string;
  /** at most so much, in the limit's unit; working days for a same-day limit */
  readonly maxAmount: number;
  readonly grantedBy: (typeof EXTRA_TIME_GRANTERS)[number];
  /** the paper that grounds it */
  readonly paper: string;
}

/** What a procedure was from a day on. A dossier copies it at acceptance (R10) and keeps it. */
export interface ProcedureVersion {
  readonly id: string;
  readonly procedureCode: string;
  readonly validFrom: PlainDate;
  /** first day on which it no longer holds: its own end, or the day the next version begins */
  readonly validTo: PlainDate | null;
  readonly name: string;
  readonly fieldCode: string;
  readonly fieldName: string;
  readonly level: ProcedureLevel;
  /** who decides what the town's desk received; null is the receiving unit itself */
  readonly responsibleUnitCode: string | null;
  readonly limit: TimeLimit;
  readonly unitAdditions: readonly UnitAddition[];
  readonly stages: readonly Stage[];
  readonly extraTimes: readonly ExtraTime[];
  readonly documents: readonly DocumentLine[];
  readonly maxSupplements: number;
  /** working days after day 0 inside which a supplement may be asked (R11) */
  readonly supplementDeadlineWd: number;
  readonly supplementMode: SupplementMode;
  /** may be served while the citizen waits (NĐ 61 art. 17(4)) */
  readonly instant: boolean;
  readonly feeVnd: number;
  readonly feeNote: string | null;
  /** how the fee is computed from copies and pages, as `fee.ts` reads it; null: `feeVnd` is all there is to know */
  readonly feeRule: string | null;
  readonly onlineLevel: OnlineLevel;
  readonly legalBasis: string;
  /** certainty of code / of duration, e.g. `F/K`: found, known, uncertain */
  readonly certainty: string;
  readonly note: string | null;
}

/** Communes decide commune procedures, the town's agencies district ones; `both` follows the desk (R4, reference 9.2). */
export function mayBeReceivedAt(version: Pick<ProcedureVersion, 'level'>, desk: 'commune' | 'district'): boolean {
  return version.level === 'both' || version.level === desk;
}

/** The unit that answers for the dossier: the receiving commune itself, or the division the version names. */
export function responsibleUnitOf(
  version: Pick<ProcedureVersion, 'responsibleUnitCode'>,
  receiving: { readonly code: string; readonly desk: 'commune' | 'district' },
): string {
  return receiving.desk === 'commune' ? receiving.code : (version.responsibleUnitCode ?? receiving.code);
}

/** The limit of a dossier that this unit received: the version's, plus what the law adds for the unit (R4). */
export function limitFor(
  version: Pick<ProcedureVersion, 'limit' | 'unitAdditions'>,
  receivingUnitCode: string,
): TimeLimit {
  const extra = version.unitAdditions.find(({ unitCode }) => unitCode === receivingUnitCode);
  return extra ? { ...version.limit, amount: version.limit.amount + extra.amount } : version.limit;
}

import type { ReconcileRule } from '../../domain/kpi/reconcile.js';
import type { OtherRule } from '../../domain/kpi/reconcile-rules.js';
import type { Reckoning, TheirRow } from '../../domain/kpi/reconcile-facts.js';
import type { Period } from '../../domain/kpi/period.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Format } from '../../platform/files/file-format.js';
import type { FileFault } from '../../platform/spreadsheet/table.js';

/** What another system can hand over: only what is late, all that it counts, or its sheet II.06. */
export const RECONCILE_KINDS = ['late_list', 'dossier_list', 'form'] as const;
export type ReconcileKind = (typeof RECONCILE_KINDS)[number];

/** `received` (it is being compared) → `done`, `unreadable` or `cancelled`. */
export type ReconcileState = 'received' | 'done' | 'unreadable' | 'cancelled';

/** `no_heading`: no row names the columns that are needed. `lost`: the file went before it was read. */
export type ReconcileFault = FileFault | 'no_heading' | 'lost';

/** A cell of the sheet that differs: a row by its field, a column by its number, 3 to 13. */
export interface CellDifference {
  /** code of the field; null where none of ours has that name */
  readonly fieldCode: string | null;
  /** as the sheet writes it */
  readonly label: string;
  readonly column: number;
  readonly ours: number;
  readonly theirs: number;
  /** rules that alone make exactly this difference */
  readonly exactly: readonly OtherRule[];
}

export interface Reconciliation {
  readonly id: string;
  readonly unitCode: string;
  readonly kind: ReconcileKind;
  readonly period: Pick<Period, 'code' | 'from' | 'to'>;
  readonly takenAt: Instant;
  readonly twoClasses: boolean;
  readonly format: Exclude<Format, 'ndjson'>;
  readonly fileHash: string;
  readonly bytes: number;
  readonly state: ReconcileState;
  readonly fault: ReconcileFault | null;
  readonly faultWhere: string | null;
  readonly rowsRead: number;
  readonly rowsSame: number;
  readonly cells: readonly CellDifference[] | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly finishedAt: Instant | null;
}

/** Both sides of a difference; null where a side has nothing. */
export interface DifferenceFacts {
  readonly theirs: TheirRow | null;
  readonly ours: Reckoning | null;
  /** where another rule would have put it, of a form */
  readonly place?: Reckoning;
}

export interface Difference {
  /** of the file; null where the file has no row */
  readonly line: number | null;
  readonly code: string;
  readonly rule: ReconcileRule;
  readonly because: OtherRule | null;
  readonly cell: string | null;
  readonly facts: DifferenceFacts;
}

/** The name of a cell in addresses. */
export function cellKey(fieldCode: string, column: number): string {
  return `${fieldCode}:${String(column)}`;
}

import type { TraceStep } from '../time/deadline-types.js';
import type { Instant } from '../time/instant.js';

/** Why a due date stands as it does. `original` (or `imported` in its place) is always the first row. */
export type PromiseKind =
  'original' | 'restart' | 'pause' | 'statutory_extra' | 'calendar' | 'correction' | 'extension' | 'imported';

/** One row of the ledger of promises. Rows are only ever added (R9). */
export interface PromiseRow {
  readonly seq: number;
  readonly kind: PromiseKind;
  readonly at: Instant;
  readonly by: string;
  readonly previousDueAt: Instant | null;
  readonly statutoryDueAt: Instant;
  readonly currentDueAt: Instant;
  readonly lateFrom: Instant | null;
  readonly reason: string | null;
  readonly letterId: string | null;
  readonly trace: readonly TraceStep[];
  readonly provisional: boolean;
}

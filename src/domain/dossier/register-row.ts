import type { Instant } from '../time/instant.js';
import type { Outcome } from './dossier.js';

/** A line of the register of dossiers (form 06), or of the slip that results are handed over with. */
export interface RegisterRow {
  readonly id: string;
  readonly code: string;
  /** procedure name, then the summary the receiver typed */
  readonly content: string;
  readonly copies: number;
  readonly name: string;
  readonly address: string | null;
  /** masked; whole only for who may and says why */
  readonly phone: string | null;
  readonly acceptedAt: Instant;
  readonly dueAt: Instant;
  readonly finishedAt: Instant | null;
  readonly returnedAt: Instant | null;
  readonly isVoid: boolean;
  readonly outcome: Outcome | null;
  readonly resultNumber: string | null;
  readonly feeVnd: number;
  readonly byPost: boolean;
}

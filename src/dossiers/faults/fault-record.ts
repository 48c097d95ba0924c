import type { DetectedBy } from '../../domain/apology/fault-kinds.js';
import type { Fault } from '../../domain/apology/letter-facts.js';
import type { FaultCause } from '../../domain/apology/obligation.js';
import type { ReportedFault } from '../../domain/dossier/acts/judge.js';
import type { Instant } from '../../domain/time/instant.js';
import type { PlainDate } from '../../domain/time/plain-date.js';

/** A fault as its row stands, with what people said; the words are null once they were erased. */
export interface FaultRecord {
  readonly id: string;
  readonly cause: FaultCause;
  readonly kind: string;
  readonly state: ReportedFault['state'];
  readonly detectedBy: DetectedBy;
  readonly detectedOn: PlainDate | null;
  readonly reportedAt: Instant;
  readonly reportedBy: string;
  readonly judgedAt: Instant | null;
  readonly judgedBy: string | null;
  readonly fault: Fault | null;
  readonly obligationId: string | null;
  readonly correctedOn: PlainDate | null;
  readonly costsVnd: number | null;
  readonly description: string | null;
  readonly dismissalReason: string | null;
  readonly correctionResult: string | null;
}

/** What an officer said about a delay, for the letter that tells the citizen. */
export interface DelayWords {
  readonly reason: string | null;
  readonly sentence: string | null;
  readonly reasonKey: string | null;
  readonly fault: Fault;
  readonly newDueAt: Instant | null;
  readonly declaredBy: string;
}

import type { Party, Submitter } from '../../domain/dossier/party.js';
import type { Channel } from '../../domain/dossier/status.js';
import type { Instant } from '../../domain/time/instant.js';

/** The acts that a file may tell of; what else happens to a dossier happens here. */
export const REPLAYED_ACTS = [
  'hand_over',
  'acknowledge',
  'request_supplement',
  'receive_supplement',
  'request_payment',
  'confirm_payment',
  'grant_extra_time',
  'complete',
  'return',
  'withdraw',
  'stop',
] as const;

export type ReplayedAct = (typeof REPLAYED_ACTS)[number];

/** One act as the file tells it. Which `facts` an act has is said in `replayed-acts.ts`. */
export interface ReplayedEvent {
  readonly act: ReplayedAct;
  readonly at: Instant;
  /** who did it there, in their words; kept with the event */
  readonly by: string | null;
  readonly facts: Readonly<Record<string, string | number | null>>;
}

/** A dossier as another system, or a paper book, knows it. Plain data: it is kept encrypted until it is written. */
export interface ImportedDossier {
  /** null: it gets one of ours */
  readonly code: string | null;
  readonly procedureCode: string;
  /** the desk that received it */
  readonly unitCode: string;
  readonly channel: Channel;
  readonly assisted: boolean;
  readonly applicant: Party;
  readonly submitter: Submitter | null;
  readonly summary: string | null;
  readonly acceptedAt: Instant;
  /** the promise as it was made there, if the file knows it */
  readonly dueAt: Instant | null;
  readonly events: readonly ReplayedEvent[];
}

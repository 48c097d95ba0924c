import type { Instant } from '../time/instant.js';
import type { Outcome } from './dossier.js';
import type { ReceiptFacts } from './receipt-facts.js';

/** Papers that say what one act did, and are given to the citizen. */
export const SLIP_KINDS = ['supplement', 'refusal', 'stop', 'payment', 'return'] as const;

export type SlipKind = (typeof SLIP_KINDS)[number];

/** What the act said, by the paper that says it. */
export type SlipMatter =
  | { readonly kind: 'supplement'; readonly items: readonly string[]; readonly reason: string }
  | { readonly kind: 'refusal'; readonly reason: string; readonly filedAt: Instant | null }
  | { readonly kind: 'stop'; readonly reason: string; readonly acceptedAt: Instant }
  | {
      readonly kind: 'payment';
      /** đồng */
      readonly amountVnd: number;
      readonly method: 'cash' | 'transfer' | 'card' | 'qr';
      readonly reference: string | null;
    }
  | {
      readonly kind: 'return';
      readonly outcome: Outcome | null;
      readonly resultNumber: string | null;
      readonly dueAt: Instant;
      readonly receivedBy: string;
      readonly how: 'desk' | 'postal' | 'online';
    };

/** What forms 02 and 03, the notice of a stop, the confirmation of a payment and the receipt of a result print. */
export interface SlipFacts {
  readonly matter: SlipMatter;
  readonly letterhead: ReceiptFacts['letterhead'];
  /** null for somebody who was turned away at the counter: there is no dossier */
  readonly code: string | null;
  readonly deskName: string;
  readonly applicant: ReceiptFacts['applicant'];
  readonly submitterName: string | null;
  /** procedure name, then the summary the receiver typed */
  readonly content: string;
  /** of the act */
  readonly at: Instant;
  /** whoever performed the act */
  readonly officerName: string;
  /** free sentences as worded on that day: HTML of the small set papers are written in; empty where there are none */
  readonly closing: string;
  readonly illustration: boolean;
}

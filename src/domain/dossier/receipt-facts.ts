import type { TimeLimit } from '../procedure/time-limit.js';
import type { Instant } from '../time/instant.js';

/** One line of the list of papers on form 01. */
export interface DocumentLine {
  readonly name: string;
  readonly originals: number;
  readonly certified: number;
  readonly copies: number;
}

/** What form 01, the receipt and appointment slip, prints (TT 01/2018; reference 2.2). */
export interface ReceiptFacts {
  /** 1 for the receipt as first printed; a correction prints the next one */
  readonly version: number;
  readonly letterhead: { readonly superior: string; readonly agency: string; readonly place: string };
  readonly code: string;
  /** 8 digits, printed large: with the code they open the tracking page (R35); null for readers of another unit */
  readonly trackingSecret: string | null;
  readonly deskName: string;
  readonly applicant: {
    readonly kind: 'person' | 'organisation';
    readonly name: string;
    readonly address: string | null;
    readonly phone: string | null;
    readonly email: string | null;
    /** of an organisation: whom to ask for; left out where papers were printed before it was asked */
    readonly contactName?: string | null;
    /** of a person masked: `*********123`; of an organisation its tax code */
    readonly idNumber: string | null;
  };
  readonly submitterName: string | null;
  /** procedure name, then the summary the receiver typed */
  readonly content: string;
  readonly documents: readonly DocumentLine[];
  readonly copies: number;
  readonly limit: TimeLimit;
  readonly acceptedAt: Instant;
  readonly dueAt: Instant;
  /** rests on a projected calendar year that a leader confirmed (R1) */
  readonly provisional: boolean;
  readonly feeVnd: number;
  readonly resultAt: 'desk' | 'postal' | 'online';
  readonly receiverName: string;
  readonly illustration: boolean;
}

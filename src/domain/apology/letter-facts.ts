import type { Cause } from './cause.js';
import type { DetectedBy } from './fault-kinds.js';
import type { LimitUnit } from '../procedure/time-limit.js';
import type { Instant } from '../time/instant.js';
import type { PlainDate } from '../time/plain-date.js';

/**
 * Tenses of the same regret: before the due date, after it, with the result already at the desk, or with the dossier
 * closed (withdrawn, stopped) after the due date.
 */
export type LetterTense = 'before_due' | 'after_due' | 'result_ready' | 'closed';

/** Form 04 carries a new date (NĐ 61/2018 art. 19(9)); a letter does not. */
export type LetterForm = 'form_04' | 'letter';

export type Fault = 'ours' | 'other_agency' | 'none';

/** One thing a letter apologises for. Kinds and days only: what people said about it is theirs, and may be erased. */
export interface Matter {
  readonly cause: Cause;
  /** what went wrong, keys of `FAULT_KINDS`; none for lateness */
  readonly kinds: readonly string[];
  /** who noticed; null for lateness, which the clock sees */
  readonly detectedBy: DetectedBy | null;
  /** when all of it was put right; null while something is not */
  readonly correctedOn: PlainDate | null;
}

/** The words of a letter as they were when it took its number: another wording later changes nothing of it (R37). */
export interface LetterWording {
  /** which letter it is, e.g. `letter-form-04` */
  readonly kind: string;
  readonly source: string;
  /** the version it was taken from; null for the words that come with the service */
  readonly versionId: string | null;
  /** the agency whose words were asked for */
  readonly unitCode: string;
}

/**
 * Everything a letter says, frozen when its number is taken (R37): rendering it again a year later, or after a
 * crash, gives the same paper. No CCCD and no full phone number ever stand here.
 */
export interface LetterFacts {
  readonly form: LetterForm;
  readonly tense: LetterTense;
  readonly letterhead: {
    /** first line, e.g. `UBND thị xã Sông Cầu`; null when the agency has no superior line */
    readonly superior: string | null;
    /** e.g. `Phòng Quản lý đô thị` */
    readonly agency: string;
    /** e.g. `Sông Cầu` */
    readonly place: string;
  };
  /** e.g. `14/PXL`; null while it is a draft */
  readonly number: string | null;
  /** day of the number; null while it is a draft */
  readonly date: PlainDate | null;
  readonly recipient: {
    readonly kind: 'person' | 'organisation';
    readonly name: string;
    readonly address: string | null;
    /** already masked, e.g. `09xx xxx 123`; null when none */
    readonly phone: string | null;
  };
  readonly dossier: {
    readonly code: string;
    readonly procedureName: string;
    readonly acceptedAt: Instant;
    readonly deskName: string;
    readonly promisedAt: Instant;
    readonly limitUnit: LimitUnit;
  };
  /** whole working days past the due date, 0 when it is not a day yet (R22) */
  readonly daysLate: number;
  /** working minutes past the due instant, said instead of days when `daysLate` is 0 */
  readonly minutesLate: number;
  /** when the result reached the desk, or the dossier was closed without one */
  readonly resultAt: Instant | null;
  /** what it apologises for, lateness first; left out by letters of version 0.1, which knew lateness only */
  readonly matters?: readonly Matter[];
  /** one or two sentences, plain text; may be empty where lateness is not among the matters */
  readonly reason: string;
  readonly fault: Fault;
  readonly newDueAt: Instant | null;
  readonly contact: { readonly name: string; readonly title: string; readonly phone: string } | null;
  readonly hotline: string | null;
  readonly signer: {
    /** `TM. ỦY BAN NHÂN DÂN`, `KT. TRƯỞNG PHÒNG` …; null when the head signs */
    readonly authority: string | null;
    /** e.g. `TRƯỞNG PHÒNG` */
    readonly title: string;
    readonly name: string | null;
  };
  /** the words it is written in; left out by letters of before units had words of their own */
  readonly wording?: LetterWording;
  /** where anybody may check that the letter is genuine; left out by letters of before there was such a page */
  readonly checkUrl?: string;
  /** prints the watermark `DỮ LIỆU MINH HỌA` */
  readonly illustration: boolean;
}

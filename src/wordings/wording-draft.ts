import type { WordingKind } from './wording-kinds.js';
import type { Sample } from './wording-rendering.js';

/** Which wording is meant. */
export interface WordingPlace {
  readonly kind: WordingKind;
  readonly unitCode: string;
  /** null: the words for all procedures */
  readonly procedureCode: string | null;
}

/** A wording as somebody is writing it. */
export interface WordingDraft {
  readonly text: string;
  readonly validFrom: string;
  readonly sample: Sample;
  /** code of a dossier to try it on; '' for the sample */
  readonly dossier: string;
}

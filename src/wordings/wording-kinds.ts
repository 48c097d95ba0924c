import { LETTER_FIELDS, LETTER_KINDS, type LetterWordingKind } from './letter-fields.js';
import { MESSAGE_FIELDS, MESSAGE_KINDS, type MessageWordingKind } from './message-fields.js';
import { fields as f, type WordingField } from './wording-field.js';

/** The free sentences of papers: what a unit words for itself. Titles and labels of the law stand in the templates. */
const SENTENCE_KINDS = ['receipt-note', 'supplement-closing', 'refusal-closing', 'control-note'] as const;

type SentenceKind = (typeof SENTENCE_KINDS)[number];

/** Everything a unit may word, in the order in which it is shown. */
export const WORDING_KINDS = [...SENTENCE_KINDS, ...LETTER_KINDS, ...MESSAGE_KINDS] as const;

export type WordingKind = (typeof WORDING_KINDS)[number];

const SENTENCE_FIELDS: Readonly<Record<SentenceKind, readonly WordingField[]>> = {
  'receipt-note': [f.unit, f.code, f.procedure, f.applicant, f.dueAt, f.hotline, f.website],
  'supplement-closing': [
    f.unit,
    f.officer,
    f.phone,
    f.hotline,
    f.website,
    f.deadline,
    f.code,
    f.procedure,
    f.applicant,
  ],
  'refusal-closing': [f.unit, f.officer, f.phone, f.hotline, f.website, f.procedure, f.applicant],
  'control-note': [f.unit, f.code, f.procedure, f.dueAt],
};

/** What may stand between braces, kind by kind: nothing else is known to a wording. */
export const WORDING_FIELDS: Readonly<Record<WordingKind, readonly WordingField[]>> = {
  ...SENTENCE_FIELDS,
  ...LETTER_FIELDS,
  ...MESSAGE_FIELDS,
};

export function isWordingKind(text: string): text is WordingKind {
  return (WORDING_KINDS as readonly string[]).includes(text);
}

/** The body of a letter: printed within head, address and signature, which the law sets. */
export function isLetterKind(kind: WordingKind): kind is LetterWordingKind {
  return (LETTER_KINDS as readonly string[]).includes(kind);
}

/** What goes out by itself: mails and messages to telephones. */
export function isMessageKind(kind: WordingKind): kind is MessageWordingKind {
  return (MESSAGE_KINDS as readonly string[]).includes(kind);
}

import { LETTER_MUST_SAY } from './letter-fields.js';
import { MESSAGE_MUST_SAY } from './message-fields.js';
import { isLetterKind, isMessageKind, type WordingKind } from './wording-kinds.js';

/** What a wording of a kind is, and what it is held to when it is saved. */
export interface WordingRules {
  /** `text` has no elements: subjects of mails, messages to telephones */
  readonly format: 'html' | 'text';
  /** printed characters of the longest sample */
  readonly mostPrinted: number;
  /** of each group at least one is printed wherever there is the first of it, whatever else is missing */
  readonly mustSay: readonly (readonly string[])[];
  /** sheets of the whole paper at its longest; null where there is no paper of its own */
  readonly mostPages: number | null;
  /** with these it may take one sheet more: they are rare */
  readonly beyondPages: readonly string[];
  /** a procedure may have words of its own */
  readonly byProcedure: boolean;
}

/** About half a sheet of A5, so that the form keeps to its page. */
const SENTENCE: WordingRules = {
  format: 'html',
  mostPrinted: 1_500,
  mustSay: [],
  mostPages: null,
  beyondPages: [],
  byProcedure: false,
};
const LETTER = { format: 'html', mostPrinted: 6_000, byProcedure: true } as const;

export function rulesOf(kind: WordingKind): WordingRules {
  // Form 04 is one sheet (TT 01/2018); a letter may run on to a second one.
  if (isLetterKind(kind)) {
    const pages =
      kind === 'letter-form-04' ? { mostPages: 1, beyondPages: ['matters'] } : { mostPages: 2, beyondPages: [] };
    return { ...LETTER, ...pages, mustSay: LETTER_MUST_SAY[kind] };
  }
  if (!isMessageKind(kind)) return SENTENCE;
  const sent = { mustSay: MESSAGE_MUST_SAY[kind], mostPages: null, beyondPages: [], byProcedure: false };
  switch (kind) {
    case 'mail-subject':
      return { ...sent, format: 'text', mostPrinted: 250 };
    case 'message-letter':
      return { ...sent, format: 'text', mostPrinted: 400 };
    case 'mail-cover':
    case 'mail-cover-en':
      return { ...sent, format: 'html', mostPrinted: 3_000 };
  }
}

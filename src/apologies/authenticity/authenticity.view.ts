import { spacedMark } from '../../domain/apology/letter-mark.js';
import type { FieldError } from '../../domain/errors.js';
import { field, formErrors } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, Fact, FormError, FormField } from '../../platform/templates/page-parts.js';
import { dayText } from '../../platform/templates/page-words.js';
import type { Authenticity, IssuedLetter } from './authenticity.service.js';

/** Template pages/authenticity/find. */
export interface FindView {
  readonly field: FormField;
  readonly errors: readonly FormError[];
  /** the mark was well written, and no letter carries it */
  readonly unknown: boolean;
}

/** Template pages/authenticity/show. */
export interface AuthenticityView {
  readonly mark: string;
  readonly badge: Badge;
  readonly sentence: string;
  readonly facts: readonly Fact[];
  /** null where there is no file of record */
  readonly check: CheckView | null;
}

interface CheckView {
  readonly action: string;
  readonly hash: FormField;
  readonly fileError: string | null;
  readonly errors: readonly FormError[];
  /** what came out of comparing a file; null before one was shown */
  readonly verdict: Verdict | null;
}

interface Verdict {
  readonly kind: 'ok' | 'error';
  readonly shape: Badge['shape'];
  readonly text: string;
  readonly note: string;
}

/** What somebody showed us to compare. */
export type Compared = 'same' | 'different' | { readonly errors: readonly FieldError[]; readonly typed: string } | null;

export function findView(typed: string, problem: 'unknown' | 'unreadable' | null, t: Translator): FindView {
  const error = problem === 'unreadable' ? t('authentic.mark_wrong') : null;
  const mark = field({
    name: 'ma',
    label: t('authentic.mark'),
    hint: t('authentic.mark_hint'),
    value: typed,
    required: true,
    maxLength: 200,
    error,
  });
  const errors = error === null ? [] : formErrors([mark], [{ field: 'ma', message: error }]);
  return { field: mark, errors, unknown: problem === 'unknown' };
}

export function authenticityView(
  mark: string,
  found: Authenticity,
  compared: Compared,
  t: Translator,
): AuthenticityView {
  const shown = spacedMark(mark).replaceAll(' ', '-');
  switch (found.standing) {
    case 'issued':
      return {
        mark: shown,
        badge: { tone: 'ok', shape: 'tick', text: t('authentic.issued') },
        sentence: t('authentic.issued_note', { agency: found.letter.agency }),
        facts: [...factsOf(found.letter, t), fact(t('authentic.hash'), found.fileHash, t('authentic.hash_hint'))],
        check: checkView(mark, compared, t),
      };
    case 'void':
      return {
        mark: shown,
        badge: { tone: 'late', shape: 'cross', text: t('authentic.void') },
        sentence:
          found.since === null ? t('authentic.void_note') : t('authentic.void_since', { day: dayText(found.since, t) }),
        facts: found.letter === null ? [] : factsOf(found.letter, t),
        check: null,
      };
    case 'not_issued':
      return {
        mark: shown,
        badge: { tone: 'soon', shape: 'triangle', text: t('authentic.not_issued') },
        sentence: t('authentic.not_issued_note'),
        facts: [],
        check: null,
      };
  }
}

function factsOf({ form, number, date, superior, agency }: IssuedLetter, t: Translator): Fact[] {
  return [
    fact(t('authentic.kind'), t(`authentic.kind.${form}`)),
    fact(t('authentic.number'), number),
    fact(t('authentic.date'), dayText(date, t)),
    fact(t('authentic.agency'), agency, superior),
  ];
}

function fact(label: string, value: string, hint: string | null = null): Fact {
  return { label, value, href: null, hint };
}

function checkView(mark: string, compared: Compared, t: Translator): CheckView {
  const refused = typeof compared === 'object' ? compared : null;
  const messageOf = (name: string): string | null =>
    refused?.errors.find((each) => each.field === name)?.message ?? null;
  const hash = field({
    name: 'sha256',
    label: t('authentic.own_hash'),
    hint: t('authentic.own_hash_hint'),
    value: refused?.typed ?? '',
    maxLength: 100,
    error: messageOf('sha256'),
  });
  return {
    action: `/thu/${mark}/checks`,
    hash,
    fileError: messageOf('file'),
    errors: formErrors([hash, field({ name: 'file', label: '' })], refused?.errors ?? []),
    verdict: typeof compared === 'string' ? verdictOf(compared, t) : null,
  };
}

function verdictOf(compared: 'same' | 'different', t: Translator): Verdict {
  return compared === 'same'
    ? { kind: 'ok', shape: 'tick', text: t('authentic.same'), note: t('authentic.same_note') }
    : { kind: 'error', shape: 'cross', text: t('authentic.different'), note: t('authentic.different_note') };
}

import type { DomainError, DomainErrorCode, FieldError } from '../../domain/errors.js';
import type { Translator } from '../templates/i18n.js';
import type { FormError, Link } from '../templates/page-parts.js';

/** Template pages/errors/show: what happened, that nothing was lost, what to do. Never a stack trace, never SQL. */
export interface ProblemView {
  readonly status: number;
  readonly code: DomainErrorCode;
  readonly happened: string;
  readonly safe: string;
  readonly todo: string;
  /** facts a reader can act on: the present status, what is allowed */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly errors: readonly FormError[];
  readonly links: readonly Link[];
  /** number to read out on the telephone; null when nothing was logged */
  readonly reference: string | null;
}

/** The three sentences of a problem. Total over the closed list: the locale files hold them for each code. */
export function problemWords(code: DomainErrorCode, t: Translator): Pick<ProblemView, 'happened' | 'safe' | 'todo'> {
  return {
    happened: t(`problem.${code}.happened`),
    safe: t(`problem.safe.${safety(code)}`),
    todo: t(`problem.${code}.todo`),
  };
}

/** Whether anything was written when the answer came: refused requests never write; an inner failure may have. */
function safety(code: DomainErrorCode): 'unchanged' | 'unknown' | 'read' {
  if (code === 'internal' || code === 'unavailable') return 'unknown';
  return code === 'not_found' || code.startsWith('auth.') || code === 'rate.limited' ? 'read' : 'unchanged';
}

/** Facts whose words every reader knows; the others stay in the programs' answer. */
const SPOKEN_FACTS = ['status', 'allowed', 'retryAfterSeconds'] as const;

/** @param errors already worded @param reference number of the log entry, null when nothing was logged */
export function problemView(
  error: DomainError,
  status: number,
  errors: readonly FieldError[],
  reference: string | null,
  t: Translator,
): ProblemView {
  return {
    status,
    code: error.code,
    ...problemWords(error.code, t),
    facts: SPOKEN_FACTS.flatMap((key) => {
      const value = error.facts[key];
      return value === undefined ? [] : [{ label: t(`problem.fact.${key}`), value: String(value) }];
    }),
    errors: errors.map(({ message }) => ({ href: '#content', message })),
    links: [{ href: '/', label: t('problem.home') }],
    reference,
  };
}

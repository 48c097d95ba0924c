import { ROLES } from '../../domain/accounts/roles.js';
import { STATUSES } from '../../domain/dossier/status.js';
import type { PersonAct } from '../../domain/dossier/transitions.js';
import type { DomainError, DomainErrorCode, FieldError } from '../../domain/errors.js';
import { isPlainDate } from '../../domain/time/plain-date.js';
import type { Translator } from '../templates/i18n.js';
import type { FormError, Link } from '../templates/page-parts.js';
import { dayText } from '../templates/page-words.js';

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

/** What was refused and what to do now, as exactly as the facts of the error allow: for a page that goes on. */
export function refusalWords({ code, facts }: DomainError, t: Translator): Pick<ProblemView, 'happened' | 'todo'> {
  const { happened, todo } = problemWords(code, t);
  const { year, unitCode } = facts;
  if (code === 'calendar.missing' && year !== undefined) {
    return { happened: t('problem.calendar.missing.year', { year: String(year) }), todo };
  }
  const { unit, closedFrom, successor } = facts;
  if (typeof closedFrom === 'string' && isPlainDate(closedFrom)) {
    return {
      happened: t('problem.unit_closed', { unit: textOf(unit ?? unitCode), day: dayText(closedFrom, t) }),
      todo:
        successor === undefined
          ? t('problem.unit_closed.nobody')
          : t('problem.unit_closed.go', { unit: textOf(successor) }),
    };
  }
  if (code === 'procedure.not_in_force' && unitCode !== undefined) {
    return { happened: t('problem.procedure.not_in_force.desk'), todo };
  }
  const roles = ROLES.filter((role) => listed(facts['roles'] ?? facts['needs']).includes(role));
  if (code === 'auth.forbidden' && roles.length > 0) {
    return {
      happened,
      todo: t('problem.auth.forbidden.roles', { roles: roles.map((role) => t(`role.${role}`)).join(', ') }),
    };
  }
  if (code !== 'dossier.action_refused') return { happened, todo };
  const [status, allowed] = [spoken('status', facts, t), spoken('allowed', facts, t)];
  return {
    happened: status === null ? happened : t('problem.dossier.action_refused.because', { status }),
    todo:
      allowed === null
        ? t('problem.dossier.action_refused.nothing')
        : t('problem.dossier.action_refused.can', { acts: allowed }),
  };
}

/** Facts whose words every reader knows; the others stay in the programs' answer. */
const SPOKEN_FACTS = ['status', 'allowed', 'retryAfterSeconds'] as const;

/** The acts by which a dossier goes on: whoever was refused is told of these, and finds the others on its page. */
const ACT_WORDS: readonly string[] = [
  'register',
  'accept',
  'reject',
  'acknowledge',
  'hand_over',
  'receive_supplement',
  'confirm_payment',
  'complete',
  'return',
  'withdraw',
] satisfies readonly ('register' | PersonAct)[];

/** @returns the fact in the reader's words; null when there is none, or none for people */
function spoken(key: (typeof SPOKEN_FACTS)[number], facts: DomainError['facts'], t: Translator): string | null {
  const value = facts[key];
  if (value === undefined) return null;
  if (key === 'retryAfterSeconds') return String(value);
  if (key === 'status') {
    const status = STATUSES.find((each) => each === value);
    return status === undefined ? null : t(`status.${status}`);
  }
  const acts = listed(value).filter((act) => ACT_WORDS.includes(act));
  return acts.length === 0 ? null : acts.map((act) => t(`deed.${act}`)).join(', ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function listed(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}

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
    ...refusalWords(error, t),
    facts: SPOKEN_FACTS.flatMap((key) => {
      const value = spoken(key, error.facts, t);
      return value === null ? [] : [{ label: t(`problem.fact.${key}`), value }];
    }),
    errors: errors.map(({ message }) => ({ href: '#content', message })),
    links: [{ href: '/', label: t('problem.home') }],
    reference,
  };
}

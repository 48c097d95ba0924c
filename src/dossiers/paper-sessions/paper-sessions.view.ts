import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import type { FieldError } from '../../domain/errors.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { act, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Badge, EmptyState, FormError, FormField } from '../../platform/templates/page-parts.js';
import { dayText, momentText, timeText } from '../../platform/templates/page-words.js';
import type { EnteredLine, PaperSession } from './paper-sessions.service.js';
import type { TypedPaperLine } from './paper-line.js';
import { PAPER_LINES } from './paper-lines.js';

/** GET /paper-sessions: times without the system. Template pages/paper-sessions/list. */
export interface PaperSessionsView {
  readonly errors: readonly FormError[];
  /** null unless the reader may declare one */
  readonly fields: readonly FormField[] | null;
  readonly rows: readonly SessionRow[];
  readonly slipsText: string;
  readonly mayDraw: boolean;
  readonly empty: EmptyState | null;
}

export interface SessionRow {
  readonly href: string;
  readonly spanText: string;
  readonly reason: string;
  readonly badge: Badge;
  readonly openedBy: string;
}

function sessionFields(today: PlainDate, t: Translator): FormField[] {
  const time = { maxLength: 10, required: true };
  return [
    field({ kind: 'date', name: 'day', label: t('outage.day'), value: today, required: true }),
    field({ ...time, name: 'from', label: t('outage.from'), hint: t('outage.time_hint') }),
    field({ ...time, name: 'to', label: t('outage.to'), hint: t('outage.time_hint') }),
    field({ kind: 'textarea', name: 'reason', label: t('outage.reason'), hint: t('outage.reason_hint'), required: true, maxLength: 600 }), // prettier-ignore
  ];
}

export function sessionsView(
  state: {
    readonly sessions: readonly PaperSession[];
    readonly today: PlainDate;
    readonly lastSlip: number;
    readonly typed: Readonly<Record<string, string>>;
    readonly errors: readonly FieldError[];
  },
  by: Actor,
  t: Translator,
): PaperSessionsView {
  const { sessions, today, typed, errors, lastSlip } = state;
  const fields = withAnswers(sessionFields(today, t), typed, errors);
  const head = hasRole(by, 'desk_head');
  return {
    errors: namedErrors(fields, errors),
    fields: head ? fields : null,
    rows: sessions.map((session) => ({
      href: `/paper-sessions/${session.id}`,
      spanText: spanText(session, t),
      reason: session.reason ?? '',
      badge: sessionBadge(session, t),
      openedBy: session.openedBy,
    })),
    slipsText: lastSlip === 0 ? t('outage.slips_none') : t('outage.slips_drawn', { last: lastSlip }),
    mayDraw: hasRole(by, 'desk_head', 'receiver'),
    empty:
      sessions.length > 0
        ? null
        : { title: t('outage.none'), body: t(head ? 'outage.none_head' : 'outage.none_hint'), action: null },
  };
}

/** GET /paper-sessions/:id. Template pages/paper-sessions/show. */
export interface PaperSessionView {
  readonly id: string;
  readonly heading: string;
  readonly reason: string;
  readonly badge: Badge;
  readonly errors: readonly FormError[];
  readonly doneText: string | null;
  /** null when it is closed, or the reader is no receiver */
  readonly grid: GridView | null;
  readonly entered: readonly EnteredRow[];
  /** how many dates written by hand are not those of the rules */
  readonly differText: string | null;
  readonly close: ActForm | null;
}

export interface GridView {
  readonly book: string;
  readonly procedures: readonly { readonly value: string }[];
  readonly lines: readonly GridLine[];
  readonly whose: string;
}

export interface GridLine extends TypedPaperLine {
  readonly index: number;
  readonly no: number;
  readonly wrong: string | null;
}

export interface EnteredRow {
  readonly code: string;
  readonly href: string;
  readonly place: string;
  readonly name: string;
  readonly atText: string;
  readonly writtenText: string;
  readonly computedText: string;
  readonly differs: string | null;
}

export interface ShowState {
  readonly session: PaperSession;
  readonly entered: readonly EnteredLine[];
  readonly procedures: readonly { readonly procedureCode: string; readonly name: string }[];
  readonly book: string;
  readonly wrong: readonly { readonly typed: TypedPaperLine; readonly wrong: string }[];
  readonly done: number;
  readonly nothing: boolean;
}

export function sessionView(state: ShowState, by: Actor, t: Translator): PaperSessionView {
  const { session, entered, done } = state;
  const open = session.closedAt === null;
  const lines = gridLines(state.wrong);
  const rows = entered.map((line) => enteredRow(line, t));
  const differing = rows.filter(({ differs }) => differs !== null).length;
  const wrongs = lines.flatMap(({ index, no, wrong }) =>
    wrong === null ? [] : [{ href: `#lines-${String(index)}-serial`, message: t('counter.line_wrong', { no, wrong }) }],
  );
  return {
    id: session.id,
    heading: t('outage.heading', { span: spanText(session, t) }),
    reason: session.reason ?? '',
    badge: sessionBadge(session, t),
    errors: state.nothing ? [{ href: '#lines-0-serial', message: t('outage.lines_none') }] : wrongs,
    doneText: done === 0 ? null : t('outage.entered', { count: done }),
    grid:
      open && hasRole(by, 'receiver')
        ? {
            book: state.book,
            procedures: state.procedures.map(({ procedureCode, name }) => ({ value: `${procedureCode} ${name}` })),
            lines,
            whose: by.username,
          }
        : null,
    entered: rows,
    differText: differing === 0 ? null : t('outage.differing', { count: differing }),
    close:
      open && hasRole(by, 'desk_head')
        ? act({
            key: 'closures',
            label: t('outage.close'),
            note: t('outage.close_note'),
            action: `/paper-sessions/${session.id}/closures`,
          })
        : null,
  };
}

function gridLines(wrong: ShowState['wrong']): GridLine[] {
  const blank = { serial: '', at: '', procedure: '', name: '', due: '', given: false };
  return Array.from({ length: PAPER_LINES }, (_, index) => {
    const line = wrong[index];
    return { ...(line?.typed ?? blank), index, no: index + 1, wrong: line?.wrong ?? null };
  });
}

function enteredRow(line: EnteredLine, t: Translator): EnteredRow {
  const { code, book, serial, name, acceptedAt, writtenDueAt, computedDueAt, instant, voided } = line;
  const differs = !instant && !voided && localDate(writtenDueAt) !== localDate(computedDueAt);
  const earlier = writtenDueAt < computedDueAt;
  return {
    code,
    href: `/dossiers/${encodeURIComponent(code)}`,
    place: `${book} · ${String(serial)}`,
    name: voided ? t('status.voided') : name,
    atText: momentText(acceptedAt, t),
    writtenText: instant ? t('outage.given') : momentText(writtenDueAt, t),
    computedText: momentText(computedDueAt, t),
    differs: differs ? t(earlier ? 'outage.earlier' : 'outage.later') : null,
  };
}

function spanText({ from, to }: PaperSession, t: Translator): string {
  const [first, last] = [localDate(from), localDate(to)];
  if (first !== last) return t('outage.span', { from: momentText(from, t), to: momentText(to, t) });
  return t('outage.span_day', { from: timeText(from), to: timeText(to), day: dayText(first, t) });
}

function sessionBadge({ closedAt }: PaperSession, t: Translator): Badge {
  return closedAt === null
    ? { tone: 'soon', shape: 'ring', text: t('outage.open') }
    : { tone: 'neutral', shape: 'tick', text: t('outage.closed') };
}

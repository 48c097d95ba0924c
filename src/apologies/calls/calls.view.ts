import { CALL_OUTCOMES, type CallKind } from '../../domain/apology/call.js';
import { act, choiceField, choices, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type {
  ActForm,
  Badge,
  EmptyState,
  FormError,
  Pagination,
  Shape,
  Tone,
} from '../../platform/templates/page-parts.js';
import { momentText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { CallLine, CallsPage } from './calls.service.js';

/** GET /calls: citizens to be called. Template pages/letters/calls. */
export interface CallsView {
  readonly rows: readonly CallRow[];
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
  /** the number that was just asked for; null when none was */
  readonly number: string | null;
  readonly pagination: Pagination | null;
  readonly empty: EmptyState | null;
}

export interface CallRow {
  readonly id: string;
  readonly why: Badge;
  readonly wish: string | null;
  readonly dueText: string;
  readonly name: string;
  readonly phone: string;
  readonly code: string;
  readonly dossierHref: string;
  readonly letterHref: string | null;
  /** what was tried before */
  readonly tried: readonly string[];
  /** shows the whole number once */
  readonly number: ActForm | null;
  readonly call: ActForm;
}

/** What stands on the page beside the list. */
export interface CallsState {
  readonly cursor?: string | undefined;
  readonly number?: { readonly id: string; readonly text: string };
  readonly refused?: Refusal & { readonly id: string };
}

const LOOKS: Readonly<Record<CallKind, readonly [Tone, Shape]>> = {
  undelivered: ['late', 'cross'],
  not_received: ['soon', 'question'],
  call_back: ['brand', 'diamond'],
  second_promise: ['late', 'triangle'],
};

export function callsView({ items, nextCursor }: CallsPage, state: CallsState, t: Translator): CallsView {
  const rows = items.map((line) => callRow(line, state, t));
  const forms = rows.flatMap(({ id, call }) => (id === state.refused?.id ? call.fields : []));
  return {
    rows,
    errors: state.refused ? namedErrors(forms, state.refused.errors) : [],
    refusal: state.refused?.sentence ?? null,
    number: state.number?.text ?? null,
    pagination:
      nextCursor === null
        ? null
        : {
            summary: t('calls.page', { count: items.length }),
            firstHref: null,
            nextHref: `/calls?cursor=${nextCursor}`,
          },
    empty: rows.length > 0 ? null : { title: t('calls.empty_title'), body: t('calls.empty'), action: null },
  };
}

function callRow({ task, subject, calls }: CallLine, state: CallsState, t: Translator): CallRow {
  const [tone, shape] = LOOKS[task.kind];
  const { phoneMasked, name } = subject.applicant;
  return {
    id: task.id,
    why: { tone, shape, text: t(`calls.kind_${task.kind}`) },
    wish: task.wish === null ? null : t('calls.wish', { wish: task.wish }),
    dueText: momentText(task.dueAt, t),
    name,
    phone: phoneMasked ?? t('calls.phone_missing'),
    code: task.dossierCode,
    dossierHref: `/dossiers/${encodeURIComponent(task.dossierCode)}`,
    letterHref: task.letterId === null ? null : `/letters/${task.letterId}`,
    tried: calls.map(({ outcome, at, note }) => {
      const words = { moment: momentText(at, t), outcome: t(`calls.outcome_${outcome}`) };
      return note === null ? t('calls.tried', words) : t('calls.tried_note', { ...words, note });
    }),
    number: act({
      key: `numbers-${task.id}`,
      label: t('calls.show_number'),
      action: `/calls/${task.id}/numbers`,
    }),
    call: callForm(task.id, state, t),
  };
}

function callForm(id: string, { refused, number }: CallsState, t: Translator): ActForm {
  const form = act({
    key: `calls-${id}`,
    label: t('calls.act'),
    action: `/calls/${id}/calls`,
    primary: true,
    open: number?.id === id,
    fields: [
      choiceField({ kind: 'radio', name: 'outcome', label: t('calls.outcome'), required: true }, [
        choices(CALL_OUTCOMES.map((each) => [each, t(`calls.outcome_${each}`)] as const)),
      ]),
      field({ kind: 'textarea', name: 'note', label: t('calls.note'), hint: t('calls.note_hint'), maxLength: 600 }),
    ],
  });
  if (refused?.id !== id) return form;
  return { ...form, open: true, fields: withAnswers(form.fields, refused.typed, refused.errors) };
}

import type { FieldError } from '../../domain/errors.js';
import { choiceField, choices, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, EmptyState, FormError, FormField } from '../../platform/templates/page-parts.js';
import { momentText } from '../../platform/templates/page-words.js';
import type { RowFacts } from '../dossier-rows.view.js';
import { standingBadge, stateBadge } from '../state-words.view.js';
import { fits } from './scans.service.js';

/** GET /counter/results: a result reaches the desk, with its scan and its place. Template pages/counter/results. */
export interface ResultsView {
  readonly errors: readonly FormError[];
  readonly code: string;
  readonly found: FoundView | null;
  /** the result that has just come in */
  readonly done: DoneView | null;
  readonly empty: EmptyState | null;
}

export interface FoundView {
  readonly code: string;
  readonly href: string;
  readonly action: string;
  readonly version: number;
  readonly about: string;
  readonly badges: readonly Badge[];
  /** null where it cannot be completed now; then `why` says so */
  readonly fields: readonly FormField[] | null;
  readonly why: string | null;
  /** beside the field of the file */
  readonly fileWrong: string | null;
}

export interface DoneView {
  readonly code: string;
  readonly href: string;
  /** where the officer says that the citizen was told */
  readonly toldAction: string;
  readonly shelf: string | null;
  readonly applicantName: string;
  /** to be copied into a chat; null where the result goes by post or the like */
  readonly message: string | null;
}

export interface ResultsState {
  readonly code: string;
  readonly row: RowFacts | null;
  readonly done: DoneView | null;
  readonly lastShelf: string | null;
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
}

export function resultsView(state: ResultsState, t: Translator): ResultsView {
  const { code, row, typed, errors, lastShelf } = state;
  const fields = withAnswers(resultFields(lastShelf, t), typed, errors);
  const file = errors.find(({ field: name }) => name === 'scan');
  return {
    errors: namedErrors(fields, errors).map((one, i) => (errors[i]?.field === 'scan' ? { ...one, href: '#scan' } : one)), // prettier-ignore
    code,
    found: row && { ...foundView(row, t), fields: fits('complete', row) ? fields : null, fileWrong: file?.message ?? null }, // prettier-ignore
    done: state.done,
    empty: code !== '' && row === null ? { title: t('counter.result_none'), body: t('counter.result_none_hint'), action: null } : null, // prettier-ignore
  };
}

function foundView(row: RowFacts, t: Translator): Omit<FoundView, 'fields' | 'fileWrong'> {
  const { dossier, applicantName, procedureName, standing } = row;
  const state = stateBadge(dossier, t);
  const shelf = dossier.settlement?.shelf;
  return {
    code: dossier.code,
    href: `/dossiers/${encodeURIComponent(dossier.code)}`,
    action: `/counter/results/${encodeURIComponent(dossier.code)}`,
    version: dossier.version,
    about: `${applicantName} · ${procedureName} · ${momentText(dossier.currentDueAt ?? dossier.lastEventAt, t)}`,
    badges: dossier.settlement === null ? [standingBadge(standing, t), state] : [state],
    why: fits('complete', row)
      ? null
      : shelf === undefined || shelf === null
        ? t('counter.scan_misfit', { state: state.text })
        : t('counter.result_there', { state: state.text, shelf }),
  };
}

function resultFields(lastShelf: string | null, t: Translator): FormField[] {
  const outcomes = choices(
    [
      ['granted', t('counter.granted')],
      ['refused', t('counter.refused')],
    ],
    'granted',
  );
  return [
    field({ name: 'shelf', label: t('counter.shelf'), hint: shelfHint(lastShelf, t), value: lastShelf ?? '', maxLength: 30 }), // prettier-ignore
    field({ name: 'resultNumber', label: t('counter.result_number'), maxLength: 60 }),
    choiceField({ kind: 'radio', name: 'outcome', label: t('counter.outcome'), required: true }, [outcomes]),
    field({ name: 'reason', label: t('counter.refusal_reason'), hint: t('counter.refusal_hint'), maxLength: 600 }),
  ];
}

/** The place used last is offered; where places are counted, the one after it is named too. */
export function shelfHint(last: string | null, t: Translator): string {
  if (last === null) return t('counter.shelf_hint');
  const next = shelfAfter(last);
  return next === null ? t('counter.shelf_last', { last }) : t('counter.shelf_next', { last, next });
}

/** `B12` is followed by `B13`, `Tủ 09` by `Tủ 10`; null where nothing is counted. */
export function shelfAfter(last: string): string | null {
  const [, head = '', digits] = /^(.*?)(\d{1,6})$/.exec(last) ?? [];
  return digits === undefined ? null : `${head}${String(Number(digits) + 1).padStart(digits.length, '0')}`;
}

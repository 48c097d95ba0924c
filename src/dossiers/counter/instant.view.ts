import type { FieldError } from '../../domain/errors.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import { choiceField, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { EmptyState, FormError, FormField } from '../../platform/templates/page-parts.js';
import { feeViews, procedureChoices, type FeeView } from './counter-words.js';

/** GET /dossiers/instant: received and returned in one act. Template pages/counter/instant. */
export interface InstantView {
  readonly errors: readonly FormError[];
  readonly fields: InstantFields | null;
  readonly fees: readonly FeeView[];
  /** whom this person served last; null when nobody yet today */
  readonly again: AgainView | null;
  readonly saved: SavedInstantView | null;
  /** after three o'clock what cannot be given at once is promised by the hour */
  readonly laterNote: string;
  readonly empty: EmptyState | null;
}

export interface InstantFields {
  readonly procedure: FormField;
  readonly name: FormField;
  readonly idNumber: FormField;
  readonly copies: FormField;
  readonly pages: FormField;
  /** shown when a name came off a card without its accents */
  readonly nameChecked: FormField | null;
}

export interface AgainView {
  readonly code: string;
  readonly name: string;
  readonly checked: boolean;
}

export interface SavedInstantView {
  readonly code: string;
  readonly href: string;
  readonly text: string;
  readonly feeText: string;
  /** the slip with hour and day, where it was not given at once */
  readonly slipHref: string | null;
}

export interface InstantState {
  readonly procedures: readonly ProcedureVersion[];
  readonly chosen: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
  readonly again: { readonly code: string; readonly name: string } | null;
  readonly saved: SavedInstantView | null;
  /** the minute of the day from which the law asks for a slip */
  readonly afternoon: boolean;
}

export function instantView(state: InstantState, t: Translator): InstantView {
  const { procedures, typed, errors, again } = state;
  const fields = instantFields(procedures, state.chosen, t);
  const answer = ([one]: readonly [FormField]): FormField => withAnswers([one], typed, errors)[0] ?? one;
  const bare = errors.some(({ field: name, message }) => name === 'name' && message === t('counter.name_bare'));
  return {
    errors: namedErrors([...Object.values(fields)], errors),
    fields:
      procedures.length === 0
        ? null
        : {
            procedure: answer([fields.procedure]),
            name: answer([fields.name]),
            idNumber: answer([fields.idNumber]),
            copies: answer([fields.copies]),
            pages: answer([fields.pages]),
            nameChecked: bare ? nameChecked(t) : null,
          },
    fees: feeViews(procedures),
    again: again && { ...again, checked: typed['again'] === again.code },
    saved: state.saved,
    laterNote: t(state.afternoon ? 'counter.later_now' : 'counter.later_note'),
    empty: procedures.length > 0 ? null : noProcedures(t),
  };
}

export function nameChecked(t: Translator, prefix = ''): FormField {
  return field({ kind: 'checkbox', name: `${prefix}nameChecked`, label: t('counter.name_checked') });
}

export function noProcedures(t: Translator): EmptyState {
  return { title: t('counter.no_instant'), body: t('counter.no_instant_hint'), action: null };
}

type PlainFields = Readonly<Record<'procedure' | 'name' | 'idNumber' | 'copies' | 'pages', FormField>>;

function instantFields(procedures: readonly ProcedureVersion[], chosen: string, t: Translator): PlainFields {
  const count = { inputMode: 'numeric', maxLength: 3 };
  return {
    procedure: choiceField({ kind: 'select', name: 'procedureCode', label: t('counter.procedure'), required: true }, [
      procedureChoices(procedures, chosen),
    ]),
    name: field({ name: 'name', label: t('counter.name'), hint: t('counter.name_hint'), maxLength: 600 }),
    idNumber: field({ name: 'idNumber', label: t('counter.id'), inputMode: 'numeric', maxLength: 20 }),
    copies: field({ ...count, name: 'copies', label: t('counter.copies'), value: '1', required: true }),
    pages: field({ ...count, name: 'pages', label: t('counter.pages'), hint: t('counter.pages_hint') }),
  };
}

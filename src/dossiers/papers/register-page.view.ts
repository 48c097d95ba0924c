import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import type { FieldError } from '../../domain/errors.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { choiceField, choices, field, formErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { FormError, FormField } from '../../platform/templates/page-parts.js';

type Options = readonly (readonly [value: string, label: string])[];

/** GET /papers/register and /papers/result-slip. Template pages/papers/register. */
export interface RegisterPageView {
  readonly heading: string;
  readonly action: string;
  readonly errors: readonly FormError[];
  readonly fields: readonly FormField[];
  /** null when there is nothing to print */
  readonly pdfHref: string | null;
  readonly nextHref: string | null;
  /** the whole of it as a workbook; null for what is no register */
  readonly exportHref: string | null;
  /** asks for whole telephone numbers; null for those who may not */
  readonly phones: {
    readonly action: string;
    readonly open: boolean;
    readonly hidden: readonly { readonly name: string; readonly value: string }[];
    readonly field: FormField;
  } | null;
  readonly emptyText: string | null;
  readonly papers: readonly string[];
}

export interface RegisterState {
  readonly by: Actor;
  readonly units: Options;
  readonly asked: { readonly unit: string; readonly from: PlainDate; readonly to: PlainDate; readonly cursor?: string };
  /** null when what was asked was refused */
  readonly sheets: { readonly html: string; readonly isEmpty: boolean } | null;
  readonly nextCursor: string | null;
  readonly errors: readonly FieldError[];
  /** what was typed as the reason, where it was refused */
  readonly reason: string | null;
}

export function registerPageView(state: RegisterState, t: Translator): RegisterPageView {
  const { units, asked, sheets, errors, nextCursor } = state;
  const filters = withAnswers(
    [
      choiceField({ kind: 'select', name: 'unit', label: t('papers.register.unit') }, [choices(units, asked.unit)]),
      field({ kind: 'date', name: 'from', label: t('papers.register.from'), value: asked.from }),
      field({ kind: 'date', name: 'to', label: t('papers.register.to'), value: asked.to }),
    ],
    {},
    errors,
  );
  const there = sheets !== null && !sheets.isEmpty;
  const phones = there && hasRole(state.by, 'desk_head') ? phonesForm(state, t) : null;
  return {
    heading: t('papers.register.title'),
    action: '/papers/register',
    errors: formErrors([...filters, ...(phones ? [phones.field] : [])], errors),
    fields: filters,
    pdfHref: there ? `/papers/register/pdf?${queryOf(asked)}` : null,
    nextHref: nextCursor === null ? null : `/papers/register?${queryOf({ ...asked, cursor: nextCursor })}`,
    exportHref: '/papers/register/exports',
    phones,
    emptyText: sheets?.isEmpty === true ? t('papers.register.empty') : null,
    papers: there ? [sheets.html] : [],
  };
}

function phonesForm({ asked, errors, reason }: RegisterState, t: Translator): NonNullable<RegisterPageView['phones']> {
  const own = field({
    kind: 'textarea',
    name: 'reason',
    label: t('papers.register.reason'),
    hint: t('papers.register.reason_hint'),
    required: true,
    maxLength: 600,
    value: reason ?? '',
    error: errors.find(({ field: name }) => name === 'reason')?.message ?? null,
  });
  return {
    action: '/papers/register/phones',
    open: own.error !== null,
    hidden: Object.entries(asked).map(([name, value]) => ({ name, value })),
    field: own,
  };
}

export interface ResultSlipState {
  readonly agencies: Options;
  readonly unit: string;
  readonly day: PlainDate;
  readonly sheets: { readonly html: string; readonly isEmpty: boolean };
}

export function resultSlipPageView({ agencies, unit, day, sheets }: ResultSlipState, t: Translator): RegisterPageView {
  return {
    heading: t('papers.results.title'),
    action: '/papers/result-slip',
    errors: [],
    fields: [
      choiceField({ kind: 'select', name: 'unit', label: t('papers.results.unit') }, [choices(agencies, unit)]),
      field({ kind: 'date', name: 'day', label: t('papers.results.day'), value: day }),
    ],
    pdfHref: sheets.isEmpty ? null : `/papers/result-slip/pdf?${queryOf({ unit, day })}`,
    nextHref: null,
    exportHref: null,
    phones: null,
    emptyText: sheets.isEmpty ? t('papers.results.empty') : null,
    papers: sheets.isEmpty ? [] : [sheets.html],
  };
}

function queryOf(asked: Readonly<Record<string, string>>): string {
  return new URLSearchParams(asked).toString();
}

import type { PlainDate } from '../../domain/time/plain-date.js';
import { choiceField, choices, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, EmptyState, FormError, FormField, Pagination } from '../../platform/templates/page-parts.js';
import { momentText, numberText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { Unit } from '../../units/unit.js';
import { daysText, exportBadge, hrefOfExport } from './export-words.view.js';
import type { RegisterExport } from './register-export.js';

/** GET /papers/register/exports. Template pages/papers/exports. */
export interface ExportsHomeView {
  readonly fields: readonly FormField[];
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
  readonly rows: readonly {
    readonly href: string;
    readonly atText: string;
    readonly unitName: string;
    readonly period: string;
    readonly rowsText: string;
    readonly state: Badge;
  }[];
  readonly empty: EmptyState | null;
  readonly pagination: Pagination | null;
}

export interface ExportsHomeFacts {
  readonly exports: readonly RegisterExport[];
  readonly nextHref: string | null;
  /** whose registers the reader may take along, their own first */
  readonly desks: readonly Pick<Unit, 'code' | 'name'>[];
  readonly today: PlainDate;
  /** they may ask for whole telephone numbers */
  readonly head: boolean;
  readonly refusal: Refusal | null;
}

export function exportsHomeView(facts: ExportsHomeFacts, t: Translator): ExportsHomeView {
  const { exports, desks, nextHref, refusal } = facts;
  const errors = refusal?.errors ?? [];
  const plain = formFields(facts, t);
  const fields = refusal ? withAnswers(plain, refusal.typed, errors) : plain;
  const names = new Map(desks.map(({ code, name }) => [code, name]));
  return {
    fields,
    errors: namedErrors(fields, errors),
    refusal: refusal?.sentence ?? null,
    rows: exports.map((one) => ({
      href: hrefOfExport(one),
      atText: momentText(one.askedAt, t),
      unitName: names.get(one.unitCode) ?? one.unitCode,
      period: daysText(one, t),
      rowsText: numberText(one.rows, t),
      state: exportBadge(one.state, t),
    })),
    empty: exports.length > 0 ? null : { title: t('exports.none'), body: t('exports.none_hint'), action: null },
    pagination:
      nextHref === null
        ? null
        : { summary: t('exports.newest', { n: numberText(exports.length, t) }), firstHref: null, nextHref },
  };
}

function formFields({ desks, today, head }: ExportsHomeFacts, t: Translator): FormField[] {
  const options = desks.map(({ code, name }) => [code, name] as const);
  const unit = choiceField({ kind: 'select', name: 'unit', label: t('papers.register.unit'), required: true }, [
    choices(options, options[0]?.[0] ?? ''),
  ]);
  const below = field({ kind: 'checkbox', name: 'below', label: t('exports.below') });
  const whole = { name: 'reason', label: t('exports.reason'), hint: t('exports.reason_hint'), maxLength: 600 };
  return [
    unit,
    ...(desks.length > 1 ? [below] : []),
    field({
      kind: 'date',
      name: 'from',
      label: t('papers.register.from'),
      required: true,
      value: `${today.slice(0, 4)}-01-01`,
    }),
    field({ kind: 'date', name: 'to', label: t('papers.register.to'), required: true, value: today }),
    ...(head ? [field({ kind: 'textarea', ...whole })] : []),
  ];
}

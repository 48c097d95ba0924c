import { offeredPeriods } from '../../apologies/coverage/cover-periods.js';
import { periodText } from '../../apologies/coverage/coverage.view.js';
import { parsePeriod, yearAtHand } from '../../domain/kpi/period.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { choiceField, choices, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, EmptyState, FormError, FormField, Pagination } from '../../platform/templates/page-parts.js';
import { momentText, numberText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { Unit } from '../../units/unit.js';
import { RECONCILE_KINDS, type Reconciliation, type ReconcileState } from './reconciliation.js';

/** GET /reports/reconcile. Template pages/reports/reconcile. */
export interface ReconcileHomeView {
  readonly rows: readonly {
    readonly href: string;
    readonly atText: string;
    readonly kind: string;
    readonly unitName: string;
    readonly period: string;
    readonly by: string;
    readonly state: Badge;
  }[];
  readonly empty: EmptyState | null;
  readonly pagination: Pagination | null;
  readonly fields: readonly FormField[];
  readonly fileError: string | null;
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
}

export interface ReconcileHomeFacts {
  readonly files: readonly Reconciliation[];
  readonly nextHref: string | null;
  /** whose figures the reader may ask about, their own first */
  readonly units: readonly Pick<Unit, 'code' | 'name'>[];
  readonly today: PlainDate;
  readonly personName: (username: string) => string;
  readonly refusal: Refusal | null;
}

export function reconcileHomeView(facts: ReconcileHomeFacts, t: Translator): ReconcileHomeView {
  const { files, units, refusal, nextHref } = facts;
  const errors = refusal?.errors ?? [];
  const plain = formFields(facts, t);
  const fields = refusal ? withAnswers(plain, refusal.typed, errors) : plain;
  const unitName = new Map(units.map(({ code, name }) => [code, name]));
  return {
    rows: files.map((file) => ({
      href: `/reports/reconcile/${file.id}`,
      atText: momentText(file.createdAt, t),
      kind: t(`reconcile.kind.${file.kind}`),
      unitName: unitName.get(file.unitCode) ?? file.unitCode,
      period: periodText(parsePeriod(file.period.code), t),
      by: facts.personName(file.createdBy),
      state: reconcileBadge(file.state, t),
    })),
    empty: files.length > 0 ? null : { title: t('reconcile.none'), body: t('reconcile.none_hint'), action: null },
    pagination:
      nextHref === null
        ? null
        : { summary: t('reconcile.newest', { n: numberText(files.length, t) }), firstHref: null, nextHref },
    fields,
    fileError: errors.find(({ field: name }) => name === 'file')?.message ?? null,
    errors: namedErrors([field({ name: 'file', label: t('imports.file') }), ...fields], errors),
    refusal: refusal?.sentence ?? null,
  };
}

function formFields({ units, today }: ReconcileHomeFacts, t: Translator): FormField[] {
  const kinds = RECONCILE_KINDS.map((kind) => [kind, t(`reconcile.kind_long.${kind}`)] as const);
  const periods = offeredPeriods(today).map((period) => [period.code, periodText(period, t)] as const);
  return [
    choiceField({ kind: 'radio', name: 'kind', label: t('reconcile.what'), required: true }, [
      choices(kinds, 'late_list'),
    ]),
    choiceField({ kind: 'select', name: 'period', label: t('reconcile.period'), hint: t('reconcile.period_hint') }, [
      choices(periods, yearAtHand(today).code),
    ]),
    choiceField({ kind: 'select', name: 'unit', label: t('reconcile.unit') }, [
      choices(
        units.map(({ code, name }) => [code, name] as const),
        units[0]?.code ?? '',
      ),
    ]),
    field({ kind: 'date', name: 'takenOn', label: t('reconcile.taken_on'), hint: t('reconcile.taken_on_hint') }),
    field({
      kind: 'checkbox',
      name: 'twoClasses',
      label: t('reconcile.two_classes'),
      hint: t('reconcile.two_classes_hint'),
    }),
  ];
}

const LOOKS: Readonly<Record<ReconcileState, Omit<Badge, 'text'>>> = {
  received: { tone: 'brand', shape: 'ring' },
  done: { tone: 'ok', shape: 'tick' },
  unreadable: { tone: 'late', shape: 'cross' },
  cancelled: { tone: 'neutral', shape: 'cross' },
};

export function reconcileBadge(state: ReconcileState, t: Translator): Badge {
  return { ...LOOKS[state], text: t(`reconcile.state.${state}`) };
}

import { field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { EmptyState, FormError, FormField } from '../../platform/templates/page-parts.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { ReportView } from './report-views.repository.js';

/** GET /reports/views. Template pages/reports/views. */
export interface ReportViewsView {
  readonly views: readonly { readonly name: string; readonly href: string; readonly reportName: string }[];
  readonly empty: EmptyState | null;
  /** null where no page is to be kept */
  readonly save: {
    readonly address: string;
    readonly reportName: string;
    readonly fields: readonly FormField[];
  } | null;
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
}

export interface ReportViewsFacts {
  readonly views: readonly ReportView[];
  /** of the page to be kept */
  readonly address: string | null;
  readonly refusal: Refusal | null;
}

export function reportViewsView({ views, address, refusal }: ReportViewsFacts, t: Translator): ReportViewsView {
  const errors = refusal?.errors ?? [];
  const plain = [field({ name: 'name', label: t('views.name'), required: true, maxLength: 60, hint: t('views.name_hint') })]; // prettier-ignore
  const fields = refusal ? withAnswers(plain, refusal.typed, errors) : plain;
  return {
    views: views.map((view) => ({ name: view.name, href: view.address, reportName: nameOf(view.address, t) })),
    empty: views.length > 0 ? null : { title: t('views.none'), body: t('views.none_hint'), action: null },
    save: address === null ? null : { address, reportName: nameOf(address, t), fields },
    errors: address === null ? [] : namedErrors(fields, errors),
    // Without the form there is no field to blame.
    refusal: refusal?.sentence ?? (address === null ? (errors[0]?.message ?? null) : null),
  };
}

/** The link of a report to the page where its question gets a name. */
export function keepHref(url: string): string {
  return `/reports/views?${new URLSearchParams({ address: url }).toString()}`;
}

/** As the menu calls the report. */
function nameOf(address: string, t: Translator): string {
  const [path = ''] = address.split('?');
  return t(`nav.${path.replace('/reports/', '').replaceAll('-', '_')}`);
}

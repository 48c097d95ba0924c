import { DomainError } from '../../domain/errors.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, FormError } from '../../platform/templates/page-parts.js';
import { refusalWords } from '../../platform/web/problem.view.js';
import type { BulkItem } from './bulk.service.js';

export type BulkResource = 'hand-overs' | 'acknowledgements' | 'assignments';

/** Template pages/bulk/results: what became of each of many, what was refused first. */
export interface BulkView {
  readonly heading: string;
  /** null: nothing was tried */
  readonly summary: string | null;
  readonly errors: readonly FormError[];
  readonly rows: readonly {
    readonly code: string;
    readonly href: string;
    readonly badge: Badge;
    readonly why: string;
  }[];
  readonly backHref: string;
}

export function bulkView(
  resource: BulkResource,
  items: readonly BulkItem[],
  errors: readonly string[],
  backHref: string,
  t: Translator,
): BulkView {
  const refused = items.filter(({ done }) => !done);
  const done = items.length - refused.length;
  const ordered = [...refused, ...items.filter((item) => item.done)];
  return {
    heading: t(`bulk.head.${resource}`),
    summary: items.length === 0 ? null : t('bulk.summary', { done, refused: refused.length }),
    errors: errors.map((message) => ({ href: backHref, message })),
    rows: ordered.map((item) => ({
      code: item.code,
      href: `/dossiers/${encodeURIComponent(item.code)}`,
      badge: item.done
        ? ({ tone: 'ok', shape: 'tick', text: t('bulk.ok') } as const)
        : ({ tone: 'late', shape: 'cross', text: t('bulk.refused') } as const),
      why: item.done ? '' : whyText(item.error, t),
    })),
    backHref,
  };
}

function whyText({ code, detail, facts }: Extract<BulkItem, { done: false }>['error'], t: Translator): string {
  const { happened, todo } = refusalWords(new DomainError(code, detail, facts), t);
  return `${happened}. ${todo}`;
}

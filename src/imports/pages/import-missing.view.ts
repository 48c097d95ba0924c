import type { Translator } from '../../platform/templates/i18n.js';
import type { EmptyState, Pagination } from '../../platform/templates/page-parts.js';
import { momentText } from '../../platform/templates/page-words.js';
import type { MissingDossier } from '../missing.repository.js';

/** GET /imports/{id}/missing. Template pages/imports/missing. */
export interface ImportMissingView {
  readonly backHref: string;
  readonly rows: readonly {
    readonly href: string;
    readonly code: string;
    readonly unitName: string;
    readonly dueText: string;
    readonly toldText: string;
  }[];
  readonly empty: EmptyState | null;
  readonly pagination: Pagination | null;
}

export interface ImportMissingFacts {
  readonly id: string;
  readonly dossiers: readonly MissingDossier[];
  readonly nextCursor: string | null;
  readonly unitName: (code: string) => string;
}

export function importMissingView(facts: ImportMissingFacts, t: Translator): ImportMissingView {
  const { id, dossiers, nextCursor, unitName } = facts;
  const here = `/imports/${id}/missing`;
  return {
    backHref: `/imports/${id}`,
    rows: dossiers.map(({ code, unitCode, currentDueAt, vouchedUntil }) => ({
      href: `/dossiers/${encodeURIComponent(code)}`,
      code,
      unitName: unitName(unitCode),
      dueText: currentDueAt === null ? '–' : momentText(currentDueAt, t),
      toldText: momentText(vouchedUntil, t),
    })),
    empty:
      dossiers.length > 0 ? null : { title: t('imports.missing_none'), body: t('imports.missing_lead'), action: null },
    pagination:
      nextCursor === null
        ? null
        : {
            summary: t('imports.rows_page'),
            firstHref: here,
            nextHref: `${here}?cursor=${encodeURIComponent(nextCursor)}`,
          },
  };
}

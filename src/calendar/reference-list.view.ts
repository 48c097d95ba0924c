import type { Badge, EmptyState, FormField, Link } from '../platform/templates/page-parts.js';
import type { Translator } from '../platform/templates/i18n.js';

/** Template pages/reference/list: a table of reference data, to be read. */
export interface ReferenceListView {
  readonly heading: string;
  readonly lead: string;
  readonly links: readonly (Link & { readonly current: boolean })[];
  readonly search: { readonly action: string; readonly fields: readonly FormField[] } | null;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly ReferenceCell[] }[];
  /** set when `rows` is empty */
  readonly empty: EmptyState | null;
}

export interface ReferenceCell {
  /** heading of its column, shown beside it on narrow screens */
  readonly column: string;
  readonly text: string | null;
  readonly sub: string | null;
  readonly badge: Badge | null;
}

export function cell(
  column: string,
  text: string | null,
  sub: string | null = null,
  badge: Badge | null = null,
): ReferenceCell {
  return { column, text, sub, badge };
}

/** The pages of reference data, one beside the other. */
export function referenceLinks(path: string, year: number, t: Translator): ReferenceListView['links'] {
  const pages = [
    { href: '/reference/procedures', label: t('ref.procedures') },
    { href: '/reference/units', label: t('ref.units') },
    { href: `/calendar/${year - 1}`, label: t('ref.year', { year: year - 1 }) },
    { href: `/calendar/${year}`, label: t('ref.year', { year }) },
    { href: `/calendar/${year + 1}`, label: t('ref.year', { year: year + 1 }) },
  ];
  return pages.map((page) => ({ ...page, current: page.href === path }));
}

/** The strong marks; anything else must be checked by a person. */
const SURE: Readonly<Record<'F' | 'K', Pick<Badge, 'tone' | 'shape'>>> = {
  F: { tone: 'ok', shape: 'tick' },
  K: { tone: 'neutral', shape: 'ring' },
};

/**
 * A found fact, common knowledge, or something a person must check: never only by colour.
 *
 * @param certainty one mark or several, e.g. `F/K`: the weakest speaks
 * @param words other words for it; left out, those of the mark
 */
export function certaintyBadge(certainty: string, t: Translator, words?: string): Badge {
  const mark = certainty.includes('U') ? 'U' : certainty.includes('K') ? 'K' : 'F';
  const look = mark === 'U' ? ({ tone: 'soon', shape: 'question' } as const) : SURE[mark];
  return { ...look, text: words ?? t(`ref.certainty.${mark}`) };
}

import type { Role } from '../../domain/accounts/roles.js';
import type { Translator } from '../templates/i18n.js';
import type { NavGroup } from '../templates/page-context.js';

/** Parts of the menu in the order in which they stand; the heading of each is `nav.group.<key>`, the first has none. */
const GROUPS = ['work', 'papers', 'figures', 'office'] as const;

export type NavGroupKey = (typeof GROUPS)[number];

/** One entry of the menu, handed in by the composition root: the platform knows no feature's pages. */
export interface NavEntry {
  readonly key: string;
  readonly group: NavGroupKey;
  readonly href: string;
  readonly labelKey: string;
  /** who sees it; the page behind it checks again */
  readonly roles: readonly Role[];
  /** function key that leads there from every page, e.g. `F2` */
  readonly shortcut?: string;
  /** stands in the top bar too */
  readonly quick?: boolean;
  /** marked as the present place on every page below this path, too */
  readonly within?: string;
}

/** Where the reader is: the path without its query, and the whole address. */
export interface Place {
  readonly path: string;
  readonly url: string;
}

/**
 * @param entries those that this person may open
 * @param waiting what waits behind an entry, by its key
 */
export function menu(
  entries: readonly NavEntry[],
  waiting: Readonly<Record<string, number>>,
  place: Place,
  t: Translator,
): NavGroup[] {
  const inside = entries.filter((entry) => isWithin(entry, place));
  const current = inside.sort((a, b) => b.href.length - a.href.length)[0]?.key;
  const items = entries.map((entry) => ({
    group: entry.group,
    key: entry.key,
    href: entry.href,
    label: t(entry.labelKey),
    count: waiting[entry.key] ?? null,
    shortcut: entry.shortcut ?? null,
    current: entry.key === current,
  }));
  return GROUPS.map((key) => ({
    key,
    label: key === 'work' ? null : t(`nav.group.${key}`),
    items: items.filter(({ group }) => group === key),
  })).filter(({ items: some }) => some.length > 0);
}

/** A page below the entry's own, or the entry's list with more conditions. */
function isWithin({ href, within }: NavEntry, { path, url }: Place): boolean {
  if (href.includes('?')) return url === href || url.startsWith(`${href}&`);
  return [href, ...(within === undefined ? [] : [within])].some(
    (each) => path === each || (each !== '/' && path.startsWith(`${each}/`)),
  );
}

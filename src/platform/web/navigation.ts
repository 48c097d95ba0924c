import type { Role } from '../../domain/accounts/roles.js';
import type { Translator } from '../templates/i18n.js';
import type { NavGroup, NavItem, NavTabs } from '../templates/page-context.js';

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
  /** entries of one section stand as one in the menu, `nav.section.<key>`, and as tabs above each of their pages */
  readonly section?: string;
}

/** Where the reader is: the path without its query, and the whole address. */
export interface Place {
  readonly path: string;
  readonly url: string;
}

export interface Menu {
  readonly nav: readonly NavGroup[];
  /** of the section the reader is in; null where there is one page or none */
  readonly tabs: NavTabs | null;
}

/**
 * @param entries those that this person may open
 * @param waiting what waits behind an entry, by its key; a section says what waits behind its first one
 */
export function menu(
  entries: readonly NavEntry[],
  waiting: Readonly<Record<string, number>>,
  place: Place,
  t: Translator,
): Menu {
  const inside = entries.filter((entry) => isWithin(entry, place));
  const current = inside.sort((a, b) => b.href.length - a.href.length)[0];
  const itemOf = (entry: NavEntry): NavItem => ({
    key: entry.key,
    href: entry.href,
    label: t(entry.labelKey),
    count: waiting[entry.key] ?? null,
    shortcut: entry.shortcut ?? null,
    current: entry === current,
  });
  const sectionOf = (name: string): NavEntry[] => entries.filter(({ section }) => section === name);
  const sectionItem = (entry: NavEntry, name: string): NavItem | null => {
    const all = sectionOf(name);
    if (all[0] !== entry) return null;
    if (all.length === 1) return itemOf(entry);
    return { ...itemOf(entry), key: name, label: t(`nav.section.${name}`), current: current?.section === name };
  };
  const nav = GROUPS.map((key) => ({
    key,
    label: key === 'work' ? null : t(`nav.group.${key}`),
    items: entries
      .filter(({ group }) => group === key)
      .flatMap((entry) => (entry.section === undefined ? itemOf(entry) : (sectionItem(entry, entry.section) ?? []))),
  })).filter(({ items }) => items.length > 0);
  const beside = current?.section === undefined ? [] : sectionOf(current.section);
  if (current?.section === undefined || beside.length < 2) return { nav, tabs: null };
  return { nav, tabs: { label: t(`nav.section.${current.section}`), items: beside.map(itemOf) } };
}

/** A page below the entry's own, or the entry's list with more conditions. */
function isWithin({ href, within }: NavEntry, { path, url }: Place): boolean {
  if (href.includes('?')) return url === href || url.startsWith(`${href}&`);
  return [href, ...(within === undefined ? [] : [within])].some(
    (each) => path === each || (each !== '/' && path.startsWith(`${each}/`)),
  );
}

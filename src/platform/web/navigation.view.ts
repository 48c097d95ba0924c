import type { Translator } from '../templates/i18n.js';
import type { NavItem } from '../templates/page-context.js';

/** Entries of the menu, in this order; the label of each is `nav.<key>`. */
const NAVIGATION = [
  { key: 'todo', href: '/' },
  { key: 'intake', href: '/dossiers/new' },
  { key: 'search', href: '/dossiers' },
  { key: 'owed', href: '/letters' },
  { key: 'sign', href: '/letters?state=drafted' },
  { key: 'print_queue', href: '/letters/print-queue' },
  { key: 'mailbox', href: '/mailbox' },
] as const;

export type NavKey = (typeof NAVIGATION)[number]['key'];

/**
 * @param shown entries this person may open, with what waits there (null: no figure)
 * @param path of the page, with its query: the entry it belongs to is marked
 */
export function navItems(shown: ReadonlyMap<NavKey, number | null>, path: string, t: Translator): NavItem[] {
  return NAVIGATION.filter(({ key }) => shown.has(key)).map(({ key, href }) => ({
    key,
    href,
    label: t(`nav.${key}`),
    count: shown.get(key) ?? null,
    current: path === href,
  }));
}

export function roleText(role: string, t: Translator): string {
  return t(`role.${role}`);
}

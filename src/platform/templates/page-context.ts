import type { Locale } from './i18n.js';

/** One entry of the left-hand menu; the label is already in the reader's language. */
export interface NavItem {
  readonly key: string;
  readonly href: string;
  readonly label: string;
  /** what waits there; null shows nothing, 0 shows nothing either: quiet data, loud exceptions */
  readonly count: number | null;
  /** function key that leads there from every page; null when there is none */
  readonly shortcut: string | null;
  readonly current: boolean;
}

/** Entries that belong together; the first part of the menu needs no heading. */
export interface NavGroup {
  readonly key: string;
  readonly label: string | null;
  readonly items: readonly NavItem[];
}

/** Pages of one section of the menu, above each of them. */
export interface NavTabs {
  readonly label: string;
  readonly items: readonly NavItem[];
}

/** What every layout asks for, beside the view of the page itself. */
export interface PageContext {
  readonly locale: Locale;
  readonly title: string;
  readonly path: string;
  readonly csrfToken: string;
  /** idempotency key of the forms on this page: posting one of them twice does one thing */
  readonly formKey: string;
  readonly user: {
    readonly username: string;
    readonly fullName: string;
    readonly unitName: string;
    readonly roles: readonly { readonly key: string; readonly label: string }[];
  } | null;
  /** the screen locks itself after so long without a key or a click, 0: never; null where nobody is signed in */
  readonly lock: { readonly minutes: number } | null;
  readonly nav: readonly NavGroup[];
  readonly tabs: NavTabs | null;
  /** the act this person does most, in the top bar; null for those who do not receive */
  readonly quick: { readonly href: string; readonly shortcut: string | null } | null;
  /** the simulated clock of a training copy; null in real use */
  readonly training: { readonly nowText: string } | null;
  /** invented data: a banner on screens, a watermark on papers */
  readonly illustration: boolean;
  /** what must be known on every page until it is seen to, and where */
  readonly notices: readonly { readonly text: string; readonly href: string }[];
  readonly flash: { readonly kind: 'ok' | 'error' | 'info'; readonly text: string } | null;
  readonly localeLinks: readonly {
    readonly locale: Locale;
    readonly label: string;
    readonly href: string;
    readonly current: boolean;
  }[];
  readonly appName: string;
  readonly townName: string;
}

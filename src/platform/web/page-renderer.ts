import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { FieldError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { Templates } from '../templates/handlebars.js';
import { LOCALES, translator, type Translator, type Words } from '../templates/i18n.js';
import type { PageContext } from '../templates/page-context.js';
import { fullMomentText } from '../templates/page-words.js';
import { renderPage } from '../templates/pages.js';
import { Cookies } from './cookies.js';
import { CsrfTokens } from './csrf.js';
import { localeOf, localPath } from './locale.js';
import { menu, type Menu, type NavEntry } from './navigation.js';
import { pathOf, type WebRequest } from './principal.js';
import { inWords } from './validation-words.js';

/** What the composition root tells every page. */
export interface Site {
  readonly nav: readonly NavEntry[];
  /** the agency whose desk this is, e.g. `UBND thị xã Sông Cầu` */
  townName(): string;
  /** what waits for this person behind entries of the menu, by their keys */
  counts(actor: Actor): Promise<Readonly<Record<string, number>>>;
  /** what this person must be told wherever they are */
  notices(actor: Actor): Promise<readonly SiteNotice[]>;
}

/** What people of an office must know on every page until it is seen to. */
export interface SiteNotice {
  readonly labelKey: string;
  readonly words: Words;
  /** where it is seen to */
  readonly href: string;
}

/** Injection token of `Site`. */
export const SITE = Symbol('Site');

export interface PageOptions {
  /** in the reader's language */
  readonly title: string;
  /** what waits behind a menu entry, by its key */
  readonly counts?: Readonly<Record<string, number>>;
}

/** Puts the frame round a page: who reads it, in which language, with which tokens for its forms. */
@Injectable()
export class PageRenderer {
  constructor(
    private readonly templates: Templates,
    private readonly csrf: CsrfTokens,
    private readonly cookies: Cookies,
    @Inject(SITE) private readonly site: Site,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AppConfig) private readonly config: AppConfig,
  ) {}

  /**
   * @param name path below templates/pages, e.g. `dossiers/show`
   * @param view what the template prints, already worded
   * @returns HTML; the answer's content type follows by itself
   */
  page(request: WebRequest, name: string, view: object, options: PageOptions): string {
    const context = this.context(request, options);
    return renderPage(this.templates, name, context, view);
  }

  /** A piece of a page that htmx puts in place; it uses up no flash. */
  fragment(request: WebRequest, name: string, view: object): string {
    const flash = request.page?.flashShown ?? false;
    const context = { ...this.context(request, { title: '' }), flash: null };
    request.page = { newGuest: request.page?.newGuest ?? null, flashShown: flash };
    return renderPage(this.templates, name, context, view);
  }

  /** The words of the reader's language, for views. */
  words(request: WebRequest): Translator {
    return translator(localeOf(request, this.cookies));
  }

  /** Field errors of `request.invalid`, worded for the reader, for a form that is shown again. */
  fieldErrors(request: WebRequest, errors: readonly FieldError[]): FieldError[] {
    const { locale } = this.words(request);
    return errors.map(({ field, message }) => ({ field, message: inWords(message, locale) }));
  }

  private context(request: WebRequest, { title, counts = {} }: PageOptions): PageContext {
    const t = this.words(request);
    const csrfToken = this.csrf.issue(request);
    const flash = this.cookies.flash(request);
    request.page = { newGuest: request.page?.newGuest ?? null, flashShown: flash !== null };
    return {
      locale: t.locale,
      title,
      path: pathOf(request),
      csrfToken,
      formKey: randomBytes(18).toString('base64url'),
      user: userOf(request, t),
      lock: request.principal ? { minutes: this.config.LOCK_MINUTES } : null,
      ...this.menu(request, t, counts),
      quick: this.quick(request),
      training: this.config.CLOCK_START ? { nowText: fullMomentText(this.clock.now(), t) } : null,
      illustration: this.config.ILLUSTRATION === '1',
      notices: (request.notices ?? []).map(({ labelKey, words, href }) => ({ text: t(labelKey, words), href })),
      flash,
      localeLinks: localeLinks(request, t),
      appName: 'Đúng Hẹn',
      townName: this.site.townName(),
    };
  }

  private mine({ principal }: WebRequest): NavEntry[] {
    const roles = principal?.actor.roles ?? [];
    return this.site.nav.filter((entry) => entry.roles.some((role) => roles.includes(role)));
  }

  private quick(request: WebRequest): PageContext['quick'] {
    const entry = this.mine(request).find(({ quick }) => quick === true);
    return entry ? { href: entry.href, shortcut: entry.shortcut ?? null } : null;
  }

  private menu(request: WebRequest, t: Translator, counts: Readonly<Record<string, number>>): Menu {
    const place = { path: pathOf(request), url: request.url };
    return menu(this.mine(request), { ...request.navCounts, ...counts }, place, t);
  }
}

function userOf({ principal }: WebRequest, t: Translator): PageContext['user'] {
  if (!principal) return null;
  const { username, fullName, roles } = principal.actor;
  return {
    username,
    fullName,
    unitName: principal.unitName,
    roles: roles.map((key) => ({ key, label: t(`role.${key}`) })),
  };
}

/** A number of a person that somebody typed into an address is not repeated in links. */
function withoutNumbers(request: WebRequest): string {
  return /=\d{9,12}(?:&|$)/.test(request.url) ? pathOf(request) : request.url;
}

function localeLinks(request: WebRequest, t: Translator): PageContext['localeLinks'] {
  const next = encodeURIComponent(request.method === 'GET' ? localPath(withoutNumbers(request)) : '/');
  return LOCALES.map((locale) => ({
    locale,
    label: locale === 'vi' ? 'Tiếng Việt' : 'English',
    href: `/locale/${locale}?next=${next}`,
    current: locale === t.locale,
  }));
}

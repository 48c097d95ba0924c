import { translator, type Locale } from '../../../src/platform/templates/i18n.js';
import type { PageContext } from '../../../src/platform/templates/page-context.js';
import { MAILBOX, NAV } from '../../../src/menu.js';
import { menu } from '../../../src/platform/web/navigation.js';

const WAITING = { todo: 12, owed: 2, sign: 3, print_queue: 4 };

/** A page of Trần Thị Bình, receiver, in the training copy of the demonstration town. */
export function context(locale: Locale, path: string, title: string, changes: Partial<PageContext> = {}): PageContext {
  const t = translator(locale);
  return {
    locale,
    title,
    path,
    csrfToken: 'csrf',
    formKey: 'form-key',
    user: {
      username: 'binh.tt',
      fullName: 'Trần Thị Bình',
      unitName: 'Bộ phận Một cửa · Quầy 2',
      roles: [{ key: 'receiver', label: t('role.receiver') }],
    },
    ...menu([...NAV, MAILBOX], WAITING, { path, url: path }, t),
    lock: { minutes: 5 },
    training: null,
    illustration: true,
    notices: [],
    flash: null,
    localeLinks: [
      { locale: 'vi', label: 'Tiếng Việt', href: '?locale=vi', current: locale === 'vi' },
      { locale: 'en', label: 'English', href: '?locale=en', current: locale === 'en' },
    ],
    quick: { href: '/dossiers/new', shortcut: 'F2' },
    appName: 'Đúng Hẹn',
    townName: 'UBND thị xã Sông Cầu',
    ...changes,
  };
}

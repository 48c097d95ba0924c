import { describe, expect, it } from '@jest/globals';
import { NAV } from '../../../src/menu.js';
import { ROLES, type Role } from '../../../src/domain/accounts/roles.js';
import { translator } from '../../../src/platform/templates/i18n.js';
import { menu, type Menu } from '../../../src/platform/web/navigation.js';

const t = translator('vi');

function seenBy(role: Role, path: string, waiting: Readonly<Record<string, number>> = {}): Menu {
  const mine = NAV.filter(({ roles }) => roles.includes(role));
  return menu(mine, waiting, { path, url: path }, t);
}

const entries = ({ nav }: Menu) => nav.flatMap(({ items }) => items);

describe('the menu', () => {
  it.each(ROLES)('leads a %s to every page of theirs: from the menu, or from the tabs of its section', (role) => {
    for (const { href, roles } of NAV) {
      if (!roles.includes(role)) continue;
      const path = href.split('?')[0] ?? href;
      const { nav, tabs } = menu(
        NAV.filter((each) => each.roles.includes(role)),
        {},
        { path, url: href },
        t,
      );
      const shown = [...nav.flatMap(({ items }) => items), ...(tabs?.items ?? [])];
      expect(shown.filter((item) => item.href === href && item.current)).not.toEqual([]);
    }
  });

  it('stays short enough to be read at once', () => {
    for (const role of ROLES) expect(entries(seenBy(role, '/')).length).toBeLessThanOrEqual(12);
  });

  it('shows a section once, with what waits behind its first page, and its pages as tabs inside', () => {
    const { nav, tabs } = seenBy('clerk', '/letters/print-queue', { owed: 3, print_queue: 7 });
    const [section] = nav.flatMap(({ items }) => items).filter(({ key }) => key === 'letters');
    expect(section).toMatchObject({ href: '/letters', label: 'Thư xin lỗi', count: 3, current: true });
    expect(tabs?.label).toBe('Thư xin lỗi');
    expect(tabs?.items.slice(0, 2).map(({ href, count, current }) => [href, count, current])).toEqual([
      ['/letters', 3, false],
      ['/letters/print-queue', 7, true],
    ]);
  });

  it('draws no tabs outside a section, and none where the reader has one page of it', () => {
    expect(seenBy('clerk', '/dossiers').tabs).toBeNull();
    const cashier = seenBy('cashier', '/letters');
    expect(cashier.tabs).toBeNull();
    expect(entries(cashier).filter(({ href }) => href === '/letters')).toMatchObject([
      { label: 'Hồ sơ chưa có thư xin lỗi', current: true },
    ]);
  });
});

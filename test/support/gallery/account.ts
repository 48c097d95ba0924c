import type { Actor } from '../../../src/domain/accounts/roles.js';
import { DomainError } from '../../../src/domain/errors.js';
import { instant } from '../../../src/domain/time/instant.js';
import { cardView } from '../../../src/accounts/own/card.view.js';
import { ownAccountView, passwordView } from '../../../src/accounts/own/own-account.view.js';
import { devicesView } from '../../../src/accounts/shared-pcs/devices.view.js';
import { unlockView, type LockFacts, type UnlockView } from '../../../src/accounts/shared-pcs/lock.view.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { checksView, printTestView } from '../../../src/setup/checks.view.js';
import { setupView } from '../../../src/setup/setup.view.js';

const person = (username: string, fullName: string): Actor => ({
  username,
  fullName,
  unitCode: 'H45.20',
  roles: ['receiver', 'returner'],
});
const BINH = person('binh.tt', 'Trần Thị Bình');
const CARD = {
  fullName: BINH.fullName,
  unitName: 'UBND thị xã Sông Cầu',
  digits: '0123456789012345',
  next: '/account',
};
const PEOPLE = [BINH, person('cuong.lv', 'Lê Văn Cường'), person('duc.dm', 'Đỗ Minh Đức')];
const AT = instant('2023-12-15T08:00:00+07:00');

const LOCKED: LockFacts = {
  owner: BINH,
  deviceName: 'Quầy 2',
  phone: false,
  people: PEOPLE,
  switching: false,
  returnTo: '/',
  kept: null,
  lost: false,
  chosen: null,
  refused: null,
};

export function unlock(t: Translator, changes: Partial<LockFacts> = {}): UnlockView {
  return unlockView({ ...LOCKED, ...changes }, t);
}

function account(t: Translator, refused: 'pin' | null): object {
  const session = (id: string, deviceName: string | null) => ({ id, createdAt: AT, usedAt: AT, deviceName });
  return ownAccountView(
    {
      actor: BINH,
      unitName: 'UBND thị xã Sông Cầu',
      sessionId: 'a',
      pin: refused === null ? { closed: false } : null,
      card: refused === null ? { id: 'card', issuedAt: AT } : null,
      sessions: [session('a', 'Quầy 2'), ...(refused === null ? [session('b', null)] : [])],
      refused,
      errors: refused === null ? [] : [{ field: 'pin', message: t('account.fault.pin_guessable') }],
      sentence: null,
    },
    t,
  );
}

function devices(t: Translator, names: readonly string[]): object {
  const device = (name: string, index: number) => ({
    id: String(index),
    unitCode: 'H45.20',
    name,
    registeredBy: 'duc.dm',
    registeredAt: AT,
    owner: null,
    usedAt: index === 0 ? AT : null,
  });
  const all = { devices: names.map(device), hereId: names.length > 0 ? '0' : null };
  return devicesView({ ...all, names: new Map([['duc.dm', 'Đỗ Minh Đức']]), typed: '', errors: [] }, t);
}

function checks(t: Translator, good: boolean): object {
  const detail = good ? null : 'SQLITE_FULL: database or disk is full';
  const findings = {
    engine: 'SQLite',
    database: { good, detail },
    folder: { good: true, detail: null, path: '/var/lib/dung-hen', freeMegabytes: good ? 20_480 : 120 },
    mailServer: good,
    now: AT,
    training: true,
    zone: 'Asia/Ho_Chi_Minh',
    newest: good ? AT : instant('2023-12-15T09:30:00+07:00'),
    backup: good ? { at: instant('2023-12-15T01:00:00+07:00'), folder: '/mnt/copies' } : null,
    ownBackup: true,
  };
  const mailed = { good, detail: good ? '250 2.0.0 OK' : 'connect ECONNREFUSED 10.0.0.5:587' };
  return checksView(findings, mailed, 'an@example.vn', [], t);
}

/** Shared PCs, one's own account, the first run. */
export function accountPages(t: Translator): readonly (readonly [path: string, template: string, view: object])[] {
  const wrong = new DomainError('auth.failed', 'wrong PIN');
  const fault = [{ field: 'current', message: t('account.fault.current') }];
  const missing = [{ field: 'code', message: t('setup.fault.code') }];
  return [
    ['/lock', 'sessions/lock', { unlock: unlock(t, { refused: wrong, kept: 'c2VhbGVk' }) }],
    ['/lock-switch', 'sessions/lock', { unlock: unlock(t, { switching: true }) }],
    ['/lock-own-pc', 'sessions/lock', { unlock: unlock(t, { deviceName: null, switching: true, lost: true }) }],
    ['/lock-alone', 'sessions/lock', { unlock: unlock(t, { deviceName: null }) }],
    ['/account', 'account/show', account(t, null)],
    ['/account-wrong', 'account/show', account(t, 'pin')],
    ['/account/password', 'account/password', passwordView(false, fault, null, t)],
    ['/account/password-forced', 'account/password', passwordView(true, [], null, t)],
    ['/account/card', 'account/card', cardView(CARD)],
    ['/desk-pcs', 'account/devices', devices(t, ['Quầy 2', 'Máy phòng Tư pháp'])],
    ['/desk-pcs-none', 'account/devices', devices(t, [])],
    ['/setup', 'setup/show', setupView([], {}, [], t)],
    ['/setup-wrong', 'setup/show', setupView([{ code: 'H45.20', name: 'UBND thị xã Sông Cầu' }], {}, missing, t)],
    ['/setup/checks', 'setup/checks', checks(t, true)],
    ['/setup/checks-bad', 'setup/checks', checks(t, false)],
    ['/setup/print-test', 'setup/print-test', printTestView()],
  ];
}

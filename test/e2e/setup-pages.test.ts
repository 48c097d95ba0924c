import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { createApp } from '../../src/app.js';
import { readConfig } from '../../src/platform/config/app-config.js';
import { Transactor } from '../../src/platform/database/transactor.js';
import { Keys } from '../../src/platform/keys/keys.js';
import { RecordedRows } from '../../src/platform/seals/recorded-rows.js';
import { SetupCode } from '../../src/setup/setup-code.js';
import { Browser } from '../support/agents.js';
import { instant } from '../../src/domain/time/instant.js';
import { markBackup } from '../../src/setup/backup-mark.js';
import { startTestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const PASSWORD = 'một câu đủ dài';

describe('the first run', () => {
  let store: TestDatabase;
  let app: NestFastifyApplication;
  let folder: string;
  let browser: Browser;
  let code: string;
  beforeEach(async () => {
    store = await openTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'dung-hen-setup-'));
    const { database } = store;
    const keys = new Keys(Buffer.alloc(32, 9));
    const transactor = new Transactor(database, new RecordedRows(database, keys));
    const config = readConfig({ NODE_ENV: 'test', JOBS: '0', DATA_DIR: folder });
    app = await createApp({ config, clock: new StoppedClock(), database, transactor, keys }, { log: false });
    browser = new Browser((request) => app.inject(request));
    code = app.get(SetupCode, { strict: false }).text();
  });
  afterEach(async () => {
    await app.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const form = (changes: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    code,
    fullName: 'Nguyễn Văn An',
    username: 'an.nv',
    password: PASSWORD,
    again: PASSWORD,
    ground: 'own',
    unitName: 'UBND xã Xuân Lộc',
    unitCode: 'H45.77',
    place: 'Xuân Lộc',
    ...changes,
  });

  test.each(['/', '/dossiers', '/account', '/desk-pcs', '/setup/checks'])('is where %s leads', async (path) => {
    const first = await browser.get(path);
    expect(first.headers.location).toMatch(/^\/log-in/);
    expect((await browser.get(first.headers.location ?? '')).headers.location).toBe('/setup');
    const page = await browser.get('/setup');
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain(code);
  });

  it('makes the administrator of one’s own agency, once, with the days off loaded', async () => {
    expect(code).toMatch(/^\d{5} \d{5}$/);
    await browser.get('/setup');
    const made = await browser.post('/setup', form());
    expect([made.statusCode, made.headers.location]).toEqual([303, '/setup/checks']);
    const checks = await browser.get('/setup/checks');
    expect(checks.statusCode).toBe(200);
    expect(checks.body).toContain('Nguyễn Văn An');
    expect(checks.body).not.toContain('badge-late');
    expect(await store.database.query('SELECT "code", "name" FROM "unit"')).toEqual([
      { code: 'H45.77', name: 'UBND xã Xuân Lộc' },
    ]);
    expect((await store.database.query('SELECT 1 AS "x" FROM "calendar_day" LIMIT 1')).length).toBe(1);
    // Over for everybody, also for whoever still has the page and the code.
    const late = new Browser((request) => app.inject(request));
    await late.get('/log-in');
    expect((await late.get('/setup')).headers.location).toBe('/');
    expect((await late.post('/setup', form({ username: 'ke.xau' }))).headers.location).toBe('/');
    expect(await store.database.query('SELECT "username" FROM "user_account"')).toEqual([{ username: 'an.nv' }]);
    await Browser.signIn((request) => app.inject(request), 'an.nv', PASSWORD);
  });

  it('loads the sample catalogue where that is asked for', async () => {
    await browser.get('/setup');
    const made = await browser.post('/setup', form({ ground: 'shipped', unitName: '', unitCode: '', place: '' }));
    expect(made.statusCode).toBe(303);
    const [account] = await store.database.query('SELECT "unitCode" FROM "user_account"');
    expect(account).toEqual({ unitCode: 'H45.20' });
    expect((await store.database.query('SELECT 1 AS "x" FROM "procedure" LIMIT 1')).length).toBe(1);
  });

  test.each([
    ['code', { code: '00000 00000' }],
    ['code', { code: '' }],
    ['again', { again: 'một câu khác hẳn' }],
    ['password', { password: 'matkhau1', again: 'matkhau1' }],
    ['username', { username: 'An NV' }],
    ['fullName', { fullName: '' }],
    ['unitCode', { unitCode: '' }],
    ['unitCode', { unitCode: '../..' }],
    ['unitName', { unitName: '' }],
    ['place', { place: '' }],
    ['ground', { ground: 'mine' }],
  ])('says beside %s what is wrong, and makes nothing', async (field, changes: Record<string, string>) => {
    await browser.get('/setup');
    const refused = await browser.post('/setup', form(changes));
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain(`${field}-wrong"`);
    expect(refused.body).not.toContain(PASSWORD);
    expect(await store.database.query('SELECT "username" FROM "user_account"')).toEqual([]);
  });

  it('lets nobody try codes for long', async () => {
    await browser.get('/setup');
    const codes = new Set<number>();
    for (let i = 0; i < 17; i += 1) codes.add((await browser.post('/setup', form({ code: String(i) }))).statusCode);
    expect([...codes]).toEqual([422, 429]);
    expect((await browser.post('/setup', form())).statusCode).toBe(429);
  });
});

describe('checks of the server', () => {
  it('are an administrator’s; mail answers in its server’s words', async () => {
    const world = await startTestApp();
    try {
      for (const username of ['receiver', 'desk_head', 'leader']) {
        const other = await world.browse(username);
        expect((await other.get('/setup/checks')).statusCode).toBe(403);
        expect((await other.post('/setup/checks/mail', { to: 'an@example.vn' })).statusCode).toBe(403);
      }
      const admin = await world.browse('admin');
      expect((await admin.get('/setup/print-test')).body).toContain('<path d="M');
      const sent = await admin.post('/setup/checks/mail', { to: 'an@example.vn' });
      expect(sent.statusCode).toBe(200);
      expect(sent.body).toContain('Máy chủ thư đã nhận');
      const poor = await admin.post('/setup/checks/mail', { to: 'an@@example' });
      expect(poor.statusCode).toBe(422);
      expect(poor.body).toContain('to-wrong"');
    } finally {
      await world.close();
    }
  });

  it('tell of copies that are old or were never made, and of a clock that was set back', async () => {
    const clock = new StoppedClock('2023-06-01T08:00:00+07:00');
    const world = await startTestApp({ clock });
    const onSqlite = world.database.engine === 'sqlite';
    try {
      const admin = await world.browse('admin');
      const page = async (): Promise<string> => (await admin.get('/setup/checks')).body;
      expect(await page()).toContain(onSqlite ? 'Chưa có bản sao nào' : 'pg_dump');
      const data = world.platform.config.DATA_DIR;
      await markBackup(data, { at: instant('2023-05-31T23:00:00+07:00'), folder: '/mnt/saoluu' });
      if (onSqlite) expect(await page()).toContain('/mnt/saoluu');
      expect(await page()).not.toContain('badge-late');
      await markBackup(data, { at: instant('2023-05-20T23:00:00+07:00'), folder: '/mnt/saoluu' });
      expect((await page()).includes('badge-late')).toBe(onSqlite);
      expect(await page()).not.toContain('vặn lùi');
      await admin.post('/staff/receiver/cards');
      clock.set('2023-06-01T07:30:00+07:00');
      expect(await page()).toContain('vặn lùi');
    } finally {
      await world.close();
    }
  });

  it('tell of a mail server that is not there', async () => {
    const world = await startTestApp({ config: { SMTP_URL: 'smtp://127.0.0.1:1' } });
    try {
      const admin = await world.browse('admin');
      const sent = await admin.post('/setup/checks/mail', { to: 'an@example.vn' });
      expect(sent.body).toContain('Máy chủ thư chưa nhận');
      expect(sent.body).toContain('badge-late');
    } finally {
      await world.close();
    }
  });
});

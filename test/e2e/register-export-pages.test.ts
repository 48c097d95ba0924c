import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import { SYSTEM } from '../../src/dossiers/breach.service.js';
import { ErasureService } from '../../src/dossiers/erasure/erasure.service.js';
import { ExportRunner } from '../../src/dossiers/exports/export-runner.js';
import type { RegisterExport } from '../../src/dossiers/exports/register-export.js';
import { RegisterExportsRepository } from '../../src/dossiers/exports/register-exports.repository.js';
import { RegisterGathering } from '../../src/dossiers/exports/register-gathering.service.js';
import { RegisterPressing } from '../../src/dossiers/exports/register-pressing.service.js';
import { DAY } from '../../src/domain/time/instant.js';
import { withXlsx } from '../../src/platform/spreadsheet/read-xlsx.js';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { registered, SAME_DAY, startDesk } from '../support/desk.js';

const MORNING = '2023-05-15T08:30:00+07:00';
const HOME = '/papers/register/exports';
const ASKED = { unit: 'H45.20', from: '2023-05-01', to: '2023-06-30' };
const WHOLE = '0905123456';

let world: TestApp;
let clock: StoppedClock;
let receiver: Browser;
let head: Browser;
let codes: string[];
let scratch: string;
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'register-export-'));
  clock = new StoppedClock(MORNING);
  world = await startDesk({ clock });
  const agent = await world.as('receiver');
  codes = [];
  for (let i = 0; i < 5; i += 1) {
    clock.set(`2023-05-15T08:0${String(i)}:00+07:00`);
    codes.push((await registered(agent, { procedureCode: SAME_DAY })).code);
  }
  [receiver, head] = [await world.browse('receiver'), await world.browse('desk_head')];
  await world.transactor.run(async (tx) => {
    await tx.vouch('user_account', 'receiver');
    await tx.execute(`UPDATE "user_account" SET "email" = 'quay1@songcau.example.vn' WHERE "username" = 'receiver'`);
  });
});
beforeEach(() => {
  clock.set(MORNING);
});
afterAll(async () => {
  await world.close();
  rmSync(scratch, { recursive: true, force: true });
});

const words = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const keyOf = (html: string): string => /name="_key" value="([^"]*)"/.exec(html)![1]!;
const run = (): Promise<void> => world.get(ExportRunner, { strict: false }).run();
const fileOf = (href: string, kind: string): string =>
  join(world.platform.config.DATA_DIR, 'exports', `${href.split('/').at(-1)!}.${kind}`);

async function asked(by: Browser, more: Record<string, string> = {}): Promise<string> {
  const form = await by.get(HOME);
  const answer = await by.post(HOME, { _key: keyOf(form.body), ...ASKED, ...more });
  if (answer.statusCode !== 303) throw new Error(words(answer.body));
  return answer.headers['location']!;
}

async function stored(href: string): Promise<RegisterExport> {
  return (await world.get(RegisterExportsRepository, { strict: false }).find(href.split('/').at(-1)!))!;
}

/** The workbook as our own reader of foreign files sees it; the library that wrote it takes no part. */
async function rowsOf(by: Browser, href: string): Promise<(readonly unknown[])[]> {
  const answer = await by.get(`${href}/file`);
  expect(answer.statusCode).toBe(200);
  const path = join(scratch, 'so.xlsx');
  writeFileSync(path, answer.rawPayload);
  const rows: (readonly unknown[])[] = [];
  await withXlsx(path, null, async (table) => {
    for await (const { cells } of table.rows) rows.push(cells);
  });
  return rows;
}

async function mails(): Promise<readonly { recipient: string; body: string }[]> {
  return world.database.query(
    `SELECT "recipient", "text" AS "body" FROM "message" WHERE "kind" = 'register_export' ORDER BY "id"`,
    [],
  );
}

async function noted(action: string): Promise<number> {
  const [row] = await world.database.query<{ n: number }>(
    `SELECT CAST(count(*) AS integer) AS "n" FROM "audit_entry" WHERE "action" = $1`,
    [action],
  );
  return row!.n;
}

describe('a register taken along', () => {
  let href: string;
  beforeAll(async () => {
    href = await asked(receiver);
  });

  it('says how far it is, then that it is ready, once and by mail', async () => {
    expect(words((await receiver.get(href)).body)).toContain('Đang đếm số hồ sơ.');
    expect((await receiver.get(`${href}/progress`)).headers['hx-refresh']).toBeUndefined();
    await run();
    const page = (await receiver.get(href)).body;
    expect(words(page)).toContain('Đã xong: 5 dòng. Giữ đến 08:30 22/05/2023.');
    expect(page).toContain(`href="${href}/file"`);
    const progress = await receiver.get(`${href}/progress`);
    expect(progress.headers['hx-refresh']).toBe('true');
    expect(progress.body).not.toContain('<html');
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail!.recipient).toBe('quay1@songcau.example.vn');
    expect(mail!.body).toContain('từ 01/05/2023 đến 30/06/2023 đã xuất xong, gồm 5 dòng');
    expect(mail!.body).toContain(href);
    expect(words((await receiver.get(HOME)).body)).toContain('Đã xong');
  });

  it('holds the rows of form 06, days as days, telephone numbers masked', async () => {
    const [heading, ...rows] = await rowsOf(receiver, href);
    expect(heading!.slice(0, 3)).toEqual(['STT', 'Mã hồ sơ', 'Nội dung hồ sơ']);
    expect(rows.map((cells) => [cells[0], cells[1]])).toEqual(codes.map((code, i) => [i + 1, code]));
    const MAY_15 = 45_061;
    expect(rows.map((cells) => cells[7])).toEqual(codes.map(() => MAY_15));
    expect(rows[0]![4]).toBe('Nguyễn Văn Ẩn');
    expect(rows[0]![11]).toContain('Sông Cầu');
    expect(JSON.stringify(rows)).not.toContain(WHOLE);
    expect(JSON.stringify(rows)).toContain('456');
    expect(await noted('register.export.taken')).toBeGreaterThan(0);
  });

  it('is made once, however often the job looks or dies at the end', async () => {
    const one = await stored(href);
    await world.get(RegisterPressing, { strict: false }).press({ ...one, rows: 0, bytes: 0 });
    await run();
    expect(await mails()).toHaveLength(1);
  });

  it('is of nobody else', async () => {
    for (const path of [href, `${href}/file`, `${href}/progress`]) {
      expect((await head.get(path)).statusCode).toBe(404);
    }
    const removal = await head.post(`${href}/removals`, { _key: keyOf((await head.get(HOME)).body) });
    expect(removal.statusCode).toBe(404);
    const specialist = await world.browse('specialist');
    expect((await specialist.get(HOME)).statusCode).toBe(403);
  });

  it('goes after its time, with its file', async () => {
    const until = (await stored(href)).expiresAt!;
    clock.set(new Date(until - 1).toISOString());
    await world.get(ExportRunner, { strict: false }).tidy();
    expect(existsSync(fileOf(href, 'xlsx'))).toBe(true);
    clock.set(new Date(until).toISOString());
    receiver = await world.browse('receiver');
    expect((await receiver.get(`${href}/file`)).statusCode).toBe(404);
    await world.get(ExportRunner, { strict: false }).tidy();
    expect(existsSync(fileOf(href, 'xlsx'))).toBe(false);
    expect(words((await receiver.get(href)).body)).toContain('Tệp không còn được giữ');
    clock.set(MORNING);
    receiver = await world.browse('receiver');
  });
});

describe('gathering that is interrupted', () => {
  const gathering = (): RegisterGathering => world.get(RegisterGathering, { strict: false });

  it('goes on behind what is on record, and overwrites what a crash left behind it', async () => {
    const href = await asked(receiver);
    const one = (await gathering().step(await stored(href)))!;
    expect(one.rows).toBe(5);
    appendFileSync(fileOf(href, 'rows'), '["half a li');
    await run();
    expect(await rowsOf(receiver, href)).toHaveLength(6);
  });

  it('begins anew where the rows are not', async () => {
    const href = await asked(receiver);
    await gathering().step(await stored(href));
    truncateSync(fileOf(href, 'rows'), 3);
    await run();
    expect(await rowsOf(receiver, href)).toHaveLength(6);
  });

  it('is done by one of two that are at it', async () => {
    const href = await asked(receiver);
    const one = await stored(href);
    expect(await gathering().step(one)).not.toBeNull();
    expect(await gathering().step(one)).toBeNull();
    expect((await stored(href)).rows).toBe(5);
  });

  it('is stopped, goes on when it is told to, and is removed with its rows', async () => {
    const href = await asked(receiver);
    await gathering().step(await stored(href));
    const act = async (what: string): Promise<number> =>
      (await receiver.post(`${href}/${what}`, { _key: keyOf((await receiver.get(HOME)).body) })).statusCode;
    expect(await act('stops')).toBe(303);
    await run();
    expect(words((await receiver.get(href)).body)).toContain('Đã dừng ở 5 dòng.');
    expect(await act('resumptions')).toBe(303);
    expect(await act('resumptions')).toBe(409);
    await run();
    expect(words((await receiver.get(href)).body)).toContain('Đã xong: 5 dòng.');
    expect(await act('removals')).toBe(303);
    const left = readdirSync(join(world.platform.config.DATA_DIR, 'exports'));
    expect(left.filter((name) => name.startsWith(href.split('/').at(-1)!))).toEqual([]);
  });

  it('writes no workbook of rows that are not all there', async () => {
    const href = await asked(receiver);
    const one = (await gathering().step(await stored(href)))!;
    await expect(world.get(RegisterPressing, { strict: false }).press({ ...one, rows: 6 })).rejects.toThrow('5 rows');
    expect(existsSync(fileOf(href, 'part'))).toBe(false);
    expect((await stored(href)).state).toBe('waiting');
    await run();
  });
});

describe('whole telephone numbers', () => {
  const reason = 'Gọi báo lịch nghỉ đột xuất';

  it('are for the head of the desk, for a reason on record, and for one day', async () => {
    const href = await asked(head, { reason });
    await run();
    const rows = await rowsOf(head, href);
    expect(rows[1]![6]).toBe(WHOLE);
    expect(await noted('register.exported.phones')).toBe(1);
    const one = await stored(href);
    expect(one.expiresAt).toBe(one.endedAt! + DAY);
  });

  it('are refused to others, and without a reason that says something', async () => {
    const key = async (by: Browser): Promise<string> => keyOf((await by.get(HOME)).body);
    expect((await receiver.get(HOME)).body).not.toContain('name="reason"');
    expect((await receiver.post(HOME, { _key: await key(receiver), ...ASKED, reason })).statusCode).toBe(403);
    const short = await head.post(HOME, { _key: await key(head), ...ASKED, reason: 'vì' });
    expect(short.statusCode).toBe(422);
    expect(short.body).toContain('id="reason-wrong"');
    expect(await noted('register.exported.phones')).toBe(1);
  });
});

test('a workbook that may name somebody who was erased goes as a whole', async () => {
  const agent = await world.as('receiver');
  const { code } = await registered(agent, { procedureCode: SAME_DAY });
  expect(await agent.post(`/api/v1/dossiers/${code}/voids`, { reason: 'Nhập nhầm người nộp' })).toMatchObject({
    statusCode: 201,
  });
  const href = await asked(receiver);
  await run();
  const later = await asked(receiver, { from: '2023-05-16' });
  await world.get(ErasureService, { strict: false }).erase(code, SYSTEM, 'retention', 'Hết thời hạn lưu');
  expect(existsSync(fileOf(href, 'xlsx'))).toBe(false);
  expect(words((await receiver.get(href)).body)).toContain('thông tin cá nhân của một hồ sơ trong đó đã được xóa');
  expect((await stored(later)).state).toBe('waiting');
  await run();
  expect(words((await receiver.get(later)).body)).toContain('Không có hồ sơ nào được tiếp nhận');
});

test('registers of the desks below stand one behind the other, each with its own numbers, over two years', async () => {
  const ward = await world.as('xp.receiver');
  const { code } = await registered(ward, { procedureCode: SAME_DAY, unitCode: 'H45.20.21' });
  const href = await asked(head, { below: 'true', from: '2022-07-01' });
  await run();
  const [, ...rows] = await rowsOf(head, href);
  const own = rows.filter((cells) => String(cells[1]).startsWith('H45.20-'));
  expect(own.map((cells) => cells[0])).toEqual(own.map((_, i) => i + 1));
  const theirs = rows.filter((cells) => cells[1] === code);
  expect(theirs).toHaveLength(1);
  expect([theirs[0]![0], theirs[0]![11]]).toEqual([1, 'UBND phường Xuân Phú']);
  expect(rows).toHaveLength(own.length + 1);
  expect(words((await head.get(href)).body)).toContain('và các bộ phận trực thuộc');
});

describe('what is refused says what is allowed', () => {
  test.each([
    [{ from: '2023-06-30', to: '2023-05-01' }, 422, 'Ngày cuối không thể trước ngày đầu'],
    [{ from: '2018-06-30', to: '2023-05-01' }, 422, 'nhiều nhất sổ của 5 năm'],
    [{ unit: 'H45.20.99' }, 404, ''],
  ])('%j', async (more, status, said) => {
    const form = await receiver.get(HOME);
    const answer = await receiver.post(HOME, { _key: keyOf(form.body), ...ASKED, ...more });
    expect(answer.statusCode).toBe(status);
    expect(words(answer.body)).toContain(said);
  });

  it('keeps ten for a person', async () => {
    const clerk = await world.browse('clerk');
    for (let i = 0; i < 10; i += 1) await asked(clerk);
    await expect(asked(clerk)).rejects.toThrow('nhiều nhất 10 tệp');
  });
});

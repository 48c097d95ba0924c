import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { withXlsx } from '../../src/platform/spreadsheet/read-xlsx.js';
import { ReconcileRunner } from '../../src/reporting/reconcile/reconcile-runner.js';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk } from '../support/desk.js';

let world: TestApp;
let head: Browser;
let codes: string[];
beforeAll(async () => {
  const clock = new StoppedClock('2023-05-08T08:00:00+07:00');
  world = await startDesk({ clock });
  const receiver = await world.as('receiver');
  codes = [];
  for (let i = 0; i < 3; i += 1) codes.push((await registered(receiver, { procedureCode: FIVE_DAYS })).code);
  clock.set('2023-05-31T09:00:00+07:00');
  head = await world.browse('desk_head');
});
afterAll(() => world.close());

const readable = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x3D;', '=')
    .replace(/\s+/g, ' ');
const keyOf = (html: string): string => /name="_key" value="([^"]*)"/.exec(html)![1]!;
const HEADING = 'Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Tình trạng';

async function sent(
  browser: Browser,
  content: string,
  fields: Record<string, string> = {},
): ReturnType<Browser['upload']> {
  const form = await browser.get('/reports/reconcile');
  const file = { name: 'file', fileName: 'tre-han.csv', type: 'text/csv', content };
  const asked = { _key: keyOf(form.body), kind: 'dossier_list', period: '2023-05', unit: 'H45.20', ...fields };
  return browser.upload('/reports/reconcile', asked, content === '' ? [] : [file]);
}

/** Sends it, lets the job do its work, and answers where it is to be read. */
async function compared(content: string, fields: Record<string, string> = {}): Promise<string> {
  const answer = await sent(head, content, fields);
  if (answer.statusCode !== 303) throw new Error(readable(answer.body));
  const href = answer.headers['location']!;
  expect(readable((await head.get(href)).body)).toContain('Đang đối chiếu');
  await world.get(ReconcileRunner, { strict: false }).run();
  return href;
}

describe('a comparison by its pages', () => {
  let href: string;
  beforeAll(async () => {
    const [same, redated] = codes;
    href = await compared(
      [
        HEADING,
        `${same!},08/05/2023,15/05/2023,,Quá hạn`,
        `${redated!},08/05/2023,16/06/2023,,Trong hạn`,
        'H45.20-230508-9999,08/05/2023,15/05/2023,,Quá hạn',
      ].join('\n'),
    );
  });

  it('names each dossier that differs, its rule and a sentence to send on', async () => {
    const said = readable((await head.get(href)).body);
    expect(said).toContain('Đã đọc 3 dòng: 1 dòng khớp, 3 chỗ lệch.');
    for (const rule of ['Ngày hẹn bị ghi đè 1', 'Không có tại đây 1', 'Không có ở hệ thống kia 1']) {
      expect(said).toContain(rule);
    }
    const page = (await head.get(`${href}?rule=redated`)).body;
    expect(readable(page)).toContain('nhận 08/05/2023, hẹn 16/06/2023, chưa xong, trong hạn');
    expect(readable(page)).toContain('hẹn 15/05/2023, chưa xong, đang quá hạn');
    expect(readable(page)).toContain('Ngày hẹn đầu không được sửa.');
    expect(page).toContain(`href="/dossiers/${codes[1]!}"`);
    expect(page).not.toContain(`href="/dossiers/${codes[0]!}"`);
    expect((await head.get('/reports/reconcile')).body).toContain(href);
  });

  it('is taken along as a workbook and as text, by rule or whole, without a name', async () => {
    const csv = (await head.get(`${href}/differences.csv?rule=missing_here`)).body;
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(csv).toContain('"H45.20-230508-9999"');
    const xlsx = await head.get(`${href}/differences.xlsx`);
    const path = join(tmpdir(), `reconcile-${String(process.pid)}.xlsx`);
    writeFileSync(path, xlsx.rawPayload);
    const rows: (readonly unknown[])[] = [];
    await withXlsx(path, null, async (table) => {
      for await (const { cells } of table.rows) rows.push(cells);
    });
    expect(rows.slice(1).map((cells) => cells[1])).toEqual([codes[1], 'H45.20-230508-9999', codes[2]]);
    expect(rows[1]).toContain('R9');
    expect(JSON.stringify(rows) + csv).not.toMatch(/Nguyễn|0905123456|054090/);
  });

  it('tells of its progress alone, and that the page is worth another look', async () => {
    const answer = await head.get(`${href}/progress`);
    expect(answer.headers['hx-refresh']).toBe('true');
    expect(answer.body).not.toContain('<html');
  });
});

test('a sheet is compared by its cells, and each leads to dossiers', async () => {
  const href = await compared(
    '(1),(2),(3),(4),(5),(6),(7),(8),(9),(10),(11),(12),(13)\n1,Xây dựng,1,0,1,0,0,0,0,0,1,1,0\n',
    {
      kind: 'form',
    },
  );
  const said = readable((await head.get(href)).body);
  expect(said).toContain('Các ô lệch của biểu');
  expect(said).toContain('(13) Đang quá hạn');
});

test('a period still to be stopped is stopped once', async () => {
  const href = (await sent(head, `${HEADING}\n${codes[0]!},08/05/2023,15/05/2023,,Quá hạn`)).headers['location']!;
  const form = { _key: keyOf((await head.get(href)).body) };
  expect((await head.post(`${href}/cancellations`, form)).statusCode).toBe(303);
  expect(readable((await head.get(href)).body)).toContain('Đã dừng');
});

test.each([
  ['no file', '', {}, 'Chưa chọn tệp'],
  ['a period that is none', 'x', { period: '2023-99' }, 'Kỳ báo cáo không hợp lệ'],
  ['a day to come', 'x', { takenOn: '2023-06-30' }, 'Ngày này chưa tới'],
  ['lines of JSON', '{"code":"x"}', {}, 'Cần tệp Excel (.xlsx) hoặc CSV'],
  ['another kind', 'x', { kind: 'everything' }, ''],
] as const)('%s is refused beside its field', async (_, content, fields, message) => {
  const answer = await sent(head, content, fields);
  expect(answer.statusCode).toBe(422);
  expect(readable(answer.body)).toContain(message);
});

test('who answers for figures may, others may not, and nobody reads what another unit sent', async () => {
  const href = await compared(`${HEADING}\n${codes[0]!},08/05/2023,15/05/2023,,Quá hạn`);
  for (const username of ['leader', 'monitor', 'admin']) {
    expect([username, (await (await world.browse(username)).get(href)).statusCode]).toEqual([username, 200]);
  }
  for (const username of ['receiver', 'specialist', 'clerk']) {
    expect([username, (await (await world.browse(username)).get(href)).statusCode]).toEqual([username, 403]);
  }
  const stranger = await world.browse('xp.leader');
  for (const page of [href, `${href}/differences.xlsx`, '/reports/reconcile/not-there']) {
    expect([page, (await stranger.get(page)).statusCode]).toEqual([page, 404]);
  }
  expect((await stranger.get('/reports/reconcile')).statusCode).toBe(200);
});

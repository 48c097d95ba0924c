import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { withXlsx } from '../../src/platform/spreadsheet/read-xlsx.js';
import type { Browser } from '../support/agents.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk } from '../support/desk.js';
import { LetterDesk } from '../support/letter-desk.js';
import { readPdf } from '../support/pdf-text.js';

describe('the register of a month', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  let desk: LetterDesk;
  let leader: Browser;

  beforeAll(async () => {
    desk = await LetterDesk.open(await startDesk({ clock }));
    const codes: string[] = [];
    for (let i = 0; i < 4; i += 1) codes.push((await desk.inHand()).code);
    clock.set('2023-05-11T07:35:00+07:00');
    await desk.sweep();
    const { id } = await desk.onlyLetter(codes[0]!);
    await desk.ask('leader', `letters/${id}/approvals`);
    await desk.ask('leader', `letters/${id}/issuances`);
    await desk.ask('leader', `letters/${id}/deliveries`, { channel: 'desk', proof: 'Ký nhận' });
    const { obligations } = await desk.read(codes[1]!);
    await desk.ask('leader', `apologies/${obligations[0]!.id}/waivers`, {
      reason: 'Người dân đã nhận kết quả từ hôm trước',
    });
    leader = await desk.world.browse('leader');
  }, 60_000);
  afterAll(async () => {
    await desk.world.close();
    rmSync(folder, { recursive: true });
  });

  async function sheet(browser: Browser): Promise<string[][]> {
    const answer = await browser.get('/letters/coverage/register.xlsx?period=2023-05');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="so-xin-loi-H45.20-2023-05.xlsx"');
    const path = join(folder, 'register.xlsx');
    writeFileSync(path, answer.rawPayload);
    return withXlsx(path, null, async ({ rows }) => {
      const read: string[][] = [];
      for await (const row of rows) read.push(row.cells.map((cell) => String(cell ?? '')));
      return read;
    });
  }

  it('says every obligation as the programs are told it, and its sums are those of the page', async () => {
    const [head, ...rest] = await sheet(leader);
    expect(head).toHaveLength(15);
    const lines = rest.filter((row) => /^\d+$/.test(row[0] ?? ''));
    const { items } = (await desk.as('leader').get('/api/v1/apologies?from=2023-05-01&to=2023-05-31&limit=200')).json<{
      items: { dossierCode: string; cause: string; state: string }[];
    }>();
    const told = items.map(({ dossierCode, state }) => `${dossierCode} ${state === 'owed' ? 'Dự thảo' : state === 'waived' ? 'Không gửi thư, có lý do' : 'Đã nhận'}`); // prettier-ignore
    expect(lines.map((row) => `${row[2]!} ${row[8]!}`).sort()).toEqual(told.sort());
    expect(lines).toHaveLength(4);
    const issued = lines.find((row) => row[8] === 'Đã nhận')!;
    expect(issued.slice(3, 5)).toEqual(['Nguyễn Văn Ẩn', 'Trễ hạn']);
    expect(issued.slice(9, 14)).toEqual([expect.stringMatching(/^\d+\/PXL$/), '11/05/2023', expect.stringMatching(/./), 'Trao tại quầy', '11/05/2023']); // prettier-ignore
    expect(lines.find((row) => row[8] === 'Không gửi thư, có lý do')![14]).toContain('từ hôm trước');
    const sums = Object.fromEntries(rest.slice(lines.length).flatMap(([, label, n]) => (label ? [[label, Number(n)]] : []))); // prettier-ignore
    const page = (await desk.as('leader').get('/api/v1/apologies/coverage?from=2023-05-01&to=2023-05-31')).json<Record<string, number>>(); // prettier-ignore
    expect(sums).toMatchObject({
      'Phải xin lỗi': page['opened'],
      'Đã phát hành thư': page['issued'],
      'Còn thiếu thư': page['missingTotal'],
      'Không gửi thư, có lý do': page['waived'],
    });
  });

  it('on paper is the same, across the sheet', async () => {
    const answer = await leader.get('/letters/coverage/register.pdf?period=2023-05');
    expect(answer.headers['content-type']).toBe('application/pdf');
    const { text, size } = await readPdf(answer.rawPayload);
    expect(size).toBe('297x210');
    expect(text).toContain('SỔ THEO DÕI XIN LỖI THÁNG 5/2023');
    expect(text).toContain('Phải xin lỗi: 4');
    expect(text).toContain('Còn thiếu thư: 2');
  });

  it('names nobody to those who only count, and says who took it along', async () => {
    const monitor = await desk.world.browse('monitor');
    const read = (await sheet(monitor)).flat().join('|');
    expect(read).not.toContain('Nguyễn Văn Ẩn');
    expect(read).not.toContain('từ hôm trước');
    expect(read).toContain('(không hiện tên)');
    const rows = await desk.world.database.query(
      `SELECT "actor", "subject" FROM "audit_entry" WHERE "action" = 'coverage.exported' ORDER BY "id"`,
    );
    expect(rows).toContainEqual({ actor: 'monitor', subject: 'H45.20 2023-05 xlsx' });
    expect(rows).toContainEqual({ actor: 'leader', subject: 'H45.20 2023-05 pdf' });
  });

  test.each([
    ['leader', 'register.xlsx?period=2023', 422],
    ['leader', 'register.pdf?period=2023-Q2', 422],
    ['xp.leader', 'register.xlsx?period=2023-05&unit=H45.20', 404],
    ['specialist', 'register.xlsx?period=2023-05', 403],
    ['qldt.clerk', 'register.pdf?period=2023-05', 200],
  ] as const)('answers %s at %s with %i', async (who, path, status) => {
    expect((await (await desk.world.browse(who)).get(`/letters/coverage/${path}`)).statusCode).toBe(status);
  });
});

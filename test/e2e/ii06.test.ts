import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { II06_COLUMNS, type Ii06Column } from '../../src/domain/kpi/ii06.js';
import type { Ii06Json } from '../../src/reporting/statutory/ii06-json.view.js';
import type { Agent, Browser } from '../support/agents.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, SAME_DAY, startDesk } from '../support/desk.js';
import type { TestApp } from '../support/app.js';
import { openKeyFile } from '../../src/platform/signatures/key-file.js';
import { signPdf } from '../../src/platform/signatures/sign-pdf.js';
import { authority, certificate, keyFile } from '../support/signatures.js';
import { readPdf } from '../support/pdf-text.js';
import { readRows } from '../support/xlsx.js';

/** A calendar month is a period too, and a short one to wait for. */
const APRIL = 'period=2023-04&unit=H45.20';
const MAY = 'period=2023-05&unit=H45.20';

describe('form II.06', () => {
  const clock = new StoppedClock('2023-04-28T09:00:00+07:00');
  let world: TestApp;
  let leader: Agent;
  let page: Browser;

  const form = async (query: string): Promise<Ii06Json> => {
    const answer = await leader.get(`/api/v1/reports/ii06?${query}`);
    expect(answer.statusCode).toBe(200);
    return answer.json<Ii06Json>();
  };
  const columns = (line: Readonly<Record<Ii06Column, number>>): number[] => II06_COLUMNS.map((name) => line[name]);

  beforeAll(async () => {
    world = await startDesk({ clock, config: { UNKNOWN_ISSUERS: 'warn' } });
    const receiver = await world.as('receiver');
    await registered(receiver, { procedureCode: FIVE_DAYS });
    await registered(receiver, { procedureCode: FIVE_DAYS });
    await registered(receiver, { procedureCode: SAME_DAY });
    clock.set('2023-05-01T09:00:00+07:00');
    leader = await world.as('leader');
    page = await world.browse('leader');
  }, 60_000);
  afterAll(() => world.close());

  it('counts by field and by unit, each form in itself sound, all of the same total', async () => {
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((name) => form(`${APRIL}&form=${name}`)));
    expect(columns(a!.total)).toEqual([3, 0, 3, 0, 0, 0, 0, 0, 3, 2, 1]);
    expect(columns(c!.total)).toEqual(columns(a!.total));
    expect(columns(b!.total)).toEqual(columns(a!.total));
    expect(b!.rows.every(({ group }) => group === 'agencies')).toBe(true);
    expect(a!.isOpen).toBe(false);
  });

  it('says in the workbook and on paper what it says to programs', async () => {
    const { rows, total } = await form(`${APRIL}&form=a`);
    const xlsx = await page.get(`/reports/ii06.xlsx?${APRIL}&form=a`);
    expect(xlsx.headers['content-disposition']).toBe('attachment; filename="ii06a-H45.20-2023-04.xlsx"');
    const read = await readRows(xlsx.rawPayload);
    const numbers = read.findIndex((row) => row[0] === '(1)');
    const lines = read.slice(numbers + 1, numbers + 1 + rows.length + 1);
    expect(lines.map((row) => [row[1], ...row.slice(2, 13).map(Number)])).toEqual([
      ...rows.map((row) => [row.name, ...columns(row)]),
      ['Tổng cộng', ...columns(total)],
    ]);
    const pdf = await page.get(`/reports/ii06.pdf?${APRIL}&form=a`);
    expect(pdf.statusCode === 200 ? '' : pdf.body).toBe('');
    const { text } = await readPdf(pdf.rawPayload);
    expect(text).toContain('II.06a/VPCP/KSTT');
    for (const { name } of rows) expect(text).toContain(name);
  });

  it.each(['c', 'b'])('opens every number of form %s that has a list to as many dossiers', async (name) => {
    const { body } = await page.get(`/reports/ii06?${APRIL}&form=${name}`);
    const doors = [...body.matchAll(/<td class="num"><a href="(\/dossiers\?[^"]+)">(\d+)<\/a>/g)];
    expect(doors.length).toBeGreaterThan(5);
    for (const [, href = '', number] of doors) {
      const query = href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').replace('/dossiers?', '');
      const listed = await leader.get(`/api/v1/dossiers?${query}&limit=200`);
      expect([query, listed.json<{ items: unknown[] }>().items.length]).toEqual([query, Number(number)]);
    }
  });

  it('is refused for a unit out of reach, and for a period that is none', async () => {
    const ward = await world.as('xp.leader');
    expect((await ward.get(`/api/v1/reports/ii06?${APRIL}`)).statusCode).toBe(403);
    expect((await leader.get('/api/v1/reports/ii06?period=2023-13')).statusCode).toBe(422);
    const receiver = await world.browse('receiver');
    const refused = await receiver.post('/reports/closings', { unit: 'H45.20', period: '2023-04' });
    expect(refused.statusCode).toBe(403);
  });

  it('is closed once, keeps its bytes, and shows what becomes known later in the next period', async () => {
    const open = await page.post('/reports/closings', { unit: 'H45.20', period: '2023-05' });
    expect(open.statusCode).toBe(422);
    expect(open.body).toContain('Kỳ báo cáo chưa kết thúc');
    const frozen = await form(`${APRIL}&form=c`);
    const closed = await page.post('/reports/closings', { unit: 'H45.20', period: '2023-04', note: 'Nộp quý II' });
    expect(closed.statusCode).toBe(303);
    const file = async (kind: string): Promise<Buffer> =>
      (await page.get(`/reports/closings/file?${APRIL}&kind=${kind}`)).rawPayload;
    const before = [await file('pdf'), await file('xlsx')];
    const { text } = await readPdf(before[0]!);
    expect(text).toContain('mã kiểm tra số liệu');
    // What was received on paper in April is entered in May: April has been handed in.
    const head = await world.as('desk_head');
    const outage = { from: '2023-04-28T13:30:00+07:00', to: '2023-04-28T17:00:00+07:00', reason: 'Mất điện toàn trụ sở, làm việc trên sổ giấy' }; // prettier-ignore
    expect((await head.post('/api/v1/paper-sessions', outage)).statusCode).toBe(201);
    await registered(await world.as('receiver'), {
      ...{ procedureCode: FIVE_DAYS, acceptedAt: '2023-04-28T14:20:00+07:00' },
      paperBook: { book: 'Sổ tiếp nhận 2023', serial: 38, dueAt: '2023-05-10T16:00:00+07:00' },
    });
    expect(await form(`${APRIL}&form=c`)).toEqual(frozen);
    expect([await file('pdf'), await file('xlsx')]).toEqual(before);
    const may = await form(`${MAY}&form=c`);
    expect(may.total.carried).toBe(frozen.total.inProgress);
    expect([may.total.direct, may.total.inProgress]).toEqual([1, frozen.total.inProgress + 1]);
    const shown = await page.get(`/reports/ii06?${MAY}&form=c`);
    expect(shown.body).toContain('Điều chỉnh từ các ngày đã chốt');
    expect(shown.body).toContain('tiếp nhận +1');
    const checked = await page.get(`/reports/ii06?${APRIL}`);
    expect(checked.body).toContain('trùng từng con số');
    const again = await page.post('/reports/closings', { unit: 'H45.20', period: '2023-04' });
    expect(again.statusCode).toBe(409);
  });

  it('takes its paper back signed by the head, once, and nothing else', async () => {
    const paper = (await page.get(`/reports/closings/file?${APRIL}&kind=pdf`)).rawPayload;
    const head = certificate({ name: 'Phan Thị Phượng', issuer: authority() });
    const key = await openKeyFile(keyFile(head, 'x'), 'x');
    const words = { signer: 'Phan Thị Phượng', reason: 'II.06', at: clock.now() };
    const signed = await signPdf(paper, key, words);
    const send = (browser: Browser, content: Buffer) =>
      browser.upload('/reports/closings/signatures', { unit: 'H45.20', period: '2023-04' }, [
        { name: 'file', fileName: 'ii06.pdf', type: 'application/pdf', content },
      ]);
    const none = await page.get(`/reports/closings/file?${APRIL}&kind=signed`);
    expect(none.statusCode).toBe(404);
    for (const [content, said] of [
      [paper, 'Tệp chưa được ký.'],
      [Buffer.from('%PDF-1.7 khác'), 'Đây không phải tệp đã tải về từ'],
      [Buffer.concat([signed, Buffer.from('\n')]), 'Tệp có thêm nội dung sau chữ k'],
    ] as const) {
      const answer = await send(page, content);
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('id="signed-wrong"');
      expect(answer.body).toContain(said);
    }
    const receiver = await world.browse('receiver');
    expect((await send(receiver, signed)).statusCode).toBe(403);
    expect((await send(page, signed)).statusCode).toBe(303);
    const { body } = await page.get(`/reports/ii06?${APRIL}`);
    expect(body).toContain('Phan Thị Phượng');
    expect(body).not.toContain('action="/reports/closings/signatures"');
    const kept = await page.get(`/reports/closings/file?${APRIL}&kind=signed`);
    expect(kept.rawPayload).toEqual(signed);
    expect(kept.headers['content-disposition']).toContain('ii06-H45.20-2023-04-da-ky.pdf');
    expect((await send(page, signed)).statusCode).toBe(409);
    const rows = await world.database.query(`SELECT "action" FROM "audit_entry" WHERE "action" = 'period.signed'`, []);
    expect(rows).toHaveLength(1);
  });

  it('says where the figures of a closed period were changed past the acts', async () => {
    await world.transactor.run((tx) =>
      tx.execute('UPDATE "kpi_tail" SET "received" = 2 WHERE "received" = 1 AND "day" < $1', ['2023-05-01']),
    );
    expect((await page.get(`/reports/ii06?${APRIL}`)).body).toContain('ô khác bản đã chốt');
  });
});

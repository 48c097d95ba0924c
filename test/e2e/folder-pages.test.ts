import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FolderRunner } from '../../src/apologies/folders/folder-runner.js';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { startDesk } from '../support/desk.js';
import { approved, lateLetters, type LateLetter } from '../support/late-letters.js';
import { readPdf } from '../support/pdf-text.js';
import { printedSheets, scanPdf } from '../support/scanned.js';

function readable(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

describe('folders and the register by their pages', () => {
  let desk: TestApp;
  let clerk: Browser;
  let leader: Browser;
  let letters: LateLetter[];
  let folder: string;

  const work = (): Promise<void> => desk.get(FolderRunner, { strict: false }).run();
  const text = async (url: string): Promise<string> => readable((await clerk.get(url)).body);

  beforeAll(async () => {
    desk = await startDesk();
    letters = await lateLetters(desk, 3);
    await approved(desk, letters.slice(0, 2));
    [clerk, leader] = [await desk.browse('qldt.clerk'), await desk.browse('qldt.leader')];
    const paper = { settings: [{ key: 'signing_mode', value: 'paper', validFrom: '2023-05-11' }] };
    expect((await (await desk.as('admin')).patch('/api/v1/units/H45.20.05', paper)).statusCode).toBe(200);
  }, 60_000);
  afterAll(() => desk.close());

  it('lists what waits, asks for a choice, and makes a folder of it', async () => {
    const page = await clerk.get('/letters/folders');
    expect(page.statusCode).toBe(200);
    for (const { code } of letters) expect(page.body).toContain(code);
    const nothing = await clerk.post('/letters/folders', { unit: 'H45.20.05' });
    expect(nothing.statusCode).toBe(422);
    expect(readable(nothing.body)).toContain('Chưa chọn thư nào đang chờ ký');
    const made = await clerk.post('/letters/folders', { unit: 'H45.20.05', all: 'on' });
    expect(made.statusCode).toBe(303);
    folder = made.headers.location as string;
    expect(await text(folder)).toContain('Đã lập tập gồm 3 thư.');
    expect(await text('/letters/folders')).toContain('Không có thư nào chờ ký');
  });

  it('prints it, and shows how far that has come', async () => {
    expect((await clerk.post(`${folder}/prints`)).statusCode).toBe(303);
    expect(await text(folder)).toContain('0 trên 3 thư');
    expect((await clerk.get(`${folder}/progress`)).headers['hx-refresh']).toBeUndefined();
    expect(readable((await clerk.post(`${folder}/prints`)).body)).toContain('Đã có');
    await work();
    expect((await clerk.get(`${folder}/progress`)).headers['hx-refresh']).toBe('true');
    expect(await text(folder)).toContain('Phần 1: thư 1–3, 4 trang (PDF)');
    const pdf = await clerk.get(`${folder}/parts/1`);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect((await readPdf(pdf.rawPayload)).text).toContain(letters[0]!.code);
    expect((await clerk.get(`${folder}/parts/2`)).statusCode).toBe(404);
  });

  it('stops a printing that somebody asked for', async () => {
    desk.clock.set('2023-05-11T07:40:00+07:00');
    await clerk.post(`${folder}/prints`);
    expect((await clerk.post(`${folder}/stops`)).statusCode).toBe(303);
    await work();
    expect(await text(folder)).toContain('Đã dừng');
    desk.clock.set('2023-05-11T07:45:00+07:00');
    await clerk.post(`${folder}/prints`);
    await work();
  });

  it('takes numbers row by row: what is refused stands there again with what was typed', async () => {
    const rows = {
      'rows.0.letterId': letters[0]!.id,
      'rows.0.number': '31/TXL',
      'rows.0.date': '2023-05-10',
      'rows.1.letterId': letters[1]!.id,
      'rows.1.own': 'on',
      'rows.2.letterId': letters[2]!.id,
      'rows.2.number': '32/TXL',
    };
    const answer = await clerk.post(`${folder}/numbers`, rows);
    expect(answer.statusCode).toBe(200);
    const said = readable(answer.body);
    expect(said).toContain('Đã xử lý 1 thư, 2 thư chưa được');
    expect(said).toContain('Ngày của thư không thể trước ngày thư được soạn');
    expect(said).toContain('Thư chưa được duyệt');
    expect(answer.body).toContain('value="32/TXL"');
    expect(said).toContain('01/PXL');
    const again = await clerk.post(`${folder}/numbers`, { ...rows, 'rows.0.date': '', 'rows.2.number': '' });
    expect(again.statusCode).toBe(303);
    expect(await text(folder)).toContain('31/TXL');
    expect((await clerk.post(`${folder}/numbers`, { 'rows.0.letterId': letters[2]!.id })).statusCode).toBe(422);
  });

  it('lets the signer approve the rest of the folder, the clerk not', async () => {
    expect((await clerk.post(`${folder}/approvals`)).statusCode).toBe(403);
    await leader.get(folder);
    expect((await leader.post(`${folder}/approvals`)).statusCode).toBe(303);
    expect((await clerk.post(`${folder}/allocations`)).statusCode).toBe(303);
    expect(await text(folder)).toContain('02/PXL');
  });

  it('takes the scan back, issues what it finds, and shows a page nobody can place', async () => {
    const sheets = await printedSheets((await clerk.get(`${folder}/parts/1`)).rawPayload);
    const scan = await scanPdf(sheets.slice(0, 3));
    expect((await clerk.upload(`${folder}/scans`, {}, [])).statusCode).toBe(422);
    expect((await clerk.upload(`${folder}/scans`, {}, [file('pile.pdf', scan)])).statusCode).toBe(303);
    expect(await text(folder)).toContain('Chờ đọc');
    await work();
    const page = await clerk.get(folder);
    const said = readable(page.body);
    expect(said).toContain('pile.pdf, trang 1 Không có mã QR');
    expect(said).toContain('Còn 1 thư chưa có bản quét');
    const [, href = ''] = /href="([^"]*\/pages\/0)"/.exec(page.body) ?? [];
    const shown = await clerk.get(href);
    expect(shown.headers['content-type']).toBe('application/pdf');
    expect((await readPdf(shown.rawPayload)).pages).toBe(1);
  }, 60_000);

  it('is not closed before every page is decided on; then it forgets the sheets', async () => {
    const early = await clerk.post(`${folder}/closures`);
    expect(early.statusCode).toBe(422);
    expect(readable(early.body)).toContain('Còn trang quét chưa xử lý');
    const [, scan = ''] = /name="scan" value="([^"]+)"/.exec(early.body) ?? [];
    const nobody = await clerk.post(`${folder}/pages`, { scan, page: '0', act: 'assign' });
    expect(readable(nobody.body)).toContain('Chọn thư mà trang này thuộc về');
    expect((await clerk.post(`${folder}/pages`, { scan, page: '0', act: 'discard' })).statusCode).toBe(303);
    expect((await clerk.post(`${folder}/closures`)).statusCode).toBe(303);
    expect(await text(folder)).toContain('Đã đóng');
    expect((await clerk.get(`${folder}/parts/1`)).statusCode).toBe(404);
    expect((await clerk.post(`${folder}/prints`)).statusCode).toBe(409);
  });

  it('is nobody’s business outside the agency, and no specialist’s', async () => {
    const [specialist, stranger] = [await desk.browse('specialist'), await desk.browse('xp.clerk')];
    expect((await specialist.get('/letters/folders')).statusCode).toBe(403);
    expect((await stranger.get(folder)).statusCode).toBe(404);
    expect((await stranger.get('/letters/folders?unit=H45.20.05')).statusCode).toBe(403);
    expect((await stranger.post(`${folder}/prints`)).statusCode).toBe(404);
    expect((await clerk.get('/letters/folders/none')).statusCode).toBe(404);
  });

  it('shows the register with its numbers, prints it, and goes on from a book', async () => {
    const said = await text('/letters/register');
    for (const number of ['01/PXL', '31/TXL', '02/PXL']) expect(said).toContain(number);
    expect(said).toContain('Lê Thị 1');
    const pdf = await clerk.get('/letters/register/pdf?unit=H45.20.05&year=2023');
    const paper = await readPdf(pdf.rawPayload);
    expect(paper.size).toBe('297x210');
    expect(paper.text).toContain('SỔ ĐĂNG KÝ THƯ XIN LỖI');
    expect(paper.text).toContain('31/TXL');
    const wrong = await clerk.post('/letters/register/starts?unit=H45.20.05', {
      next: '2',
      reason: 'sổ giấy quyển 02',
    });
    expect(wrong.statusCode).toBe(422);
    expect(readable(wrong.body)).toContain('Số bắt đầu phải lớn hơn số tiếp theo của sổ');
    const right = { next: '40', reason: 'sổ giấy quyển 02' };
    expect((await clerk.post('/letters/register/starts?unit=H45.20.05', right)).statusCode).toBe(303);
    expect(await text('/letters/register')).toContain('Từ số 40 (sau số 2)');
    expect((await clerk.post('/letters/register/closures?unit=H45.20.05&year=2023')).statusCode).toBe(422);
  });

  it('keeps names from who only counts, and registers from other units', async () => {
    const monitor = await desk.browse('monitor');
    const body = readable((await monitor.get('/letters/register?unit=H45.20.05&year=2023')).body);
    expect(body).toContain('31/TXL');
    expect(body).not.toContain('Lê Thị');
    expect((await monitor.post('/letters/register/starts?unit=H45.20.05', { next: '90', reason: 'không được phép' })).statusCode).toBe(403); // prettier-ignore
    expect((await (await desk.browse('xp.clerk')).get('/letters/register?unit=H45.20.05')).statusCode).toBe(404);
  });
});

function file(fileName: string, content: Buffer): { name: string; fileName: string; type: string; content: Buffer } {
  return { name: 'files', fileName, type: 'application/pdf', content };
}

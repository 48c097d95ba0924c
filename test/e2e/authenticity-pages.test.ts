import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { IssuingService } from '../../src/apologies/issuing.service.js';
import { LetterMarks } from '../../src/apologies/authenticity/letter-marks.js';
import { LettersRepository } from '../../src/apologies/letters.repository.js';
import { NumberingService } from '../../src/apologies/numbering.service.js';
import { readMark, spacedMark } from '../../src/domain/apology/letter-mark.js';
import type { Actor } from '../../src/domain/accounts/roles.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk } from '../support/desk.js';
import { LetterDesk } from '../support/letter-desk.js';
import { readPdf } from '../support/pdf-text.js';

const REASON = 'Hồ sơ phải lấy ý kiến của Chi cục Thuế nhưng Phòng gửi văn bản lấy ý kiến chậm.';
const CLERK: Actor = { username: 'leader', fullName: 'Nguyễn Văn Giang', unitCode: 'H45.20', roles: ['leader'] };

/** What a person reads: tags away. */
function readable(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

describe('the page a letter’s QR code leads to', () => {
  const clock = new StoppedClock('2023-05-03T14:00:00+07:00');
  let world: TestApp;
  let desk: LetterDesk;
  let guest: Browser;
  let codes: string[];
  let ids: string[];
  let marks: string[];
  let pdf: Buffer;

  beforeAll(async () => {
    world = await startDesk({ clock });
    desk = await LetterDesk.open(world);
    codes = [];
    for (let i = 0; i < 3; i += 1) {
      const { code } = await registered(desk.as('receiver'), { procedureCode: FIVE_DAYS });
      await desk.handOver(code, 'H45.20.05', 'specialist');
      codes.push(code);
    }
    clock.set('2023-05-16T08:00:00+07:00');
    await desk.sweep();
    ids = [];
    for (const code of codes) ids.push((await desk.onlyLetter(code)).id);
    marks = ids.map((id) => world.get(LetterMarks, { strict: false }).of(id));
    guest = new Browser(world.http);
    const [first = '', , third = ''] = ids;
    const leader = desk.as('leader');
    for (const id of [first, third]) {
      await leader.patch(`/api/v1/letters/${id}`, { reason: REASON, fault: 'ours' });
      await leader.post(`/api/v1/letters/${id}/approvals`);
    }
    await world.get(IssuingService, { strict: false }).issue(first, CLERK, null);
    const { fileHash } = await world.get(LettersRepository, { strict: false }).byId(world.database, first);
    pdf = await world.get(FileStore, { strict: false }).read(fileHash ?? '');
  });
  afterAll(() => world.close());

  it('is named on the paper itself, as a letter and as a whole address', async () => {
    const { text } = await readPdf(pdf);
    const [, address = ''] = /Kiểm tra thư: (\S+(?: \S+)?)/.exec(text) ?? [];
    expect(readMark(`http://${address.replace(' ', '')}`)).toBe(marks[0]);
  });

  it('says what was issued, when and by whom, and nothing of the dossier or of anybody', async () => {
    const answer = await guest.get(`/thu/${marks[0]!}`);
    expect([answer.statusCode, answer.headers['x-robots-tag']]).toEqual([200, 'noindex']);
    const text = readable(answer.body);
    for (const said of [
      'Thư thật, đang có hiệu lực',
      'Thư xin lỗi',
      '01/PXL',
      '16/05/2023',
      'UBND thị xã Sông Cầu',
      createHash('sha256').update(pdf).digest('hex'),
    ]) {
      expect(text).toContain(said);
    }
    const personal = ['Nguyễn Văn Ẩn', codes[0]!, REASON, '0905', '054090001234', 'Chi cục Thuế', ids[0]!];
    for (const secret of personal) expect(answer.body).not.toContain(secret);
    expect(readable((await guest.get(`/thu/${marks[0]!}?lang=en`)).body)).toContain('Thư thật');
    const english = new Browser(world.http);
    await english.get('/locale/en?next=/thu');
    expect(readable((await english.get(`/thu/${marks[0]!}`)).body)).toContain('Genuine and in force');
  });

  const compare = (fields: Record<string, string>, content: Buffer | null) =>
    guest.upload(
      `/thu/${marks[0]!}/checks`,
      fields,
      content === null ? [] : [{ name: 'file', fileName: 'thu.pdf', type: 'application/pdf', content }],
    );

  test.each<[string, () => Parameters<typeof compare>, number, string]>([
    ['the file itself', () => [{}, pdf], 200, 'Giống tệp lưu'],
    ['the file with one byte changed', () => [{}, Buffer.concat([pdf, Buffer.from(' ')])], 200, 'Khác tệp lưu'],
    [
      'its hash as a program prints it',
      () => [{ sha256: ` ${createHash('sha256').update(pdf).digest('hex').toUpperCase()}\n` }, null],
      200,
      'Giống tệp lưu',
    ],
    ['another hash', () => [{ sha256: 'a'.repeat(64) }, null], 200, 'Khác tệp lưu'],
    ['what is no hash', () => [{ sha256: '<b>abc</b>' }, null], 422, 'gồm 64 chữ số'],
    ['nothing', () => [{}, null], 422, 'Xin chọn tệp'],
    ['a file larger than any letter', () => [{}, Buffer.alloc(30 * 1024 * 1024 + 1)], 422, 'không phải tệp của thư'],
  ])('compares %s', async (_, given, status, said) => {
    await guest.get(`/thu/${marks[0]!}`);
    const answer = await compare(...given());
    expect([answer.statusCode, readable(answer.body).includes(said)]).toEqual([status, true]);
    expect(answer.body).not.toContain('<b>abc');
  });

  it('takes no form from another page', async () => {
    const stranger = new Browser(world.http);
    expect((await stranger.upload(`/thu/${marks[0]!}/checks`, {}, [])).statusCode).toBe(403);
  });

  it('knows no draft until it is printed to be signed, and then says only that it is not issued', async () => {
    const [, second = ''] = ids;
    const page = `/thu/${marks[1]!}`;
    expect((await guest.get(page)).statusCode).toBe(404);
    const letters = world.get(LettersRepository, { strict: false });
    const found = world.get(LetterMarks, { strict: false });
    await world.transactor.run(async (tx) => {
      const letter = await found.ensure(tx, await letters.byId(tx, second));
      expect(await found.ensure(tx, letter)).toBe(letter);
    });
    expect((await letters.byMark(world.database, marks[1]!))?.id).toBe(second);
    const text = readable((await guest.get(page)).body);
    expect(text).toContain('Chưa phát hành');
    expect(text).not.toMatch(/PXL|Phòng Quản lý đô thị|SHA-256/);
    expect((await guest.upload(`${page}/checks`, {}, [])).statusCode).toBe(200);
  });

  it('says what was made void after its number was taken, and since when', async () => {
    const [, , third = ''] = ids;
    const letters = world.get(LettersRepository, { strict: false });
    const approved = await letters.byId(world.database, third);
    const numbered = await world.get(NumberingService, { strict: false }).number(approved, CLERK, null);
    expect(numbered.mark).toBe(marks[2]);
    expect(readable((await guest.get(`/thu/${marks[2]!}`)).body)).toContain('Chưa phát hành');
    clock.set('2023-05-17T09:00:00+07:00');
    const ended = await desk.as('leader').post(`/api/v1/letters/${third}/voids`, { reason: 'Ghi nhầm nội dung.' });
    expect(ended.statusCode).toBe(201);
    const text = readable((await guest.get(`/thu/${marks[2]!}`)).body);
    expect(text).toContain('đã bị hủy từ ngày 17/05/2023');
    expect(text).toContain('02/PXL');
    expect(text).not.toContain('Ghi nhầm');
  });

  test.each([
    ['/thu', 200, 'Mã nằm dưới mã QR'],
    ['/thu/000000000000000000', 404, 'Không có thư nào mang mã này'],
    ['/thu/xin-chao', 404, 'Không có thư nào mang mã này'],
    ['/thu/%3Cscript%3E', 404, 'Không có thư nào mang mã này'],
    ['/thu?ma=123', 422, 'Mã chưa đủ'],
    ['/thu?ma=1&ma=2', 200, 'Mã nằm dưới mã QR'],
  ])('%s answers %i with a page that helps', async (url, status, said) => {
    const answer = await guest.get(url);
    expect([answer.statusCode, readable(answer.body).includes(said)]).toEqual([status, true]);
    expect(answer.body).not.toContain('<script>');
  });

  it('is found by the mark as somebody types it from the paper', async () => {
    const typed = encodeURIComponent(spacedMark(marks[0]!).toLowerCase());
    const answer = await guest.get(`/thu?ma=${typed}`);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/thu/${marks[0]!}`]);
  });

  it('is asked so often and no more', async () => {
    clock.set('2023-05-17T10:00:00+07:00');
    const answers: number[] = [];
    for (let i = 0; i < 61; i += 1) answers.push((await guest.get('/thu/000000000000000000')).statusCode);
    expect([answers.at(59), answers.at(60)]).toEqual([404, 429]);
  });
});

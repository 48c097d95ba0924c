import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, SAME_DAY, startDesk, THREE_DAYS } from '../support/desk.js';
import { verified } from '../support/verified.js';

const REASON = 'Mất điện toàn trụ sở, làm việc trên sổ giấy';

function words(page: string): string {
  return page
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x3D;/g, '=')
    .replace(/\s+/g, ' ');
}

type Line = readonly [serial: string, at: string, procedure: string, name: string, due: string, given?: string];

describe('a morning without power, on pages', () => {
  const clock = new StoppedClock('2023-05-15T11:00:00+07:00');
  let world: TestApp;
  let receiver: Browser;
  let head: Browser;
  let session: string;
  let keys = 0;

  beforeAll(async () => {
    world = await startDesk({ clock });
    [receiver, head] = [await world.browse('receiver'), await world.browse('desk_head')];
    const opened = await open({});
    expect(opened.statusCode).toBe(303);
    session = String(opened.headers.location);
  });
  beforeEach(() => {
    clock.set('2023-05-15T11:00:00+07:00');
  });
  afterAll(() => world.close());

  const key = (): string => `key-of-a-form-${String((keys += 1))}`;
  const open = (fields: Readonly<Record<string, string>>, by = head) =>
    by.post('/paper-sessions', { _key: key(), day: '2023-05-15', from: '8:00', to: '10h45', reason: REASON, ...fields }); // prettier-ignore
  const lines = (all: readonly Line[]): Record<string, string> =>
    Object.fromEntries(
      all.flatMap(([serial, at, procedure, name, due, given], i) => {
        const of = (field: string, value: string): [string, string] => [`lines.${String(i)}.${field}`, value];
        const fields = [of('serial', serial), of('at', at), of('procedure', procedure), of('name', name), of('due', due)]; // prettier-ignore
        return given === undefined ? fields : [...fields, of('given', given)];
      }),
    );
  const enter = (all: readonly Line[], more: Readonly<Record<string, string>> = {}) =>
    receiver.post(`${session}/lines`, { _key: key(), book: 'Sổ tiếp nhận 2023', ...lines(all), ...more });
  const entered = () =>
    world.database.query<{ code: string; serial: number; origin: string; status: string; name: string }>(
      `SELECT d."code", d."paperSerial" AS "serial", d."origin", d."status", p."name" FROM "dossier" d
         JOIN "dossier_party" p ON p."dossierId" = d."id" WHERE d."paperSessionId" IS NOT NULL ORDER BY d."paperSerial"`,
    );

  it('is declared by the head alone, and says beside the field what cannot be', async () => {
    expect((await receiver.get('/paper-sessions')).body).not.toContain('name="reason"');
    expect((await open({}, receiver)).statusCode).toBe(403);
    for (const nobody of ['specialist', 'returner']) {
      expect((await (await world.browse(nobody)).get('/paper-sessions')).statusCode).toBe(403);
    }
    const wrong = await open({ from: 'sáng', to: '25:00', reason: 'ngắn' });
    expect(wrong.statusCode).toBe(422);
    expect(words(wrong.body)).toContain('Từ lúc: Cần giờ, ví dụ 8:00');
    expect(wrong.body).toContain('value="sáng"');
    const twice = await open({ from: '9:00' });
    expect([twice.statusCode, twice.body.includes('id="wrongs"')]).toEqual([409, true]);
    const list = words((await receiver.get('/paper-sessions')).body);
    expect(list).toContain('08:00 đến 10:45, ngày 15/05/2023');
  });

  it('takes the lines of the book, keeps the date by hand, and lists where it differs', async () => {
    const answer = await enter([
      ['38', '8:20', `${THREE_DAYS} Đăng ký thành lập hộ kinh doanh`, 'Nguyễn Thị Ánh', '16:00 19/5'],
      ['39', '0830', THREE_DAYS, 'Lê Văn Bé', '18/5'],
      ['40', '9h', SAME_DAY, 'Trần Cúc', '', 'on'],
    ]);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${session}?done=3`]);
    expect(await entered()).toMatchObject([
      { serial: 38, origin: 'paper', status: 'accepted', name: 'Nguyễn Thị Ánh' },
      { serial: 39, status: 'accepted' },
      { serial: 40, status: 'returned' },
    ]);
    const page = words((await receiver.get(`${session}?done=3`)).body);
    expect(page).toContain('Đã nhập bù 3 hồ sơ');
    expect(page).toContain('1 hồ sơ có ngày trên giấy khác ngày tính ra');
    expect(page).toContain('16:00 19/05/2023 Giấy hẹn muộn hơn quy định');
    expect(page).toContain('Sổ tiếp nhận 2023 · 38');
    const found = await receiver.post('/dossiers/searches', { text: 'Nguyễn Thị Ánh' });
    expect(found.statusCode).toBe(303);
    const api = await (await world.as('receiver')).post('/api/v1/dossiers/searches', { paperBook: { book: 'so tiep nhan 2023', serial: 38 } }); // prettier-ignore
    expect([api.statusCode, api.body.includes('Nguyễn Thị Ánh')]).toEqual([200, true]);
  });

  it('saves the right lines and keeps the wrong ones with every reason', async () => {
    const before = (await entered()).length;
    const answer = await enter([
      ['41', '9:10', FIVE_DAYS, 'Võ Thị Dung', '22/5'],
      ['x', 'trưa', 'gì đó', 'A', 'mai'],
      ['38', '9:15', THREE_DAYS, 'Đặng Em', '18/5'],
      ['42', '11:30', THREE_DAYS, 'Hồ Gấm', '18/5'],
      ['43', '9:20', THREE_DAYS, 'Ngô Hai', ''],
      ['44', '9:20', THREE_DAYS, 'Ngô Ba', '', 'on'],
    ]);
    expect([answer.statusCode, (await entered()).length]).toEqual([422, before + 1]);
    const page = words(answer.body);
    expect(page).toContain('Cần số thứ tự trong sổ; Cần giờ nhận, ví dụ 8:20; Cần thủ tục có trong danh mục; Cần họ tên từ 2 đến 200 ký tự; Cần ngày hẹn, ví dụ 19/5'); // prettier-ignore
    expect(page).toContain('Số này trong sổ đã được nhập');
    expect(page).toContain('Chỉ ghi lùi giờ trong một ca');
    expect(page).toContain('Cần ngày hẹn đã ghi trên giấy, hoặc đánh dấu đã trả ngay');
    expect(answer.body).toContain('value="Đặng Em"');
    expect(answer.body).not.toContain('value="Võ Thị Dung"');
  });

  it('takes a form that comes twice, or comes again mended, once', async () => {
    const before = (await entered()).length;
    const fixed = { _key: key() };
    const [first, mended] = [
      [['51', '9:30', FIVE_DAYS, 'Lý Ích', '22/5'], ['52', '9:31', FIVE_DAYS, 'Lý Khá', 'x']],
      [['51', '9:30', FIVE_DAYS, 'Lý Ích', '22/5'], ['52', '9:31', FIVE_DAYS, 'Lý Khá', '22/5']],
    ] as const; // prettier-ignore
    expect((await enter(first, fixed)).statusCode).toBe(422);
    expect((await enter(mended, fixed)).statusCode).toBe(303);
    expect((await enter(mended, fixed)).statusCode).toBe(303);
    expect((await entered()).length).toBe(before + 2);
  });

  it('says when nothing was typed', async () => {
    const answer = await enter([['', '', '', '', '']]);
    expect([answer.statusCode, words(answer.body).includes('Chưa có dòng nào để nhập')]).toEqual([422, true]);
  });

  it('is nobody’s business at another desk', async () => {
    const ward = await world.browse('xp.receiver');
    expect((await ward.get(session)).statusCode).toBe(404);
    expect((await ward.post(`${session}/lines`, { _key: key(), book: '', ...lines([['9', '9:00', SAME_DAY, 'Ai Đó', '', 'on']]) })).statusCode).toBe(404); // prettier-ignore
  });

  it('numbers blank slips so that two batches never repeat', async () => {
    const form = { _key: key() };
    const draw = (fields: Readonly<Record<string, string>>, by = receiver) => by.post('/paper-sessions/slips', fields);
    const first = await draw(form);
    expect([first.statusCode, first.headers.location]).toEqual([303, '/paper-sessions/slips/2023-1']);
    expect((await draw(form)).headers.location).toBe('/paper-sessions/slips/2023-1');
    expect((await draw({ _key: key() }, head)).headers.location).toBe('/paper-sessions/slips/2023-21');
    expect((await draw({ _key: key() }, await world.browse('xp.receiver'))).headers.location).toBe('/paper-sessions/slips/2023-1'); // prettier-ignore
    const page = (await receiver.get('/paper-sessions/slips/2023-21')).body;
    const numbers = [...page.matchAll(/aria-label="Phiếu số (\d+)"/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => 21 + i));
    expect(page).toContain('Phiếu giấy 2023');
    for (const wrong of ['2023-41', '2023-2', '2022-1', 'x']) {
      expect([wrong, (await receiver.get(`/paper-sessions/slips/${wrong}`)).statusCode]).toEqual([wrong, 404]);
    }
    expect(words((await receiver.get('/paper-sessions')).body)).toContain('Năm nay đã in đến số 40');
  });

  it('is closed by the head, and takes nothing more', async () => {
    expect((await receiver.post(`${session}/closures`, { _key: key() })).statusCode).toBe(403);
    expect((await head.get(session)).body).not.toContain('name="lines.0.serial"');
    const closed = await head.post(`${session}/closures`, { _key: key() });
    expect([closed.statusCode, closed.headers.location]).toEqual([303, session]);
    expect((await enter([['60', '9:00', FIVE_DAYS, 'Ai Đó', '22/5']])).statusCode).toBe(409);
    expect((await receiver.get(session)).body).not.toContain('name="lines.0.serial"');
  });

  it('leaves histories that vouch for every row', async () => {
    expect(await verified(world)).toEqual([]);
  });
});

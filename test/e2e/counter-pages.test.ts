import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Agent, Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, FIVE_DAYS, registered, SAME_DAY, startDesk, THREE_DAYS } from '../support/desk.js';
import { verified } from '../support/verified.js';

const DAY = '2023-05-15';
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'); // prettier-ignore

function words(page: string): string {
  return page
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x3D;/g, '=')
    .replace(/\s+/g, ' ');
}

describe('the counter', () => {
  const clock = new StoppedClock(`${DAY}T08:00:00+07:00`);
  let world: TestApp;
  let agent: Agent;
  let returner: Browser;
  let head: Browser;
  let ward: Browser;
  let keys = 0;

  beforeAll(async () => {
    world = await startDesk({ clock });
    agent = await world.as('receiver');
    [returner, head, ward] = [await world.browse('returner'), await world.browse('desk_head'), await world.browse('xp.receiver')]; // prettier-ignore
  });
  beforeEach(() => {
    clock.set(`${DAY}T16:30:00+07:00`);
  });
  afterAll(() => world.close());

  const key = (): string => `key-of-a-form-${String((keys += 1))}`;
  const received = async (at: string, changes: object = {}): Promise<string> => {
    const now = clock.now();
    clock.set(at);
    const { code } = await registered(agent, changes);
    clock.set(new Date(now).toISOString());
    return code;
  };
  const state = async (code: string) => {
    const [row] = await world.database.query<{ status: string; shelf: string | null; timeliness: string | null }>(
      'SELECT "status", "shelf", "timeliness" FROM "dossier" WHERE "code" = $1',
      [code],
    );
    return row!;
  };
  const told = async (code: string): Promise<number> =>
    (
      await world.database.query(
        `SELECT 1 AS "one" FROM "message" m JOIN "dossier" d ON d."id" = m."subjectId" WHERE d."code" = $1 AND m."kind" = 'result_ready'`,
        [code],
      )
    ).length;

  describe('at half past four', () => {
    let today: string;
    let tomorrow: string;

    beforeAll(async () => {
      clock.set(`${DAY}T16:30:00+07:00`);
      today = await received(`${DAY}T08:10:00+07:00`, { procedureCode: SAME_DAY });
      tomorrow = await received(`${DAY}T08:20:00+07:00`, { procedureCode: FIVE_DAYS });
    });

    it('lists what is due today and not finished, and nothing that is due later', async () => {
      const page = (await returner.get('/counter/due-today')).body;
      expect([page.includes(`id="${today}"`), page.includes(`id="${tomorrow}"`)]).toEqual([true, false]);
      expect(words(page)).toContain('Đến hẹn hôm nay (1)');
      const other = (await ward.get('/counter/due-today')).body;
      expect([other.includes(today), words(other).includes('Không còn hồ sơ nào')]).toEqual([false, true]);
      for (const nobody of ['specialist', 'clerk', 'monitor']) {
        expect([nobody, (await (await world.browse(nobody)).get('/counter/due-today')).statusCode]).toEqual([nobody, 403]); // prettier-ignore
      }
    });

    it('offers a desk head only what a desk head may do', async () => {
      const page = (await head.get('/counter/due-today')).body;
      expect([page.includes(`${today}/completions"`), page.includes(`${today}/returns"`)]).toEqual([true, false]);
      const answer = await head.post(`/counter/due-today/${today}/returns`, { _key: key(), done: '' });
      expect([answer.statusCode, (await state(today)).status]).toEqual([403, 'accepted']);
    });

    it('finishes and returns with one press, tells nobody to come, and shows what happened and what is next', async () => {
      const second = await received(`${DAY}T08:30:00+07:00`, { procedureCode: SAME_DAY });
      await returner.get('/counter/due-today');
      const answer = await returner.post(`/counter/due-today/${today}/returns`, { _key: key(), done: '' });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, `/counter/due-today?done=${today}`]);
      expect(await state(today)).toMatchObject({ status: 'returned', timeliness: 'on_time' });
      expect(await told(today)).toBe(0);
      const page = (await returner.get(String(answer.headers.location))).body;
      expect(words(page)).toContain('Đã trả lúc 16:30');
      const focused = /formaction="([^"]+)"[^>]*data-takes-focus/.exec(page)?.[1];
      expect(focused).toBe(`/counter/due-today/${second}/returns`);
      const next = await returner.post(`/counter/due-today/${second}/completions`, { _key: key(), done: today });
      expect([await told(second), decodeURIComponent(String(next.headers.location))]).toEqual([1, `/counter/due-today?done=${today},${second}`]); // prettier-ignore
      const after = words((await returner.get(String(next.headers.location))).body);
      expect(after).toContain('Kết quả về lúc 16:30, chờ trả');
    });

    it('does a press once, however often it comes', async () => {
      const code = await received(`${DAY}T08:40:00+07:00`, { procedureCode: SAME_DAY });
      const fields = { _key: key(), done: '' };
      const answers = [await returner.post(`/counter/due-today/${code}/returns`, fields), await returner.post(`/counter/due-today/${code}/returns`, fields)]; // prettier-ignore
      expect(answers.map(({ headers }) => headers.location)).toEqual(Array(2).fill(`/counter/due-today?done=${code}`));
      expect((await returner.get('/counter/due-today')).body).not.toContain('flash-error');
    });

    it('says why not, and stays', async () => {
      const answer = await returner.post(`/counter/due-today/${today}/completions`, { _key: key(), done: '' });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/counter/due-today']);
      const page = words((await returner.get('/counter/due-today')).body);
      expect(page).toContain(`${today}: Chưa làm được việc này`);
    });

    it('lists what is late and lies at the desk', async () => {
      const late = await received('2023-05-05T08:00:00+07:00', { procedureCode: SAME_DAY });
      const away = await received('2023-05-05T08:01:00+07:00', { procedureCode: SAME_DAY });
      await agent.post(`/api/v1/dossiers/${away}/hand-overs`, { unitCode: 'H45.20.05' });
      const page = (await returner.get('/counter/due-today')).body;
      expect([page.includes(`id="${late}"`), page.includes(`id="${away}"`)]).toEqual([true, false]);
    });
  });

  describe('a stack and a reader', () => {
    const scans = (fields: Readonly<Record<string, string>>, by = returner) =>
      by.post('/counter/scans', { _key: key(), to: '', shelf: '', ...fields });

    it('receives results, whatever a keyboard made of the codes, and tells each citizen', async () => {
      const codes = [await received(`${DAY}T09:00:00+07:00`), await received(`${DAY}T09:01:00+07:00`)];
      const read = `${codes[0]!.toLowerCase()}\nhttps://x.example/tra-cuu#${codes[1]!}.12345678\n${codes[0]!}`;
      const answer = await scans({ mode: 'complete', shelf: 'A7', codes: read });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/counter/scans?mode=complete']);
      for (const code of codes) expect({ ...(await state(code)), told: await told(code) }).toMatchObject({ status: 'completed', shelf: 'A7', told: 1 }); // prettier-ignore
      expect(words((await returner.get('/counter/scans?mode=complete')).body)).toContain('Đã nhận kết quả của 2 hồ sơ'); // prettier-ignore
      const back = await scans({ mode: 'return', codes: codes.join(' ') });
      expect([back.statusCode, (await state(codes[0]!)).status]).toEqual([303, 'returned']);
    });

    it('does what can be done and keeps the rest with its reason', async () => {
      const good = await received(`${DAY}T09:10:00+07:00`);
      const elsewhere = (await registered(await world.as('xp.receiver'), { procedureCode: SAME_DAY, unitCode: 'H45.20.21' })).code; // prettier-ignore
      const answer = await scans({ mode: 'complete', codes: `${good}\nxyz\n${elsewhere}` });
      expect([answer.statusCode, (await state(good)).status]).toEqual([200, 'completed']);
      const page = words(answer.body);
      expect(page).toContain('Đã nhận kết quả của 1 hồ sơ về quầy.');
      expect(page).toContain('xyz Không đọc được mã hồ sơ');
      expect(page).toContain(`${elsewhere} Quầy này không có hồ sơ có mã này`);
      expect(/<textarea id="codes"[^>]*>([^<]*)</.exec(answer.body)?.[1]).toBe(`xyz\n${elsewhere}`);
      expect((await state(elsewhere)).status).toBe('accepted');
    });

    it('looks first, as a piece for the script and as a page without it, and writes nothing', async () => {
      const code = await received(`${DAY}T09:20:00+07:00`);
      const fields = { mode: 'return', to: '', shelf: '', codes: code };
      const piece = await returner.post('/counter/scans/lines', fields, { 'x-live': '1' });
      expect([piece.statusCode, piece.body.includes('<html'), piece.body.includes(`data-code="${code}"`)]).toEqual([200, false, true]); // prettier-ignore
      expect(words(piece.body)).toContain('Không làm được: Đã tiếp nhận');
      const page = await returner.post('/counter/scans/lines', fields);
      expect([page.body.includes('<html'), words(page.body).includes('Không làm được')]).toEqual([true, true]);
      expect((await state(code)).status).toBe('accepted');
    });

    it('hands over to a unit or a person, and asks to whom', async () => {
      const code = await received(`${DAY}T09:30:00+07:00`, { procedureCode: FIVE_DAYS });
      const receiver = await world.browse('receiver');
      const nobody = await scans({ mode: 'hand_over', codes: code }, receiver);
      expect([nobody.statusCode, words(nobody.body).includes('Cần chọn nơi nhận')]).toEqual([422, true]);
      expect((await scans({ mode: 'hand_over', codes: code, to: 'H45.20.05/specialist' }, receiver)).statusCode).toBe(303); // prettier-ignore
      const [row] = await world.database.query<{ pendingUsername: string }>('SELECT "pendingUsername" FROM "dossier" WHERE "code" = $1', [code]); // prettier-ignore
      expect(row?.pendingUsername).toBe('specialist');
    });

    it('lets only returners return', async () => {
      const answer = await scans({ mode: 'return', codes: 'H45.20-230515-0001' }, head);
      expect([answer.statusCode, words(answer.body)]).toEqual([422, expect.stringContaining('Chỉ cán bộ trả kết quả')]);
      expect((await head.get('/counter/scans')).body).not.toContain('value="return"');
    });
  });

  describe('a result at the desk', () => {
    const form = (fields: Readonly<Record<string, string>>, file: { name: string; content: Buffer } | null) => {
      const boundary = 'x'.repeat(24);
      const parts = Object.entries(fields).map(([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`); // prettier-ignore
      const head = file ? `--${boundary}\r\ncontent-disposition: form-data; name="scan"; filename="${file.name}"\r\ncontent-type: image/png\r\n\r\n` : ''; // prettier-ignore
      const payload = Buffer.concat([Buffer.from(parts.join('') + head), file?.content ?? Buffer.alloc(0), Buffer.from(`${file ? '\r\n' : ''}--${boundary}--\r\n`)]); // prettier-ignore
      return { payload, type: `multipart/form-data; boundary=${boundary}` };
    };
    const put = async (
      code: string,
      fields: Readonly<Record<string, string>>,
      file: { name: string; content: Buffer } | null,
    ) => {
      // prettier-ignore
      await returner.get('/counter/results');
      const all = { _csrf: returner.csrf ?? '', _key: key(), outcome: 'granted', shelf: '', resultNumber: '', reason: '', ...fields }; // prettier-ignore
      const { payload, type } = form(all, file);
      return { answer: await returner.send(`/counter/results/${code}`, payload, type) };
    };

    it('keeps the scan, writes the shelf, and only then tells the citizen, with a text to copy', async () => {
      const code = await received(`${DAY}T10:00:00+07:00`, { procedureCode: THREE_DAYS });
      const found = (await returner.get(`/counter/results?code=${code}`)).body;
      expect(words(found)).toContain(APPLICANT.name);
      const { answer } = await put(code, { shelf: 'B12', resultNumber: '15/GP' }, { name: 'giấy phép.png', content: PNG }); // prettier-ignore
      expect([answer.statusCode, answer.headers.location]).toEqual([303, `/counter/results?done=${code}`]);
      expect({ ...(await state(code)), told: await told(code) }).toMatchObject({
        status: 'completed',
        shelf: 'B12',
        told: 1,
      });
      const files = (await agent.get(`/api/v1/dossiers/${code}/files`)).json<{ items: { name: string }[] }>();
      expect(files.items.map(({ name }) => name)).toEqual(['giấy phép.png']);
      const page = (await returner.get(String(answer.headers.location))).body;
      expect(words(page)).toContain('Ngăn tủ: B12');
      expect(page).toMatch(/<textarea id="message"[^>]*>Kính gửi Nguyễn Văn Ẩn/);
      const next = words((await returner.get(`/counter/results?code=${await received(`${DAY}T10:05:00+07:00`)}`)).body);
      expect(next).toContain('Lần trước để ở B12; ngăn tiếp theo là B13');
      const shelf = words((await head.get('/counter/shelf')).body);
      expect(shelf).toContain('Ngăn B12');
      expect(shelf).toContain(code);
      expect(words((await head.get(`/counter/messages/${code}`)).body)).toContain('Sao chép tin');
      expect((await head.get(`/dossiers/${code}`)).body).toContain(`href="/counter/messages/${code}"`);
    });

    it('is told by chat once: who said so and when stands on the shelf and on the page', async () => {
      const code = await received(`${DAY}T10:07:00+07:00`);
      await put(code, { shelf: 'B13' }, null);
      const message = `/counter/messages/${code}`;
      await ward.get('/counter/shelf');
      expect((await ward.post(message)).statusCode).toBe(404);
      await head.get(message);
      for (const who of [head, returner]) {
        await who.get('/counter/shelf');
        const said = await who.post(message);
        expect([said.statusCode, said.headers['location']]).toEqual([303, message]);
      }
      const told = await world.database.query<{ toldBy: string }>(
        `SELECT t."toldBy" FROM "told_notice" t JOIN "dossier" d ON d."id" = t."dossierId" WHERE d."code" = $1`,
        [code],
      );
      expect(told).toEqual([{ toldBy: 'desk_head' }]);
      const page = (await head.get(message)).body;
      expect(words(page)).toMatch(/Đã nhắn lúc \d\d:\d\d 1\d\/05\/2023, /);
      expect(page).not.toContain('type="submit">Đã nhắn');
      expect(words((await head.get('/counter/shelf')).body)).toMatch(/Đã nhắn \d\d:\d\d/);
      expect(words((await head.get(`/dossiers/${code}`)).body)).toMatch(/Báo có kết quả Đã nhắn lúc/);
    });

    it('finishes nothing when the scan is none, and says so beside it', async () => {
      const code = await received(`${DAY}T10:10:00+07:00`);
      const { answer } = await put(code, { shelf: 'C3' }, { name: 'x.png', content: Buffer.from('<script>') });
      expect([answer.statusCode, answer.body.includes('id="scan-wrong"')]).toEqual([415, true]);
      expect(answer.body).toContain('value="C3"');
      expect([(await state(code)).status, await told(code)]).toEqual(['accepted', 0]);
    });

    it('asks why a refusal was one, and does not know dossiers of others', async () => {
      const code = await received(`${DAY}T10:20:00+07:00`);
      const { answer } = await put(code, { outcome: 'refused' }, null);
      expect([answer.statusCode, words(answer.body).includes('Cần lý do từ chối')]).toEqual([422, true]);
      expect(words((await ward.get(`/counter/results?code=${code}`)).body)).toContain('Quầy này không có hồ sơ');
      expect((await ward.get(`/counter/messages/${code}`)).statusCode).toBe(404);
    });

    it('completes without a scan too', async () => {
      const code = await received(`${DAY}T10:30:00+07:00`);
      expect((await put(code, {}, null)).answer.statusCode).toBe(303);
      expect(await state(code)).toMatchObject({ status: 'completed', shelf: null });
      expect(words((await head.get('/counter/shelf')).body)).toContain('Không ghi ngăn');
    });
  });

  it('leaves histories that vouch for every row', async () => {
    expect(await verified(world)).toEqual([]);
  });
});

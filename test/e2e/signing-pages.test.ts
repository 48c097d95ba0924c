import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SweepService } from '../../src/apologies/sweep.service.js';
import { HOUR } from '../../src/domain/time/instant.js';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, FIVE_DAYS, registered, startDesk, THREE_DAYS, type DossierAnswer } from '../support/desk.js';
import { TEST_PASSWORD } from '../support/small-world.js';

const PIN = '583914';

/** What the form of an act on the page would post beside its fields. */
function hidden(html: string, key: string): Record<string, string> {
  const from = html.indexOf(`id="${key}"`);
  if (from < 0) throw new Error(`the page offers no ${key}`);
  const form = html.slice(from, html.indexOf('</form>', from));
  const found = [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]));
}

const doors = (html: string): string[] =>
  [...html.matchAll(/class="sign-door" href="([^"]+)"/g)].map(([, href = '']) => href);

/** The door to the letter for somebody. */
function doorOf(html: string, name: string): string {
  const found = new RegExp(`class="sign-door" href="([^"]+)"><b>Nguyễn Thị ${name}<`).exec(html);
  if (!found) throw new Error(`no letter for ${name}`);
  return found[1]!;
}

describe('signing in the evening', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let desk: TestApp;
  let leader: Browser;

  /** Four late dossiers: one was worked on by the division's leader, one belongs to a ward. */
  beforeAll(async () => {
    desk = await startDesk({ clock });
    const receiver = await desk.as('receiver');
    for (const name of ['An', 'Bình', 'Cúc']) {
      const { code } = await registered(receiver, {
        procedureCode: FIVE_DAYS,
        applicant: { ...APPLICANT, name: `Nguyễn Thị ${name}` },
      });
      const handed = await receiver.post(`/api/v1/dossiers/${code}/hand-overs`, { unitCode: 'H45.20.05' });
      const { id } = handed.json<DossierAnswer>().pendingHandOver!;
      const by = await desk.as(name === 'Cúc' ? 'qldt.leader' : 'specialist');
      await by.post(`/api/v1/dossiers/${code}/hand-overs/${id}/acknowledgements`);
    }
    await registered(receiver, { procedureCode: THREE_DAYS, applicant: { ...APPLICANT, name: 'Nguyễn Thị Dung' } });
    clock.set('2023-05-11T07:35:00+07:00');
    await desk.get(SweepService, { strict: false }).sweep();
    leader = await desk.browse('leader');
  });
  afterAll(() => desk.close());

  it('is a list of what waits, as many as the menu says', async () => {
    const { body, statusCode } = await leader.get('/letters/to-sign');
    expect(statusCode).toBe(200);
    expect(doors(body)).toHaveLength(4);
    expect(body).toContain('4 thư chờ ký');
    expect(body).toMatch(
      /href="\/letters\/to-sign" aria-current="page"[^>]*><span>Trình ký<\/span><b class="count">4</,
    );
  });

  it('is for leaders, each with what is theirs', async () => {
    for (const name of ['clerk', 'specialist', 'admin']) {
      const other = await desk.browse(name);
      expect((await other.get('/letters/to-sign')).statusCode).toBe(403);
      const door = doors((await leader.get('/letters/to-sign')).body)[0] ?? '';
      expect((await other.post(`${door}/approvals`)).statusCode).toBe(403);
    }
    const ward = await desk.browse('xp.leader');
    expect(doors((await ward.get('/letters/to-sign')).body)).toEqual([]);
    const first = doors((await leader.get('/letters/to-sign')).body)[0] ?? '';
    expect((await ward.get(first)).statusCode).toBe(404);
    expect((await ward.post(`${first}/approvals`)).statusCode).toBe(404);
    expect((await leader.get('/letters/to-sign/not-a-letter')).statusCode).toBe(404);
    expect((await leader.get('/letters/to-sign?cursor=abc')).statusCode).toBe(400);
  });

  it('says to who worked on a dossier that somebody else signs, and leads past it', async () => {
    const signer = await desk.browse('qldt.leader');
    const { body } = await signer.get('/letters/to-sign');
    expect(doors(body)).toHaveLength(3);
    expect(body.match(/Bạn đã xử lý hồ sơ này nên/g)).toHaveLength(1);
    const [handled, other] = [doorOf(body, 'Cúc'), doorOf(body, 'Bình')];
    expect((await signer.get(handled)).body).not.toContain('id="approvals"');
    const form = hidden((await signer.get(other)).body, 'approvals');
    expect((await signer.post(`${handled}/approvals`, form)).statusCode).toBe(403);
    const answer = await signer.post(`${other}/approvals`, hidden((await signer.get(other)).body, 'approvals'));
    expect([answer.statusCode, answer.headers.location]).toEqual([303, doorOf(body, 'An')]);
  });

  it('leads from one letter to the next with one tap each', async () => {
    const { body } = await leader.get('/letters/to-sign');
    const waiting = doors(body);
    const first = doorOf(body, 'An');
    const second = waiting[waiting.indexOf(first) + 1] ?? waiting[0]!;
    const page = (await leader.get(first)).body;
    expect(page).toContain('Nguyễn Thị An');
    expect(page).toContain('17:00 10/05/2023');
    expect(page).toContain('Đặng Văn Minh');
    const form = hidden(page, 'approvals');
    const answer = await leader.post(`${first}/approvals`, form);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, second]);
    expect((await leader.get(second)).body).toContain('Đây là thư tiếp theo.');
    // Sent once more it is not done once more.
    expect((await leader.post(`${first}/approvals`, form)).statusCode).toBe(303);
    expect((await leader.get('/letters/to-sign')).body).toContain('2 thư chờ ký');
  });

  it('sends back with a comment, and does not show the letter again before it was changed', async () => {
    const first = doorOf((await leader.get('/letters/to-sign')).body, 'Cúc');
    const page = (await leader.get(first)).body;
    const short = await leader.post(`${first}/rejections`, { ...hidden(page, 'rejections'), reason: 'lại' });
    expect(short.statusCode).toBe(422);
    expect(short.body).toContain('Cần từ 10 đến 600 ký tự');
    const said = 'Nêu rõ đã hỏi ý kiến cơ quan nào.';
    const answer = await leader.post(`${first}/rejections`, { ...hidden(page, 'rejections'), reason: said });
    expect(answer.statusCode).toBe(303);
    const list = (await leader.get('/letters/to-sign')).body;
    expect(list).toContain('1 thư chờ ký');
    expect(list.slice(list.indexOf('id="returned"'))).toContain(first);
    const id = first.split('/').at(-1)!;
    const letter = (await (await desk.as('leader')).get(`/api/v1/letters/${id}`)).json<{ version: number }>();
    const writer = await desk.as('specialist');
    const revised = await writer.patch(
      `/api/v1/letters/${id}`,
      { reason: 'Phòng gửi văn bản hỏi Chi cục Thuế chậm bốn ngày.' },
      { 'if-match': `"${String(letter.version)}"` },
    );
    expect([revised.statusCode, revised.body]).toEqual([200, revised.body]);
    const again = (await leader.get('/letters/to-sign')).body;
    expect(again).toContain('2 thư chờ ký');
    expect((await leader.get(first)).body).toContain(said);
  });

  it('takes an approval back while the letter is not issued', async () => {
    const agent = await desk.as('leader');
    const { items } = (await agent.get('/api/v1/letters?state=approved')).json<{ items: { id: string }[] }>();
    const path = `/letters/to-sign/${items[0]!.id}`;
    const page = (await leader.get(path)).body;
    expect(page).toContain('Rút lại duyệt');
    const fields = { ...hidden(page, 'rejections'), reason: 'Duyệt nhầm, cần xem lại lý do.' };
    expect((await leader.post(`${path}/rejections`, fields)).statusCode).toBe(303);
    expect((await agent.get(`/api/v1/letters/${items[0]!.id}`)).json()).toMatchObject({ state: 'drafted' });
  });

  it('approves nothing that was not read as it is', async () => {
    const [path] = doors((await leader.get('/letters/to-sign')).body);
    const page = (await leader.get(path!)).body;
    const stale = await leader.post(`${path!}/approvals`, {
      ...hidden(page, 'approvals'),
      _version: '99',
      _key: 'k'.repeat(20),
    });
    expect(stale.statusCode).toBe(412);
    expect(stale.body).toContain('Thư đã thay đổi sau khi bạn mở trang.');
  });

  describe('on a phone', () => {
    const register = (browser: Browser, fields: Record<string, string> = {}) =>
      browser.post('/account/phones', { name: 'Điện thoại của Giang', current: TEST_PASSWORD, pin: PIN, ...fields });
    const byPin = (browser: Browser, username: string, secret: string) =>
      browser.post('/unlock', { username, secret, returnTo: '/letters/to-sign' });

    it('is registered with the password and a PIN of six digits that nobody guesses', async () => {
      const phone = await desk.browse('leader');
      expect((await register(phone, { current: 'sai mật khẩu' })).statusCode).toBe(422);
      for (const pin of ['5839', '12345', '123456', '111111', 'abcdef', '1234567']) {
        expect([pin, (await register(phone, { pin })).statusCode]).toEqual([pin, 422]);
      }
      const done = await register(phone);
      expect([done.statusCode, done.headers.location]).toEqual([303, '/account/phones']);
      expect((await phone.get('/account/phones')).body).toContain('Điện thoại của Giang');
      expect((await phone.get('/account')).body).toContain('/account/phones');
      const clerk = await desk.browse('clerk');
      expect((await clerk.get('/account/phones')).statusCode).toBe(403);
      expect((await register(clerk)).statusCode).toBe(403);
    });

    it('opens the link of the mail with the PIN alone, for its owner alone', async () => {
      const phone = await desk.browse('leader');
      await register(phone);
      await phone.post('/log-out');
      const sent = await phone.get('/letters/to-sign');
      expect(sent.headers.location).toBe('/log-in?next=%2Fletters%2Fto-sign');
      const page = (await phone.get(sent.headers.location!)).body;
      expect(page).toContain('inputmode="numeric"');
      expect(page.match(/name="username" value="([^"]+)"/)?.[1]).toBe('leader');
      const wrong = await byPin(phone, 'leader', '583915');
      expect(wrong.statusCode).toBe(401);
      const opened = await byPin(phone, 'leader', PIN);
      expect([opened.statusCode, opened.headers.location]).toEqual([303, '/letters/to-sign']);
      expect((await phone.get('/letters/to-sign')).statusCode).toBe(200);
    });

    it('lets nobody else in by PIN, and not its owner by a shorter one', async () => {
      const phone = await desk.browse('leader');
      await register(phone);
      const head = await desk.browse('desk_head');
      await head.post('/account/pin', { current: TEST_PASSWORD, pin: '740251' });
      await phone.post('/log-out');
      await phone.get('/log-in');
      expect((await byPin(phone, 'desk_head', '740251')).statusCode).toBe(403);
      await (await desk.browse('leader')).post('/account/pin', { current: TEST_PASSWORD, pin: '5839' });
      expect((await byPin(phone, 'leader', '5839')).statusCode).toBe(403);
    });

    it('is closed after five wrong tries, until the password was shown', async () => {
      const phone = await desk.browse('leader');
      await register(phone);
      await phone.post('/log-out');
      await phone.get('/log-in');
      for (let i = 0; i < 5; i += 1) await byPin(phone, 'leader', '902417');
      expect((await byPin(phone, 'leader', PIN)).statusCode).toBe(429);
      await phone.post('/log-in', { username: 'leader', password: TEST_PASSWORD });
      await phone.get('/account');
      await phone.post('/log-out');
      await phone.get('/log-in');
      expect((await byPin(phone, 'leader', PIN)).statusCode).toBe(303);
    });

    it('is ended by its owner from another machine, or by who keeps the PCs; nobody else', async () => {
      const phone = await desk.browse('leader');
      await register(phone, { name: 'Máy bị mất' });
      await phone.post('/log-out');
      const listed = (await leader.get('/account/phones')).body;
      const [, href] = /Máy bị mất[\s\S]*?action="(\/account\/phones\/[^"]+)"/.exec(listed)!;
      const other = await desk.browse('qldt.leader');
      expect((await other.post(href!)).statusCode).toBe(404);
      expect((await leader.post(href!)).statusCode).toBe(303);
      await phone.get('/log-in');
      expect((await byPin(phone, 'leader', PIN)).statusCode).toBe(403);

      const second = await desk.browse('leader');
      await register(second, { name: 'Máy thứ hai' });
      await second.post('/log-out');
      const admin = await desk.browse('admin');
      const pcs = (await admin.get('/desk-pcs')).body;
      const [, end] = /Máy thứ hai[\s\S]*?action="(\/desk-pcs\/[^"]+)"/.exec(pcs)!;
      expect(pcs).toContain('điện thoại của Nguyễn Văn Giang');
      expect((await admin.post(end!)).statusCode).toBe(303);
      await second.get('/log-in');
      expect((await byPin(second, 'leader', PIN)).statusCode).toBe(403);
    });

    it('cannot be a PC that many use', async () => {
      const pc = await desk.browse('leader');
      expect((await pc.post('/desk-pcs', { name: 'Quầy 2' })).statusCode).toBe(303);
      const refused = await register(pc);
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toContain('Đây là máy của Bộ phận');
    });

    it('is forgotten after thirty days without use', async () => {
      const phone = await desk.browse('leader');
      await register(phone);
      await phone.post('/log-out');
      clock.advance(30 * 24 * HOUR);
      await phone.get('/log-in');
      expect((await byPin(phone, 'leader', PIN)).statusCode).toBe(403);
    });
  });
});

import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { readLocale } from '../../src/platform/templates/i18n.js';
import { MINUTE } from '../../src/domain/time/instant.js';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, SAME_DAY, startDesk, THREE_DAYS } from '../support/desk.js';

/** What the form of intake posts when the receiver fills in the least. */
const FILLED = {
  procedureCode: THREE_DAYS,
  'applicant.kind': 'person',
  'applicant.name': 'Lê Thị Cúc',
  'applicant.idNumber': '054 090 001 234',
  'applicant.address': 'Khu phố Long Hải, phường Xuân Phú',
  'applicant.representative': '',
  'submitter.name': '',
  summary: '',
  copies: '1',
  'documents.0.name': 'Giấy đề nghị',
  'documents.0.originals': '1',
  'documents.0.certified': '',
  'documents.0.copies': '',
  'documents.1.name': '',
  'documents.1.originals': '',
  'applicant.phone': '0905.123.456',
  'applicant.email': '',
  'applicant.contactBy': 'zalo',
  channel: 'counter',
  resultVia: 'desk',
};

/** The value of a hidden field of the form that posts to `action`. */
function hidden(page: string, action: string, name: string): string {
  const form = page.slice(page.indexOf(`action="${action}"`));
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
}

/** What a reader sees: no tags. */
function words(page: string): string {
  return page
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x3D;/g, '=')
    .replace(/\s+/g, ' ');
}

function links(page: string): string[] {
  return [...page.matchAll(/ href="([^"]+)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
  );
}

/** A page without the receipt that is printed from it: what stands on papers is Vietnamese by law. */
function onScreen(page: string): string {
  return page.replace(/<div class="print-sheet"[\s\S]*?<script/, '<script');
}

/** What stands between two tags. */
function texts(page: string): string[] {
  return onScreen(page)
    .split(/<[^>]+>/)
    .map((text) => text.trim());
}

describe('the pages of dossiers', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let app: TestApp;
  let receiver: Browser;
  let desk: Browser;
  let ward: Browser;

  const saved = async (changes: Readonly<Record<string, string>> = {}): Promise<string> => {
    const answer = await receiver.post('/dossiers', { ...FILLED, ...changes });
    const [, code = ''] = /^\/dossiers\/([^?]+)\?saved=1$/.exec(String(answer.headers.location)) ?? [];
    if (code === '') throw new Error(`not saved: ${words(answer.body)}`);
    return code;
  };
  const act = async (browser: Browser, code: string, key: string, fields: Readonly<Record<string, string>>) => {
    const page = (await browser.get(`/dossiers/${code}`)).body;
    const action = `/dossiers/${code}/${key}`;
    const plumbing = { _key: hidden(page, action, '_key'), _version: hidden(page, action, '_version') };
    return browser.post(action, { ...plumbing, ...fields });
  };

  beforeAll(async () => {
    app = await startDesk({ clock });
    [receiver, desk, ward] = [
      await app.browse('receiver'),
      await app.browse('desk_head'),
      await app.browse('xp.receiver'),
    ];
  });
  afterAll(() => app.close());

  describe('intake', () => {
    it('offers the procedures of this desk under their fields, and no others', async () => {
      const page = (await receiver.get('/dossiers/new')).body;
      expect(page).toContain(`value="${THREE_DAYS}"`);
      expect(page).toContain('<optgroup label="');
      expect(page).toMatch(/<option value="">Chọn thủ tục/);
      const commune = (await ward.get('/dossiers/new')).body;
      expect(commune).toContain(`value="${SAME_DAY}"`);
      expect(commune).not.toContain(`value="${FIVE_DAYS}"`);
    });

    it('is for receivers', async () => {
      const answer = await (await app.browse('specialist')).get('/dossiers/new');
      expect(answer.statusCode).toBe(403);
      expect(words(answer.body)).toContain('Người làm được việc này: Cán bộ tiếp nhận.');
    });

    it('says what would be promised before anything is saved, as a piece for htmx and as a whole page without script', async () => {
      await receiver.get('/dossiers/new');
      const piece = await receiver.post(
        '/dossiers/promise-preview',
        { procedureCode: THREE_DAYS },
        { 'hx-request': 'true' },
      );
      expect(piece.statusCode).toBe(200);
      expect(piece.body).not.toContain('<html');
      expect(words(piece.body)).toContain('Chiều thứ Hai, 08/05/2023');
      expect(words(piece.body)).toContain('3 ngày làm việc');
      const whole = await receiver.post('/dossiers/promise-preview', { ...FILLED, 'submitter.name': 'Phạm Thị Bưởi' });
      expect(whole.statusCode).toBe(200);
      expect(words(whole.body)).toContain('Chiều thứ Hai, 08/05/2023');
      expect(whole.body).toContain('value="Lê Thị Cúc"');
      expect(whole.body).toContain('value="Phạm Thị Bưởi"');
      expect(whole.body).toContain(`<option value="${THREE_DAYS}" selected>`);
      expect(whole.body).toContain('value="Giấy đề nghị"');
    });

    it('refuses to promise what it cannot, in words', async () => {
      const asked = async (procedureCode: string, instant = ''): Promise<string> => {
        const typed = { procedureCode, ...(instant === '' ? {} : { instant }) };
        const answer = await receiver.post('/dossiers/promise-preview', typed, { 'hx-request': 'true' });
        expect(answer.statusCode).toBe(200);
        return words(answer.body);
      };
      expect(await asked('9.999999')).toContain('Thủ tục này không có hiệu lực');
      expect(await asked(THREE_DAYS, 'on')).toContain('không trả kết quả ngay');
      expect(await asked('')).toContain('Chưa chọn thủ tục');
      const commune = await ward.post(
        '/dossiers/promise-preview',
        { procedureCode: FIVE_DAYS },
        { 'hx-request': 'true' },
      );
      expect(words(commune.body)).toContain('không tiếp nhận thủ tục đó');
    });

    it('says which year has no calendar', async () => {
      clock.set('2031-12-30T09:00:00+07:00');
      const late = await app.browse('receiver');
      const piece = await late.post(
        '/dossiers/promise-preview',
        { procedureCode: THREE_DAYS },
        { 'hx-request': 'true' },
      );
      const answer = await late.post('/dossiers', FILLED);
      clock.set('2023-04-28T14:00:00+07:00');
      expect(words(piece.body)).toMatch(/Chưa có lịch nghỉ năm 203\d, không thể hẹn ngày/);
      expect(answer.statusCode).toBe(422);
      expect(words(answer.body)).toMatch(/Thủ tục: Chưa có lịch nghỉ năm 203\d/);
      expect(answer.body).toContain('value="Lê Thị Cúc"');
      receiver = await app.browse('receiver');
      desk = await app.browse('desk_head');
      ward = await app.browse('xp.receiver');
    });

    it('shows a refused form again with everything that was typed, and says beside which field', async () => {
      const answer = await receiver.post('/dossiers', {
        ...FILLED,
        'applicant.name': '',
        'applicant.phone': '12',
        'applicant.idNumber': '123',
        'documents.1.originals': '2',
      });
      expect(answer.statusCode).toBe(422);
      const page = answer.body;
      expect(page).toContain('href="#applicant-name"');
      expect(page).toContain('id="applicant-phone-wrong"');
      expect(page).toContain('id="applicant-idNumber-wrong"');
      expect(words(page)).toContain('Họ tên hoặc tên tổ chức: Cần điền mục này');
      expect(words(page)).toContain('Giấy tờ 2:');
      expect(page).toContain('value="Khu phố Long Hải, phường Xuân Phú"');
      expect(page).toContain(`<option value="${THREE_DAYS}" selected>`);
      expect(words(page)).toContain('Chiều thứ Hai, 08/05/2023');
    });

    it('keeps an immediate result for procedures that have one', async () => {
      const answer = await receiver.post('/dossiers', { ...FILLED, instant: 'on' });
      expect(answer.statusCode).toBe(409);
      expect(answer.body).toContain('id="instant-wrong"');
      const code = await saved({ procedureCode: SAME_DAY, instant: 'on' });
      expect(words((await receiver.get(`/dossiers/${code}`)).body)).toContain('Nhận và trả kết quả ngay');
    });

    it('reads the one number of an organisation as its tax code', async () => {
      const organisation = { 'applicant.kind': 'organisation', 'applicant.name': 'Công ty TNHH Xuân Đài' };
      const refused = await receiver.post('/dossiers', { ...FILLED, ...organisation, 'applicant.idNumber': '12' });
      expect(refused.body).toContain('id="applicant-idNumber-wrong"');
      const code = await saved({ ...organisation, 'applicant.idNumber': '4400123456' });
      expect(words((await receiver.get(`/dossiers/${code}`)).body)).toContain('Mã số thuế 4400123456');
    });

    it('saves once, shows the receipt beside the next form, and prints it in three sizes', async () => {
      const page = (await receiver.get('/dossiers/new')).body;
      const _key = hidden(page, '/dossiers', '_key');
      const first = await receiver.post('/dossiers', { ...FILLED, _key });
      const again = await receiver.post('/dossiers', { ...FILLED, _key });
      expect([first.statusCode, again.statusCode]).toEqual([303, 303]);
      expect(again.headers.location).toBe(first.headers.location);
      const after = await receiver.get(String(first.headers.location));
      const [, code = ''] = /\/dossiers\/([^?]+)/.exec(String(first.headers.location)) ?? [];
      expect(words(after.body)).toContain(`Đã lưu. Mã hồ sơ ${code}`);
      expect(words(after.body)).toContain('Chiều thứ Hai, 08/05/2023');
      expect(after.body).toContain('href="/dossiers/new" data-takes-focus');
      expect(onScreen(after.body)).not.toContain('Lê Thị Cúc');
      expect(after.body).toContain('<div class="print-sheet" lang="vi">');
      for (const [size, copies] of [
        ['a4x2', 2],
        ['a4', 1],
        ['a5', 1],
      ] as const) {
        const paper = await receiver.get(`/dossiers/${code}/receipt?size=${size}`);
        expect(paper.statusCode).toBe(200);
        expect(paper.body.match(/<article class="paper/g)).toHaveLength(copies);
        expect(paper.body).toContain(`action="/dossiers/${code}/receipt/pdf?size&#x3D;${size}"`);
        expect(words(paper.body)).toContain('*********234');
        expect(paper.body).not.toContain('054090001234');
      }
    });
  });

  describe('a dossier', () => {
    let code: string;
    beforeAll(async () => {
      code = await saved({
        procedureCode: FIVE_DAYS,
        'submitter.name': 'Phạm Thị Bưởi',
        'submitter.authorisation': 'on',
      });
    });

    it('leads with the promise, explains it, and masks numbers', async () => {
      const page = (await receiver.get(`/dossiers/${code}`)).body;
      expect(words(page)).toContain('Chiều thứ Tư, 10/05/2023');
      expect(words(page)).toContain('đếm 5 ngày');
      expect(words(page)).toContain('Đang ở Trần Thị Bình, UBND thị xã Sông Cầu');
      expect(words(page)).toContain('Phạm Thị Bưởi');
      expect(page).toContain('*********234');
      expect(page).not.toMatch(/054090001234|0905123456/);
    });

    it('shows a number once, for a reason', async () => {
      const refused = await act(receiver, code, 'reveals', { field: 'idNumber', reason: 'xem' });
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toMatch(/<details class="act" id="reveals" open>/);
      expect(refused.body).toContain('value="xem"');
      const shown = await act(receiver, code, 'reveals', {
        field: 'idNumber',
        reason: 'Đối chiếu với căn cước bản gốc',
      });
      expect(shown.statusCode).toBe(200);
      expect(shown.headers['cache-control']).toBe('no-store');
      expect(shown.body).toContain('054090001234');
      expect((await receiver.get(`/dossiers/${code}`)).body).not.toContain('054090001234');
    });

    it('offers each person their acts, and says why not the others', async () => {
      const mine = (await receiver.get(`/dossiers/${code}`)).body;
      for (const key of ['hand-overs', 'completions', 'withdrawals'])
        expect(mine).toContain(`action="/dossiers/${code}/${key}"`);
      expect(mine).not.toContain(`action="/dossiers/${code}/returns"`);
      expect(words(mine)).toContain(', trả kết quả : hồ sơ đang ở trạng thái “Đã tiếp nhận”');
      const leader = (await (await app.browse('leader')).get(`/dossiers/${code}`)).body;
      expect(leader).not.toContain(`action="/dossiers/${code}/completions"`);
      expect(words(leader)).toContain(
        'Ghi đã có kết quả, ghi người nộp rút hồ sơ : việc của: Cán bộ tiếp nhận, Cán bộ trả kết quả, Trưởng Bộ phận Một cửa',
      );
      const monitor = (await (await app.browse('monitor')).get(`/dossiers/${code}`)).body;
      expect(words(monitor)).toContain('Hiện không có việc nào dành cho bạn');
      expect(monitor).not.toContain(`action="/dossiers/${code}/reveals"`);
    });

    it('goes from hand to hand by forms, each act said in a sentence', async () => {
      const sent = await act(receiver, code, 'hand-overs', { to: 'H45.20.05', note: 'Kèm 2 bộ bản vẽ' });
      expect([sent.statusCode, sent.headers.location]).toEqual([303, `/dossiers/${code}`]);
      const page = (await receiver.get(`/dossiers/${code}`)).body;
      expect(words(page)).toContain('Đã bàn giao. Bạn còn giữ hồ sơ đến khi bên nhận xác nhận.');
      expect(words(page)).toContain('Bàn giao cho Phòng Quản lý đô thị');
      expect(words(page)).toContain('Kèm 2 bộ bản vẽ');
      expect(words(page)).toMatch(/Bàn giao[^:]*: đã bàn giao cho Phòng Quản lý đô thị, đang chờ xác nhận/);
      clock.advance(30 * MINUTE);
      const specialist = await app.browse('specialist');
      const todo = (await specialist.get('/dossiers')).body;
      const [, href = ''] = new RegExp(`href="(/dossiers/${code}#acknowledgements)"`).exec(todo) ?? [];
      expect(href).not.toBe('');
      const [, action = ''] = /action="([^"]+\/acknowledgements)"/.exec((await specialist.get(href)).body) ?? [];
      expect((await specialist.post(action)).statusCode).toBe(303);
      const theirs = (await specialist.get(`/dossiers/${code}`)).body;
      expect(words(theirs)).toContain('Đang ở Đặng Văn Minh, Phòng Quản lý đô thị');
      expect(words(theirs)).toContain('Đang giải quyết');
    });

    it('refuses in words what the state does not allow, and says what it does', async () => {
      await receiver.get(`/dossiers/${code}`);
      const answer = await (
        await app.browse('returner')
      ).post(`/dossiers/${code}/returns`, { receivedBy: 'Lê Thị Cúc', how: 'desk' });
      expect(answer.statusCode).toBe(409);
      expect(words(answer.body)).toContain('Chưa làm được việc này vì hồ sơ đang ở trạng thái “Đang giải quyết”');
      expect(words(answer.body)).toContain('Có thể: bàn giao, ghi đã có kết quả, ghi người nộp rút hồ sơ.');
      expect(answer.body).not.toMatch(/hand_over|action_refused/);
    });

    it('does not let somebody act on what they have not seen, and keeps what they typed', async () => {
      const stale = { _version: '1', reason: 'Người nộp có đơn xin rút ngày 28/4' };
      const answer = await receiver.post(`/dossiers/${code}/withdrawals`, stale);
      expect(answer.statusCode).toBe(412);
      expect(words(answer.body)).toContain('Trang bạn xem không còn là bản mới nhất');
      expect(answer.body).toContain('>Người nộp có đơn xin rút ngày 28/4</textarea>');
      expect(answer.body).toMatch(/<details class="act" id="withdrawals" open>/);
      expect(hidden(answer.body, `/dossiers/${code}/withdrawals`, '_version')).toBe('3');
    });

    it('asks again beside the field that was wrong', async () => {
      const answer = await act(receiver, code, 'completions', { outcome: 'refused', reason: 'thiếu', shelf: 'B12' });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('id="completions-reason-wrong"');
      expect(answer.body).toContain('value="B12"');
      const nobody = await (await app.browse('specialist')).post(`/dossiers/${code}/hand-overs`, { to: '' });
      expect(nobody.statusCode).toBe(422);
      expect(nobody.body).toContain('id="hand-overs-to-wrong"');
    });

    it('ends by forms: result at the desk, then into the hands of the citizen', async () => {
      const done = await act(receiver, code, 'completions', {
        outcome: 'granted',
        resultNumber: '12/GP',
        shelf: 'B12',
      });
      expect(done.statusCode).toBe(303);
      const page = words((await receiver.get(`/dossiers/${code}`)).body);
      expect(page).toContain('Trước hạn');
      expect(page).toContain('Đã có kết quả tại quầy: giải quyết theo đề nghị; số 12/GP; ngăn B12');
      const returner = await app.browse('returner');
      expect((await returner.get('/dossiers')).body).toContain(`href="/dossiers/${code}#returns"`);
      expect((await act(returner, code, 'returns', { receivedBy: 'Lê Thị Cúc', how: 'desk' })).statusCode).toBe(303);
      expect(words((await returner.get(`/dossiers/${code}`)).body)).toContain('Trả kết quả cho Lê Thị Cúc; Tại quầy');
    });

    it('prints the citizen’s secret at the desk only', async () => {
      const secret = /<span class="secret">\d{8}<\/span>/;
      expect((await receiver.get(`/dossiers/${code}/receipt`)).body).toMatch(secret);
      const division = (await (await app.browse('specialist')).get(`/dossiers/${code}/receipt`)).body;
      expect(division).toContain('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ');
      expect(division).not.toMatch(secret);
    });

    it('is none of another desk’s business', async () => {
      for (const path of ['', '/receipt', '?saved=1']) {
        expect((await ward.get(`/dossiers/${code}${path}`)).statusCode).toBe(404);
      }
      const reveal = await ward.post(`/dossiers/${code}/reveals`, { field: 'phone', reason: 'Muốn gọi cho người nộp' });
      expect(reveal.statusCode).toBe(404);
      expect((await ward.post(`/dossiers/${code}/withdrawals`, { reason: 'Không phải việc của tôi' })).statusCode).toBe(
        404,
      );
      expect((await ward.get('/dossiers')).body).not.toContain(code);
    });
  });

  describe('the list', () => {
    let late: string;
    let quick: string;
    beforeAll(async () => {
      const agent = await app.as('receiver');
      late = (await registered(agent, { procedureCode: THREE_DAYS })).code;
      clock.set('2023-05-09T08:00:00+07:00');
      [receiver, desk, ward] = [
        await app.browse('receiver'),
        await app.browse('desk_head'),
        await app.browse('xp.receiver'),
      ];
      quick = (await registered(await app.as('receiver'), { procedureCode: SAME_DAY })).code;
    });
    const listed = async (query: string): Promise<string[]> => {
      const { body } = await desk.get(`/dossiers${query}`);
      return [...body.matchAll(/<th scope="row"><a href="[^"]*"><span class="code">([^<]+)</g)].map(
        ([, code = '']) => code,
      );
    };

    it('keeps numbers of people out of addresses', async () => {
      const { body } = await desk.get('/dossiers');
      expect(body).toMatch(/name="q"[^>]* pattern="/);
      const refused = await desk.get('/dossiers?q=054090001234');
      expect(refused.statusCode).toBe(422);
      expect(refused.body).not.toContain('054090001234');
    });

    it('narrows by what is asked, and says what it was narrowed to', async () => {
      expect(await listed('?timeliness=overdue')).toContain(late);
      expect(await listed('?timeliness=overdue')).not.toContain(quick);
      expect(await listed('?timeliness=in_time')).toContain(quick);
      expect(await listed(`?procedure=${SAME_DAY}&status=accepted`)).toEqual([quick]);
      expect(await listed('?acceptedFrom=2023-05-09')).toEqual([quick]);
      expect(await listed(`?q=${late}`)).toEqual([late]);
      const page = (await desk.get(`/dossiers?timeliness=overdue&procedure=${THREE_DAYS}&unit=H45.20`)).body;
      expect(words(page)).toContain('Hồ sơ đang trễ hạn · UBND thị xã Sông Cầu');
      expect(links(page)).toContain('/dossiers?timeliness=overdue&unit=H45.20');
      expect(words(page)).toMatch(/Trễ .* làm việc/);
    });

    it('goes on page by page without losing a dossier or the conditions', async () => {
      const seen: string[] = [];
      let next: string | null = '/dossiers?status=accepted&limit=1';
      for (let page = 0; next !== null && page < 20; page += 1) {
        const { body }: { body: string } = await desk.get(next);
        seen.push(...[...body.matchAll(/<th scope="row"><a href="\/dossiers\/([^"]+)"/g)].map(([, code = '']) => code));
        next = links(body).find((href) => href.includes('cursor=')) ?? null;
        if (next !== null) expect(next).toContain('status=accepted');
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect([...seen].sort()).toEqual([...(await listed('?status=accepted'))].sort());
    });

    test.each([
      ['q=054090001234', 'q-wrong'],
      ['acceptedFrom=2023-02-30', 'acceptedFrom-wrong'],
      ['status=late', 'status-wrong'],
    ])('asks again beside the field: %s', async (query, id) => {
      const answer = await desk.get(`/dossiers?${query}`);
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain(`id="${id}"`);
    });

    it('does not repeat a person’s number that was typed into an address, and says where it belongs', async () => {
      const { body } = await desk.get('/dossiers?q=054090001234&status=accepted');
      expect(body).toContain('Số căn cước, điện thoại xin tìm ở ô trên cùng');
      expect(body.replace(/<ul class="languages"[\s\S]*?<\/ul>/, '')).not.toContain('054090001234');
    });

    test.each([
      ['a whole code', () => late.toLowerCase(), () => `/dossiers/${late}`],
      ['how a code begins', () => 'h45.20-2304', () => '/dossiers?q=H45.20-2304'],
      ['a name', () => 'nguyen vawn Ẩn!', () => '/dossiers?q=nguyen+vawn+%E1%BA%A8n'],
    ])('finds %s from any page', async (_, typed, location) => {
      const answer = await desk.post('/dossiers/searches', { text: ` ${typed()} ` });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, location()]);
    });

    it('finds people by a whole number, within reach, and by no part of it', async () => {
      const found = async (browser: Browser, text: string): Promise<boolean> => {
        const answer = await browser.post('/dossiers/searches', { text });
        expect(answer.statusCode).toBe(200);
        expect(answer.body).not.toMatch(/054090001234|0905123456/);
        return answer.body.includes(`<span class="code">${late}</span>`);
      };
      expect(await found(desk, '054 090 001 234')).toBe(true);
      expect(await found(desk, '0905.123.456')).toBe(true);
      expect(await found(desk, '054090001')).toBe(false);
      expect(await found(desk, 'Nguyễn Văn Ẩn 0905123456')).toBe(true);
      expect(await found(ward, '054090001234')).toBe(false);
    });

    it('finds people by their names, typed with accents, without, or as raw Telex, within reach', async () => {
      for (const q of ['Nguyễn Văn Ẩn', 'nguyen an', 'nguyeexn vaw', 'AN']) {
        expect(await listed(`?${new URLSearchParams({ q }).toString()}`)).toContain(late);
      }
      expect(await listed('?q=nguyen+van+binh')).toEqual([]);
      expect(await listed('?q=nguyen&timeliness=overdue')).toEqual([late]);
      expect((await ward.get('/dossiers?q=nguyen')).body).not.toContain(late);
    });

    it('says how to begin where there is nothing', async () => {
      const page = words((await ward.get('/dossiers')).body);
      expect(page).toContain('Chưa có hồ sơ nào');
      expect(words((await desk.get('/dossiers?timeliness=late')).body)).toContain('Không có hồ sơ nào khớp');
      expect((await desk.get('/dossiers?unit=H45.99')).statusCode).toBe(404);
    });
  });

  it('is complete in English', async () => {
    const english = await app.browse('receiver');
    const code = (await registered(await app.as('receiver'))).code;
    await english.get('/locale/en?next=/dossiers');
    const pages = [
      '/dossiers',
      '/dossiers?timeliness=overdue',
      '/dossiers/new',
      `/dossiers/${code}`,
      `/dossiers/${code}?saved=1`,
    ];
    const bodies = await Promise.all(pages.map(async (path) => (await english.get(path)).body));
    const [vi, en] = [readLocale('vi'), readLocale('en')];
    const foreign = new Set(Object.entries(vi).flatMap(([key, text]) => (en[key] === text ? [] : [text])));
    for (const body of bodies) expect(texts(body).filter((text) => foreign.has(text))).toEqual([]);
    expect(words(bodies[3]!)).toContain('Why is nothing else offered?');
  });
});

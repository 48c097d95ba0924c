import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, FIVE_DAYS, registered, startDesk, THREE_DAYS } from '../support/desk.js';

const LIVE = { 'hx-request': 'true' };
const rest = '01021990|Nam|Khu phố Long Hải, phường Xuân Phú|15062021';
const FILLED = {
  procedureCode: THREE_DAYS,
  'applicant.kind': 'person',
  'applicant.name': 'Lê Thị Cúc',
  channel: 'counter',
  resultVia: 'desk',
  copies: '1',
};

describe('intake by its pages', () => {
  const clock = new StoppedClock('2023-05-11T09:00:00+07:00');
  let app: TestApp;
  let receiver: Browser;
  let ward: Browser;
  let code: string;

  beforeAll(async () => {
    app = await startDesk({ clock });
    code = (await registered(await app.as('receiver'), { procedureCode: FIVE_DAYS })).code;
    [receiver, ward] = [await app.browse('receiver'), await app.browse('xp.receiver')];
    await receiver.get('/dossiers/new');
    await ward.get('/dossiers/new');
  });
  afterAll(() => app.close());

  const ask = async (browser: Browser, fields: Readonly<Record<string, string>>): Promise<string> => {
    const answer = await browser.post('/dossiers/new/person', fields, LIVE);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toContain('<html');
    return answer.body;
  };
  const fills = (body: string): Record<string, string> =>
    Object.fromEntries(
      [...body.matchAll(/data-fill="([^"]+)"[^>]*>([^<]*)</g)].map(([, name = '', value = '']) => [name, value]),
    );
  const saved = async (fields: Readonly<Record<string, string>>): Promise<string> => {
    const answer = await receiver.post('/dossiers', { ...FILLED, ...fields }, LIVE);
    expect([answer.statusCode, answer.body]).toEqual([201, '']);
    return String(answer.headers['location']).replace(/^\/dossiers\/(.*)\?saved=1$/, '$1');
  };
  const papersOf = async (saved: string): Promise<unknown> => {
    const [row] = await app.database.query<{ documents: string }>(
      'SELECT "documents" FROM "dossier" WHERE "code" = $1',
      [saved],
    );
    return JSON.parse(row!.documents);
  };

  it('says when it receives on a Saturday session, and that the day does not count', async () => {
    const slipOn = async (moment: string): Promise<string> => {
      clock.set(moment);
      const browser = await app.browse('receiver');
      await browser.get('/dossiers/new');
      return (await browser.post('/dossiers/promise-preview', { procedureCode: THREE_DAYS }, LIVE)).body;
    };
    const settings = [{ key: 'saturday_hours', value: '07:30-11:30', validFrom: '2023-05-12' }];
    await (await app.as('admin')).patch('/api/v1/units/H45.20', { settings });
    expect(await slipOn('2023-05-12T09:00:00+07:00')).not.toContain('slip-hours');
    expect(await slipOn('2023-05-13T09:00:00+07:00')).toContain('Buổi tiếp nhận thứ Bảy: không phải ngày làm việc');
    expect(await slipOn('2023-05-13T14:00:00+07:00')).toContain('Đang ngoài giờ làm việc');
    clock.set('2023-05-11T09:00:00+07:00');
    [receiver, ward] = [await app.browse('receiver'), await app.browse('xp.receiver')];
  });

  it('finds who came before by any of their numbers, and shows none of them whole', async () => {
    for (const fields of [{ 'applicant.idNumber': '054 090 001 234' }, { 'applicant.phone': '0905.123.456' }]) {
      const body = await ask(receiver, fields);
      expect(fills(body)).toMatchObject({ 'applicant.name': APPLICANT.name, 'applicant.address': APPLICANT.address });
      expect(body).toContain(`name="_recall" value="${code}"`);
      expect(body).toContain('*********234, 09xx xxx 456');
      expect(body).not.toMatch(/054090001234|0905123456/);
    }
    const scanned = await ask(receiver, { _scan: `054090001234||NGUYN VN N|${rest}`, procedureCode: FIVE_DAYS });
    expect(fills(scanned)['applicant.name']).toBe(APPLICANT.name);
    expect(scanned).toContain('đang có 1 hồ sơ cùng thủ tục chưa xong');
    expect(scanned).toContain(`href="/dossiers/${code}"`);
  });

  it('tells another desk nothing, and nobody who receives nothing', async () => {
    const body = await ask(ward, { 'applicant.idNumber': APPLICANT.idNumber, procedureCode: FIVE_DAYS });
    expect([fills(body), body.includes('_recall'), body.includes('duplicates')]).toEqual([{}, false, false]);
    expect(await ask(ward, { _recall: code })).not.toContain('Nguyễn');
    for (const username of ['specialist', 'leader', 'admin', 'desk_head']) {
      const other = await app.browse(username);
      await other.get('/account');
      for (const path of ['/dossiers/new/person', '/dossiers/refusals', '/dossiers/refusals/new']) {
        expect([username, path, (await other.post(path, {}, LIVE)).statusCode]).toEqual([username, path, 403]);
      }
    }
  });

  it('does not use the numbers of somebody else’s dossier, nor those of a person with another name', async () => {
    const stolen = await ward.post('/dossiers', { ...FILLED, procedureCode: '2.000815', _recall: code });
    expect(stolen.statusCode).toBe(422);
    const other = await receiver.post('/dossiers', { ...FILLED, _recall: code });
    expect([other.statusCode, other.body.includes('Khác tên người đã gọi lại')]).toEqual([422, true]);
    const mended = await saved({ 'applicant.name': 'Nguyen Van An', _recall: code });
    const facts = (await (await app.as('receiver')).get(`/api/v1/dossiers/${mended}`)).json<{ applicant: object }>();
    expect(facts.applicant).toMatchObject({ idMasked: '*********234', phoneMasked: '09xx xxx 456' });
  });

  it('believes no damaged name, and asks again for as long as nobody looked at it', async () => {
    const body = await ask(receiver, { _scan: `054090007777||TRN TH HU|${rest}` });
    expect(fills(body)).toMatchObject({ 'applicant.name': 'Trn Th Hu', 'applicant.idNumber': '054090007777' });
    const doubtful = { ...FILLED, 'applicant.name': 'Trn Th Hu', _scanned: 'Trn Th Hu' };
    const refused = await receiver.post('/dossiers', doubtful);
    expect([refused.statusCode, refused.body.includes('name="_scanned" value="Trn Th Hu"')]).toEqual([422, true]);
    await saved({ 'applicant.name': 'Trần Thị Huệ', _scanned: 'Trn Th Hu' });
    await saved({ 'applicant.name': 'Trn Th Hu', _scanned: 'Trn Th Hu', _nameRight: 'on' });
  });

  it('writes down the papers that were ticked, with their counts, and those that were added', async () => {
    const first = { 'listed.0.name': 'Giấy đề nghị', 'listed.0.originals': '2', 'listed.0.copies': '' };
    const second = { 'listed.1.originals': '1' };
    const more = { 'documents.0.name': 'Giấy ủy quyền', 'documents.0.copies': '1', 'documents.1.name': '' };
    const made = await saved({ ...first, ...second, ...more, _listedFor: THREE_DAYS });
    expect(await papersOf(made)).toEqual([
      { name: 'Giấy đề nghị', originals: 2, certified: 0, copies: 0 },
      { name: 'Giấy ủy quyền', originals: 0, certified: 0, copies: 1 },
    ]);
    const nothing = await receiver.post('/dossiers', { ...FILLED, ...second, _listedFor: THREE_DAYS });
    expect([nothing.statusCode, nothing.body.includes('Chưa đánh dấu giấy tờ nào')]).toEqual([422, true]);
    // A list of another procedure is none: the procedure was changed behind it.
    const changed = await saved({ ...first, _listedFor: FIVE_DAYS });
    expect(JSON.stringify(await papersOf(changed))).not.toContain('Giấy đề nghị"');
    const wrong = { 'listed.0.name': 'Giấy đề nghị', 'listed.0.originals': 'hai', _listedFor: THREE_DAYS };
    const refused = await receiver.post('/dossiers', { ...FILLED, ...wrong });
    expect([refused.statusCode, refused.body.includes('href="#listed-0-name"')]).toEqual([422, true]);
  });

  it('answers script with the place of the dossier, and the same key with the same one', async () => {
    const key = { _key: 'key-of-this-form' };
    const first = await saved({ ...key, 'applicant.phone': '0905 777 888' });
    expect(await saved({ ...key, 'applicant.phone': '0905 777 888' })).toBe(first);
    const changed = await receiver.post('/dossiers', { ...FILLED, ...key, 'applicant.name': 'Lê Thị Hoa' });
    expect(changed.statusCode).toBe(409);
    expect(changed.body).toContain(`Lần gửi trước đã lưu thành hồ sơ ${first}`);
  });

  it('opens a dossier whose receipt was scanned into the field of pages without script', async () => {
    const answer = await receiver.post('/dossiers/new/person', { _scan: `https://x.vn/tra-cứu#${code}.12345678` });
    expect([answer.statusCode, answer.headers['location']]).toEqual([303, `/dossiers/${code}`]);
  });

  test.each([
    ['garbage', { _scan: '|'.repeat(900) }],
    ['a name as long as a book', { 'applicant.name': 'a'.repeat(5_000), 'applicant.idNumber': '1'.repeat(5_000) }],
    ['a code of nobody', { _recall: 'H45.20-990101-0001' }],
    ['marks of HTML', { _scanned: '"><script>', _recall: "' OR 1=1 --" }],
    ['a list for a name', { 'applicant.name.0': 'x', procedureCode: '%' }],
  ])('is not troubled by %s', async (_, fields) => {
    const body = await ask(receiver, fields);
    expect(body).not.toContain('<script>');
    const whole = await receiver.post('/dossiers/new/person', fields);
    expect(whole.statusCode).toBe(200);
  });

  it('turns somebody away with a reason, once for one form', async () => {
    const turned = { procedureCode: THREE_DAYS, kind: '03', reason: 'Không thuộc thẩm quyền', _key: 'turned-away-1' };
    const short = await receiver.post('/dossiers/refusals', { ...turned, reason: 'Không' });
    expect([short.statusCode, short.body.includes('Cần từ 10 đến 600 ký tự')]).toEqual([422, true]);
    const places = new Set<string | undefined>();
    for (let twice = 0; twice < 2; twice += 1) {
      const answer = await receiver.post('/dossiers/refusals', { ...turned, applicantName: '' });
      expect(answer.statusCode).toBe(303);
      places.add(answer.headers['location']);
    }
    const [paper = '', ...others] = places;
    expect([paper, others]).toEqual([expect.stringMatching(/^\/papers\/refusals\/[0-9a-f-]{36}$/), []]);
    expect((await receiver.get(paper)).body).toContain('PHIẾU TỪ CHỐI');
    const list = await (await app.as('desk_head')).get('/api/v1/refusals');
    expect(list.json<{ counts: object }>().counts).toEqual({ '02': 0, '03': 1 });
    const unknown = await receiver.post('/dossiers/refusals', {
      ...turned,
      _key: 'other-key',
      procedureCode: '9.999999',
    });
    expect([unknown.statusCode, unknown.body.includes('không có hiệu lực')]).toEqual([422, true]);
  });

  it('names what was missing of the checklist on form 02', async () => {
    const intake = {
      procedureCode: FIVE_DAYS,
      _listedFor: FIVE_DAYS,
      'listed.0.name': 'Đơn đề nghị gia hạn',
      'listed.0.originals': '1',
      'listed.1.originals': '1',
    };
    const page = (await receiver.post('/dossiers/refusals/new', intake)).body;
    expect(page).toContain('value="Giấy phép xây dựng đã cấp" checked>');
    expect(page).toContain('value="Đơn đề nghị gia hạn">');
    const turned = {
      procedureCode: FIVE_DAYS,
      _listedFor: FIVE_DAYS,
      kind: '02',
      reason: 'Thiếu giấy phép đã cấp',
      'listed.p1': 'Giấy phép xây dựng đã cấp',
      items: 'Bản vẽ hoàn công',
    };
    const other = await receiver.post('/dossiers/refusals', {
      ...turned,
      procedureCode: THREE_DAYS,
      _key: 'other-list-1',
    });
    expect([other.statusCode, other.body.includes('xin đánh dấu lại')]).toEqual([422, true]);
    const done = await receiver.post('/dossiers/refusals', { ...turned, _key: 'turned-away-2' });
    expect(done.statusCode).toBe(303);
    const paper = (await receiver.get(String(done.headers['location']))).body
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');
    expect(paper).toContain('1 Giấy phép xây dựng đã cấp');
    expect(paper).toContain('2 Bản vẽ hoàn công');
  });

  it('says when the open dossier is late already', async () => {
    clock.set('2023-06-12T09:00:00+07:00');
    const later = await app.browse('receiver');
    await later.get('/dossiers/new');
    const body = await ask(later, { 'applicant.idNumber': APPLICANT.idNumber, procedureCode: FIVE_DAYS });
    expect(body).toContain('Trong đó 1 hồ sơ đã trễ hạn.');
  });
});

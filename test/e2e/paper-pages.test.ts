import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import { SYSTEM } from '../../src/dossiers/breach.service.js';
import { ErasureService } from '../../src/dossiers/erasure/erasure.service.js';
import { UnitsService } from '../../src/units/units.service.js';
import type { Agent, Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk, THREE_DAYS } from '../support/desk.js';
import { readPdf } from '../support/pdf-text.js';

const words = (page: string): string =>
  page
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x3D;', '=')
    .replace(/\s+/g, ' ');

describe('papers of dossiers', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  let agents: Record<'receiver' | 'specialist' | 'cashier' | 'returner' | 'leader' | 'head', Agent>;
  let receiver: Browser;
  let head: Browser;
  let other: Browser;

  beforeAll(async () => {
    world = await startDesk({ clock });
    const as = (name: string): Promise<Agent> => world.as(name);
    agents = {
      receiver: await as('receiver'),
      specialist: await as('specialist'),
      cashier: await as('cashier'),
      returner: await as('returner'),
      leader: await as('leader'),
      head: await as('desk_head'),
    };
    [receiver, head, other] = [
      await world.browse('receiver'),
      await world.browse('desk_head'),
      await world.browse('xp.receiver'),
    ];
  });
  afterAll(() => world.close());

  const act = async (by: Agent, code: string, route: string, body: object = {}): Promise<void> => {
    const answer = await by.post(`/api/v1/dossiers/${code}/${route}`, body);
    if (answer.statusCode !== 201) throw new Error(`${route}: ${answer.body}`);
  };
  /** Where the dossier's page leads for a paper that carries these words. */
  const paperOf = async (by: Browser, code: string, name: string): Promise<string> => {
    const page = (await by.get(`/dossiers/${code}`)).body;
    const link = [...page.matchAll(/<a href="([^"]+)"[^>]*>([^<]*)<\/a>/g)].find(([, , label]) =>
      label?.includes(name),
    );
    if (!link?.[1]) throw new Error(`no ${name} on the page of ${code}`);
    return link[1].replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
  };
  const issuedOf = async (code: string): Promise<string[]> => {
    const rows = await world.database.query<{ kind: string }>(
      'SELECT p."kind" FROM "issued_paper" p JOIN "dossier" d ON d."id" = p."dossierId" WHERE d."code" = $1',
      [code],
    );
    return rows.map(({ kind }) => kind).sort();
  };
  const posted = async (by: Browser, url: string): Promise<string> => {
    const answer = await by.post(url);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    return (await readPdf(answer.rawPayload)).text;
  };
  const pdf = async (by: Browser, url: string): Promise<string> => {
    const answer = await by.get(url);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    return (await readPdf(answer.rawPayload)).text;
  };

  it('lead from the page of the dossier to each one it has, and to no other', async () => {
    const { code } = await registered(agents.receiver);
    const page = words((await receiver.get(`/dossiers/${code}`)).body);
    expect(page).toContain('Mẫu 01: Giấy tiếp nhận và hẹn trả kết quả, 15/05/2023');
    expect(page).toContain('Mẫu 05: Phiếu kiểm soát quá trình giải quyết, 15/05/2023');
    expect(page).not.toContain('Mẫu 02');
    for (const path of ['supplement/1', 'refusal/1', 'payment/1', 'bogus/1', 'return/x', 'return/0']) {
      expect((await receiver.get(`/dossiers/${code}/papers/${path}`)).statusCode).toBe(404);
    }
  });

  it('ask for papers on form 02 with what the act said, and say the same when printed again', async () => {
    const { code } = await registered(agents.receiver);
    await act(agents.receiver, code, 'supplement-requests', {
      items: ['Bản vẽ có thẩm duyệt', 'Bản cam kết'],
      reason: 'Bản vẽ thiếu mặt bằng móng',
      receiversFault: false,
    });
    const href = await paperOf(receiver, code, 'Mẫu 02');
    const first = await receiver.get(href);
    expect(words(first.body)).toContain('Mẫu số 02 (Thông tư số 01/2018/TT-VPCP)');
    expect(words(first.body)).toContain('Lý do: Bản vẽ thiếu mặt bằng móng');
    expect(words(first.body)).not.toContain('Bản in lại');
    expect(first.body).not.toMatch(/054090001234|0905123456/);
    expect(await issuedOf(code)).toEqual([]);
    const printed = await receiver.post(`${href}/issues`, {}, { 'hx-request': 'true' });
    expect([printed.statusCode, await issuedOf(code)]).toEqual([204, ['supplement']]);
    const plain = await receiver.post(`${href}/issues`);
    expect([plain.statusCode, plain.headers['location']]).toEqual([303, href]);
    expect(await posted(receiver, `${href}/pdf?size=a5`)).toContain('Bản cam kết');

    const admin = await world.get(AccountsService, { strict: false }).actor('admin');
    const units = world.get(UnitsService, { strict: false });
    await units.change('H45.20', { letterheadAgency: 'UBND thị xã Mới' }, admin);
    clock.set('2023-05-15T09:30:00+07:00');
    const again = words((await receiver.get(href)).body);
    expect(again).toContain('Bản in lại lúc 09 giờ 30 phút, ngày 15 tháng 5 năm 2023');
    expect(again).toContain('UBND THỊ XÃ SÔNG CẦU');
    expect(words((await receiver.get(`/dossiers/${code}/receipt`)).body)).toContain('UBND THỊ XÃ MỚI');
    expect(await posted(receiver, `${href}/pdf`)).toContain('Bản in lại');
    expect((await receiver.get(`${href}/pdf`)).statusCode).toBe(404);
    expect(await issuedOf(code)).toEqual(['supplement']);
    expect(await posted(receiver, `/dossiers/${code}/receipt/pdf`)).toContain('GIẤY TIẾP NHẬN');
    expect(await issuedOf(code)).toEqual(['receipt', 'supplement']);
    const stranger = await world.browse('xp.receiver');
    await stranger.get('/work');
    for (const path of ['receipt', 'papers/supplement/2']) {
      expect((await stranger.post(`/dossiers/${code}/${path}/issues`)).statusCode).toBe(404);
    }
  });

  it('go with the dossier from hand to hand and judge each step', async () => {
    clock.set('2023-05-16T08:00:00+07:00');
    const { code } = await registered(agents.receiver, { procedureCode: FIVE_DAYS });
    await act(agents.receiver, code, 'hand-overs', { unitCode: 'H45.20.05', note: 'Kèm bản vẽ' });
    const page = (await agents.specialist.get(`/api/v1/dossiers/${code}/history`)).body;
    expect(page).toContain('hand_over');
    const [waiting] = await world.database.query<{ id: string }>(
      'SELECT h."id" FROM "hand_over" h JOIN "dossier" d ON d."id" = h."dossierId" WHERE d."code" = $1',
      [code],
    );
    await act(agents.specialist, code, `hand-overs/${waiting?.id ?? ''}/acknowledgements`);
    clock.set('2023-06-01T08:00:00+07:00');
    await act(agents.specialist, code, 'results', { outcome: 'granted', number: '7/GP' });
    clock.set('2023-06-01T09:00:00+07:00');
    await act(agents.receiver, code, 'completions', { outcome: 'granted', resultNumber: '7/GP' });
    receiver = await world.browse('receiver');
    const slip = words((await receiver.get(await paperOf(receiver, code, 'Mẫu 05'))).body);
    expect(slip).toMatch(/2\. Nhận: Phòng Quản lý đô thị.*Đúng hạn.*Kèm bản vẽ/);
    expect(slip).toMatch(/1\. Giao: Phòng Quản lý đô thị.*09 giờ 00 phút, ngày 01 tháng 6 năm 2023.*Quá hạn/);
    expect(await pdf(receiver, `/dossiers/${code}/papers/control/pdf?size=a4`)).toContain('Kèm theo hồ sơ của');
  });

  it('confirm what was paid and what was handed out', async () => {
    clock.set('2023-06-02T08:00:00+07:00');
    const { code } = await registered(agents.receiver);
    await act(agents.cashier, code, 'payments', { amountVnd: 75_000, method: 'cash' });
    await act(agents.receiver, code, 'completions', { outcome: 'granted', resultNumber: '9/GCN' });
    await act(agents.returner, code, 'returns', { receivedBy: 'Nguyễn Văn Ẩn', how: 'desk' });
    receiver = await world.browse('receiver');
    const paid = await posted(receiver, `${await paperOf(receiver, code, 'Phiếu xác nhận đã nộp')}/pdf`);
    expect(paid).toContain('Đã nộp phí, lệ phí: 75.000 đồng');
    expect(paid).not.toMatch(/biên lai/i);
    const given = await posted(receiver, `${await paperOf(receiver, code, 'Giấy biên nhận')}/pdf?size=a4x2`);
    expect(given).toContain('Người nhận kết quả: Nguyễn Văn Ẩn');
  });

  it('say why a filing is not accepted and why work stops', async () => {
    const filing = await agents.receiver.post('/api/v1/dossiers', {
      procedureCode: THREE_DAYS,
      unitCode: 'H45.20',
      channel: 'online',
      applicant: { kind: 'person', name: 'Lê Thị Cúc', phone: '0905777888' },
    });
    const { code: filed } = filing.json<{ code: string }>();
    await act(agents.receiver, filed, 'rejections', { reason: 'Thửa đất đã có quyết định thu hồi' });
    const refusal = await posted(receiver, `${await paperOf(receiver, filed, 'Mẫu 03')}/pdf?size=a4`);
    expect(refusal).toContain('với lý do cụ thể như sau: Thửa đất đã có quyết định thu hồi');
    expect(refusal.split('Xin thông báo cho Ông/Bà được biết và thực hiện.')).toHaveLength(2);
    const { code } = await registered(agents.receiver);
    await act(agents.leader, code, 'stoppages', { reason: 'Quá hạn bổ sung, người nộp không trả lời' });
    const stop = await posted(receiver, `${await paperOf(receiver, code, 'Thông báo dừng')}/pdf`);
    expect(stop).toContain('Lý do: Quá hạn bổ sung, người nộp không trả lời');
  });

  it('are given to who is turned away at the counter, with lines for a pen', async () => {
    for (const [kind, said] of [
      ['02', 'Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung như sau:'],
      ['03', 'Qua xem xét, UBND thị xã Sông Cầu thông báo không tiếp nhận'],
    ] as const) {
      const record = {
        procedureCode: THREE_DAYS,
        kind,
        reason: 'Không đúng nơi nhận hồ sơ',
        applicantName: 'Lê Thị Cúc',
      };
      const { id } = (await agents.receiver.post('/api/v1/refusals', record)).json<{ id: string }>();
      expect((await receiver.get('/papers/refusals')).body).toContain(`href="/papers/refusals/${id}"`);
      const page = words((await receiver.get(`/papers/refusals/${id}`)).body);
      expect(page).toContain(`Mẫu số ${kind}`);
      expect(page).toContain(said);
      expect(await pdf(receiver, `/papers/refusals/${id}/pdf?size=a5`)).toContain('Không đúng nơi nhận hồ sơ');
      const stranger = await world.browse('xp.receiver');
      expect((await stranger.get(`/papers/refusals/${id}`)).statusCode).toBe(404);
      expect(words((await stranger.get('/papers/refusals')).body)).toContain('Chưa có ai bị từ chối tại quầy');
    }
  });

  it('are nobody else’s business', async () => {
    const { code } = await registered(agents.receiver);
    other = await world.browse('xp.receiver');
    for (const path of ['control', 'control/pdf', 'supplement/1']) {
      expect((await other.get(`/dossiers/${code}/papers/${path}`)).statusCode).toBe(404);
    }
    const monitor = await world.browse('monitor');
    expect((await monitor.get(`/dossiers/${code}/papers/control`)).statusCode).toBe(403);
    const nobody = await receiver.get(`/dossiers/${code}/papers/control?size=a3`);
    expect(nobody.statusCode).toBe(422);
  });

  it('are forgotten with their people', async () => {
    const { code } = await registered(agents.receiver);
    expect((await receiver.get(`/dossiers/${code}/receipt`)).body).toContain('Nguyễn Văn Ẩn');
    await receiver.post(`/dossiers/${code}/receipt/issues`);
    await act(agents.receiver, code, 'withdrawals', { reason: 'Người nộp không còn nhu cầu' });
    await world.get(ErasureService, { strict: false }).erase(code, SYSTEM, 'retention', 'hết thời hạn lưu');
    const bodies = await world.database.query<{ body: string | null }>(
      'SELECT p."body" FROM "issued_paper" p JOIN "dossier" d ON d."id" = p."dossierId" WHERE d."code" = $1',
      [code],
    );
    expect(bodies).toEqual([{ body: null }]);
    expect((await receiver.get(`/dossiers/${code}/receipt`)).statusCode).toBe(404);
  });

  describe('the register', () => {
    const register = '/papers/register?from=2023-05-01&to=2023-06-30';

    it('counts a desk’s dossiers on through the year, telephone numbers masked', async () => {
      clock.set('2023-06-02T09:00:00+07:00');
      receiver = await world.browse('receiver');
      const { body } = await receiver.get(register);
      expect(words(body)).toContain('SỔ THEO DÕI HỒ SƠ');
      expect(words(body)).toContain('Mẫu số 06 (Thông tư số 01/2018/TT-VPCP)');
      const rows = [...body.matchAll(/<tr><td>(\d+)<\/td><td>(H45\.20-[\d-]+)<\/td>/g)].map(([, no, code]) => [
        no,
        code,
      ]);
      expect(rows.map(([no]) => Number(no))).toEqual(rows.map((_, index) => index + 1));
      expect(rows.length).toBeGreaterThan(4);
      expect(body).not.toContain('0905123456');
      const june = (await receiver.get('/papers/register?from=2023-06-01&to=2023-06-30')).body;
      const first = /<tr><td>(\d+)<\/td><td>H45/.exec(june)?.[1];
      const before = rows.filter(([, code]) => code?.startsWith('H45.20-2305')).length;
      expect(Number(first)).toBe(before + 1);
      expect(await pdf(receiver, `/papers/register/pdf?from=2023-05-01&to=2023-06-30`)).toContain('Họ tên chủ hồ sơ');
    });

    it('is blank where nothing was received, and says so', async () => {
      const empty = await receiver.get('/papers/register?from=2023-01-03&to=2023-01-04');
      expect(words(empty.body)).toContain('Không có hồ sơ nào được tiếp nhận trong thời gian này.');
    });

    test.each([
      ['from=2022-12-01&to=2023-01-31', 'Mỗi sổ là của một năm'],
      ['from=2023-05-09&to=2023-05-01', 'Ngày cuối không thể trước ngày đầu'],
    ])('refuses %s beside the field', async (query, said) => {
      const answer = await receiver.get(`/papers/register?${query}`);
      expect(answer.statusCode).toBe(422);
      expect(words(answer.body)).toContain(said);
      expect(answer.body).toContain('id="to-wrong"');
    });

    it('shows whole numbers to the head of the desk alone, for a reason that is kept', async () => {
      head = await world.browse('desk_head');
      expect((await head.get(register)).body).toContain('action="/papers/register/phones"');
      expect((await receiver.get(register)).body).not.toContain('action="/papers/register/phones"');
      const asked = { unit: 'H45.20', from: '2023-05-01', to: '2023-06-30', as: 'page' };
      const short = await head.post('/papers/register/phones', { ...asked, reason: 'vì' });
      expect(short.statusCode).toBe(422);
      expect(short.body).toContain('id="reason-wrong"');
      expect(short.body).not.toContain('0905123456');
      const reason = 'Gọi báo lịch nghỉ đột xuất';
      const whole = await head.post('/papers/register/phones', { ...asked, reason });
      expect(whole.statusCode).toBe(200);
      expect(whole.body).toContain('0905123456');
      expect(await auditRows(reason)).toBe(1);
      const file = await head.post('/papers/register/phones', { ...asked, as: 'pdf', reason });
      expect((await readPdf(file.rawPayload)).text).toContain('0905123456');
      expect(await auditRows(reason)).toBe(2);
      const refused = await receiver.post('/papers/register/phones', { ...asked, reason });
      expect(refused.statusCode).toBe(403);
      expect(await auditRows(reason)).toBe(2);
    });

    it('is the desk’s own', async () => {
      other = await world.browse('xp.receiver');
      expect((await other.get(`${register}&unit=H45.20`)).statusCode).toBe(404);
      const specialist = await world.browse('specialist');
      expect((await specialist.get(register)).statusCode).toBe(403);
    });

    async function auditRows(reason: string): Promise<number> {
      const [row] = await world.database.query<{ n: number }>(
        `SELECT CAST(count(*) AS integer) AS "n" FROM "audit_entry" WHERE "action" = $1 AND "reason" = $2`,
        ['register.revealed.phones', reason],
      );
      return row?.n ?? 0;
    }
  });

  describe('the slip of results', () => {
    it('lists what an agency handed to the desk on a day', async () => {
      const page = words((await receiver.get('/papers/result-slip?unit=H45.20.05&day=2023-06-01')).body);
      expect(page).toContain('PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH');
      expect(page).toContain('Đã giải quyết; số 7/GP');
      const file = await pdf(receiver, '/papers/result-slip/pdf?unit=H45.20.05&day=2023-06-01');
      expect(file).toContain('Trả qua bưu điện (X)');
      const none = await receiver.get('/papers/result-slip?unit=H45.20.05&day=2023-01-05');
      expect(words(none.body)).toContain('Chưa có kết quả nào');
    });
  });
});

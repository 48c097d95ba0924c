import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { DeskCountService } from '../../src/reporting/evaluation/desk-count.service.js';
import type { DeskEvaluationJson, OnlineJson } from '../../src/reporting/evaluation/evaluation.json.js';
import type { Agent, Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, registered, startDesk, THREE_DAYS, type DossierAnswer } from '../support/desk.js';
import { readPdf } from '../support/pdf-text.js';
import { readRows } from '../support/xlsx.js';

/** The page as a person reads it. */
function readable(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

const links = (html: string): string[] =>
  [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));

const PAGES = ['/reports/desk-evaluation', '/reports/online'] as const;

describe('how the desk serves, by its pages', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  let receiver: Agent;
  let leader: Browser;

  const posted = async (by: Agent, path: string, body: object): Promise<DossierAnswer> => {
    const answer = await by.post(`/api/v1/${path}`, body);
    if (answer.statusCode !== 201) throw new Error(`${path}: ${answer.body}`);
    return answer.json<DossierAnswer>();
  };
  const filed = (): Promise<DossierAnswer> =>
    posted(receiver, 'filings', { procedureCode: THREE_DAYS, unitCode: 'H45.20', applicant: APPLICANT });
  const said = async (path: string): Promise<string> => {
    const page = await leader.get(path);
    expect(page.statusCode).toBe(200);
    return readable(page.body);
  };

  beforeAll(async () => {
    world = await startDesk({ clock });
    receiver = await world.as('receiver');
    const [returner, cashier] = [await world.as('returner'), await world.as('cashier')];
    const [soon, asked, refused, late] = [await filed(), await filed(), await filed(), await filed()];
    await filed();
    await posted(receiver, `dossiers/${soon.code}/acceptances`, {});
    const question = { items: ['Bản chính giấy chứng sinh'], reason: 'Thiếu giấy chứng sinh của bệnh viện' };
    await posted(receiver, `dossiers/${asked.code}/supplement-requests`, question);
    await posted(receiver, `dossiers/${refused.code}/rejections`, { reason: 'Không thuộc thẩm quyền của thị xã' });
    const done = await registered(receiver);
    const [cash, qr] = [{ amountVnd: 75_000, method: 'cash' }, { amountVnd: 50_000, method: 'qr' }]; // prettier-ignore
    await posted(cashier, `dossiers/${done.code}/payments`, cash);
    await posted(cashier, `dossiers/${soon.code}/payments`, qr);
    await posted(returner, `dossiers/${done.code}/completions`, { outcome: 'granted' });
    clock.set('2023-05-17T08:30:00+07:00');
    await posted(receiver, `dossiers/${late.code}/acceptances`, {});
    leader = await world.browse('leader');
  }, 60_000);
  afterAll(() => world.close());

  it('say that nothing is counted before the first night', async () => {
    expect(await said('/reports/online?period=2023-05')).toContain('kỳ này chưa đếm lần nào');
    expect(await said('/reports/online?period=2023-05')).toContain('Chưa phát sinh');
    expect(await said('/reports/desk-evaluation?period=2023-Q2')).toContain('2,0 trên 2 điểm, theo 1 trên 9 chỉ số');
  });

  it('count by night, twice the same', async () => {
    const counts = world.get(DeskCountService, { strict: false });
    expect(await counts.run()).toBe(1);
    const rows = () => world.database.query('SELECT * FROM "desk_work_half" ORDER BY "unitCode", "half"');
    const first = await rows();
    await counts.run();
    expect(await rows()).toEqual(first);
  });

  it('evaluate by the indices that there is data of', async () => {
    const page = await said('/reports/desk-evaluation?period=2023-Q2');
    expect(page).toContain('4,0 trên 4 điểm, theo 2 trên 9 chỉ số');
    expect(page).toContain('Quy đổi: 18,0 trên 18 điểm, xếp loại Xuất sắc.');
    expect(page).toContain('chỉ để tham khảo');
    expect(page).toContain('Trước hạn : 1 Đúng hạn : 0 Trễ hạn : 0 Hồ sơ giải quyết xong : 1'.replaceAll(' :', ':'));
    expect(page).toContain('chưa có phiếu đánh giá của người dân');
    expect(page).toContain('Lê Văn Cường 1 2,0 10,0 100%');
  });

  it('say shares with what they divide', async () => {
    const page = await said('/reports/online?period=2023-05');
    expect(page).toMatch(/Hồ sơ nộp trực tuyến 66,67% 2 \/ 3/);
    expect(page).toMatch(/Đã được trả lời 80,00% 4 \/ 5/);
    expect(page).toMatch(/Trả lời trong 8 giờ làm việc 75,00% 3 \/ 4/);
    expect(page).toMatch(/Bị trả lại khi kiểm tra lần đầu 50,00% 2 \/ 4/);
    expect(page).toMatch(/Không tiếp nhận 25,00% 1 \/ 4/);
    expect(page).toMatch(/Không dùng tiền mặt 50,00% 1 \/ 2/);
    expect(page).toMatch(/Mã QR 50,00% 1 \/ 2/);
  });

  it('lead from numbers to exactly their dossiers, and hold no name', async () => {
    for (const path of PAGES) {
      const { body } = await leader.get(`${path}?period=2023-05`);
      expect(body).not.toContain(APPLICANT.name);
      const doors = links(body).filter((href) => href.startsWith('/dossiers?'));
      expect(doors.length).toBeGreaterThan(1);
      for (const href of doors) expect([href, (await leader.get(href)).statusCode]).toEqual([href, 200]);
    }
    const { body } = await leader.get('/reports/online?period=2023-05');
    const online = links(body).find((href) => href.includes('channel=online')) ?? '';
    const codes = links((await leader.get(online)).body).filter((href) => href.startsWith('/dossiers/H45'));
    expect(new Set(codes).size).toBe(2);
  });

  test.each([
    ['leader', '?unit=H45.99', 404],
    ['leader', '?period=2023-13', 422],
    ['leader', '?period=2023-05-02..2023-05-19', 422],
    ['leader', '?period=2023-05-01..2023-05-14', 200],
    ['xp.leader', '?unit=H45.20', 403],
    ['division_head', '', 200],
    ['monitor', '?period=2023', 200],
    ['admin', '', 200],
    ['receiver', '', 403],
    ['specialist', '', 403],
  ] as const)('answer %s at %s with %i', async (who, query, status) => {
    const browser = await world.browse(who);
    for (const path of PAGES) expect((await browser.get(path + query)).statusCode).toBe(status);
  });

  it('say in the workbook and on paper what they say to programs', async () => {
    const period = 'period=2023-05';
    const api = await world.as('leader');
    const { groups, units } = (await api.get(`/api/v1/reports/online?${period}`)).json<OnlineJson>();
    expect(groups.map(({ key, shares }) => [key, shares[0]])).toEqual([
      ['share', { key: 'online', part: 2, whole: 3, rate: 66.67 }],
      ['answer', { key: 'answered', part: 4, whole: 5, rate: 80 }],
      ['paid', { key: 'cashless', part: 1, whole: 2, rate: 50 }],
    ]);
    const file = await leader.get(`/reports/online.xlsx?${period}`);
    expect(file.headers['content-disposition']).toBe('attachment; filename="truc-tuyen-H45.20-2023-05.xlsx"');
    const sheets = ['Tỷ lệ hồ sơ trực tuyến', 'Trả lời hồ sơ nộp trực tuyến', 'Thanh toán không dùng tiền mặt'];
    for (const [i, sheet] of sheets.entries()) {
      const rows = await readRows(file.rawPayload, sheet);
      const from = rows.findIndex((row) => row[1] === 'Số') + 1;
      const shares = groups[i]?.shares ?? [];
      const said = rows.slice(from, from + shares.length).map((row) => row.slice(1, 4));
      expect(said).toEqual(shares.map(({ part, whole, rate }) => [part, whole, rate ?? ''].map(String)));
    }
    const evaluation = (await api.get(`/api/v1/reports/desk-evaluation?${period}`)).json<DeskEvaluationJson>();
    expect(evaluation).toMatchObject({ points: 4, most: 4, ofAll: 18, grade: 'excellent' });
    expect(evaluation.indices.filter(({ points }) => points === null).map(({ no }) => no)).toEqual([
      2, 4, 5, 6, 7, 8, 9,
    ]);
    const book = (await leader.get(`/reports/desk-evaluation.xlsx?${period}`)).rawPayload;
    const nine = (await readRows(book)).filter(([name = '']) => /^[1-9]\. /.test(name));
    expect(nine.map((row) => row[1])).toEqual(evaluation.indices.map(({ points }) => String(points ?? '')));
    expect((await readRows(book, 'Theo công chức')).flat()).toContain('Lê Văn Cường');
    expect(units.length + evaluation.units.length).toBeGreaterThan(0);
    for (const [path, said] of [
      ['online', 'THANH TOÁN KHÔNG DÙNG TIỀN MẶT'],
      ['desk-evaluation', 'KẾT QUẢ ĐÁNH GIÁ'],
    ] as const) {
      const pdf = await leader.get(`/reports/${path}.pdf?${period}`);
      const { text } = await readPdf(pdf.rawPayload);
      expect(text.replace(/\s+/g, ' ')).toContain(said);
      expect(text).not.toContain(APPLICANT.name);
      for (const kind of ['xlsx', 'pdf'])
        expect((await leader.get(`/reports/${path}`)).body).toContain(`/reports/${path}.${kind}?`);
    }
  });

  it('hand in figures of single people by their heads only', async () => {
    const admin = await world.as('admin');
    expect((await admin.get('/api/v1/reports/desk-evaluation')).json<DeskEvaluationJson>().officers).toBeNull();
    const book = await (await world.browse('admin')).get('/reports/desk-evaluation.xlsx');
    await expect(readRows(book.rawPayload, 'Theo công chức')).rejects.toMatchObject({ fault: 'no_such_sheet' });
    const receiver = await world.browse('receiver');
    for (const path of PAGES) expect((await receiver.get(`${path}.pdf`)).statusCode).toBe(403);
    expect((await (await world.as('receiver')).get('/api/v1/reports/online')).statusCode).toBe(403);
  });

  it('show figures of single people to their heads only', async () => {
    const seen = async (who: string): Promise<boolean> =>
      (await (await world.browse(who)).get('/reports/desk-evaluation')).body.includes('Theo công chức');
    expect([await seen('leader'), await seen('monitor'), await seen('admin')]).toEqual([true, true, false]);
  });
});

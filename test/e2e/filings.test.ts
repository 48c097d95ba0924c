import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Agent } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { provenActs } from '../support/chain.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, FIVE_DAYS, startDesk, THREE_DAYS, type DossierAnswer } from '../support/desk.js';
import { verified } from '../support/verified.js';

interface Filed extends DossierAnswer {
  readonly clockState: string;
  readonly channel: string;
  readonly filedAt: string;
  readonly answerDueAt: string | null;
  readonly acceptedAt: string | null;
  readonly allowedActs: readonly { readonly act: string }[];
  readonly limit: { readonly amount: number };
  readonly holder: { readonly username: string | null };
}

describe('what is filed online', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  let receiver: Agent;
  let leader: Agent;

  beforeAll(async () => {
    world = await startDesk({ clock });
    [receiver, leader] = [await world.as('receiver'), await world.as('leader')];
  });
  beforeEach(() => {
    clock.set('2023-05-15T08:30:00+07:00');
  });
  afterAll(() => world.close());

  const filing = (changes: object = {}): object => ({
    procedureCode: THREE_DAYS,
    unitCode: 'H45.20',
    applicant: APPLICANT,
    ...changes,
  });
  const file = async (changes: object = {}, by = receiver): Promise<Filed> => {
    const answer = await by.post('/api/v1/filings', filing(changes));
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json<Filed>();
  };
  const act = async (code: string, route: string, body: object = {}, by = receiver): Promise<Filed> => {
    const answer = await by.post(`/api/v1/dossiers/${code}/${route}`, body);
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json<Filed>();
  };
  const receivedInMay = async (): Promise<number> => {
    const report = await leader.get('/api/v1/reports/on-time?from=2023-05-01&to=2023-05-31&groupBy=unit');
    return report.json<{ total: { received: number } }>().total.received;
  };
  const idOf = async (code: string): Promise<string> => {
    const [row] = await world.database.query<{ id: string }>('SELECT "id" FROM "dossier" WHERE "code" = $1', [code]);
    return row!.id;
  };

  it('has its code and its secret at once, an answer clock, and no promise', async () => {
    const before = await receivedInMay();
    const filed = await file();
    expect(filed).toMatchObject({
      status: 'submitted',
      nationalStatus: 1,
      channel: 'online',
      clockState: 'not_started',
      filedAt: '2023-05-15T08:30:00+07:00',
      answerDueAt: '2023-05-16T08:30:00+07:00',
      acceptedAt: null,
      originalDueAt: null,
      currentDueAt: null,
      lateFrom: null,
      explanation: [],
      holder: { unitCode: 'H45.20', username: null },
    });
    expect(filed.code).toMatch(/^H45\.20-230515-\d{4}$/);
    expect(filed.trackingSecret).toMatch(/^\d{8}$/);
    expect(await receivedInMay()).toBe(before);
    const { items } = (await receiver.get(`/api/v1/dossiers/${filed.code}/promises`)).json<{ items: unknown[] }>();
    expect(items).toEqual([]);
    expect((await receiver.get(`/api/v1/dossiers/${filed.code}/papers/receipt.html`)).statusCode).toBe(404);
  });

  it('is the same through POST /dossiers, and takes its number of the same day’s counter', async () => {
    const first = await file();
    const answer = await receiver.post('/api/v1/dossiers', filing({ channel: 'online', assisted: true }));
    const second = answer.json<Filed>();
    expect([answer.statusCode, second.status]).toEqual([201, 'submitted']);
    expect(Number(second.code.slice(-4))).toBe(Number(first.code.slice(-4)) + 1);
  });

  it('is filed by the head of the desk too, once for a repeated request', async () => {
    const head = await world.as('desk_head');
    const key = { 'idempotency-key': 'portal-0001-again' };
    const first = await head.post('/api/v1/filings', filing({ assisted: true }), key);
    const again = await head.post('/api/v1/filings', filing({ assisted: true }), key);
    expect([first.statusCode, again.statusCode, again.headers['idempotency-replayed']]).toEqual([201, 201, 'true']);
    expect(again.json<Filed>().code).toBe(first.json<Filed>().code);
    expect(again.json<Filed>().trackingSecret).toBe(first.json<Filed>().trackingSecret);
  });

  it('is promised a date from its acceptance, and counted from then on', async () => {
    const { code, trackingSecret } = await file();
    const before = await receivedInMay();
    clock.set('2023-05-15T16:00:00+07:00');
    const accepted = await act(code, 'acceptances');
    expect(accepted).toMatchObject({
      code,
      trackingSecret,
      status: 'accepted',
      clockState: 'running',
      answerDueAt: null,
      acceptedAt: '2023-05-15T16:00:00+07:00',
      originalDueAt: '2023-05-18T17:00:00+07:00',
      holder: { unitCode: 'H45.20', username: 'receiver' },
    });
    expect(await receivedInMay()).toBe(before + 1);
    const { items } = (await receiver.get(`/api/v1/dossiers/${code}/promises`)).json<{ items: { kind: string }[] }>();
    expect(items.map(({ kind }) => kind)).toEqual(['original']);
    const receipt = await receiver.get(`/api/v1/dossiers/${code}/papers/receipt.html`);
    expect(receipt.body).toContain('Trần Thị Bình');
    expect(receipt.body).toContain('16 giờ 00 phút, ngày 15 tháng 5 năm 2023');
    expect(await provenActs(world.database, await idOf(code))).toEqual(['file', 'accept']);
  });

  it('goes by the terms in force at acceptance', async () => {
    const admin = await world.as('admin');
    const { code } = await file({ procedureCode: FIVE_DAYS });
    const next = await admin.post(`/api/v1/procedures/${FIVE_DAYS}/versions`, {
      name: 'Cấp giấy phép xây dựng',
      field: 'xay-dung',
      level: 'district',
      responsibleUnitCode: 'H45.20.05',
      limit: { amount: 2, unit: 'working_day' },
      maxSupplements: 1,
      supplementDeadlineWd: 3,
      supplementMode: 'restart',
      instant: false,
      feeVnd: 77_000,
      onlineLevel: 'full',
      legalBasis: 'Minh họa',
      documents: [{ name: 'Đơn', originals: 1, certified: 0, copies: 0 }],
      certainty: 'U/U',
      validFrom: '2023-05-17',
    });
    expect([next.statusCode, next.body]).toEqual([201, expect.any(String)]);
    clock.set('2023-05-17T08:00:00+07:00');
    const accepted = await act(code, 'acceptances');
    expect(accepted).toMatchObject({ limit: { amount: 2 }, originalDueAt: '2023-05-19T17:00:00+07:00' });
    const receipt = await receiver.get(`/api/v1/dossiers/${code}/papers/receipt.html`);
    expect(receipt.body).toContain('77.000');
  });

  it('is asked about once; the answer clock stops, and starts anew with the papers', async () => {
    const { code } = await file();
    clock.set('2023-05-15T10:00:00+07:00');
    const question = { items: ['Giấy tờ pháp lý của chủ hộ'], reason: 'Thiếu bản chụp căn cước của chủ hộ' };
    const asked = await act(code, 'supplement-requests', question);
    expect(asked).toMatchObject({ status: 'submitted', answerDueAt: null });
    expect(asked.allowedActs.map(({ act: name }) => name)).not.toContain('ask_first');
    const again = await receiver.post(`/api/v1/dossiers/${code}/supplement-requests`, question);
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'dossier.action_refused']);
    clock.set('2023-05-18T14:00:00+07:00');
    const answered = await act(code, 'supplements', { items: ['Giấy tờ pháp lý của chủ hộ'] });
    expect(answered).toMatchObject({
      status: 'submitted',
      answerDueAt: '2023-05-19T14:00:00+07:00',
      currentDueAt: null,
    });
    expect((await act(code, 'acceptances')).status).toBe('accepted');
  });

  it('is rejected with its reason, outside every figure, and keeps its code', async () => {
    const before = await receivedInMay();
    const { code } = await file();
    const reason = 'Không thuộc thẩm quyền của thị xã';
    const rejected = await act(code, 'rejections', { reason });
    expect(rejected).toMatchObject({ status: 'rejected', nationalStatus: 3, answerDueAt: null, allowedActs: [] });
    expect(await receivedInMay()).toBe(before);
    const { items } = (await receiver.get(`/api/v1/dossiers/${code}/history`)).json<{ items: { act: string }[] }>();
    expect(items.map((item) => item.act)).toEqual(['file', 'reject']);
    expect(JSON.stringify(items)).toContain(reason);
  });

  it('shows on its page in every state', async () => {
    const person = await world.browse('receiver');
    const { code } = await file();
    const show = async (): Promise<string> => {
      const page = await person.get(`/dossiers/${code}`);
      expect(page.statusCode).toBe(200);
      return page.body;
    };
    expect(await show()).toContain('Nộp hồ sơ trực tuyến');
    await act(code, 'rejections', { reason: 'Hồ sơ đã được giải quyết ở nơi khác' });
    expect(await show()).toContain('Hồ sơ đã được giải quyết ở nơi khác');
  });

  it('leaves histories that vouch for every row', async () => {
    expect(await verified(world)).toEqual([]);
  });
});

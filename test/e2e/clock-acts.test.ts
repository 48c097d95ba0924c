import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Agent } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { allowExtraTimes, FIVE_DAYS, registered, startDesk, type DossierAnswer } from '../support/desk.js';
import { sealed, verified } from '../support/verified.js';

interface Clocked extends DossierAnswer {
  readonly clockState: string;
  readonly statutoryDueAt: string;
  readonly lateFrom: string | null;
}

interface Ledger {
  readonly items: readonly { kind: string; reason: string | null; currentDueAt: string }[];
}

const DIVISION = 'H45.20.05';
const ASK = {
  items: ['Trích lục bản đồ', 'Bản sao CCCD'],
  reason: 'thiếu trích lục bản đồ địa chính',
  receiversFault: false,
};

/** Monday 15 May 2023, 08:30: five working days, due 22 May 17:00. */
describe('the clock of a dossier, over HTTP', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  let people: Record<'receiver' | 'specialist' | 'leader' | 'cashier' | 'head', Agent>;
  let code: string;

  const act = async (by: Agent, route: string, body: object, at?: string): Promise<Clocked> => {
    if (at !== undefined) clock.set(`${at}:00+07:00`);
    const answer = await by.post(`/api/v1/dossiers/${code}/${route}`, body);
    if (answer.statusCode !== 201) throw new Error(`${route}: ${answer.body}`);
    return answer.json<Clocked>();
  };
  const refused = async (by: Agent, route: string, body: object): Promise<[number, string]> => {
    const answer = await by.post(`/api/v1/dossiers/${code}/${route}`, body);
    return [answer.statusCode, answer.json<{ code: string }>().code];
  };
  const ledger = async (): Promise<string[]> =>
    (await people.receiver.get(`/api/v1/dossiers/${code}/promises`)).json<Ledger>().items.map(({ kind }) => kind);
  const rows = (table: string): Promise<Record<string, unknown>[]> =>
    world.database.query(
      `SELECT r.* FROM "${table}" r JOIN "dossier" d ON d."id" = r."dossierId" WHERE d."code" = $1 ORDER BY r."id"`,
      [code],
    );

  beforeAll(async () => {
    world = await startDesk({ clock });
    const [receiver, specialist, leader, cashier, head] = await Promise.all(
      ['receiver', 'specialist', 'qldt.leader', 'cashier', 'desk_head'].map((name) => world.as(name)),
    );
    people = { receiver: receiver!, specialist: specialist!, leader: leader!, cashier: cashier!, head: head! };
    await allowExtraTimes(world);
  });
  beforeEach(async () => {
    clock.set('2023-05-15T08:30:00+07:00');
    ({ code } = await registered(people.receiver, { procedureCode: FIVE_DAYS }));
    const { pendingHandOver } = await act(people.receiver, 'hand-overs', { unitCode: DIVISION }, '2023-05-15T09:00');
    await act(people.specialist, `hand-overs/${pendingHandOver!.id}/acknowledgements`, {}, '2023-05-15T10:00');
  });
  afterEach(async () => {
    // Whatever happened, its page can be read, in both languages, and its history proves what stands.
    const browser = await world.browse('receiver');
    for (const lang of ['vi', 'en']) {
      const page = await browser.get(`/dossiers/${code}?lang=${lang}`);
      expect(page.statusCode).toBe(200);
    }
    await sealed(world);
    expect(await verified(world)).toEqual([]);
  });
  afterAll(() => world.close());

  it('stops for papers and counts anew when they have come', async () => {
    const waiting = await act(people.specialist, 'supplement-requests', ASK, '2023-05-17T10:00');
    expect(waiting).toMatchObject({
      status: 'awaiting_supplement',
      clockState: 'paused',
      lateFrom: null,
      currentDueAt: '2023-05-22T17:00:00+07:00',
    });
    const back = await act(people.receiver, 'supplements', { items: ASK.items }, '2023-05-19T09:00');
    expect(back).toMatchObject({
      status: 'processing',
      originalDueAt: '2023-05-22T17:00:00+07:00',
      statutoryDueAt: '2023-05-26T17:00:00+07:00',
      currentDueAt: '2023-05-26T17:00:00+07:00',
      lateFrom: '2023-05-27T00:00:00+07:00',
    });
    expect(await ledger()).toEqual(['original', 'restart']);
    expect(await rows('supplement_request')).toMatchObject([
      { askedBy: 'specialist', receivedBy: 'receiver', askedSeq: 4, receivedSeq: 5 },
    ]);
    expect(await rows('dossier_fault')).toEqual([]);
  });

  it('asks for no more than the procedure allows, unless a leader says why', async () => {
    await act(people.receiver, 'supplement-requests', ASK, '2023-05-17T10:00');
    await act(people.receiver, 'supplements', { items: ASK.items }, '2023-05-17T15:00');
    expect(await refused(people.specialist, 'supplement-requests', ASK)).toEqual([409, 'dossier.supplement_limit']);
    expect(await refused(people.leader, 'supplement-requests', ASK)).toEqual([409, 'dossier.supplement_limit']);
    const why = { ...ASK, overrideReason: 'giấy tờ mâu thuẫn với hồ sơ gốc' };
    await act(people.leader, 'supplement-requests', why, '2023-05-18T08:00');
    const back = await act(people.receiver, 'supplements', { items: ASK.items }, '2023-05-18T09:00');
    // Counted anew from 17 May once, and no second time: one hour is given back.
    expect(back.statutoryDueAt).toBe('2023-05-25T08:30:00+07:00');
    expect(await ledger()).toEqual(['original', 'restart', 'pause']);
    expect((await rows('supplement_request')).map(({ overridden }) => Boolean(overridden))).toEqual([false, true]);
  });

  it('notes whose fault it was, and asks after it once the dossier is accepted', async () => {
    const unsaid = { ...ASK, receiversFault: undefined };
    expect(await refused(people.specialist, 'supplement-requests', unsaid)).toEqual([422, 'request.invalid']);
    await act(people.specialist, 'supplement-requests', { ...ASK, receiversFault: true }, '2023-05-16T10:00');
    expect(await rows('dossier_fault')).toMatchObject([
      { cause: 'supplement', kind: 'supplement_by_fault', state: 'reported', reportedBy: 'specialist', reportedSeq: 4 },
    ]);
    expect(await rows('obligation')).toEqual([]);
  });

  it('stops for a land-use fee of any size, and gives back what it took', async () => {
    const notice = { amountVnd: 3_500_000_000, reason: 'tiền sử dụng đất theo thông báo 45' };
    const waiting = await act(people.specialist, 'payment-requests', notice, '2023-05-17T10:00');
    expect(waiting).toMatchObject({ status: 'awaiting_payment', lateFrom: null });
    const [request] = await rows('payment_request');
    expect(request).toMatchObject({ amountVnd: 3_500_000_000, requestedBy: 'specialist', paidOn: null });
    const receipt = { paidOn: '2023-05-18', reference: 'BL 0012' };
    const route = `payment-requests/${String(request!['id'])}/confirmations`;
    const back = await act(people.cashier, route, receipt, '2023-05-19T09:00');
    expect(back).toMatchObject({
      status: 'processing',
      statutoryDueAt: '2023-05-24T16:00:00+07:00',
      lateFrom: '2023-05-25T00:00:00+07:00',
    });
    expect(await ledger()).toEqual(['original', 'pause']);
    expect(await rows('payment_request')).toMatchObject([{ confirmedBy: 'cashier', paidOn: '2023-05-18' }]);
    expect(await refused(people.cashier, route, receipt)).toEqual([409, 'dossier.action_refused']);
  });

  it('takes fees without a word about the clock', async () => {
    const before = await act(people.cashier, 'payments', { amountVnd: 15_000, method: 'qr' }, '2023-05-15T11:00');
    expect(before).toMatchObject({ status: 'processing', currentDueAt: '2023-05-22T17:00:00+07:00' });
    await act(people.cashier, 'payments', { amountVnd: 10_000, method: 'cash', reference: 'BL 9' }, '2023-05-15T11:05');
    expect(await rows('payment')).toMatchObject([
      { amountVnd: 15_000, method: 'qr', takenBy: 'cashier' },
      { amountVnd: 10_000, method: 'cash' },
    ]);
    expect(await ledger()).toEqual(['original']);
  });

  it('adds what the law allows on each ground, in all', async () => {
    const verification = { ground: 'verification', amount: 2, document: 'CV 12/UBND ngày 16/05/2023' };
    const once = await act(people.leader, 'extra-times', verification, '2023-05-16T10:00');
    expect(once).toMatchObject({ currentDueAt: '2023-05-24T17:00:00+07:00', lateFrom: '2023-05-25T00:00:00+07:00' });
    expect(await refused(people.leader, 'extra-times', verification)).toEqual([422, 'request.invalid']);
    const survey = { ground: 'survey', amount: 2, document: 'Phiếu đo đạc 3' };
    expect(await refused(people.leader, 'extra-times', survey)).toEqual([403, 'auth.forbidden']);
    await act(people.specialist, 'extra-times', survey);
    const last = await act(people.leader, 'extra-times', { ...verification, amount: 1 });
    expect(last.currentDueAt).toBe('2023-05-29T17:00:00+07:00');
    expect(await ledger()).toEqual(['original', 'statutory_extra', 'statutory_extra', 'statutory_extra']);
  });

  it('makes nothing on time that is late', async () => {
    const late = '2023-05-23T00:00:00+07:00';
    const asked = await act(people.specialist, 'supplement-requests', ASK, '2023-05-23T08:00');
    expect(asked).toMatchObject({ lateFrom: late, obligations: [{ cause: 'late', state: 'owed' }] });
    expect((await act(people.receiver, 'supplements', { items: ['đủ'] }, '2023-05-24T08:00')).lateFrom).toBe(late);
    const grant = { ground: 'verification', amount: 3, document: 'CV 12/UBND' };
    expect(await act(people.leader, 'extra-times', grant)).toMatchObject({ lateFrom: late });
    const done = await act(people.receiver, 'completions', { outcome: 'granted' }, '2023-05-24T10:00');
    expect(done).toMatchObject({ timeliness: 'late', daysLate: 2 });
    expect(await ledger()).toEqual(['original', 'pause', 'statutory_extra']);
  });

  it('waits while it is asked about a filing, once, and answers anew when papers come', async () => {
    const filing = {
      procedureCode: FIVE_DAYS,
      unitCode: 'H45.20',
      channel: 'online',
      applicant: { kind: 'person', name: 'Lê Thị Hoa' },
    };
    const filed = await people.receiver.post('/api/v1/filings', { ...filing, channel: undefined });
    expect(filed.statusCode).toBe(201);
    ({ code } = filed.json<DossierAnswer>());
    const unsaid = { ...ASK, receiversFault: undefined };
    const asked = await act(people.receiver, 'supplement-requests', unsaid, '2023-05-16T10:00');
    expect(asked).toMatchObject({ status: 'submitted', answerDueAt: null });
    expect(await refused(people.receiver, 'supplement-requests', unsaid)).toEqual([409, 'dossier.action_refused']);
    const came = await act(people.receiver, 'supplements', { items: ASK.items }, '2023-05-17T08:00');
    expect(came).toMatchObject({ status: 'submitted', answerDueAt: '2023-05-18T08:00:00+07:00' });
    expect(await rows('supplement_request')).toMatchObject([{ receivedBy: 'receiver', receivedSeq: 3 }]);
    expect(await ledger()).toEqual([]);
  });
});

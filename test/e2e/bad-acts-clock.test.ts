import { afterAll, afterEach, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { Agent } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk, type DossierAnswer } from '../support/desk.js';

const WRITTEN = [
  ...['dossier', 'dossier_event', 'promise', 'obligation', 'supplement_request', 'payment_request', 'payment'],
  ...['dossier_fault', 'idempotency_key', 'kpi_tail', 'counter'],
];

const ASK = { items: ['Đơn'], reason: 'thiếu đơn đăng ký biến động', receiversFault: false };
const NOTICE = { amountVnd: 100_000, reason: 'thuế theo thông báo số 45' };
const FEE = { amountVnd: 15_000, method: 'cash' };
const GRANT = { ground: 'verification', amount: 1, document: 'CV 12/UBND' };
const RECEIPT = { paidOn: '2023-05-15', reference: 'BL 1' };
const CONFIRM = 'payment-requests/018c3c8c-a720-73c7-bd09-fd465c2cc8d1/confirmations';

/** What is wrong; which dossier; who; the route and body; status, code and the field that must be told ('' for none). */
type Row = [
  what: string,
  of: Where,
  by: string,
  route: string,
  body: unknown,
  status: number,
  code: string,
  field: string,
];
type Where = 'accepted' | 'processing' | 'supplement' | 'payment' | 'closed';

const invalid = (what: string, of: Where, by: string, route: string, body: unknown, field: string): Row => [
  what,
  of,
  by,
  route,
  body,
  422,
  'request.invalid',
  field,
];

const VALUES: Row[] = [
  invalid('no papers', 'processing', 'specialist', 'supplement-requests', { ...ASK, items: [] }, 'items'),
  invalid('papers as a text', 'processing', 'specialist', 'supplement-requests', { ...ASK, items: 'Đơn' }, 'items'),
  invalid(
    'a paper without a name',
    'processing',
    'specialist',
    'supplement-requests',
    { ...ASK, items: [''] },
    'items',
  ),
  invalid('a number for a paper', 'processing', 'specialist', 'supplement-requests', { ...ASK, items: [1] }, 'items'),
  invalid(
    '31 papers',
    'processing',
    'specialist',
    'supplement-requests',
    { ...ASK, items: Array(31).fill('ab') },
    'items',
  ),
  invalid(
    'a paper of 201 letters',
    'processing',
    'specialist',
    'supplement-requests',
    { ...ASK, items: ['ă'.repeat(201)] },
    'items',
  ),
  invalid(
    'a reason of a word',
    'processing',
    'specialist',
    'supplement-requests',
    { ...ASK, reason: 'thiếu' },
    'reason',
  ),
  invalid(
    'a reason of 601 letters',
    'processing',
    'specialist',
    'supplement-requests',
    { ...ASK, reason: 'a'.repeat(601) },
    'reason',
  ),
  invalid(
    'a reason turned round',
    'processing',
    'specialist',
    'supplement-requests',
    { ...ASK, reason: 'thiếu \u202eđơn đăng ký' },
    'reason',
  ),
  invalid(
    'nobody’s fault said',
    'processing',
    'specialist',
    'supplement-requests',
    { ...ASK, receiversFault: undefined },
    'receiversFault',
  ),
  invalid(
    'a fault as text',
    'processing',
    'specialist',
    'supplement-requests',
    { ...ASK, receiversFault: 'yes' },
    'receiversFault',
  ),
  invalid(
    'a date of one’s own',
    'processing',
    'specialist',
    'supplement-requests',
    { ...ASK, newDueAt: '2029-01-01' },
    'newDueAt',
  ),
  invalid(
    'a mode of one’s own',
    'processing',
    'specialist',
    'supplement-requests',
    { ...ASK, restarts: true },
    'restarts',
  ),
  invalid(
    'an override of a word',
    'processing',
    'specialist',
    'supplement-requests',
    { ...ASK, overrideReason: 'cần' },
    'overrideReason',
  ),
  invalid('nothing brought', 'supplement', 'receiver', 'supplements', {}, 'items'),
  invalid('an empty list brought', 'supplement', 'receiver', 'supplements', { items: [] }, 'items'),
  invalid(
    'a moment of one’s own',
    'supplement',
    'receiver',
    'supplements',
    { items: ['Đơn'], receivedAt: '2023-05-01T00:00Z' },
    'receivedAt',
  ),
  invalid('no amount', 'processing', 'specialist', 'payment-requests', { reason: NOTICE.reason }, 'amountVnd'),
  invalid('nothing to pay', 'processing', 'specialist', 'payment-requests', { ...NOTICE, amountVnd: 0 }, 'amountVnd'),
  invalid(
    'less than nothing',
    'processing',
    'specialist',
    'payment-requests',
    { ...NOTICE, amountVnd: -1 },
    'amountVnd',
  ),
  invalid('half a đồng', 'processing', 'specialist', 'payment-requests', { ...NOTICE, amountVnd: 0.5 }, 'amountVnd'),
  invalid(
    'an amount as text',
    'processing',
    'specialist',
    'payment-requests',
    { ...NOTICE, amountVnd: '100000' },
    'amountVnd',
  ),
  invalid(
    'all money there is',
    'processing',
    'specialist',
    'payment-requests',
    { ...NOTICE, amountVnd: 1e15 },
    'amountVnd',
  ),
  invalid('no day of payment', 'payment', 'cashier', CONFIRM, { reference: 'BL 1' }, 'paidOn'),
  invalid('a day that is none', 'payment', 'cashier', CONFIRM, { ...RECEIPT, paidOn: '2023-02-30' }, 'paidOn'),
  invalid(
    'a moment for a day',
    'payment',
    'cashier',
    CONFIRM,
    { ...RECEIPT, paidOn: '2023-05-15T08:00:00Z' },
    'paidOn',
  ),
  invalid('no number of a receipt', 'payment', 'cashier', CONFIRM, { paidOn: '2023-05-15' }, 'reference'),
  invalid('a fee of nothing', 'accepted', 'cashier', 'payments', { ...FEE, amountVnd: 0 }, 'amountVnd'),
  invalid('a fee in a coin nobody knows', 'accepted', 'cashier', 'payments', { ...FEE, method: 'gold' }, 'method'),
  invalid('a fee without a way', 'accepted', 'cashier', 'payments', { amountVnd: 1 }, 'method'),
  invalid(
    'a reference of 61 letters',
    'accepted',
    'cashier',
    'payments',
    { ...FEE, reference: 'a'.repeat(61) },
    'reference',
  ),
  invalid(
    'a ground nobody knows',
    'processing',
    'qldt.leader',
    'extra-times',
    { ...GRANT, ground: 'weather' },
    'ground',
  ),
  invalid('a ground with a path', 'processing', 'qldt.leader', 'extra-times', { ...GRANT, ground: '../x' }, 'ground'),
  invalid('more than the ground allows', 'processing', 'qldt.leader', 'extra-times', { ...GRANT, amount: 4 }, 'amount'),
  invalid('no time at all', 'processing', 'qldt.leader', 'extra-times', { ...GRANT, amount: 0 }, 'amount'),
  invalid('half a day', 'processing', 'qldt.leader', 'extra-times', { ...GRANT, amount: 0.5 }, 'amount'),
  invalid('no paper', 'processing', 'qldt.leader', 'extra-times', { ground: 'verification', amount: 1 }, 'document'),
];

const no =
  (status: number, code: string) =>
  (what: string, of: Where, by: string, route: string, body: unknown): Row => [
    what,
    of,
    by,
    route,
    body,
    status,
    code,
    '',
  ];
const forbidden = no(403, 'auth.forbidden');
const refused = no(409, 'dossier.action_refused');

const REFUSALS: Row[] = [
  forbidden('asking by another specialist', 'processing', 'specialist2', 'supplement-requests', ASK),
  forbidden('asking by a cashier', 'processing', 'cashier', 'supplement-requests', ASK),
  forbidden('asking by another desk', 'processing', 'xp.receiver', 'supplement-requests', ASK),
  forbidden('asking by a leader elsewhere', 'processing', 'xp.leader', 'supplement-requests', ASK),
  refused('asking while it waits', 'supplement', 'receiver', 'supplement-requests', ASK),
  refused('asking while it waits for money', 'payment', 'receiver', 'supplement-requests', ASK),
  refused('asking when it is done', 'closed', 'receiver', 'supplement-requests', ASK),
  forbidden('taking papers as a specialist', 'supplement', 'specialist', 'supplements', { items: ['Đơn'] }),
  forbidden('taking papers at another desk', 'supplement', 'xp.receiver', 'supplements', { items: ['Đơn'] }),
  refused('taking papers nobody asked for', 'processing', 'receiver', 'supplements', { items: ['Đơn'] }),
  refused('taking papers when it is done', 'closed', 'receiver', 'supplements', { items: ['Đơn'] }),
  forbidden('a notice by the desk', 'processing', 'receiver', 'payment-requests', NOTICE),
  forbidden('a notice by another specialist', 'processing', 'specialist2', 'payment-requests', NOTICE),
  forbidden('a notice by a leader', 'processing', 'qldt.leader', 'payment-requests', NOTICE),
  refused('a notice before the work began', 'accepted', 'specialist', 'payment-requests', NOTICE),
  refused('a notice while it waits', 'payment', 'specialist', 'payment-requests', NOTICE),
  forbidden('a receipt by the specialist', 'payment', 'specialist', CONFIRM, RECEIPT),
  forbidden('a receipt at another desk', 'payment', 'xp.receiver', CONFIRM, RECEIPT),
  refused('a receipt for nothing', 'processing', 'cashier', CONFIRM, RECEIPT),
  no(404, 'not_found')('a receipt for another notice', 'payment', 'cashier', CONFIRM, RECEIPT),
  forbidden('a fee taken by a receiver', 'accepted', 'receiver', 'payments', FEE),
  refused('a fee when it is done', 'closed', 'cashier', 'payments', FEE),
  forbidden('time from the specialist', 'processing', 'specialist', 'extra-times', GRANT),
  forbidden('time from a leader elsewhere', 'processing', 'xp.leader', 'extra-times', GRANT),
  forbidden('time from a cashier', 'processing', 'cashier', 'extra-times', GRANT),
  refused('time while it waits', 'supplement', 'qldt.leader', 'extra-times', GRANT),
  refused('time when it is done', 'closed', 'qldt.leader', 'extra-times', GRANT),
];

describe('bad acts of the clock', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  let notice: string;
  let before: string;
  const codes = {} as Record<Where, string>;
  const agents = new Map<string, Agent>();

  const as = async (name: string): Promise<Agent> => {
    const agent = agents.get(name) ?? (await world.as(name));
    agents.set(name, agent);
    return agent;
  };
  const act = async (name: string, code: string, route: string, body: object): Promise<DossierAnswer> => {
    const answer = await (await as(name)).post(`/api/v1/dossiers/${code}/${route}`, body);
    if (answer.statusCode !== 201) throw new Error(`${route}: ${answer.body}`);
    return answer.json<DossierAnswer>();
  };
  const processing = async (): Promise<string> => {
    const { code } = await registered(await as('receiver'), { procedureCode: FIVE_DAYS });
    const { pendingHandOver } = await act('receiver', code, 'hand-overs', { unitCode: 'H45.20.05' });
    await act('specialist', code, `hand-overs/${pendingHandOver!.id}/acknowledgements`, {});
    return code;
  };
  const state = async (): Promise<string> =>
    JSON.stringify(await Promise.all(WRITTEN.map((table) => world.database.query(`SELECT * FROM "${table}"`))));

  beforeAll(async () => {
    world = await startDesk({ clock });
    const grounds = [{ ground: 'verification', maxAmount: 3, grantedBy: 'leader', paper: 'Công văn' }];
    await world.transactor.run((tx) =>
      tx.execute('UPDATE "procedure_version" SET "extraTimes" = $1', [JSON.stringify(grounds)]),
    );
    codes.accepted = (await registered(await as('receiver'), { procedureCode: FIVE_DAYS })).code;
    codes.processing = await processing();
    codes.supplement = await processing();
    await act('specialist', codes.supplement, 'supplement-requests', ASK);
    codes.payment = await processing();
    await act('specialist', codes.payment, 'payment-requests', NOTICE);
    codes.closed = await processing();
    await act('receiver', codes.closed, 'completions', { outcome: 'granted' });
    const [row] = await world.database.query<{ id: string }>('SELECT "id" FROM "payment_request"');
    notice = row!.id;
    for (const name of new Set([...VALUES, ...REFUSALS].map(([, , by]) => by))) await as(name);
    before = await state();
  });
  afterEach(async () => {
    expect(await state()).toBe(before);
  });
  afterAll(() => world.close());

  test.each([...VALUES, ...REFUSALS])('%s (%s, by %s) is refused', async (...row: Row) => {
    const [, of, by, route, body, status, code, field] = row;
    const answer = await (await as(by)).post(`/api/v1/dossiers/${codes[of]}/${route}`, body as object);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
    const problem = answer.json<{ errors?: { field: string }[] }>();
    if (field !== '') expect(problem.errors?.map((error) => error.field)).toContain(field);
    expect(answer.body).not.toMatch(/SELECT|INSERT|SQLITE|at .*\.(?:js|ts):/);
  });

  test.each([['2023-05-14'], ['2023-05-16']])('a receipt of %s is refused', async (paidOn) => {
    const route = `/api/v1/dossiers/${codes.payment}/payment-requests/${notice}/confirmations`;
    const answer = await (await as('cashier')).post(route, { ...RECEIPT, paidOn });
    expect(answer.json()).toMatchObject({ status: 422, code: 'request.invalid', errors: [{ field: 'paidOn' }] });
  });

  it('says what is allowed instead', async () => {
    const answer = await (await as('receiver')).post(`/api/v1/dossiers/${codes.supplement}/supplement-requests`, ASK);
    const { facts } = answer.json<{ facts: { status: string; allowed: string[] } }>();
    expect(facts.status).toBe('awaiting_supplement');
    expect(facts.allowed).toContain('receive_supplement');
    expect(facts.allowed).not.toContain('request_supplement');
  });

  it('refuses a stale version, a body that is no object, and somebody who is nobody', async () => {
    const route = `/api/v1/dossiers/${codes.processing}/supplement-requests`;
    const specialist = await as('specialist');
    expect((await specialist.post(route, ASK, { 'if-match': '"1"' })).json()).toMatchObject({
      status: 412,
      code: 'version.stale',
      facts: { yourVersion: 1, version: 3, status: 'processing' },
    });
    expect((await specialist.post(route, '[1', { 'content-type': 'application/json' })).statusCode).toBe(400);
    expect((await specialist.post('/api/v1/dossiers/H45.20-230515-9999/payments', FEE)).statusCode).toBe(403);
    expect((await (await as('cashier')).post('/api/v1/dossiers/H45.20-230515-9999/payments', FEE)).statusCode).toBe(
      404,
    );
    expect((await world.http({ method: 'POST', url: route, payload: ASK })).statusCode).toBe(401);
  });
});

describe('the same act twice', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  beforeAll(async () => {
    world = await startDesk({ clock });
  });
  afterAll(() => world.close());

  it('is one act with one key, and 409 with another body', async () => {
    const [receiver, cashier] = [await world.as('receiver'), await world.as('cashier')];
    const { code } = await registered(receiver, { procedureCode: FIVE_DAYS });
    const key = { 'idempotency-key': 'one-payment-0001' };
    const route = `/api/v1/dossiers/${code}/payments`;
    const first = await cashier.post(route, FEE, key);
    const again = await cashier.post(route, FEE, key);
    expect([first.statusCode, again.statusCode, again.headers['idempotency-replayed']]).toEqual([201, 201, 'true']);
    expect(await world.database.query('SELECT * FROM "payment"')).toHaveLength(1);
    const other = await cashier.post(route, { ...FEE, amountVnd: 20_000 }, key);
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([409, 'idempotency.key_reused']);
  });

  it('asks once when two ask at the same moment', async () => {
    const [receiver, head] = [await world.as('receiver'), await world.as('desk_head')];
    const { code } = await registered(receiver, { procedureCode: FIVE_DAYS });
    const route = `/api/v1/dossiers/${code}/supplement-requests`;
    const answers = await Promise.all([receiver.post(route, ASK), head.post(route, ASK)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    expect(await world.database.query('SELECT * FROM "supplement_request"')).toHaveLength(1);
  });
});

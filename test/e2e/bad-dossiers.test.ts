import { afterAll, afterEach, beforeAll, describe, expect, it, test } from '@jest/globals';
import { SweepService } from '../../src/apologies/sweep.service.js';
import type { Agent } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, intake, registered, SAME_DAY, startDesk, type DossierAnswer } from '../support/desk.js';

const WRITTEN = ['dossier', 'dossier_party', 'dossier_event', 'promise', 'obligation', 'letter', 'message', 'counter'];

/** `field` is the one that must be told, '' when the refusal is about the whole. */
type Row = [what: string, body: unknown, status: number, code: string, field: string];

const person = (changes: object): object => intake({ applicant: { ...APPLICANT, ...changes } });
const paper = (changes: object): object =>
  intake({ documents: [{ name: 'Đơn', originals: 1, certified: 0, copies: 0, ...changes }] });

/** One thing wrong in each. */
const REGISTRATIONS: Row[] = [
  ['nothing', {}, 422, 'request.invalid', 'procedureCode'],
  ['a list', [], 422, 'request.invalid', ''],
  ['no applicant', intake({ applicant: undefined }), 422, 'request.invalid', 'applicant'],
  ['a text for the applicant', intake({ applicant: 'Nguyễn Văn An' }), 422, 'request.invalid', 'applicant'],
  ['an unknown field', intake({ dueAt: '2023-06-01' }), 422, 'request.invalid', 'dueAt'],
  ['a due date of one’s own', intake({ currentDueAt: '2029-01-01T00:00Z' }), 422, 'request.invalid', 'currentDueAt'],
  ['an unknown field of the applicant', person({ vip: true }), 422, 'request.invalid', 'applicant.vip'],
  ['a filing with its result', intake({ channel: 'online', instant: true }), 422, 'request.invalid', 'instant'],
  ['a channel nobody knows', intake({ channel: 'fax' }), 422, 'request.invalid', 'channel'],
  ['a number for the procedure', intake({ procedureCode: 1 }), 422, 'request.invalid', 'procedureCode'],
  ['a path for the procedure', intake({ procedureCode: '../1' }), 422, 'request.invalid', 'procedureCode'],
  ['a huge procedure code', intake({ procedureCode: '1'.repeat(5_000) }), 422, 'request.invalid', 'procedureCode'],
  ['a procedure nobody knows', intake({ procedureCode: '9.999999' }), 422, 'procedure.not_in_force', ''],
  ['a procedure of later years', intake({ procedureCode: '1.012784' }), 422, 'procedure.not_in_force', ''],
  ['a commune’s procedure at the town', intake({ procedureCode: '1.001193' }), 422, 'procedure.not_in_force', ''],
  ['an immediate result that takes days', intake({ instant: true }), 409, 'dossier.action_refused', ''],
  ['somebody else’s desk', intake({ unitCode: 'H45.20.21' }), 403, 'auth.forbidden', ''],
  ['a unit nobody knows', intake({ unitCode: 'H99' }), 403, 'auth.forbidden', ''],
  ['an empty name', person({ name: '' }), 422, 'request.invalid', 'applicant.name'],
  ['a name of blanks', person({ name: ' \t ' }), 422, 'request.invalid', 'applicant.name'],
  ['a name of 201 letters', person({ name: 'ă'.repeat(201) }), 422, 'request.invalid', 'applicant.name'],
  ['a name of a million letters', person({ name: 'a'.repeat(900_000) }), 422, 'request.invalid', 'applicant.name'],
  ['a null character in a name', person({ name: 'An\u0000' }), 422, 'request.invalid', 'applicant.name'],
  ['an escape character in a name', person({ name: 'An\u001b[31m' }), 422, 'request.invalid', 'applicant.name'],
  ['a name turned round', person({ name: 'Nguyễn \u202eVăn An' }), 422, 'request.invalid', 'applicant.name'],
  ['half a character in a name', person({ name: 'An \ud800' }), 422, 'request.invalid', 'applicant.name'],
  ['a number for a name', person({ name: 12 }), 422, 'request.invalid', 'applicant.name'],
  ['an object for a name', person({ name: { $gt: '' } }), 422, 'request.invalid', 'applicant.name'],
  [
    'eleven digits of an identity card',
    person({ idNumber: '05409000123' }),
    422,
    'request.invalid',
    'applicant.idNumber',
  ],
  ['full-width digits', person({ idNumber: '０５４０９０００１２３４' }), 422, 'request.invalid', 'applicant.idNumber'],
  ['a phone with letters', person({ phone: '09O5123456' }), 422, 'request.invalid', 'applicant.phone'],
  ['a foreign phone', person({ phone: '+84905123456' }), 422, 'request.invalid', 'applicant.phone'],
  ['an e-mail without a host', person({ email: 'an@' }), 422, 'request.invalid', 'applicant.email'],
  [
    'a header in an e-mail',
    person({ email: 'an@example.vn\r\nBcc: x@y.vn' }),
    422,
    'request.invalid',
    'applicant.email',
  ],
  [
    'a channel of contact twice',
    person({ contactBy: ['zalo', 'zalo'] }),
    422,
    'request.invalid',
    'applicant.contactBy',
  ],
  ['a kind of applicant nobody knows', person({ kind: 'robot' }), 422, 'request.invalid', 'applicant.kind'],
  ['minus one copy', intake({ copies: -1 }), 422, 'request.invalid', 'copies'],
  ['half a copy', intake({ copies: 1.5 }), 422, 'request.invalid', 'copies'],
  ['a hundred copies', intake({ copies: 100 }), 422, 'request.invalid', 'copies'],
  ['copies as text', intake({ copies: '1' }), 422, 'request.invalid', 'copies'],
  ['minus one original', paper({ originals: -1 }), 422, 'request.invalid', 'documents.0.originals'],
  ['papers without a name', paper({ name: '' }), 422, 'request.invalid', 'documents.0.name'],
  ['forty-one papers', intake({ documents: Array(41).fill({}) }), 422, 'request.invalid', 'documents'],
  ['a text for the papers', intake({ documents: 'Đơn' }), 422, 'request.invalid', 'documents'],
  ['yes as text', intake({ instant: 'true' }), 422, 'request.invalid', 'instant'],
  ['a summary of 501 letters', intake({ summary: 'a'.repeat(501) }), 422, 'request.invalid', 'summary'],
  ['a prototype', '{"__proto__":{"polluted":1}}', 400, 'request.malformed', ''],
  ['half a body', '{"procedureCode":', 400, 'request.malformed', ''],
  ['a body of more than a megabyte', `{"a":"${'a'.repeat(1_100_000)}"}`, 413, 'request.too_large', ''],
];

/** Refused acts, bad reasons, dates nobody may promise: [what, route, body, status, code]. */
const ACTS: [string, string, unknown, number, string][] = [
  [
    'returning by somebody who only receives',
    'returns',
    { receivedBy: 'Lê Thị Cúc', how: 'desk' },
    403,
    'auth.forbidden',
  ],
  ['an outcome nobody knows', 'completions', { outcome: 'maybe' }, 422, 'request.invalid'],
  [
    'a completion with a date of one’s own',
    'completions',
    { outcome: 'granted', finishedAt: '2023-01-01T00:00Z' },
    422,
    'request.invalid',
  ],
  ['withdrawing without a reason', 'withdrawals', {}, 422, 'request.invalid'],
  ['withdrawing with a word', 'withdrawals', { reason: 'thôi' }, 422, 'request.invalid'],
  ['handing over to nobody', 'hand-overs', {}, 422, 'request.invalid'],
  ['handing over to a unit nobody knows', 'hand-overs', { unitCode: 'H99' }, 404, 'not_found'],
  ['handing over to where it is', 'hand-overs', { unitCode: 'H45.20' }, 422, 'request.invalid'],
  ['acknowledging what was not sent', 'hand-overs/nothing/acknowledgements', {}, 409, 'dossier.action_refused'],
  ['an act nobody knows', 'resets', {}, 404, 'not_found'],
  ['revealing for no reason', 'reveals', { field: 'idNumber' }, 422, 'request.invalid'],
  ['revealing another column', 'reveals', { field: 'idHash', reason: 'cần đối chiếu' }, 422, 'request.invalid'],
];

/** A cursor nobody gave out. */
function forged(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

const LISTS: [query: string, status: number][] = [
  ['q=054090001234', 422],
  ['q=0905123456', 422],
  ['q=%25', 422],
  ["q=a'%20OR%201=1", 422],
  ['status=late', 422],
  ['timeliness=never', 422],
  ['unit=H99', 404],
  ['acceptedFrom=0001-01-01', 422],
  ['dueTo=9999-12-31', 422],
  ['dueFrom=2023-02-30', 422],
  ['lateSince=2023-02-30', 422],
  ['lateUntil=9999-12-31', 422],
  ['openOn=2023-02-30', 422],
  ['overdueOn=yesterday', 422],
  ['inTimeOn=0001-01-01', 422],
  ['limit=0', 422],
  ['limit=201', 422],
  ['limit=-5', 422],
  ['cursor=bm90LW91cnM', 400],
  [`cursor=${forged(['accepted', '2023-99-99T00:00:00.000Z', '018c3c8c-a720-73c7-bd09-fd465c2cc8d1'])}`, 400],
  [`cursor=${forged(['accepted', '2023-05-15T00:00:00.000Z', 'a\u0000b'])}`, 400],
  [`cursor=${forged(['due', '2023-05-15T00:00:00.000Z', '018c3c8c-a720-73c7-bd09-fd465c2cc8d1'])}`, 400],
  ['cursor=%00', 422],
  ['sort=name', 422],
  ['sql=1', 422],
];

describe('bad input about dossiers and letters', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  let receiver: Agent;
  let leader: Agent;
  let dossier: DossierAnswer;
  let letterId: string;
  let before: string;

  const state = async (): Promise<string> => {
    const rows = await Promise.all(WRITTEN.map((table) => world.database.query(`SELECT * FROM "${table}"`)));
    return JSON.stringify(rows);
  };

  beforeAll(async () => {
    world = await startDesk({ clock });
    [receiver, leader] = [await world.as('receiver'), await world.as('leader')];
    const late = await registered(receiver, { procedureCode: SAME_DAY, applicant: { ...APPLICANT, email: undefined } });
    clock.set('2023-05-16T08:30:00+07:00');
    await world.get(SweepService, { strict: false }).sweep();
    const { items } = (await leader.get('/api/v1/letters')).json<{ items: { id: string; dossierCode: string }[] }>();
    letterId = items.find(({ dossierCode }) => dossierCode === late.code)!.id;
    dossier = await registered(receiver);
    before = await state();
  });
  afterEach(async () => {
    expect(await state()).toBe(before);
  });
  afterAll(() => world.close());

  test.each(REGISTRATIONS)('a registration with %s is refused', async (_, body, status, code, field) => {
    const answer = await receiver.post('/api/v1/dossiers', body as object, { 'content-type': 'application/json' });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    const problem = answer.json<{ code: string; title: string; errors?: { field: string; message: string }[] }>();
    expect(problem).toMatchObject({ code, status });
    expect(problem.title).not.toBe('');
    expect(answer.body).not.toMatch(/SELECT|INSERT|SQLITE|at .*\.(?:js|ts):/);
    if (field !== '') expect(problem.errors?.map((error) => error.field)).toContain(field);
  });

  test.each(ACTS)('%s is refused', async (_, route, body, status, code) => {
    const answer = await receiver.post(`/api/v1/dossiers/${dossier.code}/${route}`, body as object);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  test.each(LISTS)('the list ?%s is refused with %i', async (query, status) => {
    expect((await receiver.get(`/api/v1/dossiers?${query}`)).statusCode).toBe(status);
  });

  test.each([['2023-99-99T00:00:00.000Z'], ['9999999-01-01T00:00:00.000Z']])(
    'a list of letters from %s on is refused',
    async (at) => {
      const cursor = forged([at, '018c3c8c-a720-73c7-bd09-fd465c2cc8d1']);
      expect((await leader.get(`/api/v1/letters?cursor=${cursor}`)).statusCode).toBe(400);
    },
  );

  it('says what is allowed when an act is refused', async () => {
    const answer = await (
      await world.as('returner')
    ).post(`/api/v1/dossiers/${dossier.code}/returns`, {
      receivedBy: 'Lê Thị Cúc',
      how: 'desk',
    });
    expect(answer.json()).toMatchObject({
      status: 409,
      code: 'dossier.action_refused',
      facts: { status: 'accepted', allowed: expect.arrayContaining(['hand_over', 'complete', 'withdraw']) },
    });
  });

  it('refuses a stale version with what is there now', async () => {
    const answer = await receiver.post(
      `/api/v1/dossiers/${dossier.code}/completions`,
      { outcome: 'granted' },
      { 'if-match': '"7"' },
    );
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([412, 'version.stale']);
    const nonsense = await receiver.post(
      `/api/v1/dossiers/${dossier.code}/completions`,
      { outcome: 'granted' },
      { 'if-match': 'x' },
    );
    expect(nonsense.statusCode).toBe(400);
  });

  it('hides a dossier from people whose business it is not', async () => {
    const stranger = await world.as('xp.specialist');
    expect((await stranger.get(`/api/v1/dossiers/${dossier.code}`)).statusCode).toBe(404);
    expect((await stranger.get('/api/v1/dossiers/H45.20-230516-9999')).statusCode).toBe(404);
  });

  test.each([
    ['a reason of a word', { reason: 'bận' }, 422, 'request.invalid'],
    ['a second promise in the past', { newDueAt: '2023-05-01T16:00:00+07:00' }, 422, 'dossier.date_refused'],
    ['a second promise on a Sunday', { newDueAt: '2023-05-21T16:00:00+07:00' }, 422, 'dossier.date_refused'],
    ['a second promise on a holiday', { newDueAt: '2023-09-04T16:00:00+07:00' }, 422, 'dossier.date_refused'],
    ['a second promise in a year nobody loaded', { newDueAt: '2045-05-03T16:00:00+07:00' }, 422, 'calendar.missing'],
    ['a second promise without an offset', { newDueAt: '2023-05-22T16:00:00' }, 422, 'request.invalid'],
    ['a second promise in the year 10000', { newDueAt: '10000-01-01T00:00:00Z' }, 422, 'request.invalid'],
    ['a fault nobody knows', { fault: 'theirs' }, 422, 'request.invalid'],
    ['a state of one’s own', { state: 'issued' }, 422, 'request.invalid'],
  ])('a letter revised with %s is refused', async (_, body, status, code) => {
    const answer = await leader.patch(`/api/v1/letters/${letterId}`, body);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  test.each([
    ['issuing a draft', 'issuances', {}, 409, 'letter.action_refused'],
    ['delivering a draft', 'deliveries', { channel: 'desk' }, 409, 'letter.action_refused'],
    ['a number with a path', 'issuances', { number: '1/../2' }, 422, 'request.invalid'],
    ['voiding without a reason', 'voids', {}, 422, 'request.invalid'],
    ['sending back without a word', 'rejections', { reason: '' }, 422, 'request.invalid'],
    ['a channel nobody knows', 'deliveries', { channel: 'pigeon' }, 422, 'request.invalid'],
  ])('%s is refused', async (_, route, body, status, code) => {
    const answer = await leader.post(`/api/v1/letters/${letterId}/${route}`, body);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  it('lets only the agency sign', async () => {
    const stranger = await world.as('xp.leader');
    expect((await stranger.post(`/api/v1/letters/${letterId}/approvals`)).statusCode).toBe(403);
    expect((await receiver.post(`/api/v1/letters/${letterId}/approvals`)).statusCode).toBe(403);
  });

  it('refuses to promise in a year without a calendar', async () => {
    clock.set('2031-03-03T08:00:00+07:00');
    const later = await world.as('receiver');
    const answer = await later.post('/api/v1/dossiers', intake());
    clock.set('2023-05-16T08:30:00+07:00');
    expect(answer.json()).toMatchObject({ status: 422, code: 'calendar.missing', facts: { year: 2031 } });
  });
});

describe('odd but good input', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  let receiver: Agent;

  beforeAll(async () => {
    world = await startDesk({ clock });
    receiver = await world.as('receiver');
  });
  afterAll(() => world.close());

  test.each([
    ['NFD Vietnamese', 'Nguyễn Văn Ẩn'.normalize('NFD'), 'Nguyễn Văn Ẩn'],
    ['SQL', `Robert'); DROP TABLE "dossier";--`, `Robert'); DROP TABLE "dossier";--`],
    ['template text', '{{constructor}} ${7*7} #read("x")', '{{constructor}} ${7*7} #read("x")'],
    ['markup', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ])('%s in a name is a name', async (_, name, stored) => {
    const made = await registered(receiver, { applicant: { ...APPLICANT, name } });
    const shown = (await receiver.get(`/api/v1/dossiers/${made.code}`)).json<{ applicant: { name: string } }>();
    expect(shown.applicant.name).toBe(stored);
    const paperHtml = (await receiver.get(`/api/v1/dossiers/${made.code}/papers/receipt.html`)).body;
    expect(paperHtml).not.toContain('<script>');
  });

  it('answers the same key with the same dossier, and another body with 409', async () => {
    const key = { 'idempotency-key': 'b8f1-one-slip' };
    const first = await receiver.post('/api/v1/dossiers', intake(), key);
    const again = await receiver.post('/api/v1/dossiers', intake(), key);
    expect(again.json<DossierAnswer>().code).toBe(first.json<DossierAnswer>().code);
    expect(again.json<DossierAnswer>().trackingSecret).toBe(first.json<DossierAnswer>().trackingSecret);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const other = await receiver.post('/api/v1/dossiers', intake({ copies: 2 }), key);
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([409, 'idempotency.key_reused']);
  });

  it('never shows a number of a person unasked', async () => {
    const made = await registered(receiver);
    for (const path of ['', '/history', '/promises', '/papers/receipt.html']) {
      const { body } = await receiver.get(`/api/v1/dossiers/${made.code}${path}`);
      expect(body).not.toContain(APPLICANT.idNumber);
      expect(body).not.toContain(APPLICANT.phone);
    }
    const told = await receiver.post(`/api/v1/dossiers/${made.code}/reveals`, {
      field: 'idNumber',
      reason: 'Đối chiếu với thẻ căn cước bản gốc',
    });
    expect(told.json()).toEqual({ value: APPLICANT.idNumber });
    const audit = await world.database.query(`SELECT * FROM "audit_entry" WHERE "subject" = $1`, [made.code]);
    expect(audit).toHaveLength(1);
    expect(JSON.stringify(audit)).not.toContain(APPLICANT.idNumber);
    const stored = await world.database.query('SELECT * FROM "dossier_party"');
    expect(JSON.stringify(stored)).not.toContain(APPLICANT.idNumber);
  });
});

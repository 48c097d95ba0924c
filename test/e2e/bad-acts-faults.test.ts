import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { StoppedClock } from '../support/clock.js';
import { registered, startDesk } from '../support/desk.js';
import { LetterDesk } from '../support/letter-desk.js';

const WRITTEN = [
  ...['dossier', 'dossier_event', 'dossier_fault', 'delay_notice', 'obligation', 'letter', 'letter_obligation'],
  ...['message', 'idempotency_key', 'kpi_tail', 'counter', 'promise'],
];

const WORDS = 'Thông tin trong kết quả ghi chưa đúng';
const FAULT = { cause: 'error', kind: 'wrong_data', description: WORDS };
const NOTICE = { reason: 'Chờ ý kiến của cơ quan thuế', fault: 'ours', newDueAt: '2023-05-26T16:00:00+07:00' };
const MENDING = { correctionResult: 'Đã cấp lại bản đúng', correctedOn: '2023-05-16', costsVnd: 0 };
const WAIVER = { reason: 'Người nộp đã nhận kết quả đúng hẹn' };
const OUTSIDE = { number: '218/CCT', date: '2023-05-16' };
const NOBODY = '018c3c8c-a720-73c7-bd09-fd465c2cc8d1';

/** What stands in the way: who asks for what, and how it is refused; `field` is the one that must be told. */
interface Row {
  readonly what: string;
  readonly by: string;
  /** `{code}`, `{fault}`, `{confirmed}`, `{owed}` stand for the dossier, its faults and what it is owed */
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly code: string;
  readonly field?: string;
}

const FAULTS = 'dossiers/{code}/faults';
const DELAYS = 'dossiers/{code}/delay-notices';
const invalid = (what: string, by: string, path: string, body: unknown, field: string): Row => ({
  ...{ what, by, path, body, field },
  status: 422,
  code: 'request.invalid',
});
const refused = (what: string, by: string, path: string, body: unknown, status: number, code: string): Row => ({
  ...{ what, by, path, body, status, code },
});

const VALUES: Row[] = [
  invalid('a fault that is nothing', 'receiver', FAULTS, {}, 'cause'),
  invalid('lateness as a fault', 'receiver', FAULTS, { ...FAULT, cause: 'late' }, 'cause'),
  invalid('a number for a cause', 'receiver', FAULTS, { ...FAULT, cause: 1 }, 'cause'),
  invalid('a kind nobody knows', 'receiver', FAULTS, { ...FAULT, kind: 'bad_luck' }, 'kind'),
  invalid('a kind of another cause', 'receiver', FAULTS, { ...FAULT, kind: 'lost' }, 'kind'),
  invalid('a complaint', 'receiver', FAULTS, { ...FAULT, kind: 'complaint' }, 'kind'),
  invalid('a denunciation', 'receiver', FAULTS, { ...FAULT, kind: 'denunciation' }, 'kind'),
  invalid('corruption', 'receiver', FAULTS, { ...FAULT, cause: 'conduct', kind: 'corruption' }, 'kind'),
  invalid('state compensation', 'receiver', FAULTS, { ...FAULT, kind: 'state_compensation' }, 'kind'),
  invalid('a description of a word', 'receiver', FAULTS, { ...FAULT, description: 'sai' }, 'description'),
  invalid('601 letters', 'receiver', FAULTS, { ...FAULT, description: 'ă'.repeat(601) }, 'description'),
  invalid('words turned round', 'receiver', FAULTS, { ...FAULT, description: `${WORDS} \u202e` }, 'description'),
  invalid('an oracle for a witness', 'receiver', FAULTS, { ...FAULT, detectedBy: 'oracle' }, 'detectedBy'),
  invalid('a day to come', 'receiver', FAULTS, { ...FAULT, detectedOn: '2023-05-17' }, 'detectedOn'),
  invalid('a day before receipt', 'receiver', FAULTS, { ...FAULT, detectedOn: '2023-05-14' }, 'detectedOn'),
  invalid('no day at all', 'receiver', FAULTS, { ...FAULT, detectedOn: '2023-02-30' }, 'detectedOn'),
  invalid('a state of one’s own', 'receiver', FAULTS, { ...FAULT, state: 'confirmed' }, 'state'),
  invalid('a verdict nobody knows', 'desk_head', `${FAULTS}/{fault}/confirmations`, { fault: 'theirs' }, 'fault'),
  invalid('no verdict', 'desk_head', `${FAULTS}/{fault}/confirmations`, {}, 'fault'),
  invalid('a dismissal without a reason', 'desk_head', `${FAULTS}/{fault}/dismissals`, {}, 'reason'),
  invalid(
    'a correction to come',
    'desk_head',
    `${FAULTS}/{confirmed}/corrections`,
    { ...MENDING, correctedOn: '2023-05-17' },
    'correctedOn',
  ),
  invalid(
    'a correction before the fault',
    'desk_head',
    `${FAULTS}/{confirmed}/corrections`,
    { ...MENDING, correctedOn: '2023-05-15' },
    'correctedOn',
  ),
  invalid(
    'costs below nothing',
    'desk_head',
    `${FAULTS}/{confirmed}/corrections`,
    { ...MENDING, costsVnd: -1 },
    'costsVnd',
  ),
  invalid(
    'costs in halves',
    'desk_head',
    `${FAULTS}/{confirmed}/corrections`,
    { ...MENDING, costsVnd: 0.5 },
    'costsVnd',
  ),
  invalid(
    'no word on what was done',
    'desk_head',
    `${FAULTS}/{confirmed}/corrections`,
    { correctedOn: '2023-05-16' },
    'correctionResult',
  ),
  invalid('a delay without a reason', 'specialist', DELAYS, { ...NOTICE, reason: '' }, 'reason'),
  invalid('a delay by nobody knows whom', 'specialist', DELAYS, { ...NOTICE, fault: 'theirs' }, 'fault'),
  invalid('a sentence of a word', 'specialist', DELAYS, { ...NOTICE, sentence: 'chờ' }, 'sentence'),
  invalid(
    'a second promise without an offset',
    'specialist',
    DELAYS,
    { ...NOTICE, newDueAt: '2023-05-26T16:00:00' },
    'newDueAt',
  ),
  refused(
    'a second promise in the past',
    'specialist',
    DELAYS,
    { ...NOTICE, newDueAt: '2023-05-12T16:00:00+07:00' },
    422,
    'dossier.date_refused',
  ),
  refused(
    'a second promise on a Sunday',
    'specialist',
    DELAYS,
    { ...NOTICE, newDueAt: '2023-05-28T16:00:00+07:00' },
    422,
    'dossier.date_refused',
  ),
  refused(
    'a second promise before the first',
    'specialist',
    DELAYS,
    { ...NOTICE, newDueAt: '2023-05-19T16:00:00+07:00' },
    422,
    'dossier.date_refused',
  ),
  invalid('a waiver without a reason', 'leader', 'apologies/{owed}/waivers', {}, 'reason'),
  invalid('a proof that is no hash', 'leader', 'apologies/{owed}/waivers', { ...WAIVER, proof: '../x' }, 'proof'),
  invalid('a proof nobody has', 'leader', 'apologies/{owed}/waivers', { ...WAIVER, proof: 'a'.repeat(64) }, 'proof'),
  invalid(
    'an outside letter without a number',
    'desk_head',
    'apologies/{owed}/outside-letters',
    { date: '2023-05-16' },
    'number',
  ),
  invalid(
    'an outside letter on no day',
    'desk_head',
    'apologies/{owed}/outside-letters',
    { ...OUTSIDE, date: '16/5/2023' },
    'date',
  ),
  invalid(
    'obligations that are texts',
    'leader',
    'letters',
    { dossierCode: '{code}', reason: WORDS, fault: 'ours', obligationIds: ['x'] },
    'obligationIds',
  ),
];

const PEOPLE: Row[] = [
  refused('a fault by a stranger', 'xp.leader', FAULTS, FAULT, 404, 'not_found'),
  refused(
    'a verdict by a receiver',
    'receiver',
    `${FAULTS}/{fault}/confirmations`,
    { fault: 'ours' },
    403,
    'auth.forbidden',
  ),
  refused(
    'a verdict by a stranger',
    'xp.leader',
    `${FAULTS}/{fault}/confirmations`,
    { fault: 'ours' },
    403,
    'auth.forbidden',
  ),
  refused(
    'a dismissal by a specialist',
    'specialist',
    `${FAULTS}/{fault}/dismissals`,
    { reason: WORDS },
    403,
    'auth.forbidden',
  ),
  refused(
    'a fault nobody reported',
    'desk_head',
    `${FAULTS}/${NOBODY}/confirmations`,
    { fault: 'ours' },
    404,
    'not_found',
  ),
  refused(
    'a correction of what is not confirmed',
    'desk_head',
    `${FAULTS}/{fault}/corrections`,
    MENDING,
    409,
    'dossier.action_refused',
  ),
  refused(
    'a verdict on what was judged',
    'desk_head',
    `${FAULTS}/{confirmed}/dismissals`,
    { reason: WORDS },
    409,
    'dossier.action_refused',
  ),
  refused('a delay by the desk that has not got it', 'receiver', DELAYS, NOTICE, 403, 'auth.forbidden'),
  refused('a delay of a stranger’s dossier', 'xp.leader', DELAYS, NOTICE, 404, 'not_found'),
  refused('a waiver by a specialist', 'specialist', 'apologies/{owed}/waivers', WAIVER, 403, 'auth.forbidden'),
  refused('a waiver by a stranger', 'xp.leader', 'apologies/{owed}/waivers', WAIVER, 404, 'not_found'),
  refused('a waiver of nothing', 'leader', `apologies/${NOBODY}/waivers`, WAIVER, 404, 'not_found'),
  refused(
    'an outside letter for our own fault',
    'desk_head',
    'apologies/{owed}/outside-letters',
    OUTSIDE,
    409,
    'letter.action_refused',
  ),
  refused(
    'an outside letter by a specialist',
    'specialist',
    'apologies/{owed}/outside-letters',
    OUTSIDE,
    403,
    'auth.forbidden',
  ),
];

describe('bad acts about faults and delays', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let desk: LetterDesk;
  const known: Record<string, string> = {};
  let written: string;

  const rows = async (): Promise<string> => {
    const counts = WRITTEN.map((name) => `(SELECT count(*) FROM "${name}") AS "${name}"`);
    const versions = 'SELECT "id", "version" FROM "dossier" ORDER BY "id"';
    const { database } = desk.world;
    return JSON.stringify([await database.query(`SELECT ${counts.join(', ')}`), await database.query(versions)]);
  };
  const filled = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? '');

  beforeAll(async () => {
    desk = await LetterDesk.open(await startDesk({ clock }));
    const { code } = await desk.inHand();
    clock.set('2023-05-16T08:30:00+07:00');
    const confirmed = await desk.reported(code, 'error', 'wrong_data');
    await desk.confirm(code, confirmed);
    const fault = await desk.reported(code, 'loss', 'lost');
    const owed = (await desk.read(code)).obligations[0]!.id;
    Object.assign(known, { code, fault, confirmed, owed });
    written = await rows();
  });
  afterAll(() => desk.world.close());

  test.each([...VALUES, ...PEOPLE])('$what: $status $code', async ({ by, path, body, status, code, field }) => {
    const filledBody = JSON.parse(filled(JSON.stringify(body))) as object;
    const answer = await desk.as(by).post(`/api/v1/${filled(path)}`, filledBody);
    const problem = answer.json<{ code: string; errors?: { field: string }[] }>();
    expect([answer.statusCode, problem.code]).toEqual([status, code]);
    if (field !== undefined) expect(problem.errors?.map((error) => error.field)).toContain(field);
    expect(answer.body).not.toMatch(/SELECT|INSERT|SQLITE|at .*\.(?:js|ts):/);
    expect(await rows()).toBe(written);
  });

  test.each([
    [FAULTS, 'receiver', FAULT],
    [`${FAULTS}/{fault}/confirmations`, 'desk_head', { fault: 'ours' }],
    [DELAYS, 'specialist', NOTICE],
  ])('a stale version of the dossier: %s', async (path, by, body) => {
    const answer = await desk.as(by).post(`/api/v1/${filled(path)}`, body, { 'if-match': '"1"' });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([412, 'version.stale']);
    expect(await rows()).toBe(written);
  });

  it('is not in time for a dossier that nobody has accepted, or that is closed', async () => {
    const closed = await registered(desk.as('receiver'));
    await desk.complete(closed.code);
    expect(await desk.refusal('receiver', `dossiers/${closed.code}/delay-notices`, NOTICE)).toBe(
      '409 dossier.action_refused',
    );
    written = await rows();
  });

  it('of the same key is the same act; with another body it is none', async () => {
    const key = { 'idempotency-key': 'one-fault-reported-once' };
    const url = `/api/v1/${filled(FAULTS)}`;
    expect((await desk.as('receiver').post(url, FAULT, key)).statusCode).toBe(201);
    written = await rows();
    const again = await desk.as('receiver').post(url, FAULT, key);
    expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
    const other = await desk.as('receiver').post(url, { ...FAULT, kind: 'wrong_fee' }, key);
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([409, 'idempotency.key_reused']);
    expect(await rows()).toBe(written);
  });
});

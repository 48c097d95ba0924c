import { afterAll, afterEach, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { Agent } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, intake, registered, startDesk, THREE_DAYS } from '../support/desk.js';
import { OUTAGE, openRefusals, type RefusalWorld, type Refused } from '../support/refused-acts.js';

const REASON = { reason: 'Ghi nhầm khi tiếp nhận tại quầy' };
const LINE = { book: 'Sổ tiếp nhận 2023', serial: 1, dueAt: '2023-05-18T17:00:00+07:00' };
const ON_PAPER = { acceptedAt: '2023-05-15T09:00:00+07:00', paperBook: LINE };

const correction = (changes: object): object => ({ ...REASON, ...changes });
const session = (changes: object): object => ({ ...OUTAGE, ...changes });
const paper = (changes: object): object => intake({ ...ON_PAPER, paperBook: { ...LINE, ...changes } });

const CHANGES: Refused[] = [
  ['no reason', 'receiver {received}/corrections', { copies: 2 }, '422 request.invalid reason'],
  ['nothing to correct', 'receiver {received}/corrections', REASON, '422 request.invalid reason'],
  ['no copies', 'receiver {received}/corrections', correction({ copies: 0 }), '422 request.invalid copies'],
  ['100 copies', 'receiver {received}/corrections', correction({ copies: 100 }), '422 request.invalid copies'],
  [
    'a due date',
    'receiver {received}/corrections',
    correction({ currentDueAt: '2029-01-01T00:00Z' }),
    '422 request.invalid currentDueAt',
  ],
  [
    'a receipt of yesterday',
    'receiver {received}/corrections',
    correction({ acceptedAt: '2023-05-14T08:00Z' }),
    '422 request.invalid acceptedAt',
  ],
  [
    'an applicant without a name',
    'receiver {received}/corrections',
    correction({ applicant: { kind: 'person' } }),
    '422 request.invalid applicant.name',
  ],
  [
    'a text for the applicant',
    'receiver {received}/corrections',
    correction({ applicant: 'An' }),
    '422 request.invalid applicant',
  ],
  ['no papers', 'receiver {received}/corrections', correction({ documents: [] }), '422 request.invalid documents'],
  [
    'the same procedure',
    'receiver {received}/corrections',
    correction({ procedureCode: THREE_DAYS }),
    '422 request.invalid procedureCode',
  ],
  [
    'a procedure nobody knows',
    'receiver {received}/corrections',
    correction({ procedureCode: '9.9' }),
    '422 procedure.not_in_force',
  ],
  [
    'a commune’s procedure',
    'receiver {received}/corrections',
    correction({ procedureCode: '1.001193' }),
    '422 procedure.not_in_force',
  ],
  ['proposed by the head', 'desk_head {received}/corrections', correction({ copies: 2 }), '403 auth.forbidden'],
  ['proposed elsewhere', 'xp.receiver {received}/corrections', correction({ copies: 2 }), '403 auth.forbidden'],
  ['of a filing', 'receiver {filed}/corrections', correction({ copies: 2 }), '409 dossier.action_refused'],
  ['of papers on their way', 'receiver {moving}/corrections', correction({ copies: 2 }), '409 dossier.action_refused'],
  ['confirmed by its author', 'receiver {received}/corrections/{proposal}/confirmations', {}, '403 auth.forbidden'],
  ['confirmed by a leader', 'leader {received}/corrections/{proposal}/confirmations', {}, '403 auth.forbidden'],
  ['confirmed elsewhere', 'xp.receiver {received}/corrections/{proposal}/confirmations', {}, '403 auth.forbidden'],
  ['another one confirmed', 'desk_head {received}/corrections/018c3c8c/confirmations', {}, '404 not_found'],
  ['another dossier’s confirmed', 'desk_head {other}/corrections/{proposal}/confirmations', {}, '404 not_found'],
  ['confirmed of a filing', 'desk_head {filed}/corrections/{proposal}/confirmations', {}, '409 dossier.action_refused'],
  ['a void without a reason', 'receiver {received}/voids', {}, '422 request.invalid reason'],
  ['a void by a leader', 'leader {received}/voids', REASON, '403 auth.forbidden'],
  ['a void elsewhere', 'xp.receiver {received}/voids', REASON, '403 auth.forbidden'],
  ['a void of a filing', 'receiver {filed}/voids', REASON, '409 dossier.action_refused'],
  ['a void after six minutes', 'receiver {received}/voids', REASON, '403 auth.forbidden'],
  [
    'the place of one that stands',
    'receiver dossiers',
    intake({ replacesCode: '{code}' }),
    '422 request.invalid replacesCode',
  ],
  [
    'the place of none',
    'receiver dossiers',
    intake({ replacesCode: 'H45.20-230515-9999' }),
    '422 request.invalid replacesCode',
  ],
];

const SESSIONS: Refused[] = [
  ['nothing', 'desk_head paper-sessions', {}, '422 request.invalid from'],
  ['no reason', 'desk_head paper-sessions', session({ reason: '' }), '422 request.invalid reason'],
  ['days for moments', 'desk_head paper-sessions', session({ from: '2023-05-15' }), '422 request.invalid from'],
  ['no offset', 'desk_head paper-sessions', session({ to: '2023-05-15T10:00:00' }), '422 request.invalid to'],
  [
    'an end before its beginning',
    'desk_head paper-sessions',
    session({ from: OUTAGE.to, to: OUTAGE.from }),
    '422 request.invalid from',
  ],
  ['no length', 'desk_head paper-sessions', session({ from: OUTAGE.to }), '422 request.invalid from'],
  [
    'an end to come',
    'desk_head paper-sessions',
    session({ to: '2023-05-15T11:01:00+07:00' }),
    '422 request.invalid to',
  ],
  [
    'four days ago',
    'desk_head paper-sessions',
    session({ from: '2023-05-12T10:59:00+07:00' }),
    '422 request.invalid from',
  ],
  ['another desk', 'desk_head paper-sessions', session({ unitCode: 'H45.20.21' }), '422 request.invalid unitCode'],
  ['by a receiver', 'receiver paper-sessions', OUTAGE, '403 auth.forbidden'],
  ['by a leader', 'leader paper-sessions', OUTAGE, '403 auth.forbidden'],
  ['closed but not there', 'desk_head paper-sessions/018c3c8c/closures', {}, '404 not_found'],
  ['closed by a receiver', 'receiver paper-sessions/{session}/closures', {}, '403 auth.forbidden'],
  [
    'a moment without a book',
    'receiver dossiers',
    intake({ acceptedAt: ON_PAPER.acceptedAt }),
    '422 request.invalid paperBook',
  ],
  ['a book without a moment', 'receiver dossiers', intake({ paperBook: LINE }), '422 request.invalid acceptedAt'],
  ['a line without its date', 'receiver dossiers', paper({ dueAt: undefined }), '422 request.invalid paperBook.dueAt'],
  [
    'a date before the receipt',
    'receiver dossiers',
    paper({ dueAt: '2023-05-15T08:59:00+07:00' }),
    '422 request.invalid paperBook.dueAt',
  ],
  ['a day for the date', 'receiver dossiers', paper({ dueAt: '2023-05-18' }), '422 request.invalid paperBook.dueAt'],
  ['the line 0', 'receiver dossiers', paper({ serial: 0 }), '422 request.invalid paperBook.serial'],
  ['the line 1.5', 'receiver dossiers', paper({ serial: 1.5 }), '422 request.invalid paperBook.serial'],
  ['a line in words', 'receiver dossiers', paper({ serial: '1' }), '422 request.invalid paperBook.serial'],
  ['a book without a name', 'receiver dossiers', paper({ book: ' ' }), '422 request.invalid paperBook.book'],
  ['a book of 61 letters', 'receiver dossiers', paper({ book: 'a'.repeat(61) }), '422 request.invalid paperBook.book'],
  ['a page of the book', 'receiver dossiers', paper({ page: 2 }), '422 request.invalid paperBook.page'],
  [
    'no session then',
    'receiver dossiers',
    intake({ ...ON_PAPER, acceptedAt: '2023-05-15T10:01:00+07:00' }),
    '422 dossier.date_refused acceptedAt',
  ],
  [
    'a moment to come',
    'receiver dossiers',
    intake({ ...ON_PAPER, acceptedAt: '2023-05-16T09:00:00+07:00' }),
    '422 dossier.date_refused acceptedAt',
  ],
];

describe('bad input about receipts and paper', () => {
  let world: RefusalWorld;
  beforeAll(async () => {
    world = await openRefusals();
  });
  afterEach(async () => {
    expect(await world.isUnchanged()).toBe(true);
  });
  afterAll(() => world.close());

  test.each(CHANGES)('a receipt: %s', (...row) => world.refuses(row));
  test.each(SESSIONS)('paper: %s', (...row) => world.refuses(row));

  it.each([
    ['paper-sessions?limit=201', 422],
    ['paper-sessions?cursor=abc', 400],
    ['{received}/papers/receipt.html?version=0', 422],
    ['{received}/papers/receipt.html?version=2', 404],
  ])('%s is refused with %i', async (path, status) => {
    expect(await world.statusOf('desk_head', path)).toBe(status);
  });

  it.each([
    ['corrections', { ...REASON, copies: 2 }],
    ['voids', REASON],
  ])('a stale version stops %s', async (route, body) => {
    expect(await world.stale(`receiver {received}/${route}`, body)).toBe('412 version.stale');
  });
});

describe('a key that comes twice', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  beforeAll(async () => {
    world = await startDesk({ clock });
  });
  afterAll(() => world.close());

  it('does each thing once, and nothing for another body', async () => {
    const [receiver, head] = [await world.as('receiver'), await world.as('desk_head')];
    const filed = (
      await receiver.post('/api/v1/filings', { procedureCode: THREE_DAYS, unitCode: 'H45.20', applicant: APPLICANT })
    ).json<{ code: string }>().code;
    const { code } = await registered(receiver);
    const twice = async (by: Agent, route: string, body: object, other: object): Promise<void> => {
      const key = { 'idempotency-key': `twice-${route.slice(-24)}` };
      const [first, again] = [
        await by.post(`/api/v1/${route}`, body, key),
        await by.post(`/api/v1/${route}`, body, key),
      ];
      expect([first.statusCode, again.statusCode, again.headers['idempotency-replayed']]).toEqual([201, 201, 'true']);
      const changed = await by.post(`/api/v1/${route}`, other, key);
      expect(changed.json()).toMatchObject({ status: 409, code: 'idempotency.key_reused' });
    };
    await twice(receiver, `dossiers/${filed}/acceptances`, {}, { note: 'x' });
    await twice(receiver, `dossiers/${code}/corrections`, { ...REASON, copies: 2 }, { ...REASON, copies: 3 });
    const [row] = await world.database.query<{ id: string }>('SELECT "id" FROM "receipt_correction"');
    await head.post(
      `/api/v1/dossiers/${code}/corrections/${row!.id}/confirmations`,
      {},
      { 'idempotency-key': 'confirm-1' },
    );
    const again = await head.post(
      `/api/v1/dossiers/${code}/corrections/${row!.id}/confirmations`,
      {},
      {
        'idempotency-key': 'confirm-1',
      },
    );
    expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
    await twice(head, `dossiers/${code}/voids`, REASON, { reason: 'Một lý do khác hẳn lần trước' });
    const acts = await world.database.query('SELECT "act" FROM "dossier_event" ORDER BY "at", "seq"');
    expect(acts.map(({ act }) => act).sort()).toEqual(
      ['accept', 'correct', 'file', 'propose_correction', 'register', 'void'].sort(),
    );
  });
});

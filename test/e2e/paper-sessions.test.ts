import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SweepService } from '../../src/apologies/sweep.service.js';
import type { Agent } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { provenActs } from '../support/chain.js';
import { StoppedClock } from '../support/clock.js';
import { intake, SAME_DAY, startDesk, type DossierAnswer } from '../support/desk.js';
import { verified } from '../support/verified.js';

interface Session {
  readonly id: string;
  readonly closedAt: string | null;
}

interface Entered extends DossierAnswer {
  readonly acceptedAt: string;
  readonly origin: string;
  readonly statutoryDueAt: string;
  readonly lateFrom: string;
}

/** Monday morning without power; it came back at eleven. */
const OUTAGE = {
  from: '2023-05-15T08:00:00+07:00',
  to: '2023-05-15T10:45:00+07:00',
  reason: 'Mất điện toàn trụ sở, làm việc trên sổ giấy',
};
const BOOK = { book: 'Sổ tiếp nhận 2023', serial: 38, dueAt: '2023-05-19T16:00:00+07:00' };

describe('a desk without its system', () => {
  const clock = new StoppedClock('2023-05-15T11:00:00+07:00');
  let world: TestApp;
  let receiver: Agent;
  let head: Agent;
  let session: Session;
  let serial = 100;

  beforeAll(async () => {
    world = await startDesk({ clock });
    [receiver, head] = [await world.as('receiver'), await world.as('desk_head')];
    const opened = await head.post('/api/v1/paper-sessions', OUTAGE);
    expect(opened.statusCode).toBe(201);
    session = opened.json<Session>();
  });
  beforeEach(() => {
    clock.set('2023-05-15T11:00:00+07:00');
  });
  afterAll(() => world.close());

  const written = (changes: object = {}): object =>
    intake({ acceptedAt: '2023-05-15T08:20:00+07:00', paperBook: { ...BOOK, serial: (serial += 1) }, ...changes });
  const entered = async (changes: object = {}): Promise<Entered> => {
    const answer = await receiver.post('/api/v1/dossiers', written(changes));
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json<Entered>();
  };

  it('writes down what was received on paper: its moment, the date by hand, and its line of the book', async () => {
    const dossier = await entered({ paperBook: BOOK });
    expect(dossier).toMatchObject({
      origin: 'paper',
      acceptedAt: '2023-05-15T08:20:00+07:00',
      originalDueAt: '2023-05-19T16:00:00+07:00',
      statutoryDueAt: '2023-05-18T17:00:00+07:00',
      lateFrom: '2023-05-19T00:00:00+07:00',
    });
    expect(dossier.code).toMatch(/^H45\.20-230515-\d{4}$/);
    const { items } = (await receiver.get(`/api/v1/dossiers/${dossier.code}/promises`)).json<{ items: object[] }>();
    expect(items).toMatchObject([{ kind: 'imported', at: '2023-05-15T08:20:00+07:00' }]);
    const history = (await receiver.get(`/api/v1/dossiers/${dossier.code}/history`)).json<{ items: object[] }>();
    expect(history.items).toMatchObject([
      {
        act: 'register',
        payload: { backdated: true, paperBook: BOOK.book, paperSerial: 38, paperSessionId: session.id },
      },
    ]);
    const receipt = await receiver.get(`/api/v1/dossiers/${dossier.code}/papers/receipt.html`);
    expect(receipt.body).toContain('16 giờ 00 phút, ngày 19 tháng 5 năm 2023');
    const [row] = await world.database.query<{ id: string }>(
      'SELECT d."id" FROM "dossier" d JOIN "dossier_paper_slip" s ON s."dossierId" = d."id" WHERE s."serial" = 38',
    );
    expect(await provenActs(world.database, row!.id)).toEqual(['register']);
    const page = await (await world.browse('receiver')).get(`/dossiers/${dossier.code}`);
    expect([page.statusCode, page.body.includes('Hẹn trên giấy, nhập vào sau')]).toEqual([200, true]);
  });

  it('takes each line of a book once, however the book is called', async () => {
    await entered({ paperBook: { ...BOOK, serial: 7 } });
    const before = await world.database.query('SELECT * FROM "counter" ORDER BY "scope"');
    for (const book of ['Sổ tiếp nhận 2023', 'SO TIEP NHAN 2023']) {
      const again = await receiver.post('/api/v1/dossiers', written({ paperBook: { ...BOOK, book, serial: 7 } }));
      expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'conflict.duplicate']);
    }
    expect(await world.database.query('SELECT * FROM "counter" ORDER BY "scope"')).toEqual(before);
  });

  it('takes a line once from two people at once', async () => {
    const line = written({ paperBook: { ...BOOK, serial: 8 } });
    const answers = await Promise.all([
      receiver.post('/api/v1/dossiers', line),
      receiver.post('/api/v1/dossiers', line),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  });

  it('lets a line that was mistyped be voided and typed in again, from when it was typed in', async () => {
    const wrong = await entered({ paperBook: { ...BOOK, serial: 9 } });
    clock.set('2023-05-15T11:04:00+07:00');
    const voided = await receiver.post(`/api/v1/dossiers/${wrong.code}/voids`, { reason: 'Gõ nhầm số trong sổ giấy' });
    expect([voided.statusCode, voided.body]).toEqual([201, expect.any(String)]);
    const right = await entered({ paperBook: { ...BOOK, serial: 9 }, replacesCode: wrong.code });
    expect(right.code).not.toBe(wrong.code);
  });

  it('serves at once on paper too', async () => {
    const dossier = await entered({
      procedureCode: SAME_DAY,
      instant: true,
      paperBook: { book: BOOK.book, serial: (serial += 1) },
    });
    expect(dossier).toMatchObject({ status: 'returned', timeliness: 'on_time' });
  });

  it('owes an apology for what was late before it was typed in, by the sweep as always', async () => {
    clock.set('2023-05-16T08:00:00+07:00');
    const late = await entered({ procedureCode: SAME_DAY });
    expect(late.lateFrom).toBe('2023-05-16T00:00:00+07:00');
    await world.get(SweepService, { strict: false }).sweep();
    const shown = (await receiver.get(`/api/v1/dossiers/${late.code}`)).json<Entered>();
    expect(shown.obligations).toMatchObject([{ cause: 'late', state: 'owed' }]);
  });

  it.each([
    ['a minute before the session', '2023-05-15T07:59:00+07:00', 422],
    ['its first minute', '2023-05-15T08:00:00+07:00', 201],
    ['its last minute', '2023-05-15T10:45:00+07:00', 201],
    ['a minute after it', '2023-05-15T10:46:00+07:00', 422],
    ['tomorrow', '2023-05-16T08:30:00+07:00', 422],
  ])('takes %s: %s, %i', async (_, acceptedAt, status) => {
    const answer = await receiver.post('/api/v1/dossiers', written({ acceptedAt }));
    expect(answer.statusCode).toBe(status);
    if (status === 422) expect(answer.json()).toMatchObject({ code: 'dossier.date_refused' });
  });

  it('is its head’s to declare, for its own desk', async () => {
    expect((await receiver.post('/api/v1/paper-sessions', OUTAGE)).statusCode).toBe(403);
    const ward = await world.as('xp.receiver');
    const elsewhere = await ward.post('/api/v1/dossiers', written({ unitCode: 'H45.20.21', procedureCode: SAME_DAY }));
    expect([elsewhere.statusCode, elsewhere.json<{ code: string }>().code]).toEqual([422, 'dossier.date_refused']);
    const twice = await head.post('/api/v1/paper-sessions', { ...OUTAGE, from: '2023-05-15T10:00:00+07:00' });
    expect([twice.statusCode, twice.json<{ code: string }>().code]).toEqual([409, 'conflict.duplicate']);
    const listed = (await receiver.get('/api/v1/paper-sessions')).json<{ items: object[]; nextCursor: null }>();
    expect(listed).toMatchObject({ items: [{ id: session.id, from: OUTAGE.from, to: OUTAGE.to }], nextCursor: null });
  });

  it('ends when the head closes it', async () => {
    const other = (
      await head.post('/api/v1/paper-sessions', {
        ...OUTAGE,
        from: '2023-05-13T08:00:00+07:00',
        to: '2023-05-13T10:00:00+07:00',
      })
    ).json<Session>();
    const key = { 'idempotency-key': 'close-it-once' };
    const closed = await head.post(`/api/v1/paper-sessions/${other.id}/closures`, {}, key);
    expect([closed.statusCode, closed.json<Session>().closedAt]).toEqual([201, '2023-05-15T11:00:00+07:00']);
    const replayed = await head.post(`/api/v1/paper-sessions/${other.id}/closures`, {}, key);
    expect(replayed.headers['idempotency-replayed']).toBe('true');
    const again = await head.post(`/api/v1/paper-sessions/${other.id}/closures`);
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'conflict.closed']);
    const answer = await receiver.post('/api/v1/dossiers', written({ acceptedAt: '2023-05-13T09:00:00+07:00' }));
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([422, 'dossier.date_refused']);
    const audit = await world.database.query('SELECT "action" FROM "audit_entry" WHERE "subject" LIKE $1', [
      `%${other.id}`,
    ]);
    expect(audit.map(({ action }) => action).sort()).toEqual(['paper_session.closed', 'paper_session.opened']);
  });

  it('may go further back where the unit decided so', async () => {
    const long = { ...OUTAGE, from: '2023-05-10T08:00:00+07:00', to: '2023-05-10T10:00:00+07:00' };
    expect((await head.post('/api/v1/paper-sessions', long)).statusCode).toBe(422);
    const admin = await world.as('admin');
    const settings = [{ key: 'paper_session_hours', value: '168', validFrom: '2023-05-15' }];
    expect((await admin.patch('/api/v1/units/H45.20', { settings })).statusCode).toBe(200);
    expect((await head.post('/api/v1/paper-sessions', long)).statusCode).toBe(201);
  });

  it('leaves histories that vouch for every row', async () => {
    expect(await verified(world)).toEqual([]);
  });
});

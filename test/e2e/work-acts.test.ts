import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import type { Agent } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { provenActs } from '../support/chain.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk, type DossierAnswer } from '../support/desk.js';

const DIVISION = 'H45.20.05';
const PDF = Buffer.from('%PDF-1.7\n%synthetic\n');

describe('the work on a dossier', () => {
  let world: TestApp;
  let people: Record<'receiver' | 'specialist' | 'specialist2' | 'head' | 'leader' | 'returner', Agent>;
  let dossier: DossierAnswer;
  beforeAll(async () => {
    world = await startDesk({ clock: new StoppedClock('2023-05-15T08:30:00+07:00') });
    people = {
      receiver: await world.as('receiver'),
      specialist: await world.as('specialist'),
      specialist2: await world.as('specialist2'),
      head: await world.as('division_head'),
      leader: await world.as('qldt.leader'),
      returner: await world.as('returner'),
    };
  });
  beforeEach(async () => {
    world.clock.set('2023-05-15T08:30:00+07:00');
    dossier = await registered(people.receiver, { procedureCode: FIVE_DAYS });
  });
  afterAll(() => world.close());

  const on = (route: string): string => `/api/v1/dossiers/${dossier.code}/${route}`;
  const toDivision = async (): Promise<void> => {
    const sent = await people.receiver.post(on('hand-overs'), { unitCode: DIVISION });
    const { id } = sent.json<DossierAnswer>().pendingHandOver ?? { id: '' };
    expect((await people.specialist.post(on(`hand-overs/${id}/acknowledgements`))).statusCode).toBe(201);
  };
  const events = async (): Promise<string[]> => {
    const [row] = await world.database.query<{ id: string }>('SELECT "id" FROM "dossier" WHERE "code" = $1', [
      dossier.code,
    ]);
    return provenActs(world.database, row?.id ?? '');
  };

  it('is assigned by the head of the unit that holds it', async () => {
    await toDivision();
    const answer = await people.head.post(on('assignments'), { username: 'specialist2' });
    expect([answer.statusCode, answer.json<{ holder: object }>().holder]).toEqual([
      201,
      { unitCode: DIVISION, username: 'specialist2', since: '2023-05-15T08:30:00+07:00' },
    ]);
    const stranger = await people.head.post(on('assignments'), { username: 'receiver' });
    expect([stranger.statusCode, stranger.json<{ errors: { field: string }[] }>().errors[0]?.field]).toEqual([
      422,
      'username',
    ]);
  });

  it('keeps notes in the history, which stays proven', async () => {
    expect((await people.receiver.post(on('notes'), { text: 'Đã gọi điện, hẹn chiều nay.' })).statusCode).toBe(201);
    const history = await people.receiver.get(on('history'));
    expect(history.json<{ items: { payload: object }[] }>().items.at(-1)?.payload).toEqual({
      text: 'Đã gọi điện, hẹn chiều nay.',
    });
    expect(await events()).toEqual(['register', 'note']);
  });

  it('takes a scanned paper by its bytes, and gives it back whole', async () => {
    const asPdf = { 'content-type': 'application/pdf' };
    const answer = await people.receiver.send(
      'POST',
      `${on('files')}?name=${encodeURIComponent('đơn.pdf')}`,
      PDF,
      asPdf,
    );
    expect([answer.statusCode, answer.json<{ detail?: string }>().detail]).toEqual([201, undefined]);
    const { items } = (await people.receiver.get(on('files'))).json<{ items: { id: string; name: string }[] }>();
    expect(items).toMatchObject([{ name: 'đơn.pdf', contentType: 'application/pdf', bytes: PDF.length }]);
    const read = await people.receiver.get(on(`files/${items[0]?.id ?? ''}`));
    expect(read.rawPayload.equals(PDF)).toBe(true);
    expect(read.headers['content-disposition']).toContain('attachment');
    const script = Buffer.from('<script>alert(1)</script>');
    const refused = await people.receiver.send('POST', `${on('files')}?name=a.pdf`, script, asPdf);
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([415, 'request.unsupported_type']);
    expect(await events()).toEqual(['register', 'attach']);
  });

  it('hides its files from strangers', async () => {
    const stranger = await world.as('xp.specialist');
    expect((await stranger.get(on('files'))).statusCode).toBe(404);
  });

  it('tells results on their way from results at the desk', async () => {
    await toDivision();
    const sent = await people.specialist.post(on('results'), { outcome: 'granted', number: '12/GP' });
    expect(sent.json()).toMatchObject({ status: 'processing', finishedAt: null });
    expect(sent.json<{ resultSentAt: string }>().resultSentAt).toBe('2023-05-15T08:30:00+07:00');
    expect((await people.specialist.post(on('results'), { outcome: 'granted' })).statusCode).toBe(409);
    expect((await people.returner.post(on('completions'), { outcome: 'granted' })).json()).toMatchObject({
      status: 'completed',
      timeliness: 'early',
    });
  });

  it('is stopped by the leader of the agency that answers, and counted late if it was', async () => {
    await toDivision();
    const reason = 'Quá thời hạn bổ sung mà không nộp.';
    expect((await people.specialist.post(on('stoppages'), { reason })).statusCode).toBe(403);
    world.clock.set('2023-05-23T08:00:00+07:00');
    const stopped = await people.leader.post(on('stoppages'), { reason });
    expect(stopped.json()).toMatchObject({ status: 'stopped', timeliness: 'late', obligations: [{ state: 'owed' }] });
  });

  it('shows each stage with its own due and its share of the lateness', async () => {
    await toDivision();
    world.clock.set('2023-05-24T10:00:00+07:00');
    const { items } = (await people.receiver.get(on('stages'))).json<{ items: Record<string, unknown>[] }>();
    expect(items).toMatchObject([{ no: 1, unitCode: DIVISION, late: true, plannedDueAt: dossier.originalDueAt }]);
    expect(items[0]?.['blameMinutes']).toBeGreaterThan(0);
  });

  describe('of many at once', () => {
    it('does what it may and says why it left the others', async () => {
      const other = await registered(people.receiver, { procedureCode: FIVE_DAYS });
      await people.receiver.post(`/api/v1/dossiers/${other.code}/withdrawals`, { reason: 'Người nộp xin rút lại.' });
      const codes = [dossier.code, other.code, 'H45.20-230515-9999'];
      const key = { 'idempotency-key': 'bulk-hand-over-1' };
      const first = await people.receiver.post('/api/v1/dossiers/bulk/hand-overs', { codes, unitCode: DIVISION }, key);
      expect(first.statusCode).toBe(200);
      expect(first.json<{ items: object[] }>().items).toMatchObject([
        { code: dossier.code, done: true, replayed: false },
        { code: other.code, done: false, error: { code: 'dossier.action_refused', facts: { status: 'withdrawn' } } },
        { code: codes[2], done: false, error: { code: 'not_found' } },
      ]);
      const again = await people.receiver.post('/api/v1/dossiers/bulk/hand-overs', { codes, unitCode: DIVISION }, key);
      expect(again.json<{ items: object[] }>().items[0]).toMatchObject({ done: true, replayed: true });
      expect(await events()).toEqual(['register', 'hand_over']);
    });

    it('takes, assigns, sends and returns', async () => {
      const codes = [dossier.code, (await registered(people.receiver, { procedureCode: FIVE_DAYS })).code];
      const bulk = (who: Agent, act: string, body: object) =>
        who.post(`/api/v1/dossiers/bulk/${act}`, { codes, ...body });
      const done = async (answer: ReturnType<typeof bulk>) =>
        (await answer).json<{ items: { done: boolean }[] }>().items.map((item) => item.done);
      expect(await done(bulk(people.receiver, 'hand-overs', { unitCode: DIVISION }))).toEqual([true, true]);
      expect(await done(bulk(people.specialist, 'acknowledgements', {}))).toEqual([true, true]);
      expect(await done(bulk(people.head, 'assignments', { username: 'specialist2' }))).toEqual([true, true]);
      expect(await done(bulk(people.specialist2, 'results', { outcome: 'granted' }))).toEqual([true, true]);
      expect(await done(bulk(people.returner, 'completions', { outcome: 'granted' }))).toEqual([true, true]);
      const handing = { receivedBy: 'Lê Thị Cúc', how: 'desk' };
      expect(await done(bulk(people.returner, 'returns', handing))).toEqual([true, true]);
    });

    test.each([
      ['no codes', { codes: [] }],
      ['201 codes', { codes: Array.from({ length: 201 }, (_, i) => `H45.20-230515-${String(i).padStart(4, '0')}`) }],
      ['a text for the codes', { codes: 'H45.20-230515-0001' }],
      ['an unknown field', { codes: ['H45.20-230515-0001'], all: true }],
    ])('is refused with %s', async (_, body) => {
      const answer = await people.receiver.post('/api/v1/dossiers/bulk/acknowledgements', body);
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([422, 'request.invalid']);
    });
  });

  describe('of somebody who is away', () => {
    const away = { absent: 'specialist', by: 'specialist2', from: '2023-05-15', to: '2023-05-16' };

    it('is held by the colleague who stands in, on those days only', async () => {
      await toDivision();
      const back = { unitCode: 'H45.20' };
      expect((await people.specialist2.post(on('hand-overs'), back)).statusCode).toBe(403);
      expect((await people.head.post('/api/v1/covers', away)).statusCode).toBe(201);
      world.clock.set('2023-05-17T08:00:00+07:00');
      expect((await people.specialist2.post(on('hand-overs'), back)).statusCode).toBe(403);
      world.clock.set('2023-05-16T16:00:00+07:00');
      expect((await people.specialist2.post(on('hand-overs'), back)).statusCode).toBe(201);
      const listed = (await people.head.get('/api/v1/covers')).json<{ items: object[] }>().items;
      expect(listed).toEqual([away]);
      const elsewhere = await people.head.get('/api/v1/covers?unit=H45.20.21');
      expect(elsewhere.statusCode).toBe(404);
      expect((await people.head.delete('/api/v1/covers/specialist2/specialist')).statusCode).toBe(204);
      expect((await people.head.delete('/api/v1/covers/specialist2/specialist')).statusCode).toBe(404);
    });

    test.each([
      ['two units', { ...away, absent: 'receiver' }, 422],
      ['oneself', { ...away, absent: 'specialist2' }, 422],
      ['nobody', { ...away, by: 'khong.co' }, 422],
      ['days turned round', { ...away, to: '2023-05-14' }, 422],
      ['days that are over', { ...away, from: '2023-05-01', to: '2023-05-02' }, 422],
      ['more than a year', { ...away, to: '2024-06-15' }, 422],
      ['a day that is none', { ...away, from: '2023-02-30' }, 422],
    ])('is refused for %s', async (_, body, status) => {
      expect((await people.head.post('/api/v1/covers', body)).statusCode).toBe(status);
    });

    it('is said by the head, not by a colleague, nor by another unit’s head', async () => {
      expect((await people.specialist2.post('/api/v1/covers', away)).statusCode).toBe(403);
      expect((await (await world.as('xp.leader')).post('/api/v1/covers', away)).statusCode).toBe(403);
    });
  });
});

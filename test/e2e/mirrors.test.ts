import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SweepService } from '../../src/apologies/sweep.service.js';
import type { Agent } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk, THREE_DAYS, type DossierAnswer } from '../support/desk.js';
import { accepted, imported, rowsOf, send, type ImportAnswer } from '../support/imports.js';
import { PLAIN_LINE, registerRows, toCsv, type RegisterLine } from '../support/register.js';
import { sealed, verified } from '../support/verified.js';

const NDJSON = 'application/x-ndjson';
const clock = new StoppedClock('2023-05-08T10:00:00+07:00');

let world: TestApp;
let head: Agent;
beforeAll(async () => {
  world = await startDesk({ clock });
  head = await world.as('desk_head');
});
afterAll(() => world.close());

/** Received on Monday 8 May, promised for Thursday 11 May: late from Friday on. */
const line = (serial: number, changes: Partial<RegisterLine> = {}): RegisterLine => ({
  ...PLAIN_LINE,
  code: codeOf(serial),
  ...changes,
});
const codeOf = (serial: number): string => `H45.20-230508-${String(serial).padStart(4, '0')}`;
const finished = (day: number): Partial<RegisterLine> => ({
  finished: `${String(day).padStart(2, '0')}/05/2023 09:00`,
  status: 'Đã xử lý xong',
});

interface Brought extends ImportAnswer {
  readonly mode: string;
  readonly asOf: string;
  readonly missing: number | null;
}

async function bring(lines: readonly RegisterLine[], query = ''): Promise<Brought> {
  const done = await imported(world, head, toCsv(registerRows(lines)), { type: 'text/csv', query });
  expect(done.state).toBe('done');
  return done as Brought;
}

async function bringWhole(serial: number, query: string, events: readonly object[] = []): Promise<ImportAnswer> {
  const one = {
    ...{ code: codeOf(serial), procedureCode: THREE_DAYS, unitCode: 'H45.20', channel: 'counter' },
    ...{ applicant: { name: 'Nguyễn Văn Ẩn' }, acceptedAt: '2023-05-08T08:30:00+07:00', events },
  };
  return imported(world, head, JSON.stringify(one), { type: NDJSON, query });
}

async function sweep(at?: string): Promise<{ breached: number; drafted: number; lapsed: number; forecast: number }> {
  if (at !== undefined) clock.set(at);
  return world.get(SweepService, { strict: false }).sweep();
}

async function dossier(serial: number): Promise<DossierAnswer> {
  return (await head.get(`/api/v1/dossiers/${codeOf(serial)}`)).json<DossierAnswer>();
}

async function causes(serial: number): Promise<string[]> {
  return (await dossier(serial)).obligations.map(({ cause, state }) => `${cause} ${state}`);
}

/** Until when the source vouches for a dossier; null: it is worked here. */
async function vouchedUntil(serial: number): Promise<string | null> {
  const [row] = await world.database.query<{ vouchedUntil: unknown }>(
    `SELECT m."vouchedUntil" FROM "dossier_mirror" m JOIN "dossier" d ON d."id" = m."dossierId" WHERE d."code" = $1`,
    [codeOf(serial)],
  );
  return row ? new Date(row.vouchedUntil as string).toISOString() : null;
}

/** The letter that is drafted for a dossier, all the way to its issue. */
async function issued(code: string, change: object): Promise<unknown> {
  const leader = await world.as('leader');
  const { items } = (await leader.get('/api/v1/letters?state=drafted')).json<{
    items: { id: string; dossierCode: string }[];
  }>();
  const path = `/api/v1/letters/${items.find(({ dossierCode }) => dossierCode === code)?.id ?? ''}`;
  expect((await leader.patch(path, change)).statusCode).toBe(200);
  expect((await leader.post(`${path}/approvals`)).statusCode).toBe(201);
  return (await leader.post(`${path}/issuances`)).json();
}

/** What is waited for is what is mirrored and not vouched for, and nothing else. */
async function disagreeing(): Promise<unknown[]> {
  return world.database.query(
    `SELECT d."code" FROM "dossier" d LEFT JOIN "dossier_mirror" m ON m."dossierId" = d."id"
      WHERE d."awaitsSource" <> (m."dossierId" IS NOT NULL AND (d."lateFrom" IS NULL OR d."lateFrom" > m."vouchedUntil"))
         OR (m."dossierId" IS NOT NULL AND d."finishedAt" IS NOT NULL)`,
  );
}

describe('a register that is imported every week', () => {
  it('says what it is and how old it is', async () => {
    const first = await bring([line(1), line(2), line(3), line(4)]);
    expect(first).toMatchObject({ mode: 'mirror', asOf: '2023-05-08T10:00:00+07:00', missing: 0 });
    expect(await vouchedUntil(1)).toBe('2023-05-08T03:00:00.000Z');
    expect(await disagreeing()).toEqual([]);
  });

  it('lets nobody say between two files that a promise is about to break, or broken', async () => {
    expect(await sweep('2023-05-11T09:00:00+07:00')).toMatchObject({ forecast: 0, breached: 0 });
    expect(await sweep('2023-05-12T09:00:00+07:00')).toMatchObject({ forecast: 0, breached: 0, drafted: 0 });
    expect((await dossier(1)).obligations).toEqual([]);
  });

  it('brings a finish in time on Monday: no apology, and in time it is', async () => {
    clock.set('2023-05-15T08:00:00+07:00');
    const lines = [line(1, finished(10)), line(2, finished(12)), line(3)];
    const second = await bring(lines, '?asOf=2023-05-15T00:30:00Z');
    expect(second).toMatchObject({
      asOf: '2023-05-15T07:30:00+07:00',
      rows: { applied: 2, unchanged: 1, differing: 0 },
    });
    expect(await dossier(1)).toMatchObject({ status: 'completed', timeliness: 'early', obligations: [] });
    expect(await vouchedUntil(1)).toBeNull();
    expect(await vouchedUntil(3)).toBe('2023-05-15T00:30:00.000Z');
    expect(await disagreeing()).toEqual([]);
  });

  it('brings what is really late: finished late, or still open when the file was made', async () => {
    expect([(await dossier(2)).timeliness, await causes(2)]).toEqual(['late', ['late owed']]);
    expect(await causes(3)).toEqual([]);
    expect(await sweep()).toMatchObject({ breached: 1, drafted: 2 });
    expect([await causes(1), await causes(3), await causes(4)]).toEqual([[], ['late owed'], []]);
    expect(await sweep()).toMatchObject({ breached: 0, drafted: 0, lapsed: 0 });
  });

  it('leads to a letter like any other', async () => {
    const change = { reason: 'Phòng chuyên môn xử lý chậm so với quy trình.', newDueAt: '2023-05-19T16:00:00+07:00' };
    expect(await issued(codeOf(3), change)).toMatchObject({ state: 'issued', number: '01/PXL' });
    expect(await causes(3)).toEqual(['late settled']);
  }, 20_000);

  it('lists what the file does not name although it was open when it was told of last', async () => {
    const [latest] = (await head.get('/api/v1/imports?limit=1')).json<{ items: Brought[] }>().items;
    expect(latest?.missing).toBe(1);
    const page = await head.get(`/api/v1/imports/${latest?.id ?? ''}/missing`);
    expect(page.json()).toEqual({
      items: [
        {
          ...{ code: codeOf(4), unitCode: 'H45.20', procedureCode: THREE_DAYS, status: 'accepted' },
          acceptedAt: '2023-05-08T08:30:00+07:00',
          currentDueAt: '2023-05-11T17:00:00+07:00',
          vouchedUntil: '2023-05-08T10:00:00+07:00',
        },
      ],
      nextCursor: null,
    });
  });

  it('changes nothing when it comes twice, and an older one takes back nothing', async () => {
    const events = (): Promise<unknown[]> =>
      world.database.query('SELECT "dossierId", "seq" FROM "dossier_event" ORDER BY "dossierId", "seq"');
    const before = await events();
    const older = await bring([line(3), line(4)], '?asOf=2023-05-10T01:00:00Z');
    expect(older.rows).toMatchObject({ unchanged: 2, applied: 0 });
    expect(await events()).toEqual(before);
    expect(await vouchedUntil(3)).toBe('2023-05-15T00:30:00.000Z');
    expect(await vouchedUntil(4)).toBe('2023-05-10T01:00:00.000Z');
    await bring([line(3), line(4)], '?asOf=2023-05-10T01:00:00Z');
    expect(await sweep()).toMatchObject({ breached: 0, drafted: 0 });
    expect(await events()).toEqual(before);
    expect(await disagreeing()).toEqual([]);
  });

  it('is counted as of its source, page by page where much is missing', async () => {
    await bring([line(11), line(12), line(13)]);
    clock.set('2023-05-15T09:00:00+07:00');
    const next = await bring([line(11)]);
    expect(next.missing).toBe(4);
    const url = `/api/v1/imports/${next.id}/missing?limit=3`;
    const first = (await head.get(url)).json<{ items: { code: string }[]; nextCursor: string }>();
    const second = (await head.get(`${url}&cursor=${first.nextCursor}`)).json<typeof first>();
    const codes = [...first.items, ...second.items].map(({ code }) => code);
    expect([codes, second.nextCursor]).toEqual([[3, 4, 12, 13].map(codeOf), null]);
  });
});

describe('an act at the desk', () => {
  it('ends the mirror: the clock speaks for itself, from that moment on', async () => {
    await bring([line(20)], '?asOf=2023-05-08T10:00:00%2B07:00');
    expect((await sweep()).breached).toBe(3);
    expect(await causes(20)).toEqual([]);
    const noted = await head.post(`/api/v1/dossiers/${codeOf(20)}/notes`, { text: 'Người dân hỏi kết quả' });
    expect(noted.statusCode).toBe(201);
    expect([await causes(20), await vouchedUntil(20)]).toEqual([['late owed'], null]);
    expect(await disagreeing()).toEqual([]);
  });

  const code = 'H45.20-230512-0001';
  const due = { code, accepted: '12/05/2023 08:30', due: '17/05/2023 17:00' };

  it('is later than a file that was made before it, and earlier than the next one', async () => {
    await bring([line(0, due)]);
    clock.set('2023-05-16T09:00:00+07:00');
    const [receiver, leader] = [await world.as('receiver'), await world.as('leader')];
    const described = { cause: 'error', kind: 'wrong_data', description: 'Ghi sai tên trên phiếu' };
    const reported = await receiver.post(`/api/v1/dossiers/${code}/faults`, described);
    expect(reported.statusCode).toBe(201);
    const [{ id } = { id: '' }] = await world.database.query<{ id: string }>('SELECT "id" FROM "dossier_fault"');
    const confirmed = await leader.post(`/api/v1/dossiers/${code}/faults/${id}/confirmations`, { fault: 'ours' });
    expect(confirmed.statusCode).toBe(201);
    const mirrors = (): Promise<unknown[]> =>
      world.database.query(
        `SELECT 1 AS "one" FROM "dossier_mirror" m JOIN "dossier" d ON d."id" = m."dossierId" WHERE d."code" = $1`,
        [code],
      );
    await bring([line(0, due)], '?asOf=2023-05-16T01:00:00Z');
    expect(await mirrors()).toEqual([]);
    await bring([line(0, due)]);
    expect(await mirrors()).toHaveLength(1);
  });

  it('for another cause says nothing of a lateness that nobody knows of: not even the letter that is issued', async () => {
    expect((await sweep('2023-05-19T09:00:00+07:00')).breached).toBe(0);
    const words = { reason: 'Cán bộ tiếp nhận ghi sai tên của ông trên phiếu hẹn.' };
    expect(await issued(code, words)).toMatchObject({ state: 'issued', number: '02/PXL' });
    const found = (await head.get(`/api/v1/dossiers/${code}`)).json<DossierAnswer>();
    expect(found.obligations.map(({ cause, state }) => `${cause} ${state}`)).toEqual(['error settled']);
    const done = await bring([line(0, { ...due, finished: '17/05/2023 10:00', status: 'Đã xử lý xong' })]);
    expect(done.rows).toMatchObject({ applied: 1, differing: 0 });
    expect((await head.get(`/api/v1/dossiers/${code}`)).json()).toMatchObject({ timeliness: 'on_time' });
  });

  it('lets a forecast be drafted, which lapses when the other system speaks again', async () => {
    const mine = { code: 'H45.20-230517-0001', accepted: '17/05/2023 08:30', due: '22/05/2023 17:00' };
    await bring([line(0, mine)]);
    expect((await sweep('2023-05-22T08:00:00+07:00')).forecast).toBe(0);
    await head.post(`/api/v1/dossiers/${mine.code}/notes`, { text: 'Đã hỏi phòng chuyên môn' });
    expect((await sweep()).forecast).toBe(1);
    await bring([line(0, mine)]);
    expect(await sweep()).toMatchObject({ lapsed: 1, forecast: 0 });
  });
});

describe('a takeover', () => {
  it('is what whole dossiers are, unless the caller says otherwise: the sweep notes what is late', async () => {
    expect(await bringWhole(30, '')).toMatchObject({ state: 'done', mode: 'takeover' });
    expect(await bringWhole(31, '?mode=mirror&asOf=2023-05-09T01:00:00Z')).toMatchObject({ mode: 'mirror' });
    expect(await sweep()).toMatchObject({ breached: 1 });
    expect([await causes(30), await causes(31)]).toEqual([['late owed'], []]);
  });

  it('ends the mirrors of all that it names, changed or not', async () => {
    expect((await bringWhole(31, '')).rows).toMatchObject({ unchanged: 1 });
    expect(await vouchedUntil(31)).toBeNull();
    expect(await sweep()).toMatchObject({ breached: 1 });
    expect(await causes(31)).toEqual(['late owed']);
    expect(await disagreeing()).toEqual([]);
  });
});

describe('what a file cannot vouch for', () => {
  it.each([
    ['what is still to come', '?asOf=2024-01-01T00:00:00Z'],
    ['no moment', '?asOf=yesterday'],
    ['a mode that there is not', '?mode=both'],
  ])('is refused: %s', async (_, query) => {
    const answer = await send(head, 'a', 'text/csv', query);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([422, 'request.invalid']);
  });

  it('is a row that tells of a later moment, and a dossier that no file can name again', async () => {
    const text = toCsv(registerRows([line(40), line(41, finished(12))]));
    const judged = await imported(world, head, text, { type: 'text/csv', query: '?asOf=2023-05-11T03:00:00Z' });
    const found = (await rowsOf(head, judged.id)).map(({ findings }) => findings.map(({ code }) => code));
    expect([judged.state, found]).toEqual(['validated', [[], ['date_after_as_of']]]);
    await accepted(world, head, judged.id, { skipDefective: true });
    const whole = { procedureCode: THREE_DAYS, unitCode: 'H45.20', channel: 'counter', applicant: { name: 'Ẩn' } };
    const nameless = JSON.stringify({ ...whole, acceptedAt: '2023-05-08T08:30:00+07:00', events: [] });
    const { id } = await imported(world, head, nameless, { type: NDJSON, query: '?mode=mirror' });
    expect((await rowsOf(head, id))[0]?.findings).toMatchObject([{ code: 'field_missing', field: 'code' }]);
  });
});

describe('the rejected rows of a file', () => {
  it('show people as they stand there: who reads them is written down', async () => {
    const text = toCsv(registerRows([line(50, { procedure: 'Không có' })]));
    const { id } = await imported(world, head, text, { type: 'text/csv' });
    const reads = (): Promise<unknown[]> =>
      world.database.query(
        `SELECT "actor", "subject" FROM "audit_entry" WHERE "action" = 'import.rejected_read' AND "subject" = $1`,
        [`import:${id}`],
      );
    expect(await reads()).toEqual([]);
    expect((await head.get(`/api/v1/imports/${id}/rejected.csv`)).body).toContain('Trần Thị Bưởi');
    expect(await reads()).toEqual([{ actor: 'desk_head', subject: `import:${id}` }]);
  });
});

describe('all of it', () => {
  it('leaves histories that prove themselves', async () => {
    await sealed(world);
    expect(await verified(world)).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Agent } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { provenActs } from '../support/chain.js';
import { startDesk } from '../support/desk.js';
import { accepted, imported, registerFile, rowsOf, send, shown } from '../support/imports.js';
import { lineOf, PLAIN_LINE, registerRows, toCsv, type RegisterLine } from '../support/register.js';

let world: TestApp;
let head: Agent;
beforeAll(async () => {
  world = await startDesk();
  head = await world.as('desk_head');
});
afterAll(() => world.close());

const line = (code: string, changes: Partial<RegisterLine> = {}): RegisterLine => ({ ...PLAIN_LINE, code, ...changes });
const finished = { finished: '12/05/2023 09:00', returned: '15/05/2023 10:00', status: 'Đã trả kết quả' };

interface Found {
  readonly id: string;
  readonly status: string;
  readonly origin: string;
  readonly timeliness: string | null;
  readonly daysLate: number | null;
}

async function dossier(code: string): Promise<Found> {
  const [row] = await world.database.query<Found>(
    'SELECT "id", "status", "origin", "timeliness", "daysLate" FROM "dossier" WHERE "code" = $1',
    [code],
  );
  if (!row) throw new Error(`no dossier ${code}`);
  return row;
}

describe('the register of another system', () => {
  it('is judged first and written when a person says so: dossiers with their promises, ends and lateness', async () => {
    const file = await registerFile([
      line('H45.20-230508-0001'),
      line('H45.20-230508-0002', finished),
      line('H45.20-230508-0003', { ...finished, finished: 45_057.625, returned: null, status: 'Đã có kết quả' }),
      line('H45.20-230508-0004', { finished: '10/05/2023', status: 'Rút hồ sơ' }),
    ]);
    const judged = await imported(world, head, file);
    expect(judged).toMatchObject({ state: 'validated', fault: null, rows: { total: 4, ready: 4, passedOver: 3 } });
    expect(await world.database.query('SELECT 1 FROM "dossier"')).toEqual([]);
    const done = await accepted(world, head, judged.id);
    expect(done).toMatchObject({ state: 'done', rows: { total: 4, applied: 4 } });
    expect(await dossier('H45.20-230508-0001')).toMatchObject({ status: 'accepted', origin: 'import' });
    const late = await dossier('H45.20-230508-0002');
    expect(late).toMatchObject({ status: 'returned', timeliness: 'late', daysLate: 1 });
    expect(await provenActs(world.database, late.id)).toEqual(['register', 'complete', 'return']);
    expect(await dossier('H45.20-230508-0003')).toMatchObject({ status: 'completed', timeliness: 'on_time' });
    expect(await dossier('H45.20-230508-0004')).toMatchObject({ status: 'withdrawn', timeliness: 'on_time' });
    const [promise] = await world.database.query('SELECT "kind", "seq" FROM "promise" WHERE "dossierId" = $1', [
      late.id,
    ]);
    expect(promise).toEqual({ kind: 'imported', seq: 1 });
  });

  it('lifts the counter of the day: the next code drawn here comes after those that were given', async () => {
    const rows = await world.database.query('SELECT "value" FROM "counter" WHERE "scope" = $1', [
      'dossier:H45.20:230508',
    ]);
    expect(rows).toEqual([{ value: 4 }]);
  });

  it('brings only what is new when it comes again, and lists what contradicts the record', async () => {
    const again = await registerFile([
      line('H45.20-230508-0001', { due: '15/05/2023 17:00', ...finished, finished: '11/05/2023 10:00' }),
      line('H45.20-230508-0002', { status: 'Đang xử lý' }),
      line('H45.20-230508-0003', { ...finished, finished: 45_057.625 }),
      line('H45.20-230508-0004', { finished: '10/05/2023', status: 'Rút hồ sơ' }),
      line('H45.20-230509-0001', { accepted: '09/05/2023 08:30', due: '12/05/2023 17:00' }),
    ]);
    const judged = await imported(world, head, again);
    expect(judged.rows).toMatchObject({ total: 5, ready: 3, unchanged: 2, defective: 0, differing: 2 });
    const rows = await rowsOf(head, judged.id, '&differing=true');
    expect(rows.map((row) => [row.line, row.findings.map(({ code }) => code)])).toEqual([
      [lineOf(0), ['due_changed']],
      [lineOf(1), ['reopened']],
    ]);
    expect(rows[0]?.findings[0]?.vi).toContain('2023-05-15T17:00:00+07:00');
    await accepted(world, head, judged.id);
    expect(await dossier('H45.20-230508-0001')).toMatchObject({ status: 'returned', timeliness: 'on_time' });
    expect(await dossier('H45.20-230508-0002')).toMatchObject({ status: 'returned', timeliness: 'late' });
    const third = await dossier('H45.20-230508-0003');
    expect(await provenActs(world.database, third.id)).toEqual(['register', 'complete', 'return']);
    const [{ n } = { n: 0 }] = await world.database.query<{ n: number }>(
      'SELECT CAST(count(*) AS integer) AS "n" FROM "dossier"',
    );
    expect(n).toBe(5);
    const once = await imported(world, head, again, { query: '' });
    expect(once).toMatchObject({ state: 'done', rows: { unchanged: 5, applied: 0 } });
  });

  it('is read from CSV by the same mapping', async () => {
    const text = toCsv(registerRows([line('H45.20-230510-0001', { accepted: '10/05/2023', due: '15/05/2023' })]));
    const done = await imported(world, head, text, { type: 'text/csv', query: '' });
    expect(done).toMatchObject({ state: 'done', rows: { applied: 1 } });
  });
});

describe('a row that cannot be written', () => {
  it('keeps the whole file out until a person leaves it out, and comes back as a file with its reason', async () => {
    const file = await registerFile([
      line('H45.20-230511-0001', { accepted: '11/05/2023 08:00', due: '16/05/2023 17:00' }),
      line('H45.20-230511-0002', { accepted: '31/02/2023 08:00', procedure: 'Cấp giấy phép bay', name: '=1+1' }),
    ]);
    const judged = await imported(world, head, file, { query: '' });
    expect(judged).toMatchObject({ state: 'validated', rows: { ready: 1, defective: 1 } });
    const refused = await head.post(`/api/v1/imports/${judged.id}/acceptances`);
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([422, 'import.rejected']);
    const csv = (await head.get(`/api/v1/imports/${judged.id}/rejected.csv`)).body;
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(csv).toContain('Ngày tiếp nhận: Ngày giờ không đọc được');
    expect(csv).toContain('Thủ tục: Không tìm thấy thủ tục này');
    expect(csv).toContain(`"'=1+1"`);
    const done = await accepted(world, head, judged.id, { skipDefective: true });
    expect(done).toMatchObject({ state: 'done', rows: { applied: 1, skipped: 1 } });
  });
});

describe('who may', () => {
  it('is the head of the desk and the administrator, each within reach', async () => {
    const [receiver, ward] = [await world.as('receiver'), await world.as('xp.admin')];
    const file = await registerFile([line('H45.20-230512-0001', { accepted: '12/05/2023 08:00', due: null })]);
    expect((await send(receiver, file)).statusCode).toBe(403);
    expect((await send(ward, file, undefined, '?unit=H45.20')).statusCode).toBe(403);
    const elsewhere = await imported(world, ward, file);
    expect(elsewhere.rows).toMatchObject({ defective: 1 });
    expect((await rowsOf(ward, elsewhere.id))[0]?.findings[0]).toMatchObject({ code: 'unit_elsewhere' });
    expect((await head.get(`/api/v1/imports/${elsewhere.id}`)).statusCode).toBe(404);
  });
});

describe('what is no file, and what is not there', () => {
  const json = { 'content-type': 'application/json' };
  const csv = { 'content-type': 'text/csv' };
  const some = '01890000-0000-7000-8000-000000000000';
  it.each([
    ['nothing', () => head.send('POST', '/api/v1/imports/dossiers', undefined), 400, 'request.malformed'],
    ['an empty file', () => send(head, '', 'text/csv'), 400, 'request.malformed'],
    ['JSON', () => head.post('/api/v1/imports/dossiers', '{}', json), 415, 'request.unsupported_type'],
    ['a scan', () => send(head, 'x', 'image/png'), 415, 'request.unsupported_type'],
    [
      'NDJSON for another route',
      () => head.post('/api/v1/imports/units', '{}', { 'content-type': 'application/x-ndjson' }),
      415,
      'request.unsupported_type',
    ],
    ['a mapping that is not there', () => send(head, 'a', 'text/csv', '?mapping=none'), 404, 'not_found'],
    ['a unit that is not there', () => send(head, 'a', 'text/csv', '?unit=H45.99'), 404, 'not_found'],
    ['a question we do not know', () => send(head, 'a', 'text/csv', '?fast=true'), 422, 'request.invalid'],
    ['an import that is not there', () => head.get(`/api/v1/imports/${some}`), 404, 'not_found'],
    ['an import with no id', () => head.get('/api/v1/imports/x'), 404, 'not_found'],
    ['a state that there is not', () => head.get(`/api/v1/imports/${some}/rows?state=lost`), 422, 'request.invalid'],
    ['an acceptance of nothing', () => head.post(`/api/v1/imports/${some}/acceptances`), 404, 'not_found'],
    ['a mapping with a strange name', () => head.put('/api/v1/imports/mappings/a%20b', {}), 422, 'request.invalid'],
    ['days off by the head of a desk', () => head.post('/api/v1/imports/holidays', 'a', csv), 403, 'auth.forbidden'],
  ])('is told: %s', async (_, ask, status, code) => {
    const answer = await ask();
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  it('may be large where dossiers come in, and may not where a text is read whole', async () => {
    const admin = await world.as('admin');
    const large = 'a'.repeat(5 * 1024 * 1024);
    expect((await send(head, large, 'text/csv')).statusCode).toBe(202);
    const refused = await admin.post('/api/v1/imports/holidays', large, csv);
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([413, 'request.too_large']);
  });

  it('reads days off and hours by the routes of the other imports', async () => {
    const admin = await world.as('admin');
    const days = 'date,kind,name,source,confidence\n2026-06-05,off,Nghỉ thử,Thông báo 1,high';
    const answer = await admin.post('/api/v1/imports/holidays?dryRun=true', days, csv);
    expect([answer.statusCode, answer.json<{ rows: number }>().rows]).toEqual([200, 1]);
    const hours = await admin.post('/api/v1/imports/calendar?dryRun=true', 'a\n1', csv);
    expect(hours.json<{ applied: boolean }>().applied).toBe(false);
  });
});

describe('a request that comes twice', () => {
  it('makes one import, and another file under its key is refused', async () => {
    const headers = { 'idempotency-key': 'register-week-21', 'content-type': 'text/csv' };
    const post = (body: string) => head.post('/api/v1/imports/dossiers?dryRun=true', body, headers);
    const [first, second, other] = [await post('a,b\n1,2'), await post('a,b\n1,2'), await post('a,b\n1,3')];
    expect(second.json<{ id: string }>().id).toBe(first.json<{ id: string }>().id);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([409, 'idempotency.key_reused']);
  });

  it('is told which headings are missing', async () => {
    const answer = await imported(world, head, 'Số hồ sơ,Chủ hồ sơ\n1,2', { type: 'text/csv' });
    expect(answer).toMatchObject({
      state: 'unreadable',
      fault: { code: 'no_heading', where: 'procedure, acceptedAt' },
    });
    expect((await shown(head, answer.id)).fault?.vi).toContain('tiêu đề');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BreachService } from '../../../src/dossiers/breach.service.js';
import { findingText } from '../../../src/dossiers/verify/finding.js';
import { VerifyService } from '../../../src/dossiers/verify/verify.service.js';
import { DAY } from '../../../src/domain/time/instant.js';
import { ForgettingService } from '../../../src/imports/forgetting.service.js';
import { ImportRunner } from '../../../src/imports/import-runner.js';
import { Uploads } from '../../../src/platform/files/uploads.js';
import type { Agent } from '../../support/agents.js';
import { StoppedClock } from '../../support/clock.js';
import type { TestApp } from '../../support/app.js';
import { provenActs } from '../../support/chain.js';
import { FIVE_DAYS, startDesk, THREE_DAYS } from '../../support/desk.js';
import { accepted, imported, registerFile, rowsOf, send, shown, type ImportAnswer } from '../../support/imports.js';
import { plantedRegister } from '../../support/planted.js';
import { PLAIN_LINE } from '../../support/register.js';

const NDJSON = 'application/x-ndjson';
const clock = new StoppedClock('2023-06-01T08:00:00+07:00');

let world: TestApp;
let admin: Agent;
beforeAll(async () => {
  world = await startDesk({ clock });
  admin = await world.as('admin');
});
afterAll(() => world.close());

const base = {
  procedureCode: THREE_DAYS,
  unitCode: 'H45.20',
  channel: 'counter',
  applicant: { kind: 'person', name: 'Nguyễn Văn Ẩn', phone: '0905123456', contactBy: ['sms'] },
  acceptedAt: '2023-05-08T08:30:00+07:00',
};
const complete = (at: string): object => ({ act: 'complete', at, outcome: 'granted' });

async function bring(...objects: object[]): Promise<ImportAnswer> {
  const text = objects.map((one) => JSON.stringify({ ...base, ...one })).join('\n');
  return imported(world, admin, text, { type: NDJSON, query: '' });
}

interface Found {
  readonly id: string;
  readonly status: string;
  readonly timeliness: string | null;
  readonly originalDueAt: unknown;
  readonly statutoryDueAt: unknown;
  readonly holderUnitCode: string;
}

async function dossier(code: string): Promise<Found> {
  const [row] = await world.database.query<Found>('SELECT * FROM "dossier" WHERE "code" = $1', [code]);
  if (!row) throw new Error(`no dossier ${code}`);
  return row;
}

async function obligations(id: string): Promise<unknown[]> {
  return world.database.query('SELECT "cause", "state" FROM "obligation" WHERE "dossierId" = $1', [id]);
}

const iso = (at: unknown): string => new Date(at as string).toISOString();

describe('whole dossiers', () => {
  it('replay every act at its own time: hand-over, supplement, payment and end, in one history', async () => {
    const done = await bring({
      code: 'H45.20-230508-0101',
      procedureCode: FIVE_DAYS,
      events: [
        { act: 'hand_over', at: '2023-05-08T09:00:00+07:00', unitCode: 'H45.20.05', by: 'Bình' },
        { act: 'acknowledge', at: '2023-05-08T10:00:00+07:00' },
        {
          act: 'request_supplement',
          at: '2023-05-09T10:00:00+07:00',
          items: ['Bản vẽ'],
          reason: 'Thiếu bản vẽ mặt bằng',
        },
        { act: 'receive_supplement', at: '2023-05-11T10:00:00+07:00', items: ['Bản vẽ'] },
        { act: 'request_payment', at: '2023-05-12T09:00:00+07:00', amountVnd: 500_000, reason: 'Thông báo thuế 12' },
        { act: 'confirm_payment', at: '2023-05-15T09:00:00+07:00', paidOn: '2023-05-14', reference: 'BL 7' },
        complete('2023-05-17T15:00:00+07:00'),
        { act: 'return', at: '2023-05-17T16:00:00+07:00', receivedBy: 'Nguyễn Văn Ẩn' },
      ],
    });
    expect(done).toMatchObject({ state: 'done', rows: { applied: 1 } });
    const found = await dossier('H45.20-230508-0101');
    expect(found).toMatchObject({ status: 'returned', holderUnitCode: 'H45.20' });
    expect(await provenActs(world.database, found.id)).toEqual([
      ...['register', 'hand_over', 'acknowledge', 'request_supplement', 'receive_supplement'],
      ...['request_payment', 'confirm_payment', 'complete', 'return'],
    ]);
    const ledger = await world.database.query<{ kind: string }>(
      'SELECT "kind" FROM "promise" WHERE "dossierId" = $1 ORDER BY "seq"',
      [found.id],
    );
    expect(ledger.map(({ kind }) => kind)).toEqual(['imported', 'restart', 'pause']);
  });

  it('keep the date on paper as what was promised, and are judged by the computed one', async () => {
    const { id } = await bring({
      code: 'H45.20-230508-0102',
      dueAt: '2023-05-19T17:00:00+07:00',
      events: [complete('2023-05-15T09:00:00+07:00')],
    });
    const found = await dossier('H45.20-230508-0102');
    expect([iso(found.originalDueAt), iso(found.statutoryDueAt)]).toEqual([
      '2023-05-19T10:00:00.000Z',
      '2023-05-11T10:00:00.000Z',
    ]);
    expect(found.timeliness).toBe('late');
    expect((await rowsOf(admin, id, '&differing=true'))[0]?.findings[0]).toMatchObject({ code: 'due_differs' });
  });

  it('without a code get ours, each one once', async () => {
    const done = await bring({ events: [] }, { events: [] });
    const codes = (await rowsOf(admin, done.id)).map(({ code }) => code);
    expect(codes).toEqual(['H45.20-230508-0103', 'H45.20-230508-0104']);
  });

  it('are refused for what no rule allows, each with its reason', async () => {
    const answer = await bring(
      { events: [{ act: 'return', at: '2023-05-09T09:00:00+07:00', receivedBy: 'Ẩn' }] },
      { events: [complete('2023-05-09T09:00:00+07:00'), complete('2023-05-10T09:00:00+07:00')] },
      { events: [{ act: 'vanish', at: '2023-05-09T09:00:00+07:00' }] },
      { events: [complete('2023-05-01T09:00:00+07:00')] },
      { applicant: { name: 'Ẩn', idNumber: '12' }, secret: 1 },
      { procedureCode: '9.999999' },
      { acceptedAt: '2018-05-08 08:30' },
    );
    const rows = await rowsOf(admin, answer.id);
    expect(rows.map(({ findings }) => findings.map(({ code, field }) => `${field} ${code}`.trim()))).toEqual([
      ['event_refused'],
      ['event_refused'],
      ['events[0].act event_unknown'],
      ['events[0].at event_order'],
      ['applicant.idNumber id_malformed', 'secret field_unknown'],
      ['procedureCode procedure_unknown'],
      ['acceptedAt date_malformed'],
    ]);
  });
});

describe('lateness', () => {
  it('before the unit began to apologise opens obligations that are history, and nothing is owed for them', async () => {
    const late = [complete('2023-05-15T09:00:00+07:00')];
    await bring({ code: 'H45.20-230508-0110', events: late });
    const { id, ...unit } = await dossier('H45.20-230508-0110');
    expect(await obligations(id)).toEqual([{ cause: 'late', state: 'owed' }]);
    const responsible = (unit as unknown as { responsibleUnitCode: string }).responsibleUnitCode;
    const settings = [{ key: 'apologies_from', value: '2023-06-01', validFrom: '2023-01-01' }];
    const decided = await admin.patch(`/api/v1/units/${responsible}`, { settings });
    expect(decided.statusCode).toBe(200);
    await bring({ code: 'H45.20-230508-0111', events: late });
    expect(await obligations((await dossier('H45.20-230508-0111')).id)).toEqual([{ cause: 'late', state: 'historic' }]);
  });

  it('that was noted here is never taken back by a file that comes later', async () => {
    await bring({ code: 'H45.20-230508-0120', events: [] });
    await world.get(BreachService, { strict: false }).noteBreaches();
    const { id } = await bring({ code: 'H45.20-230508-0120', events: [complete('2023-05-10T09:00:00+07:00')] });
    expect((await dossier('H45.20-230508-0120')).timeliness).toBe('late');
    expect((await rowsOf(admin, id))[0]).toMatchObject({ state: 'applied', findings: [{ code: 'latched' }] });
    const again = await bring({ code: 'H45.20-230508-0120', events: [complete('2023-05-10T09:00:00+07:00')] });
    expect(again.rows).toMatchObject({ unchanged: 1, differing: 0 });
  });

  it('of a dossier that was received here is nothing a file can change', async () => {
    const receiver = await world.as('receiver');
    const answer = await receiver.post('/api/v1/dossiers', { ...base, acceptedAt: undefined });
    const { code } = answer.json<{ code: string }>();
    const brought = await bring({ code, events: [] });
    expect((await rowsOf(admin, brought.id))[0]).toMatchObject({
      state: 'unchanged',
      findings: [{ code: 'registered_here' }],
    });
  });
});

describe('the histories that files make', () => {
  it('prove themselves: chains, folds, the latch', async () => {
    const found: string[] = [];
    await world.get(VerifyService, { strict: false }).prove((finding) => found.push(findingText(finding)));
    expect(found).toEqual([]);
  });
});

describe('an import that is being applied', () => {
  it('can be stopped, keeps what is written, and goes on where it stood', async () => {
    const file = await registerFile(plantedRegister(120, 4).lines());
    const { id } = await imported(world, admin, file);
    await admin.post(`/api/v1/imports/${id}/acceptances`, { skipDefective: true });
    const stopped = await admin.post(`/api/v1/imports/${id}/cancellations`);
    expect([stopped.statusCode, stopped.json<ImportAnswer>().state]).toEqual([201, 'stopped']);
    await world.get(ImportRunner, { strict: false }).run();
    expect((await shown(admin, id)).rows).toMatchObject({ applied: 0 });
    const done = await accepted(world, admin, id);
    expect(done).toMatchObject({ state: 'done', rows: { ready: 0, skipped: 4 } });
    const closed = await admin.post(`/api/v1/imports/${id}/cancellations`);
    expect([closed.statusCode, closed.json<{ code: string }>().code]).toEqual([409, 'conflict.closed']);
  });

  it('that is cancelled before it was accepted forgets its people', async () => {
    const { id } = await imported(world, admin, await registerFile([{ ...PLAIN_LINE, code: 'H45.20-230508-0130' }]));
    const body = (): Promise<unknown[]> =>
      world.database.query('SELECT "body" FROM "import_row" WHERE "importId" = $1', [id]);
    expect(JSON.stringify(await body())).not.toContain('Bưởi');
    await admin.post(`/api/v1/imports/${id}/cancellations`);
    expect(await body()).toEqual([{ body: null }]);
  });
});

describe('people in files', () => {
  it('are forgotten a month later, and no file outlives its staging', async () => {
    const uploads = world.get(Uploads, { strict: false });
    const wrong = { ...PLAIN_LINE, code: 'H45.20-230508-0150', procedure: 'Không có' };
    const { id } = await imported(world, admin, await registerFile([wrong]));
    expect(await uploads.ids()).toEqual([]);
    const forgetting = world.get(ForgettingService, { strict: false });
    const given = async (): Promise<string> => (await admin.get(`/api/v1/imports/${id}/rejected.csv`)).body;
    await forgetting.forgetOld();
    expect(await given()).toContain('Trần Thị Bưởi');
    clock.advance(31 * DAY);
    await forgetting.forgetOld();
    expect(await given()).not.toContain('Bưởi');
    expect(await given()).toContain('H45.20-230508-0150');
  });
});

describe('a saved mapping', () => {
  const columns = [
    { target: 'code', headings: ['Mã biên nhận riêng'] },
    { target: 'procedure', headings: ['Việc'] },
    { target: 'applicantName', headings: ['Ông bà'] },
    { target: 'acceptedAt', headings: ['Nhận lúc'] },
    { target: 'status', headings: ['Tới đâu rồi'] },
  ];
  const mapping = {
    columns,
    values: [{ target: 'status', to: 'processing', from: ['Còn làm'] }],
    procedures: [{ from: 'ĐK hộ KD', code: THREE_DAYS }],
    dateFormats: ['dd.MM.yyyy'],
  };
  const text =
    'Mã biên nhận riêng,Việc,Ông bà,Nhận lúc,Tới đâu rồi\nH45.20-230508-0140,dk ho kd,Lê Thị Hạ,08.05.2023,còn làm';

  it('reads the words of another system, and may be another desk’s', async () => {
    const put = await admin.put('/api/v1/imports/mappings/so-rieng', mapping);
    expect(put.statusCode).toBe(200);
    const done = await imported(world, admin, text, { type: 'text/csv', query: '?mapping=so-rieng' });
    expect(done).toMatchObject({ state: 'done', rows: { applied: 1 } });
    const list = await admin.get('/api/v1/imports/mappings');
    expect(list.json<{ items: { name: string }[] }>().items.map(({ name }) => name)).toEqual([
      'one-stop-register',
      'so-rieng',
    ]);
    expect((await admin.delete('/api/v1/imports/mappings/so-rieng')).statusCode).toBe(204);
    const gone = await send(admin, text, 'text/csv', '?mapping=so-rieng');
    expect(gone.statusCode).toBe(404);
  });

  it.each([
    ['a column that every dossier needs is missing', { columns: columns.slice(1) }, 'columns'],
    ['one heading means two things', { columns: [...columns, { target: 'phone', headings: ['việc'] }] }, 'columns'],
    ['a word means nothing we have', { values: [{ target: 'status', to: 'lost', from: ['Mất'] }] }, 'values'],
    ['a date has no year', { dateFormats: ['dd/MM HH:mm'] }, 'dateFormats'],
    ['an hour does not exist', { times: { accepted: '25:00', due: '17:00', finished: '17:00' } }, 'times'],
  ])('is refused when %s', async (_, change, field) => {
    const answer = await admin.put('/api/v1/imports/mappings/x', { ...mapping, ...change });
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ errors: { field: string }[] }>().errors[0]?.field).toBe(field);
  });
});

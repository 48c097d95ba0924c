import { afterAll, beforeAll, expect, it, test } from '@jest/globals';
import type { Actor, Role } from '../../../src/domain/accounts/roles.js';
import type { PlainDate } from '../../../src/domain/time/plain-date.js';
import { IdempotencyService } from '../../../src/platform/idempotency/idempotency.js';
import { WordingActsService } from '../../../src/wordings/wording-acts.service.js';
import { WordingsService } from '../../../src/wordings/wordings.service.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { sealed, verified } from '../../support/verified.js';

const TOWN = 'H45.20';
const DIVISION = 'H45.20.05';
const WARD = 'H45.20.21';
const day = (text: string): PlainDate => text as PlainDate;
const person = (unitCode: string, ...roles: Role[]): Actor => ({ username: 'x.y', fullName: 'X', unitCode, roles });

let world: TestApp;
let reads: WordingsService;
let acts: WordingActsService;
beforeAll(async () => {
  world = await startTestApp({ clock: new StoppedClock('2023-05-15T08:00:00+07:00') });
  [reads, acts] = [world.get(WordingsService, { strict: false }), world.get(WordingActsService, { strict: false })];
});
afterAll(() => world.close());

const write = (unitCode: string, validFrom: string, text: string, by = person(TOWN, 'admin')): Promise<unknown> =>
  acts.write({ kind: 'control-note', unitCode, validFrom: day(validFrom), text }, by);
const said = (unitCode: string, on: string): Promise<string> =>
  reads.text('control-note', unitCode, day(on), { unit: 'P. QLĐT', code: 'H45.20-230517-0001' });

it('is the unit’s own of the day, else that of the nearest unit above, else the one that comes with the service', async () => {
  expect(await said(DIVISION, '2023-05-15')).toContain('Phiếu này đi cùng hồ sơ');
  await write(TOWN, '2023-05-16', 'Của thị xã: {{code}}');
  await write(DIVISION, '2023-05-18', 'Của phòng {{unit}}');
  expect(await said(DIVISION, '2023-05-15')).toContain('Phiếu này đi cùng hồ sơ');
  expect(await said(DIVISION, '2023-05-17')).toBe('<p>Của thị xã: H45.20-230517-0001</p>');
  expect(await said(DIVISION, '2023-05-18')).toBe('<p>Của phòng P. QLĐT</p>');
  expect(await said(WARD, '2023-05-18')).toBe('<p>Của thị xã: H45.20-230517-0001</p>');
  await expect(said('H45.99', '2023-05-18')).rejects.toMatchObject({ code: 'not_found' });
});

it('keeps every version, the newest first; of two of a day the one written last holds', async () => {
  await write(WARD, '2023-05-15', 'Một');
  await write(WARD, '2023-05-15', 'Hai');
  const [two, one] = await reads.history('control-note', WARD);
  expect([one?.source, two?.source]).toEqual(['<p>Một</p>', '<p>Hai</p>']);
  expect(two).toMatchObject({ version: 2, by: 'x.y', validFrom: '2023-05-15' });
  expect(two?.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(await said(WARD, '2023-05-15')).toBe('<p>Hai</p>');
  await write(WARD, '2023-05-15', one?.source ?? '');
  expect(await said(WARD, '2023-05-15')).toBe('<p>Một</p>');
  expect((await reads.history('control-note', WARD)).map(({ version }) => version)).toEqual([3, 2, 1]);
  expect((await reads.history('control-note', WARD))[0]?.sha256).toBe(one?.sha256);
});

it('prints facts as text, whatever is in them', async () => {
  await write(TOWN, '2023-06-01', '<p>{{unit}} {{code}}</p>');
  const html = await reads.text('control-note', TOWN, day('2023-06-01'), {
    unit: '<script>alert(1)</script> {{code}}',
    code: 'a\u202eb',
  });
  expect(html).toBe('<p>&lt;script&gt;alert(1)&lt;/script&gt; {{code}} ab</p>');
});

test.each([
  ['the administrator of another ward', WARD, person('H45.20.05', 'admin')],
  ['of a unit below', TOWN, person(WARD, 'admin')],
  ['a leader', TOWN, person(TOWN, 'leader', 'desk_head')],
])('is not written by %s', async (_, unitCode, by) => {
  await expect(write(unitCode, '2023-07-01', 'Xin chào', by)).rejects.toMatchObject({ code: 'auth.forbidden' });
});

it('is refused with all its faults, in Vietnamese, and never for a day already printed on', async () => {
  const before = await world.database.query('SELECT "id" FROM "wording_version"');
  await expect(write(TOWN, '2023-05-14', '<p>{{x}}</p>\n<q>')).rejects.toMatchObject({
    code: 'request.invalid',
    errors: [
      { field: 'text', message: 'Dòng 1: Không có ô x. Xin chọn trong các ô bên cạnh' },
      { field: 'text', message: expect.stringContaining('Dòng 2: Không dùng được thẻ <q>') },
      { field: 'validFrom' },
    ],
  });
  expect(await world.database.query('SELECT "id" FROM "wording_version"')).toEqual(before);
});

it('is written once for a key, with an audit row, and sealed', async () => {
  const idempotency = world.get(IdempotencyService, { strict: false });
  const key = idempotency.describe('x.y', 'POST /wordings', 'one-wording-1', { a: 1 });
  const wording = { kind: 'receipt-note', unitCode: WARD, validFrom: day('2023-05-15'), text: 'Xin chào' } as const;
  const first = await acts.write(wording, person(TOWN, 'admin'), key);
  const again = await acts.write(wording, person(TOWN, 'admin'), key);
  expect([again.replayed, again.resource]).toEqual([true, first.resource]);
  expect(await reads.history('receipt-note', WARD)).toHaveLength(1);
  const audit = await world.database.query(
    `SELECT "actor", "subject" FROM "audit_entry" WHERE "action" = 'wording.written:receipt-note:1'`,
  );
  expect(audit).toEqual([{ actor: 'x.y', subject: 'unit:H45.20.21' }]);
  await sealed(world);
  expect(await verified(world)).toEqual([]);
});

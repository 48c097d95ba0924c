import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { ChangedFacts } from '../../../src/units/unit-changes.js';
import { actor, openReferenceWorld, rowsOf, type ReferenceWorld } from '../../support/reference.js';

const TOWN = 'H45.20';
const DIVISION = 'H45.20.05';
const WARD = 'H45.20.21';
const OTHER_WARD = 'H45.20.22';
const admin = actor(TOWN, 'admin');

/** Today is 17/05/2023. */
describe('a unit over time', () => {
  let world: ReferenceWorld;
  beforeEach(async () => {
    world = await openReferenceWorld();
    await world.unitImports.loadShipped();
  });
  afterEach(() => world.close());

  const plan = (code: string, changes: ChangedFacts, from: string, by = admin): Promise<string> =>
    world.unitChanges.plan(code, { validFrom: plainDate(from), changes, reason: 'NQ 12/NQ-HĐND' }, by);

  it('is renamed from a day that has come at once, and what it was called stays on record', async () => {
    const before = (await world.units.unit(WARD)).name;
    await plan(WARD, { name: 'UBND phường Xuân Phú mới' }, '2023-05-01');
    expect((await world.units.unit(WARD)).name).toBe('UBND phường Xuân Phú mới');
    expect(await world.unitChanges.of(WARD)).toMatchObject([
      { validFrom: '2023-05-01', before: { name: before }, changes: { name: 'UBND phường Xuân Phú mới' } },
    ]);
    expect((await rowsOf(world, 'audit_entry')).join()).toContain('unit.changed: name');
  });

  it('waits for a day that has not come, and holds from it on, also when nobody looked that morning', async () => {
    const before = (await world.units.unit(WARD)).name;
    await plan(WARD, { name: 'UBND phường Sông Cầu' }, '2023-07-01');
    world.clock.set('2023-06-30T23:59+07:00');
    expect(await world.unitChanges.applyDue()).toBe(0);
    expect((await world.units.unit(WARD)).name).toBe(before);
    world.clock.set('2023-07-04T00:05+07:00');
    expect([await world.unitChanges.applyDue(), await world.unitChanges.applyDue()]).toEqual([1, 0]);
    expect((await world.units.unit(WARD)).name).toBe('UBND phường Sông Cầu');
    expect(await world.unitChanges.of(WARD)).toMatchObject([{ before: { name: before }, validFrom: '2023-07-01' }]);
  });

  it('is moved under another unit with all that is below it', async () => {
    await plan(DIVISION, { parentCode: WARD }, '2023-05-17');
    expect(await world.units.ancestors(DIVISION)).toEqual([WARD, TOWN]);
  });

  it('ends on a day known long before, naming who goes on with its work', async () => {
    await plan(WARD, { validTo: plainDate('2025-07-01'), successorCode: OTHER_WARD }, '2025-07-01');
    expect((await world.units.unit(WARD)).validTo).toBe('2025-07-01');
    expect(await world.unitChanges.of(WARD)).toMatchObject([{ changes: { successorCode: OTHER_WARD } }]);
  });

  it('takes back what has not come to pass, once', async () => {
    const id = await plan(WARD, { name: 'UBND phường Sông Cầu' }, '2023-07-01');
    await world.unitChanges.cancel(id, admin);
    await expect(world.unitChanges.cancel(id, admin)).rejects.toMatchObject({ code: 'conflict.closed' });
    world.clock.set('2023-07-02T08:00+07:00');
    expect(await world.unitChanges.applyDue()).toBe(0);
    const held = await plan(WARD, { name: 'UBND phường X' }, '2023-07-02');
    await expect(world.unitChanges.cancel(held, admin)).rejects.toMatchObject({ code: 'conflict.closed' });
  });

  it('calls off what does not fit the tree any more when its day comes', async () => {
    await plan(DIVISION, { parentCode: WARD }, '2023-06-01');
    await plan(WARD, { parentCode: DIVISION }, '2023-05-17');
    const before = await rowsOf(world, 'unit');
    world.clock.set('2023-06-01T08:00+07:00');
    expect(await world.unitChanges.applyDue()).toBe(0);
    expect(await rowsOf(world, 'unit')).toEqual(before);
    expect((await world.unitChanges.of(DIVISION))[0]!.cancelledAt).not.toBeNull();
    expect((await rowsOf(world, 'audit_entry')).join()).toContain('unit.change_refused');
  });

  test.each<[string, string, ChangedFacts, string, string]>([
    ['what is so already', WARD, { place: 'Xuân Phú' }, '2023-05-17', 'validFrom'],
    ['a day before the unit was there', WARD, { name: 'X' }, '1999-01-01', 'validFrom'],
    ['a parent that is below it', TOWN, { parentCode: WARD }, '2023-05-17', 'parentCode'],
    ['no unit above', WARD, { parentCode: null }, '2023-05-17', 'parentCode'],
    ['a parent nobody knows', WARD, { parentCode: 'H45.99' }, '2023-05-17', 'parentCode'],
    ['an end while others stand below it', TOWN, { validTo: plainDate('2023-07-01') }, '2023-07-01', 'validTo'],
    ['an end before the beginning', WARD, { validTo: plainDate('2000-01-01') }, '2023-05-17', 'validTo'],
    [
      'itself as successor',
      WARD,
      { validTo: plainDate('2023-07-01'), successorCode: WARD },
      '2023-07-01',
      'successorCode',
    ],
  ])('refuses %s', async (_, code, changes, from, field) => {
    const before = await rowsOf(world, 'unit');
    await expect(plan(code, changes, from)).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(plan(code, changes, from)).rejects.toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ field })]),
    });
    expect(await rowsOf(world, 'unit')).toEqual(before);
    expect(await world.unitChanges.of(code)).toEqual([]);
  });

  it('does not write over what holds from a later day on', async () => {
    await plan(WARD, { name: 'UBND phường A' }, '2023-05-10');
    await expect(plan(WARD, { name: 'UBND phường B' }, '2023-05-01')).rejects.toMatchObject({
      errors: [{ field: 'validFrom' }],
    });
    await plan(WARD, { phone: '0257 1' }, '2023-05-01');
    expect(await world.units.unit(WARD)).toMatchObject({ name: 'UBND phường A', phone: '0257 1' });
  });

  test.each([
    ['a leader', actor(TOWN, 'leader'), WARD, { name: 'X' }],
    ['an administrator of another ward', actor(OTHER_WARD, 'admin'), WARD, { name: 'X' }],
    ['an administrator who may not act for the new parent', actor(WARD, 'admin'), WARD, { parentCode: DIVISION }],
  ])('is not changed by %s', async (_, who, code, changes) => {
    await expect(plan(code, changes, '2023-05-17', who)).rejects.toMatchObject({ code: 'auth.forbidden' });
  });

  it('keeps what the API changed, too', async () => {
    const { phone } = await world.units.unit(WARD);
    await world.units.change(WARD, { phone: '0257 3 875 222' }, admin);
    expect(await world.unitChanges.of(WARD)).toMatchObject([
      { before: { phone }, changes: { phone: '0257 3 875 222' } },
    ]);
  });
});

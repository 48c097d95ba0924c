import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { SettingKey } from '../../../src/units/unit-settings.js';
import type { Unit } from '../../../src/units/unit.js';
import { actor, openReferenceWorld, rowsOf, type ReferenceWorld } from '../../support/reference.js';

const TOWN = 'H45.20';
const DIVISION = 'H45.20.05';
const WARD = 'H45.20.21';
const shipped = readFileSync('data/units.csv', 'utf8');

describe('units', () => {
  let world: ReferenceWorld;
  beforeEach(async () => {
    world = await openReferenceWorld();
    await world.unitImports.loadShipped();
  });
  afterEach(() => world.close());

  it('are the same when what is shipped is loaded again', async () => {
    const before = await Promise.all(['unit', 'audit_entry', 'counter'].map((table) => rowsOf(world, table)));
    expect(await world.unitImports.loadShipped()).toEqual({ rows: 30, accepted: 30, rejected: [], applied: true });
    expect(await Promise.all(['unit', 'audit_entry', 'counter'].map((table) => rowsOf(world, table)))).toEqual(before);
  });

  it('are a tree: a town with its agencies and the 13 communes, which have desks of their own', async () => {
    const all = await world.units.all();
    expect(all.filter(({ kind }) => kind === 'commune')).toHaveLength(13);
    expect(all.filter(({ hasDesk }) => hasDesk)).toHaveLength(14);
    expect(all.every(({ certainty }) => certainty === 'U')).toBe(true);
    expect(await world.units.ancestors(DIVISION)).toEqual([TOWN]);
    expect(await world.units.ancestors(TOWN)).toEqual([]);
    expect(await world.units.subtree(TOWN)).toHaveLength(30);
    expect(await world.units.subtree(WARD)).toEqual([WARD]);
    expect(await world.units.unit(WARD)).toMatchObject({
      name: 'UBND phường Xuân Phú',
      place: 'Xuân Phú',
      hasDesk: true,
    });
    await expect(world.units.unit('H45.99')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are loaded all or not at all, with every fault and its line', async () => {
    const lines = shipped.trimEnd().split('\n');
    lines[2] = lines[2]!.replace('division', 'phòng').replace('2019-01-01', '01/01/2019');
    lines[3] = lines[3]!.replace('H45.20,', 'H45.99,');
    lines[30] = lines[30]!.replace(',yes,H45.20.33,', ',yes,H45.20,');
    lines.push(lines[4]!, 'H45.20.40,thiếu ô');
    const before = await rowsOf(world, 'unit');
    const report = await world.unitImports.importCsv(lines.join('\r\n'), { dryRun: false, by: 'quantri' });
    expect(report).toMatchObject({ rows: 32, accepted: 27, applied: false });
    expect(report.rejected.map(({ line, field }) => [line, field]).sort()).toEqual([
      [3, 'kind'],
      [3, 'validFrom'],
      [31, 'deskUnitCode'],
      [32, 'code'],
      [33, ''],
      [4, 'parentCode'],
    ]);
    expect(await rowsOf(world, 'unit')).toEqual(before);
  });

  it('may stand in a file in any order', async () => {
    const empty = await openReferenceWorld();
    const [head, ...rows] = shipped.trimEnd().split('\n');
    const report = await empty.unitImports.importCsv([head, ...rows.reverse()].join('\n'), {
      dryRun: false,
      by: 'quantri',
    });
    expect(report).toMatchObject({ applied: true });
    expect(await rowsOf(empty, 'unit')).toEqual(await rowsOf(world, 'unit'));
    await empty.close();
  });

  it('are not written by a dry run', async () => {
    const changed = shipped.replaceAll('Xuân Phú', 'Xuân Phú mới');
    const before = await rowsOf(world, 'unit');
    expect(await world.unitImports.importCsv(changed, { dryRun: true, by: 'quantri' })).toMatchObject({
      accepted: 30,
      applied: false,
    });
    expect(await rowsOf(world, 'unit')).toEqual(before);
    await world.unitImports.importCsv(changed, { dryRun: false, by: 'quantri' });
    expect(await world.units.unit(WARD)).toMatchObject({ name: 'UBND phường Xuân Phú mới' });
  });

  test.each([
    ['an administrator of the town', actor(TOWN, 'admin'), null],
    ['a leader of the town', actor(TOWN, 'leader'), 'auth.forbidden'],
    ['an administrator of another ward', actor('H45.20.22', 'admin'), 'auth.forbidden'],
    ['an administrator of the ward', actor(WARD, 'admin'), null],
  ])('are changed by %s only inside their part of the tree', async (_, who, refusal) => {
    const change = world.units.change(WARD, { phone: '0257 3 000 000' }, who);
    if (refusal) await expect(change).rejects.toMatchObject({ code: refusal });
    else expect(await change).toMatchObject({ phone: '0257 3 000 000', name: 'UBND phường Xuân Phú' });
  });

  it('are added once, under a unit one may act for', async () => {
    const unit: Unit = { ...(await world.units.unit(DIVISION)), code: 'H45.20.40', name: 'Ban Quản lý dự án' };
    expect(await world.units.create(unit, actor(TOWN, 'admin'))).toBe('H45.20.40');
    await expect(world.units.create(unit, actor(TOWN, 'admin'))).rejects.toMatchObject({ code: 'conflict.duplicate' });
    const other = { ...unit, code: 'H45.20.41' };
    await expect(world.units.create(other, actor(WARD, 'admin'))).rejects.toMatchObject({ code: 'auth.forbidden' });
    await expect(world.units.create({ ...other, code: 'bậy' }, actor(TOWN, 'admin'))).rejects.toMatchObject({
      code: 'request.invalid',
      errors: [{ field: 'code' }],
    });
    expect(await world.units.subtree(TOWN)).toContain('H45.20.40');
  });

  it('lose nothing when two people change one at the same time, and are made once', async () => {
    const admin = actor(TOWN, 'admin');
    const changes = Array.from({ length: 8 }, (_, i) =>
      world.units.change(WARD, i % 2 === 0 ? { phone: '0257 1' } : { hotline: '0257 2' }, admin),
    );
    await Promise.all(changes);
    expect(await world.units.unit(WARD)).toMatchObject({ phone: '0257 1', hotline: '0257 2' });
    const unit: Unit = { ...(await world.units.unit(DIVISION)), code: 'H45.20.42' };
    const made = await Promise.allSettled([1, 2, 3].map(() => world.units.create(unit, admin)));
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  describe('decide for themselves, from a day on', () => {
    const day = plainDate('2023-05-17');
    const admin = actor(TOWN, 'admin');
    const decide = (unit: string, key: SettingKey, value: string, from: string, who = admin): Promise<void> =>
      world.units.decide(unit, { key, value, validFrom: plainDate(from) }, who);

    it('and have defaults until they do', async () => {
      expect(await world.units.setting(WARD, 'day_zero', day)).toBe('receipt');
      expect(await world.units.setting(WARD, 'apologies_from', day)).toBeNull();
      expect(await world.units.setting(WARD, 'letter_symbol', day)).toBe('/PXL');
      expect(await world.units.setting(WARD, 'standing_approval', day)).toBe(false);
      expect(await world.units.setting(WARD, 'due_soon_minutes', day)).toBe(480);
    });

    it('the unit above deciding for those below that have not', async () => {
      await decide(TOWN, 'due_soon_minutes', '960', '2023-01-01');
      await decide(WARD, 'due_soon_minutes', '240', '2023-06-01');
      const minutes = (unit: string, on: string): Promise<number> =>
        world.units.setting(unit, 'due_soon_minutes', plainDate(on));
      expect(await minutes(WARD, '2022-12-31')).toBe(480);
      expect(await minutes(WARD, '2023-05-31')).toBe(960);
      expect(await minutes(WARD, '2023-06-01')).toBe(240);
      expect(await minutes(DIVISION, '2023-06-01')).toBe(960);
      expect(await world.units.settingRecord(WARD, 'due_soon_minutes', day)).toMatchObject({
        unitCode: TOWN,
        by: admin.username,
      });
    });

    it('never for days on which another value held', async () => {
      await decide(TOWN, 'day_zero', 'start', '2023-01-01');
      await expect(decide(TOWN, 'day_zero', 'receipt', '2023-02-01')).rejects.toMatchObject({
        code: 'request.invalid',
        errors: [{ field: 'validFrom' }],
      });
      await decide(TOWN, 'day_zero', 'start', '2023-01-01');
      await decide(TOWN, 'day_zero', 'receipt', '2023-05-17');
      expect(await world.units.setting(TOWN, 'day_zero', plainDate('2023-05-16'))).toBe('start');
      expect(await world.units.setting(TOWN, 'day_zero', day)).toBe('receipt');
    });

    it('the head alone giving a standing approval, which no other unit inherits', async () => {
      await expect(decide(TOWN, 'standing_approval', 'yes', '2023-05-17')).rejects.toMatchObject({
        code: 'auth.forbidden',
      });
      await expect(decide(WARD, 'standing_approval', 'yes', '2023-05-17', actor(TOWN, 'leader'))).rejects.toMatchObject(
        { code: 'auth.forbidden' },
      );
      await decide(TOWN, 'standing_approval', 'yes', '2023-05-17', actor(TOWN, 'leader'));
      expect(await world.units.setting(TOWN, 'standing_approval', day)).toBe(true);
      expect(await world.units.setting(WARD, 'standing_approval', day)).toBe(false);
    });

    test.each<[SettingKey, string]>([
      ['day_zero', 'mai'],
      ['apologies_from', '2023-02-30'],
      ['letter_symbol', 'PXL'],
      ['due_soon_minutes', '0'],
      ['due_soon_minutes', '480 phút'],
    ])('%s not as %j', async (key, value) => {
      await expect(decide(TOWN, key, value, '2023-05-17')).rejects.toMatchObject({ code: 'request.invalid' });
    });
  });
});

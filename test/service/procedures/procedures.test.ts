import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import type { ProcedureVersion } from '../../../src/domain/procedure/procedure-version.js';
import type { VersionDraft } from '../../../src/domain/procedure/version-faults.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { openReferenceWorld, rowsOf, type ReferenceWorld } from '../../support/reference.js';

const TABLES = ['field', 'procedure', 'procedure_version', 'audit_entry', 'counter'];
const asAdmin = { dryRun: false, by: 'quantri' };
const day = plainDate('2023-05-17');
const shipped = readFileSync('data/procedures.csv', 'utf8');
const [head, ...rows] = shipped.trimEnd().split('\n');
const row = (code: string): string => rows.find((one) => one.startsWith(code))!;
const file = (...lines: readonly string[]): string => [head, ...lines].join('\n');

describe('procedures', () => {
  let world: ReferenceWorld;
  beforeEach(async () => {
    world = await openReferenceWorld();
    await world.unitImports.loadShipped();
    await world.procedureImports.loadShipped();
  });
  afterEach(() => world.close());

  it('are the same when what is shipped is loaded again, on any later day', async () => {
    const before = await Promise.all(TABLES.map((table) => rowsOf(world, table)));
    world.clock.set('2025-01-01T08:00+07:00');
    expect(await world.procedureImports.loadShipped()).toEqual({ rows: 39, accepted: 39, rejected: [], applied: true });
    expect(await Promise.all(TABLES.map((table) => rowsOf(world, table)))).toEqual(before);
  });

  it('learn how their fee is computed where that was not written down yet, and nothing else', async () => {
    const signatures = '2.000884';
    const shippedRule = (await world.procedures.inForce(signatures, day)).feeRule;
    expect(shippedRule).not.toBeNull();
    const set = (column: string, value: string | null): Promise<void> =>
      world.transactor.run(async (tx) => {
        const [{ id } = { id: '' }] = await tx.query<{ id: string }>(
          'SELECT "id" FROM "procedure_version" WHERE "procedureCode" = $1',
          [signatures],
        );
        await tx.vouch('procedure_version', id);
        await tx.execute(`UPDATE "procedure_version" SET "${column}" = $1 WHERE "id" = $2`, [value, id]);
      });
    const rule = async (): Promise<string | null> => {
      const rows = await world.database.query<{ feeRule: string | null }>(
        'SELECT "feeRule" FROM "procedure_version" WHERE "procedureCode" = $1',
        [signatures],
      );
      return rows[0]?.feeRule ?? null;
    };
    // As an installation loaded it before there were rules.
    await set('feeRule', null);
    const preview = await world.procedureImports.preview(shipped);
    expect(preview.diffs.map(({ key, fields }) => [key.split(' ')[0], fields])).toEqual([
      [signatures, [{ field: 'feeRule', before: null, after: shippedRule }]],
    ]);
    expect(await world.procedureImports.loadShipped()).toMatchObject({ rejected: [], applied: true });
    expect(await rule()).toBe(shippedRule);
    // What a unit decided is not written over: neither another rule, nor a version that says something else.
    await set('feeRule', 'copy;7000');
    await world.procedureImports.loadShipped();
    expect(await rule()).toBe('copy;7000');
    await set('feeRule', null);
    await set('feeNote', 'Thị xã thu theo nghị quyết riêng');
    await world.procedureImports.loadShipped();
    expect(await rule()).toBeNull();
  });

  it('come with what a desk needs to know', async () => {
    expect(await world.procedures.inForce('1.008455', day)).toMatchObject({
      name: 'Cung cấp thông tin quy hoạch',
      limit: { amount: 15, unit: 'calendar_day' },
      responsibleUnitCode: 'H45.20.05',
      certainty: 'U/K',
      instant: false,
    });
    expect(await world.procedures.inForce('2.000635', day)).toMatchObject({
      level: 'both',
      instant: true,
      feeVnd: 8_000,
      limit: { amount: 0, unit: 'same_day' },
      fieldName: 'Hộ tịch',
    });
    expect((await world.procedures.inForce('1.001776', day)).stages).toEqual([
      { unitCode: null, amount: 15 },
      { unitCode: 'H45.20.08', amount: 7 },
    ]);
    expect((await world.procedures.inForce('1.000656', day)).extraTimes).toEqual([
      { ground: 'verification', maxAmount: 3, grantedBy: 'specialist', paper: 'Văn bản xác minh' },
    ]);
    const instant = (await world.procedures.all(day)).filter((version) => version.instant);
    expect(instant.map(({ procedureCode }) => procedureCode)).toEqual(['2.000635', '2.000815', '2.000884', '2.000908']);
  });

  it('are in force from their day on only', async () => {
    const refusal = { code: 'procedure.not_in_force', facts: { procedureCode: '1.012784', day: '2024-07-31' } };
    await expect(world.procedures.inForce('1.012784', plainDate('2024-07-31'))).rejects.toMatchObject(refusal);
    expect(await world.procedures.inForce('1.012784', plainDate('2024-08-01'))).toMatchObject({
      name: 'Tách thửa hoặc hợp thửa đất',
    });
    await expect(world.procedures.inForce('9.999999', day)).rejects.toMatchObject({ code: 'procedure.not_in_force' });
    expect(await world.procedures.all(day)).toHaveLength(36);
  });

  test.each([
    ['khai sinh', ['1.000689', '1.001193', '1.004884', '2.000528', '2.002621']],
    ['dang ky KHAI SINH yeu to', ['2.000528']],
    ['Đất đai', ['1.000798', '2.000889']],
    ['2.0006', ['2.000620', '2.000635']],
    ['không có gì như thế', []],
  ])('are found by %j', async (text, codes) => {
    const found = await world.procedures.search(text, day);
    expect(found.map(({ procedureCode }) => procedureCode)).toEqual(codes);
  });

  it('keep the version a day was promised under when a new one comes', async () => {
    const old = await world.procedures.inForce('1.004884', day);
    const draft = draftOf(old, { validFrom: plainDate('2023-07-01'), limit: { amount: 3, unit: 'working_day' } });
    const id = await world.procedureVersions.add(draft, 'known', 'quantri');
    expect(await world.procedures.inForce('1.004884', plainDate('2023-06-30'))).toMatchObject({
      id: old.id,
      limit: { amount: 5 },
      validTo: '2023-07-01',
    });
    expect(await world.procedures.inForce('1.004884', plainDate('2023-07-01'))).toMatchObject({
      id,
      limit: { amount: 3 },
    });
    expect(await world.procedures.version(old.id)).toMatchObject({ limit: { amount: 5 } });
    expect(await world.procedures.versions('1.004884')).toHaveLength(2);
    await expect(world.procedureVersions.add(draft, 'known', 'quantri')).rejects.toMatchObject({
      code: 'conflict.duplicate',
    });
  });

  it('refuse a version that would rewrite a day already begun', async () => {
    const old = await world.procedures.inForce('1.004884', day);
    const add = (validFrom: string): Promise<string> =>
      world.procedureVersions.add(draftOf(old, { validFrom: plainDate(validFrom) }), 'known', 'quantri');
    await expect(add('2023-05-17')).rejects.toMatchObject({
      code: 'request.invalid',
      errors: [{ field: 'validFrom' }],
    });
    await expect(add('2022-01-01')).rejects.toMatchObject({
      code: 'request.invalid',
      errors: [{ field: 'validFrom' }],
    });
    await add('2023-05-18');
    const changed = file(row('1.004884').replace(',5,working_day,', ',4,working_day,'));
    const { rejected } = await world.procedureImports.importCsv(changed, asAdmin);
    expect(rejected).toEqual([
      { line: 2, field: 'validFrom', message: 'Bản này đã áp dụng, không sửa được: thêm bản mới' },
    ]);
  });

  it('may still be corrected in a file before they begin', async () => {
    const changed = file(row('1.012784').replace(',15,working_day,', ',12,working_day,'));
    const before = await world.procedures.inForce('1.012784', plainDate('2024-08-01'));
    expect(await world.procedureImports.importCsv(changed, asAdmin)).toMatchObject({ applied: true });
    expect(await world.procedures.inForce('1.012784', plainDate('2024-08-01'))).toMatchObject({
      id: before.id,
      limit: { amount: 12 },
    });
  });

  it('are new only once', async () => {
    const old = await world.procedures.inForce('1.004884', day);
    await expect(world.procedureVersions.add(draftOf(old, {}), 'new', 'quantri')).rejects.toMatchObject({
      code: 'conflict.duplicate',
    });
    const draft = draftOf(old, { procedureCode: '1.009999'.replace('1.0', '3.0') });
    await expect(world.procedureVersions.add(draft, 'known', 'quantri')).rejects.toMatchObject({ code: 'not_found' });
    await world.procedureVersions.add(draft, 'new', 'quantri');
    expect(await world.procedures.inForce('3.009999', day)).toMatchObject({ name: old.name });
  });

  it('are loaded all or not at all, with every fault and its line', async () => {
    const before = await Promise.all(TABLES.map((table) => rowsOf(world, table)));
    const bad = file(
      row('1.001193').replaceAll('1.001193', '3.000001').replace('1;0;0', '1;0'),
      row('1.001776').replaceAll('1.001776', '3.000002').replace('@;15', '@;14'),
      row('1.001612').replaceAll('1.001612', '3.000003').replace('H45.20.04', 'H45.20.99'),
      row('1.001612').replaceAll('1.001612', '3.000004').replace(',3,working_day', ',0,working_day'),
      row('1.001612').replaceAll('1.001612', '3.000005').replace('F/F', 'chắc'),
      row('1.001612').replaceAll('1.001612', '3.000006'),
      row('1.001612').replaceAll('1.001612', '3.000006'),
    );
    const report = await world.procedureImports.importCsv(`\ufeff${bad.replaceAll('\n', '\r\n')}`, asAdmin);
    expect(report).toMatchObject({ rows: 7, accepted: 1, applied: false });
    expect(report.rejected.map(({ line, field }) => `${line} ${field}`).sort()).toEqual([
      '2 documents',
      '3 stages',
      '4 units',
      '5 limit',
      '6 certainty',
      '8 code',
    ]);
    expect(await Promise.all(TABLES.map((table) => rowsOf(world, table)))).toEqual(before);
  });

  it('are not written by a dry run', async () => {
    const before = await Promise.all(TABLES.map((table) => rowsOf(world, table)));
    const more = file(row('1.001193').replaceAll('1.001193', '3.000001'));
    expect(await world.procedureImports.importCsv(more, { dryRun: true, by: 'quantri' })).toEqual({
      rows: 1,
      accepted: 1,
      rejected: [],
      applied: false,
    });
    expect(await Promise.all(TABLES.map((table) => rowsOf(world, table)))).toEqual(before);
  });
});

function draftOf(version: ProcedureVersion, change: Partial<VersionDraft>): VersionDraft {
  const own = Object.entries({ ...version, validTo: null }).filter(([key]) => key !== 'id' && key !== 'fieldName');
  return { ...(Object.fromEntries(own) as unknown as VersionDraft), ...change };
}

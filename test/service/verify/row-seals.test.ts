import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CalendarService } from '../../../src/calendar/calendar.service.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { Row, SqlValue } from '../../../src/platform/database/sql.js';
import { UnitsRepository } from '../../../src/units/units.repository.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { startDesk } from '../../support/desk.js';
import { sealed, verified } from '../../support/verified.js';

const DAY = '2023-06-30';
const DAY_OFF = { name: 'Nghỉ', source: 'CV 1', confidence: 'high', spells: null, reason: null } as const;
const SETTING = { unitCode: 'H45.20', key: 'letter_symbol' as const, validFrom: plainDate('2023-05-01'), by: 'admin' };

let world: TestApp;
beforeAll(async () => {
  world = await startDesk({ clock: new StoppedClock('2023-05-15T08:30:00+07:00') });
  await setSymbol('/XL1');
  await sealed(world);
});
afterAll(() => world.close());

const rows = (sql: string): Promise<Row[]> => world.database.query(sql);
const run = (sql: string, params: readonly SqlValue[] = []) => world.transactor.run((tx) => tx.execute(sql, params));
const putDay = (kind: 'holiday' | 'ordinary') =>
  world.get(CalendarService, { strict: false }).putDay(plainDate(DAY), { ...DAY_OFF, kind }, 'admin');
const setSymbol = (value: string) =>
  world.transactor.run((tx) =>
    world.get(UnitsRepository, { strict: false }).writeSetting(tx, { ...SETTING, value }, world.clock.now()),
  );
const changed = ['unit_setting/H45.20/letter_symbol/2023-05-01: it is not what was written: its seal does not fit'];

it('seals each row where it is written, and takes the seals over once', async () => {
  expect(await rows('SELECT * FROM "row_mark"')).toEqual([]);
  await putDay('holiday');
  expect((await rows('SELECT "tableName", "rev" FROM "row_mark" ORDER BY 1'))[1]).toEqual({
    tableName: 'calendar_day',
    rev: 1,
  });
  expect(await verified(world)).toEqual([]);
  await sealed(world);
  const before = await rows('SELECT * FROM "history_checkpoint"');
  expect(await rows('SELECT * FROM "row_mark"')).toEqual([]);
  await sealed(world);
  expect(await rows('SELECT * FROM "history_checkpoint"')).toEqual(before);
});

it('lets a row be taken away and come back, and knows how often it was written', async () => {
  await putDay('ordinary');
  expect(await verified(world)).toEqual([]);
  await sealed(world);
  expect(await verified(world)).toEqual([]);
  expect(await rows(`SELECT "rev", "gone" FROM "row_seal" WHERE "key" = '${DAY}'`)).toMatchObject([{ rev: 2 }]);
  await putDay('holiday');
  await sealed(world);
  expect(await rows(`SELECT "rev" FROM "row_seal" WHERE "key" = '${DAY}'`)).toEqual([{ rev: 3 }]);
  expect(await verified(world)).toEqual([]);
});

it('seals nothing of what was rolled back', async () => {
  const before = await rows('SELECT * FROM "row_mark"');
  const failed = world.transactor.run(async (tx) => {
    await world
      .get(UnitsRepository, { strict: false })
      .writeSetting(tx, { ...SETTING, value: '/NO' }, world.clock.now());
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(await rows('SELECT * FROM "row_mark"')).toEqual(before);
  expect(await verified(world)).toEqual([]);
});

it('does not cover up for what was changed past us by changing it again', async () => {
  await run(`UPDATE "unit_setting" SET "value" = '/MY' WHERE "key" = 'letter_symbol'`);
  expect(await verified(world)).toEqual(changed);
  await setSymbol('/XL2');
  await sealed(world);
  expect(await verified(world)).toEqual(changed);
  await run(`UPDATE "unit_setting" SET "value" = '/XL1' WHERE "key" = 'letter_symbol'`);
  expect(await verified(world)).toEqual([]);
});

it('knows an older state from the one that took its place, also with its old seal', async () => {
  const [row] = await rows(`SELECT * FROM "unit_setting" WHERE "key" = 'letter_symbol'`);
  const [seal] = await rows(
    `SELECT * FROM "row_seal" WHERE "tableName" = 'unit_setting' AND "key" LIKE '%letter_symbol%'`,
  );
  world.clock.advance(60_000);
  await setSymbol('/XL3');
  await sealed(world);
  const [now] = await rows(
    `SELECT * FROM "row_seal" WHERE "tableName" = 'unit_setting' AND "key" LIKE '%letter_symbol%'`,
  );
  const back = async (value: unknown, mac: unknown, rev: unknown, at: unknown): Promise<void> => {
    const text = at instanceof Date ? at.toISOString() : (at as string);
    await run(`UPDATE "unit_setting" SET "value" = $1, "recordedAt" = $2 WHERE "key" = 'letter_symbol'`, [value as string, text]); // prettier-ignore
    await run(`UPDATE "row_seal" SET "mac" = $1, "rev" = $2 WHERE "tableName" = 'unit_setting' AND "key" LIKE '%letter_symbol%'`, [mac as string, rev as number]); // prettier-ignore
  };
  await back(row!['value'], seal!['mac'], seal!['rev'], row!['recordedAt']);
  expect(await verified(world)).toEqual([expect.stringMatching(/^unit_setting: the seals do not add up/)]);
  await back('/XL3', now!['mac'], now!['rev'], world.clock.now() && new Date(world.clock.now()).toISOString());
  expect(await verified(world)).toEqual([]);
});

it('adds nothing to sums that are not those of the last checkpoint', async () => {
  const before = await rows(`SELECT * FROM "row_tally" WHERE "tableName" = 'calendar_day'`);
  await run(`DELETE FROM "row_tally" WHERE "tableName" = 'calendar_day'`);
  await run(
    `INSERT INTO "calendar_day" ("date", "kind", "name", "source", "confidence") VALUES ('2023-07-31', 'holiday', 'Nghỉ', 'CV', 'high')`,
  );
  const checkpoints = await rows('SELECT * FROM "history_checkpoint"');
  await setSymbol('/XL4');
  await sealed(world);
  expect(await rows('SELECT * FROM "history_checkpoint"')).toEqual(checkpoints);
  expect(await rows('SELECT "tableName" FROM "row_mark"')).toEqual([{ tableName: 'unit_setting' }]);
  const said = (await verified(world)).join('\n');
  expect(said).toContain('row_tally: the sums of the tables of record are not those of the last checkpoint');
  await run(
    `INSERT INTO "row_tally" ("tableName", "rows", "digest", "through") VALUES ('calendar_day', $1, $2, NULL)`,
    [before[0]!['rows'] as number, before[0]!['digest'] as string],
  );
  expect(await verified(world)).toEqual(['calendar_day/2023-07-31: nobody wrote it: it has no seal']);
  await sealed(world);
  expect(await verified(world)).toEqual(['calendar_day/2023-07-31: nobody wrote it: it has no seal']);
  expect(await rows('SELECT * FROM "row_mark"')).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IssuingService } from '../../src/apologies/issuing.service.js';
import { SweepService } from '../../src/apologies/sweep.service.js';
import { RecountService } from '../../src/counting/recount.service.js';
import { schema } from '../../src/schema.js';
import type { Agent } from '../support/agents.js';
import type { DossierAnswer } from '../support/desk.js';
import { openOldTown, type NewTown, type OldTown } from '../support/upgrade/old-town.js';
import { sealed, verified } from '../support/verified.js';

/** What its people had promised and done before the upgrade. */
const [ISSUED, RUNNING, EARLY, WITHDRAWN, NUMBERED, FRESH] = [
  'H45.20-230428-0001',
  'H45.20-230428-0002',
  'H45.20-230428-0003',
  'H45.20-230428-0004',
  'H45.20-230510-0001',
  'H45.20-230516-0001',
];
const TABLES = [
  ...['unit', 'procedure', 'procedure_version', 'calendar_day', 'user_account', 'counter', 'dossier', 'dossier_party'],
  ...['dossier_event', 'dossier_event_payload', 'promise', 'hand_over', 'obligation', 'stored_file', 'message'],
  ...['letter', 'letter_obligation', 'letter_delivery'],
];
const PROMISED =
  '"code", "status", "acceptedAt", "originalDueAt", "statutoryDueAt", "currentDueAt", "lateFrom", "timeliness", "daysLate", "chainHash", "version"';

describe('an upgrade from 0.1.0', () => {
  let old: OldTown;
  let town: NewTown;
  let [receiver, leader, specialist]: Agent[] = [];
  let before: Awaited<ReturnType<typeof counted>>;
  const rows = (sql: string) => town.database.query(sql);
  const run = (sql: string) => town.transactor.run((tx) => tx.execute(sql));
  const counted = async (from: (sql: string) => Promise<Record<string, unknown>[]>) => {
    const counts: [string, number][] = [];
    for (const table of TABLES) {
      const [row] = await from(`SELECT CAST(count(*) AS integer) AS "n" FROM "${table}"`);
      counts.push([table, row!['n'] as number]);
    }
    return {
      counts,
      dossiers: await from(`SELECT ${PROMISED} FROM "dossier" ORDER BY "code"`),
      promises: await from('SELECT * FROM "promise" ORDER BY "dossierId", "seq"'),
      letters: await from('SELECT "id", "state", "numberText", "facts", "fileHash" FROM "letter" ORDER BY "id"'),
    };
  };

  beforeAll(async () => {
    old = await openOldTown();
    before = await counted((sql) => old.rows(sql));
    town = await old.upgrade();
    [receiver, leader, specialist] = await Promise.all(['receiver', 'leader', 'specialist'].map((who) => town.as(who)));
  });
  afterAll(() => old.close());

  it('begins with the database of the old version', () => {
    expect(before.dossiers.map(({ code, status, timeliness }) => [code, status, timeliness])).toEqual([
      [ISSUED, 'returned', 'late'],
      [RUNNING, 'processing', null],
      [EARLY, 'returned', 'early'],
      [WITHDRAWN, 'withdrawn', 'on_time'],
      [NUMBERED, 'accepted', null],
      [FRESH, 'accepted', null],
    ]);
    expect(before.letters.map(({ state }) => state).sort()).toEqual(['drafted', 'issued', 'numbered']);
  });

  it('takes every step, and keeps every row with what it promised', async () => {
    expect(await rows('SELECT "name" FROM "migrations"')).toHaveLength(schema.migrations.length);
    expect(await counted(rows)).toEqual(before);
    expect(
      await rows(
        `SELECT "code", "promiseSeq", "extensionDueAt" IS NULL AS "none" FROM "dossier" WHERE "code" = '${ISSUED}'`,
      ),
    ).toEqual([{ code: ISSUED, promiseSeq: 2, none: town.database.engine === 'sqlite' ? 0 : false }]);
  });

  it('leaves every row where its keys point', async () => {
    if (town.database.engine === 'sqlite') {
      expect(await rows('PRAGMA foreign_key_check')).toEqual([]);
      expect(await rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      expect(await rows(`SELECT "name" FROM "sqlite_master" WHERE "sql" LIKE '%dossier_next%'`)).toEqual([]);
    }
    await expect(run(`DELETE FROM "dossier" WHERE "code" = '${FRESH}'`)).rejects.toMatchObject({
      message: expect.stringMatching(/foreign key/i),
    });
    await expect(run(`UPDATE "promise" SET "dossierId" = 'nowhere'`)).rejects.toBeDefined();
  });

  it('is the schema of a new installation', async () => {
    const { upQueries } = await town.database.writer.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it.each([
    ['promise', `UPDATE "promise" SET "currentDueAt" = '2024-01-01T00:00:00.000Z'`],
    ['promise', 'DELETE FROM "promise"'],
    ['dossier_event', `UPDATE "dossier_event" SET "actor" = 'nobody'`],
    ['dossier_event', 'DELETE FROM "dossier_event"'],
    ['obligation', 'DELETE FROM "obligation"'],
    ['obligation', `UPDATE "obligation" SET "since" = '2024-01-01T00:00:00.000Z'`],
    [
      'history_checkpoint',
      `INSERT INTO "history_checkpoint" ("no", "at", "dossiers", "events", "digest", "mac") VALUES (0, '2024-01-01T00:00:00.000Z', 0, 0, '', '')`,
    ],
  ])('still refuses on %s: %s', async (table, sql) => {
    if (table === 'history_checkpoint') {
      await run(sql);
      await expect(run('DELETE FROM "history_checkpoint"')).rejects.toMatchObject({
        message: expect.stringContaining('is insert-only'),
      });
      await run('UPDATE "maintenance_switch" SET "open" = TRUE');
      await run('DELETE FROM "history_checkpoint"');
      await run('UPDATE "maintenance_switch" SET "open" = FALSE');
      return;
    }
    await expect(run(sql)).rejects.toMatchObject({ message: expect.stringContaining(`${table} is insert-only`) });
  });

  /** The signed papers stand on the old machine's disk, and here there is none. */
  const MISSING = [expect.stringMatching(new RegExp(`^${ISSUED} letter/.* fileHash: the file is not in the store$`))];

  it('finds the histories whole, seals them, and finds them whole again', async () => {
    expect(await verified(town)).toEqual(MISSING);
    await sealed(town);
    expect((await rows('SELECT "dossiers", "events" FROM "history_checkpoint" ORDER BY "no"')).at(-1)).toEqual({
      dossiers: 6,
      events: 17,
    });
    expect(await verified(town)).toEqual(MISSING);
    expect(await town.get(RecountService, { strict: false }).check()).toEqual([]);
  });

  it('names what is changed in an old history', async () => {
    await run('UPDATE "maintenance_switch" SET "open" = TRUE');
    await run(`UPDATE "dossier_event" SET "actor" = 'nobody' WHERE "act" = 'withdraw'`);
    expect(await verified(town)).toEqual(
      expect.arrayContaining([
        `${WITHDRAWN} dossier_event/2: the chain breaks here: the event is not what was written, or one before it is missing`,
      ]),
    );
    await run(`UPDATE "dossier_event" SET "actor" = 'receiver' WHERE "act" = 'withdraw'`);
    await run('UPDATE "maintenance_switch" SET "open" = FALSE');
    expect(await verified(town)).toEqual(MISSING);
  });

  it('finishes the letter that was left numbered, with its number', async () => {
    expect(await town.get(IssuingService, { strict: false }).resume()).toBe(1);
    expect(
      await rows(`SELECT "state", "numberText" FROM "letter" WHERE "numberText" IS NOT NULL ORDER BY "numberText"`),
    ).toEqual([
      { state: 'issued', numberText: '01/PXL' },
      { state: 'issued', numberText: '02/PXL' },
    ]);
  });

  it('works on: what was held is handed over, what is finished is late as it was, letters go out', async () => {
    town.clock.set('2023-05-17T09:00:00+07:00');
    const back = await specialist!.post(`/api/v1/dossiers/${RUNNING}/hand-overs`, { unitCode: 'H45.20' });
    expect(back.statusCode).toBe(201);
    const { pendingHandOver } = back.json<DossierAnswer>();
    expect(
      (await receiver!.post(`/api/v1/dossiers/${RUNNING}/hand-overs/${pendingHandOver!.id}/acknowledgements`))
        .statusCode,
    ).toBe(201);
    const finished = { outcome: 'granted', resultNumber: '2/GP' };
    expect((await receiver!.post(`/api/v1/dossiers/${RUNNING}/completions`, finished)).json()).toMatchObject({
      status: 'completed',
      timeliness: 'late',
    });
    expect((await receiver!.post(`/api/v1/dossiers/${FRESH}/completions`, finished)).json()).toMatchObject({
      timeliness: 'early',
    });
    await town.get(SweepService, { strict: false }).sweep();
    const { items } = (await leader!.get('/api/v1/letters?state=drafted')).json<{
      items: { id: string; dossierCode: string }[];
    }>();
    expect(items.map(({ dossierCode }) => dossierCode)).toEqual([RUNNING]);
    const letter = `/api/v1/letters/${items[0]!.id}`;
    await leader!.patch(letter, { reason: 'Phòng lấy ý kiến chậm.', fault: 'ours' });
    expect((await leader!.post(`${letter}/approvals`)).json()).toMatchObject({ state: 'approved' });
    expect((await leader!.post(`${letter}/issuances`)).json()).toMatchObject({
      state: 'issued',
      number: expect.stringMatching(/PXL$/),
    });
  });

  it('gives the next code and counts all of them', async () => {
    const made = await receiver!.post('/api/v1/dossiers', {
      procedureCode: '1.001612',
      unitCode: 'H45.20',
      channel: 'counter',
      applicant: { kind: 'person', name: 'Hồ Mẫu Bảy', contactBy: ['desk'] },
    });
    expect(made.json()).toMatchObject({ code: 'H45.20-230517-0001', status: 'accepted' });
    const { total } = (await leader!.get('/api/v1/reports/on-time?from=2023-04-01&to=2023-05-17&groupBy=unit')).json<{
      total: object;
    }>();
    expect(total).toMatchObject({ resolved: 5 });
    await sealed(town);
    expect(await verified(town)).toEqual(MISSING);
    expect(await town.get(RecountService, { strict: false }).check()).toEqual([]);
  });
});

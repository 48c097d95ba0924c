import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { SweepService } from '../../src/apologies/sweep.service.js';
import { sqliteHandle } from '../../src/platform/database/database.js';
import type { Row, SqlValue } from '../../src/platform/database/sql.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { allowExtraTimes, startDesk } from '../support/desk.js';
import { sealed, verified } from '../support/verified.js';
import { DEEDS, Stage, type Deed } from '../support/who/deeds.js';
import { everybody, type Somebody } from '../support/who/places.js';

const EARLY = '2023-05-15T08:30:00+07:00';
const LATE = '2023-06-12T09:00:00+07:00';

/** How a dossier stands towards its promise, and what is owed for it. */
interface Standing {
  readonly code: string;
  readonly lateFrom: string | null;
  readonly lateFromDay: string | null;
  readonly originalDueAt: string | null;
  readonly timeliness: string | null;
  readonly voidedAt: string | null;
  readonly obligation: string | null;
  readonly since: string | null;
}

/** Nobody can turn a late dossier into one without an obligation (issue 5, shown 3). */
describe('a dossier that is late', () => {
  const clock = new StoppedClock(EARLY);
  let world: TestApp;
  let people: Somebody[];
  const ready = new Map<string, Deed>();

  beforeAll(async () => {
    world = await startDesk({ clock });
    await allowExtraTimes(world);
    const before = await Stage.open(world);
    for (const [act, prepare] of Object.entries(DEEDS)) ready.set(act, await prepare(before, before.colleague));
    clock.set(LATE);
    await sweep();
    const after = await Stage.open(world);
    // What is done to a finished dossier is done to one that was finished late.
    for (const act of ['return', 'report_fault']) ready.set(act, await finishedLate(after, ready.get('note')!, act));
    people = (await everybody(world)).filter(({ place }) => place !== 'elsewhere');
  }, 60_000);
  afterAll(() => world.close());

  const sweep = (): Promise<unknown> => world.get(SweepService, { strict: false }).sweep();

  async function finishedLate(stage: Stage, { code: late }: Deed, act: string): Promise<Deed> {
    const code = act === 'return' ? late : ready.get('attach')!.code;
    await stage.made('returner', `/dossiers/${code}/completions`, { outcome: 'granted' });
    const { url, body } = ready.get(act)!;
    return { code, body, url: url.replace(/dossiers\/[^/]+/, `dossiers/${code}`) };
  }

  async function standings(): Promise<Standing[]> {
    const rows = await world.database.query(
      `SELECT d."code", d."lateFrom", d."lateFromDay", d."originalDueAt", d."timeliness", d."voidedAt",
              o."state" AS "obligation", o."since"
         FROM "dossier" d LEFT JOIN "obligation" o ON o."dossierId" = d."id" AND o."cause" = 'late' ORDER BY d."code"`,
    );
    const text = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : (value as string));
    return rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, text(value)])),
    ) as never;
  }
  const late = async (): Promise<Standing[]> => (await standings()).filter(({ obligation }) => obligation !== null);

  it('stays late and owed whatever each of twenty people does to it, by every act there is', async () => {
    const before = await late();
    expect(before.length).toBeGreaterThan(15);
    expect(before.every(({ obligation }) => obligation === 'owed')).toBe(true);
    let done = 0;
    for (const { url, body, headers } of ready.values()) {
      for (const { agent } of people) {
        const { statusCode } = await agent.send('POST', url, body, headers);
        if (statusCode === 201) done += 1;
        expect(statusCode).toBeLessThan(500);
      }
    }
    // Most acts are possible on a late dossier, too, and many were done: that is what makes this a proof.
    expect(done).toBeGreaterThan(40);
    await sweep();
    const after = new Map((await standings()).map((standing) => [standing.code, standing]));
    for (const standing of before) {
      const now = after.get(standing.code)!;
      const { timeliness } = now;
      expect(now).toEqual({ ...standing, timeliness });
      expect([null, 'late']).toContain(timeliness);
    }
    expect(await verified(world)).toEqual([]);
  }, 60_000);

  it('is let go by a leader only, and is counted so: still late, and waived', async () => {
    const [one] = await late();
    const [row] = await world.database.query<{ id: string }>(
      `SELECT o."id" FROM "obligation" o JOIN "dossier" d ON d."id" = o."dossierId" WHERE d."code" = $1`,
      [one!.code],
    );
    const done: string[] = [];
    for (const { name, agent } of people) {
      const reason = { reason: 'Người nộp đã ký xác nhận cầm kết quả đúng hẹn' };
      const { statusCode } = await agent.post(`/api/v1/apologies/${row!.id}/waivers`, reason);
      if (statusCode === 201) done.push(name);
    }
    expect(done).toEqual(['leader@desk']);
    const [now] = (await late()).filter(({ code }) => code === one!.code);
    expect(now).toEqual({ ...one, obligation: 'waived' });
  });

  describe('is not made punctual by SQL without a trace:', () => {
    beforeAll(async () => {
      await sealed(world);
      await execute('UPDATE "maintenance_switch" SET "open" = TRUE');
      if (world.database.engine === 'sqlite') sqliteHandle(world.database.writer).pragma('foreign_keys = OFF');
      expect(await verified(world)).toEqual([]);
    });

    async function execute(sql: string, params: readonly SqlValue[] = []): Promise<number> {
      return world.transactor.run(async (tx) => {
        if (world.database.engine === 'postgres') await tx.execute('SET LOCAL session_replication_role = replica');
        return tx.execute(sql, params);
      });
    }
    const held = (value: unknown): SqlValue => (value instanceof Date ? value.toISOString() : value) as SqlValue;

    async function putBack(table: string, row: Row): Promise<void> {
      const names = Object.keys(row);
      const marks = names.map((_, i) => `$${String(i + 1)}`).join(', ');
      const columns = names.map((name) => `"${name}"`).join(', ');
      await execute(`INSERT INTO "${table}" (${columns}) VALUES (${marks})`, Object.values(row).map(held));
    }

    const ONE_LATE = `(SELECT "dossierId" FROM "obligation" WHERE "state" = 'owed' AND "cause" = 'late' ORDER BY "id" LIMIT 1)`;
    const OF_ONE: Readonly<Record<string, readonly [where: string, key: string]>> = {
      dossier: [`"id" = ${ONE_LATE}`, 'id'],
      obligation: [`"dossierId" = ${ONE_LATE} AND "cause" = 'late'`, 'id'],
      promise: [`"dossierId" = ${ONE_LATE} AND "seq" = 1`, 'dossierId'],
      letter: [`"dossierId" = ${ONE_LATE}`, 'id'],
      letter_obligation: [
        `"obligationId" IN (SELECT "id" FROM "obligation" WHERE "dossierId" = ${ONE_LATE})`,
        'letterId',
      ],
      dossier_event: [`"dossierId" = ${ONE_LATE} AND "act" = 'note_breach'`, 'dossierId'],
    };

    test.each([
      ['dossier', `SET "lateFrom" = '2023-12-01T00:00:00.000Z'`],
      ['dossier', `SET "lateFrom" = NULL, "lateFromDay" = NULL`],
      ['dossier', `SET "statutoryDueAt" = '2023-12-01T00:00:00.000Z'`],
      ['dossier', `SET "breachNoted" = FALSE`],
      ['dossier', `SET "voidedAt" = '2023-05-15T02:00:00.000Z'`],
      ['obligation', `SET "state" = 'averted'`],
      ['obligation', `SET "state" = 'historic'`],
      ['obligation', `SET "since" = '2023-12-01T00:00:00.000Z'`],
      ['obligation', `SET "openedDay" = '2022-01-01'`],
      ['obligation', null],
      ['promise', `SET "currentDueAt" = '2023-12-01T00:00:00.000Z'`],
      ['promise', `SET "statutoryDueAt" = '2023-12-01T00:00:00.000Z'`],
      ['promise', null],
      ['letter', `SET "state" = 'lapsed'`],
      ['letter', `SET "reason" = 'không có gì', "version" = "version"`],
      ['letter', null],
      ['letter_obligation', `SET "living" = FALSE`],
      ['letter_obligation', null],
      ['dossier_event', null],
    ] as const)('%s %s', async (table, change) => {
      const [where] = OF_ONE[table]!;
      const rows = await world.database.query(`SELECT * FROM "${table}" WHERE ${where}`);
      expect(rows.length).toBeGreaterThan(0);
      const [row] = rows;
      const key = Object.keys(row!).slice(0, table === 'promise' || table === 'dossier_event' ? 2 : 1);
      const own = key.map((name, i) => `"${name}" = $${String(i + 1)}`).join(' AND ');
      const params = key.map((name) => held(row![name]));
      const changed =
        change === null
          ? await execute(`DELETE FROM "${table}" WHERE ${own}`, params)
          : await execute(`UPDATE "${table}" ${change} WHERE ${own}`, params);
      expect(changed).toBe(1);
      expect((await verified(world)).length).toBeGreaterThan(0);
      await execute(`DELETE FROM "${table}" WHERE ${own}`, params);
      await putBack(table, row!);
    });

    it('as it was when all is put back', async () => {
      expect(await verified(world)).toEqual([]);
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsService } from '../../../src/accounts/accounts.service.js';
import { RADAR_KINDS, type RadarKind } from '../../../src/domain/kpi/radar.js';
import { RadarReading } from '../../../src/reporting/radar/radar-reading.service.js';
import { RadarService } from '../../../src/reporting/radar/radar.service.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { startDesk } from '../../support/desk.js';
import { plantFrauds, type PlantedFraud } from '../../support/planted-frauds.js';
import { verified } from '../../support/verified.js';

const MONTH = '2023-05';

describe('signs to look at', () => {
  const clock = new StoppedClock('2023-05-15T08:00:00+07:00');
  let world: TestApp;
  let planted: PlantedFraud[];
  const signs = (): Promise<{ code: string; kind: RadarKind; officer: string; id: string; facts: string }[]> =>
    world.database.query(
      `SELECT s."id", s."kind", s."officer", s."facts", d."code" FROM "radar_sign" s JOIN "dossier" d ON d."id" = s."dossierId"
        ORDER BY s."at", s."kind"`,
    );
  const bases = (): Promise<{ kind: RadarKind; cases: number; signs: number; closing: number }[]> =>
    world.database.query(
      `SELECT "kind", CAST(sum("cases") AS integer) AS "cases", CAST(sum("signs") AS integer) AS "signs",
              CAST(sum("closing") AS integer) AS "closing" FROM "radar_base" GROUP BY "kind" ORDER BY "kind"`,
    );
  const look = (): ReturnType<RadarReading['look']> => world.get(RadarReading, { strict: false }).look();

  beforeAll(async () => {
    world = await startDesk({ clock });
    planted = await plantFrauds(world);
  }, 60_000);
  afterAll(() => world.close());

  it('waits for a day to be over', async () => {
    clock.set('2023-05-15T23:00:00+07:00');
    expect(await look()).toEqual({ days: 0, signs: 0 });
    clock.set('2023-05-16T00:10:00+07:00');
    expect(await look()).toEqual({ days: 1, signs: 0 });
  });

  it('names each planted fraud, by its kind and its dossier', async () => {
    clock.set('2023-05-23T01:35:00+07:00');
    await look();
    const found = await signs();
    const missed = planted.filter(
      ({ kind, codes }) => !codes.every((code) => found.some((sign) => sign.kind === kind && sign.code === code)),
    );
    expect(missed.map(({ name }) => name)).toEqual([]);
    expect(planted).toHaveLength(12);
  });

  it('counts as many signs as it names, of as many cases as there were', async () => {
    const [found, counted] = [await signs(), await bases()];
    expect(counted.map(({ kind }) => kind)).toEqual([...RADAR_KINDS].sort());
    for (const { kind, cases, signs: n, closing } of counted) {
      expect([kind, n]).toEqual([kind, found.filter((sign) => sign.kind === kind).length]);
      expect(n).toBeLessThanOrEqual(cases);
      expect(closing).toBeLessThanOrEqual(cases);
    }
    // 17 received one after another, the one entered again and the one on paper.
    expect(counted.find(({ kind }) => kind === 'paper_entry')).toMatchObject({ cases: 18, signs: 1 });
    expect(counted.find(({ kind }) => kind === 'closing_rush')).toMatchObject({ signs: 6 });
  });

  it('finds nothing twice', async () => {
    const before = [await signs(), await bases()];
    expect(await look()).toEqual({ days: 0, signs: 0 });
    await Promise.all([look(), look()]);
    expect([await signs(), await bases()]).toEqual(before);
  });

  it('begins from nothing and comes to the same', async () => {
    const before = [(await signs()).map(({ code, kind }) => [code, kind]), await bases()];
    await world.transactor.run(async (tx) => {
      for (const table of ['radar_sign', 'radar_mark']) {
        for (const { id } of await tx.query<{ id: string }>(`SELECT "id" FROM "${table}"`)) await tx.vouch(table, id);
        await tx.execute(`DELETE FROM "${table}"`);
      }
      await tx.execute('DELETE FROM "radar_base"');
    });
    await Promise.all([look(), look()]);
    expect([(await signs()).map(({ code, kind }) => [code, kind]), await bases()]).toEqual(before);
  });

  it('reads an index that holds nothing else, and people by their dossier', async () => {
    if (world.database.engine !== 'sqlite') return;
    const plan = async (sql: string): Promise<string> =>
      (await world.database.query<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)).map(({ detail }) => detail).join();
    expect(
      await plan(
        `SELECT * FROM "clock_act_fact" WHERE "at" >= '2023' AND "at" < '2024' ORDER BY "at", "dossierId", "seq"`,
      ),
    ).toContain('ix_dossier_event_clock');
    const again = await plan(
      `SELECT * FROM "filed_again_fact" WHERE "dossierId" IN ('a', 'b') AND "endedAt" >= '2023'`,
    );
    expect(again.match(/SEARCH pa USING INDEX sqlite_autoindex_dossier_party_1/g)).toHaveLength(2);
  });

  it('is shown by unit, kind and officer, and marked once', async () => {
    const radar = world.get(RadarService, { strict: false });
    const accounts = world.get(AccountsService, { strict: false });
    const [leader, elsewhere] = [await accounts.actor('leader'), await accounts.actor('xp.leader')];
    const page = await radar.page({ month: MONTH, kind: 'closing_rush' }, leader);
    expect(page.signs).toHaveLength(6);
    expect(page.officers).toEqual([
      expect.objectContaining({ officer: 'desk_head', unitCode: 'H45.20.05', signs: 6, cases: 6 }),
    ]);
    const here = await radar.page({ month: MONTH, unit: 'H45.20.21' }, leader);
    expect(here.signs).toEqual([]);
    expect(here.shares.find(({ kind }) => kind === 'paper_entry')).toMatchObject({
      here: { signs: 0, cases: 0 },
      all: { signs: 1, cases: 18 },
    });
    const { id } = page.signs[0]!;
    await expect(radar.look(id, 'Đã xem lịch sử', elsewhere)).rejects.toMatchObject({ code: 'not_found' });
    await radar.look(id, 'Đã xem lịch sử, có lý do', leader);
    await radar.look(id, 'Lần sau', await accounts.actor('desk_head'));
    const after = await radar.page({ month: MONTH, kind: 'closing_rush' }, leader);
    expect(after.signs.find((sign) => sign.id === id)).toMatchObject({
      lookedBy: 'leader',
      note: 'Đã xem lịch sử, có lý do',
    });
    const audit = await world.database.query(
      `SELECT "actor", "reason" FROM "audit_entry" WHERE "action" = 'radar.looked'`,
    );
    expect(audit).toEqual([{ actor: 'leader', reason: 'Đã xem lịch sử, có lý do' }]);
    expect(await verified(world)).toEqual([]);
  });
});

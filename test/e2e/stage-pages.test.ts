import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FoldService } from '../../src/counting/fold.service.js';
import { stageTailStatements } from '../../src/counting/tail.js';
import { durationBucket, percentileOf, type StageMovement } from '../../src/domain/kpi/stage-time.js';
import { plainDate } from '../../src/domain/time/plain-date.js';
import { StagesService } from '../../src/reporting/stages/stages.service.js';
import type { Browser } from '../support/agents.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, SAME_DAY, startDesk, THREE_DAYS } from '../support/desk.js';
import type { TestApp } from '../support/app.js';

const TOWN = 'H45.20';
const DIVISION = 'H45.20.05';
const FINANCE = 'H45.20.06';
const LEADER = { username: 'leader', fullName: 'Võ Thành Long', unitCode: TOWN, roles: ['leader'] } as const;

type Held = readonly [unit: string, procedure: string, stageNo: number, day: string, held: number, late: number];

/** What ended: half of it at the edges of the quarter, from 15 March to 14 June. */
const ENDED: readonly Held[] = [
  [DIVISION, FIVE_DAYS, 1, '2023-03-15', 480, 0],
  [DIVISION, FIVE_DAYS, 1, '2023-04-20', 960, 240],
  [FINANCE, FIVE_DAYS, 1, '2023-04-20', 2_400, 600],
  [TOWN, FIVE_DAYS, 1, '2023-06-01', 120, 0],
  [TOWN, FIVE_DAYS, 2, '2023-06-01', 60, 0],
  [TOWN, FIVE_DAYS, 2, '2023-06-01', 0, 0],
  [FINANCE, THREE_DAYS, 1, '2023-05-02', 300, 0],
  [FINANCE, SAME_DAY, 1, '2023-03-14', 9_000, 9_000],
];

const plain = (html: string): string => html.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
const readable = (html: string): string => plain(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');

describe('where time goes', () => {
  let app: TestApp;
  let leader: Browser;

  beforeAll(async () => {
    app = await startDesk({ clock: new StoppedClock('2023-06-01T08:15:00+07:00') });
    const movements: StageMovement[] = ENDED.map(
      ([unitCode, procedureCode, stageNo, day, heldMinutes, lateMinutes]) => ({
        ...{ unitCode, procedureCode, stageNo, day: plainDate(day), n: 1, heldMinutes, lateMinutes },
      }),
    );
    await app.transactor.run(async (tx) => {
      for (const { sql, params } of stageTailStatements('d-1', 1, movements)) await tx.execute(sql, params);
    });
    await app.get(FoldService, { strict: false }).fold();
    leader = await app.browse('leader');
  }, 60_000);
  afterAll(() => app.close());

  const report = (asked = {}) => app.get(StagesService, { strict: false }).report(LEADER, asked);

  it('agrees with a count by hand, of stages, times and holders', async () => {
    const { lines, period } = await report();
    expect([period.from, period.to]).toEqual(['2023-03-15', '2023-06-14']);
    const within = ENDED.filter(([, , , day]) => day >= period.from && day <= period.to);
    const keys = [...new Set(within.map(([, procedure, stage]) => `${procedure} ${String(stage)}`))];
    expect(lines.map((line) => `${line.procedureCode} ${String(line.stageNo)}`)).toEqual(keys);
    for (const line of lines) {
      const own = within.filter(([, procedure, stage]) => procedure === line.procedureCode && stage === line.stageNo);
      const counts = own.map(([, , , , held]) => ({ bucket: durationBucket(held), n: 1 }));
      expect(line).toMatchObject({
        stages: own.length,
        heldMinutes: own.reduce((sum, [, , , , held]) => sum + held, 0),
        lateMinutes: own.reduce((sum, [, , , , , late]) => sum + late, 0),
        p50: percentileOf(counts, 0.5),
        p90: percentileOf(counts, 0.9),
      });
      for (const holder of line.holders) {
        const held = own.filter(([unit]) => unit === holder.unitCode);
        expect([holder.unitCode, holder.stages]).toEqual([holder.unitCode, held.length]);
        expect(holder.lateMinutes).toBe(held.reduce((sum, [, , , , , late]) => sum + late, 0));
      }
      expect(line.holders.reduce((sum, { heldMinutes }) => sum + heldMinutes, 0)).toBe(line.heldMinutes);
    }
    expect(lines[0]?.holders.map(({ unitCode }) => unitCode)).toEqual([FINANCE, DIVISION, TOWN]);
  });

  it('names the stage and the unit that held it, with a picture and a table behind', async () => {
    const page = await leader.get('/reports/stages');
    expect(page.statusCode).toBe(200);
    const said = readable(page.body);
    expect(said).toContain('Chặng 1 4');
    expect(said).toContain('quá hạn 1 ngày 2 giờ, 71,43% tổng số');
    expect(said).toContain('chín phần mười hồ sơ xong trong');
    const [, src = ''] = /<img src="([^"]+p90[^"]+)"/.exec(plain(page.body)) ?? [];
    const picture = await leader.get(src);
    expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    for (const [, href = ''] of plain(page.body).matchAll(/href="(\/(?:dossiers|reports\/stages)\?[^"]+)"/g)) {
      expect([href, (await leader.get(href)).statusCode]).toEqual([href, 200]);
    }
  });

  it('shows one procedure alone, another period, and a unit below', async () => {
    const alone = (await report({ procedure: THREE_DAYS })).lines;
    expect(alone.map(({ procedureCode }) => procedureCode)).toEqual([THREE_DAYS]);
    const march = (await report({ period: '2023-Q1' })).lines;
    expect(march.map(({ procedureCode, lateMinutes }) => [procedureCode, lateMinutes])).toEqual([[SAME_DAY, 9_000]]);
    const below = (await report({ unit: DIVISION })).lines;
    expect(below.map(({ stages, holders }) => [stages, holders[0]?.own])).toEqual([[2, false]]);
    const none = readable((await leader.get('/reports/stages?period=2022-11')).body);
    expect(none).toContain('Trong kỳ chưa có chặng nào kết thúc');
  });

  it('answers who may ask, about what there is', async () => {
    for (const [path, status] of [
      ['/reports/stages?period=never', 422],
      ['/reports/stages?unit=H99', 404],
      ['/reports/stages?procedure=%27', 422],
      ['/reports/stages?procedure=9.999999', 200],
      ['/reports/stages?q=1', 422],
    ] as const) {
      expect([path, (await leader.get(path)).statusCode]).toEqual([path, status]);
    }
    const specialist = await app.browse('specialist');
    expect((await specialist.get('/reports/stages')).statusCode).toBe(403);
    expect((await specialist.get('/reports/stages/charts/p90.svg')).statusCode).toBe(403);
    const elsewhere = await app.browse('xp.leader');
    expect((await elsewhere.get(`/reports/stages?unit=${TOWN}`)).statusCode).toBe(403);
  });
});

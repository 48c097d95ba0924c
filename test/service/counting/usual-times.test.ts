import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { FoldService } from '../../../src/counting/fold.service.js';
import { stageTailStatements } from '../../../src/counting/tail.js';
import { UsualTimesService } from '../../../src/counting/usual-times.service.js';
import { durationBucket, percentileOf } from '../../../src/domain/kpi/stage-time.js';
import { DAY, type Instant } from '../../../src/domain/time/instant.js';
import { localDate } from '../../../src/domain/time/plain-date.js';
import { startTestApp, type TestApp } from '../../support/app.js';

const DIVISION = 'H45.20.05';
const PROCEDURE = '1.009998';

let world: TestApp;
beforeAll(async () => {
  world = await startTestApp();
});
afterAll(() => world.close());

const usual = (unitCode = DIVISION) => world.get(UsualTimesService, { strict: false }).of(unitCode, PROCEDURE);

/** Stages that ended so many days ago after so many working minutes, posted and folded as acts do. */
async function ended(stageNo: number, minutes: readonly number[], daysAgo: number): Promise<void> {
  const day = localDate((world.clock.now() - daysAgo * DAY) as Instant);
  const about = { unitCode: DIVISION, procedureCode: PROCEDURE, stageNo, day, n: 1, lateMinutes: 0 } as const;
  const movements = minutes.map((heldMinutes) => ({ ...about, heldMinutes }));
  await world.transactor.run(async (tx) => {
    for (const { sql, params } of stageTailStatements(`d-${stageNo}-${daysAgo}`, 1, movements)) {
      await tx.execute(sql, params);
    }
  });
  await world.get(FoldService, { strict: false }).fold();
}

it('are the P80 of the last twelve months of each stage, by the pure definition', async () => {
  const first = [30, 45, 60, 90, 120, 240, 300, 480, 960, 4_800];
  await ended(1, first, 20);
  await ended(2, [100, 200, 300, 400, 500, 600, 700, 800], 200);
  await ended(
    2,
    Array.from({ length: 30 }, () => 9_000),
    500,
  );
  const bucketed = (minutes: readonly number[]) => minutes.map((each) => ({ bucket: durationBucket(each), n: 1 }));
  const found = await usual();
  expect(found.get(1)).toBe(percentileOf(bucketed(first), 0.8));
  expect(found.get(1)).toBeGreaterThanOrEqual(480);
  expect(found.get(1)).toBeLessThan(480 * 1.1);
  // What ended more than a year ago says nothing about today.
  expect(found.get(2)).toBe(percentileOf(bucketed([100, 200, 300, 400, 500, 600, 700, 800]), 0.8));
  expect(await usual('H45.20')).toEqual(found);
});

it('say nothing of a stage that too little is known of, and learn within the hour', async () => {
  await ended(3, [60, 60, 60, 60, 60, 60, 60], 10);
  world.clock.advance(DAY / 24);
  expect((await usual()).has(3)).toBe(false);
  await ended(3, [60], 9);
  expect((await usual()).has(3)).toBe(false);
  world.clock.advance(DAY / 24);
  expect((await usual()).get(3)).toBe(percentileOf([{ bucket: durationBucket(60), n: 8 }], 0.8));
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { FoldService } from '../../../src/counting/fold.service.js';
import { TreeWatch } from '../../../src/counting/tree-watch.service.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { askStatutory } from '../../support/figures-proof/ask-counts.js';
import { drawDossiers, NOW_TEXT } from '../../support/figures-proof/drawn.js';
import { READER } from '../../support/figures-proof/index.js';
import { FEW_PERIODS, Recount } from '../../support/figures-proof/recount.js';
import { Tally } from '../../support/figures-proof/tally.js';
import { writeProofWorld, writeUnits } from '../../support/figures-proof/write.js';

const drawn = drawDossiers(300, 24);
let world: TestApp;
beforeAll(async () => {
  world = await startTestApp({ clock: new StoppedClock(NOW_TEXT) });
  await writeProofWorld(world, drawn);
  await world.get(FoldService, { strict: false }).fold();
}, 60_000);
afterAll(() => world.close());

const wrong = async (restated: boolean): Promise<number> => {
  const tally = new Tally();
  await askStatutory({ world, reader: READER, recount: new Recount(drawn, restated), tally, periods: FEW_PERIODS });
  return tally.wrong;
};
const follow = (): Promise<boolean> => world.get(TreeWatch, { strict: false }).follow();

it('makes the figures anew when a unit was put below another, and only then', async () => {
  expect(await follow()).toBe(true);
  expect(await follow()).toBe(false);
  expect(await wrong(false)).toBe(0);
  await writeUnits(world, true);
  expect(await wrong(true)).toBeGreaterThan(0);
  expect(await follow()).toBe(true);
  expect(await wrong(true)).toBe(0);
  expect(await follow()).toBe(false);
}, 30_000);

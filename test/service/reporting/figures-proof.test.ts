import { expect, it } from '@jest/globals';
import { proveFigures } from '../../support/figures-proof/index.js';
import { FEW_PERIODS } from '../../support/figures-proof/recount.js';

/** The whole of it: `npm run prove -- figures`. */
it('every figure of every report is the recount of the dossiers, before and after a merger of units', async () => {
  const { facts, failures } = await proveFigures(1_500, 6, FEW_PERIODS);
  expect(failures).toEqual([]);
  expect(facts).toMatchObject({ dossiers: 1_500, mismatches: 0 });
  if (process.env['SHOW']) console.log(facts);
  expect(facts['a falsified bin is named']).toMatch(/^II\.06 [abc], H45\.20 2023-03, rows\.dd\./);
}, 60_000);

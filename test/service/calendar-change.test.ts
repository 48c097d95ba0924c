import { expect, it } from '@jest/globals';
import { changeUnderDossiers } from '../support/calendar-change.js';

/** `npm run prove -- calendar` does the same with five thousand. */
const DOSSIERS = 400;

it('moves what was shown, as it was shown, once: no original, no judgement of what was late', async () => {
  const { failures, dossiers, later, earlier, late, unchanged } = await changeUnderDossiers(DOSSIERS);
  expect(failures).toEqual([]);
  expect(dossiers).toBe(DOSSIERS);
  // Without each of these the proof would say less than it seems to.
  for (const some of [later, earlier, late, unchanged]) expect(some).toBeGreaterThan(10);
}, 120_000);

import { expect, it } from '@jest/globals';
import { proveRadar } from '../../support/radar-proof.js';

/** The whole of it: `npm run prove -- radar`. */
it('finds all frauds among honest dossiers, and points at few of those', async () => {
  const { facts, failures } = await proveRadar(400);
  expect(failures).toEqual([]);
  expect(facts).toMatchObject({ 'honest dossiers': 400, 'planted frauds': 12, found: 12 });
  // 22 signs at least are the planted ones; honest work leaves some of nearly each kind.
  expect(facts['signs']).toBeLessThan(80);
}, 60_000);

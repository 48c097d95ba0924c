import { expect, it } from '@jest/globals';
import { runWorlds } from '../support/worlds/runs.js';

const WORLDS = 40;

/**
 * Units of their own, people at random, acts of every kind at random times: whatever the service accepts, the ledger, the
 * judgements, the obligations and every figure of every day are what the pure functions say. `npm run prove -- worlds`
 * plays a thousand.
 */
it('holds in every world that people make: ledger, judgements, obligations, figures and history', async () => {
  const { facts, failures } = await runWorlds({ worlds: WORLDS, together: WORLDS, steps: { least: 25, most: 45 } });
  expect(failures.join('\n\n')).toBe('');
  expect(facts['worlds']).toBe(WORLDS);
}, 300_000);

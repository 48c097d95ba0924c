import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compileService, type Compiled } from '../support/compiled.js';
import { KilledWalks } from '../support/crash/walks/killed-walks.js';
import type { WalkName } from '../support/crash/walks/walks.js';

/** One death each, where most is under way; `npm run prove -- kills` has one at every commit. */
const DEATHS: readonly (readonly [WalkName, number, string])[] = [
  ['folder', 24, 'after its scans found their letters and before the first is issued'],
  ['signatures', 13, 'between signing elsewhere and issuing'],
];

let compiled: Compiled;

beforeAll(() => {
  compiled = compileService();
});
afterAll(() => {
  compiled.remove();
});

describe.each(DEATHS)('letters of the walk %s, killed at commit %d, %s', (name, commit) => {
  it('end as if nothing had happened', async () => {
    const walks = await KilledWalks.open(name, compiled.script('test/support/crash/child.ts'));
    try {
      const { commits, picture, again } = await walks.undisturbed();
      expect(commits).toBeGreaterThan(commit);
      expect(again).toEqual([]);
      expect(await walks.killed({ when: 'before', commit }, picture)).toEqual([]);
    } finally {
      await walks.close();
    }
  });
});

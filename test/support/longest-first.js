// @ts-check
import { statSync } from 'node:fs';

/** What takes minutes begins first: at the end, one of two workers would wait for the other. */
const LONG = [
  'browser/gallery',
  'browser/every-page',
  'service/crash',
  'browser/',
  'service/killed',
  'service/imports/killed',
  'service/two-sweeps',
  'e2e/',
];

/** @typedef {{ path: string }} Test */

/** @param {Test} test */
function rank({ path }) {
  const at = LONG.findIndex((part) => path.replaceAll('\\', '/').includes(`/test/${part}`));
  return at < 0 ? LONG.length : at;
}

/** What jest asks of the order of files; a run is not told apart from the one before it. */
export default class LongestFirst {
  /** @param {Test[]} tests */
  sort(tests) {
    const sized = tests.map((test) => ({ test, rank: rank(test), bytes: statSync(test.path).size }));
    return sized.sort((a, b) => a.rank - b.rank || b.bytes - a.bytes).map(({ test }) => test);
  }

  /** @param {Test[]} tests @param {{ shardIndex: number, shardCount: number }} part */
  shard(tests, { shardIndex, shardCount }) {
    return this.sort(tests).filter((_, i) => i % shardCount === shardIndex - 1);
  }

  allFailedTests() {
    return [];
  }

  cacheResults() {
    // Nothing is remembered.
  }
}

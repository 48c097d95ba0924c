import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { livedDesk, walk, type Walked } from '../support/page-places.js';

/** Opened by the service itself, by a key, or only in a state that a lived desk is not in. */
const NOT_BY_LINK = ['/log-in', '/locale/:locale', '/lock', '/session/state', '/setup'];

let world: TestApp;
let walked: Walked;
beforeAll(async () => {
  world = await livedDesk();
  walked = await walk(world);
}, 180_000);
afterAll(() => world.close());

it('no link leads nowhere, nor to what the reader may not open', () => {
  expect(walked.dead).toEqual([]);
});
it('every page is led to from some other', () => {
  expect(walked.unreached.filter((path) => !NOT_BY_LINK.includes(path))).toEqual([]);
});

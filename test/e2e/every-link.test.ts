import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { livedDesk, walk, type Walked } from '../support/page-places.js';

/** Opened by the service itself, by a key, or only in a state that a lived desk is not in. */
const NOT_BY_LINK = [
  // A line that the script of the dashboard opens, and a picture.
  '/dashboard/events',
  '/reports/stages/charts/p90.svg',
  '/log-in',
  '/lock',
  '/locale/:locale',
  '/session/state',
  '/setup',
  // what the QR code of a letter leads to
  '/thu',
  '/thu/:mark',
  // what the QR code of a slip leads to
  '/tra-cuu',
  // where the calendar stood before
  '/reference/calendar/:year',
  // asked by a page while something runs
  '/calendar/replans/:id/progress',
  '/imports/:id/progress',
  '/reports/reconcile/:id/progress',
  '/papers/register/exports/:id/progress',
  // of a register that was taken along (test/e2e/register-export-pages.test.ts)
  '/papers/register/exports/:id',
  '/papers/register/exports/:id/file',
  // what closing a period leads to
  '/reports/closings/file',
  // what a form leads to
  '/paper-sessions/slips/:drawn',
  '/imports/reference/:id',
  '/letters/print-queue/papers',
  '/papers/result-slip/pdf',
  // of a folder to be signed that was printed and scanned (test/e2e/folder-pages.test.ts)
  '/letters/folders/:id',
  '/letters/folders/:id/progress',
  '/letters/folders/:id/parts/:part',
  '/letters/folders/:id/scans/:scan/pages/:page',
  // of a numbered letter where the unit signs electronically (test/e2e/signatures-pages.test.ts)
  '/letters/:id/signatures',
  '/letters/:id/signatures/paper.pdf',
  // what only its citizen is told the address of
  '/l/:secret',
  '/l/:secret/letter.pdf',
  // a large picture of a dossier, small
  '/dossiers/:code/files/:id/preview',
  // shows what was kept with a delivery, where something was
  '/letters/:id/delivery/proofs/:hash',
  // a letter sent by mail, a file that leaves out what another system still works
  '/mailbox/:id/attachment',
  '/imports/:id/missing',
  // of an obligation for which another agency is at fault (test/e2e/obligation-proofs.test.ts)
  '/dossiers/:code/obligations/:id/outside-request',
  '/dossiers/:code/obligations/:id/outside-request.pdf',
];

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

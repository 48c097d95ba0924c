import { Readable } from 'node:stream';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import { FolderGrid } from '../../src/apologies/folders/folder-grid.service.js';
import { FolderRunner } from '../../src/apologies/folders/folder-runner.js';
import { FoldersService } from '../../src/apologies/folders/folders.service.js';
import { PrintingService } from '../../src/apologies/folders/printing.service.js';
import { ScansService } from '../../src/apologies/folders/scans.service.js';
import { LettersRepository } from '../../src/apologies/letters.repository.js';
import type { TestApp } from './app.js';
import { startDesk } from './desk.js';
import { approved, lateLetters } from './late-letters.js';
import { printedSheets, scanned, scanPdf, type Sheet } from './scanned.js';

export interface Forty {
  readonly facts: Readonly<Record<string, string | number>>;
  readonly failures: readonly string[];
}

const DEGREES = [-4, -3, -2, -1, 0, 1, 2, 3, 4, 180, 177, 183];

/**
 * Forty letters signed by hand and scanned: crooked up to four degrees or upside down, noisy and grey, in any order; two
 * sheets are missing, one is of another folder, one is not of ours, and the cover list lies on top.
 */
export async function fortyLetters(letters = 40, dotsPerInch = 150): Promise<Forty> {
  const desk = await startDesk();
  try {
    return await run(desk, letters, dotsPerInch);
  } finally {
    await desk.close();
  }
}

async function run(desk: TestApp, count: number, dotsPerInch: number): Promise<Forty> {
  const get = <T>(token: abstract new (...given: never[]) => T): T => desk.get<T>(token, { strict: false });
  const drafts = await lateLetters(desk, count + 1);
  await approved(desk, drafts);
  const clerk = await get(AccountsService).actor('qldt.clerk');
  const paper = { settings: [{ key: 'signing_mode', value: 'paper', validFrom: '2023-05-11' }] };
  await (await desk.as('admin')).patch('/api/v1/units/H45.20.05', paper);
  const make = async (ids: readonly string[]): Promise<{ id: string; sheets: Sheet[] }> => {
    const { id } = await get(FoldersService).open('H45.20.05', ids, clerk, null);
    const folder = await get(FoldersService).find(id, clerk);
    await get(FolderGrid).allocate(folder, clerk, null);
    await get(PrintingService).ask(folder, clerk);
    await get(FolderRunner).run();
    return { id, sheets: await printedSheets(await get(PrintingService).pdf(folder, 1), dotsPerInch) };
  };
  const own = drafts.slice(0, count);
  const folder = await make(own.map(({ id }) => id));
  const other = await make([drafts[count]!.id]);
  const missing = [7, count - 8];
  const lists = folder.sheets.length - count;
  const pile = [...folder.sheets.slice(0, lists), ...folder.sheets.slice(lists).filter((_, i) => !missing.includes(i))];
  const foreign = other.sheets.at(-1)!;
  const at = Math.floor(pile.length / 2);
  const sheets = [...pile.slice(0, at), foreign, ...pile.slice(at)].map((sheet, i) =>
    scanned(sheet, {
      turned: DEGREES[i % DEGREES.length]!,
      noise: 20 + (i % 4) * 12,
      tones: [40 + (i % 3) * 15, 235],
      seed: i + 1,
    }),
  );
  const bytes = await scanPdf(sheets, dotsPerInch);
  const file = { name: 'files', fileName: 'pile.pdf', type: 'application/pdf', stream: Readable.from([bytes]) };
  await get(ScansService).receive(await get(FoldersService).find(folder.id, clerk), file, clerk);
  const began = performance.now();
  await get(FolderRunner).run();
  const seconds = (performance.now() - began) / 1_000;
  const failures: string[] = [];
  let issued = 0;
  for (const [i, { id, code }] of own.entries()) {
    const { state, signedHow } = await get(LettersRepository).byId(desk.database, id);
    if (state === 'issued' && signedHow === 'scan') issued += 1;
    if ((state === 'issued') === missing.includes(i)) failures.push(`${code} is ${state}`);
  }
  const open = await get(ScansService).open(folder.id, 50);
  const kinds = open.map(({ kind }) => kind);
  const expected = [...Array.from({ length: lists }, () => 'no_code'), 'other_folder'];
  if (kinds.join() !== expected.join()) failures.push(`listed: ${kinds.join(', ')}`);
  const [stranger] = open.filter(({ kind }) => kind === 'other_folder');
  if (stranger?.letterId !== drafts[count]!.id) failures.push('the foreign sheet is not recognised');
  return {
    facts: {
      letters: count,
      pages: sheets.length,
      'dots an inch': dotsPerInch,
      issued,
      listed: open.length,
      megabytes: Math.round(bytes.length / 1e5) / 10,
      'seconds to read and issue': Math.round(seconds * 10) / 10,
    },
    failures,
  };
}

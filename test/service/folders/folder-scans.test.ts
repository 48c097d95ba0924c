import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsService } from '../../../src/accounts/accounts.service.js';
import { FolderGrid } from '../../../src/apologies/folders/folder-grid.service.js';
import { FolderRunner } from '../../../src/apologies/folders/folder-runner.js';
import { FoldersService } from '../../../src/apologies/folders/folders.service.js';
import { PrintingService } from '../../../src/apologies/folders/printing.service.js';
import { ScansService } from '../../../src/apologies/folders/scans.service.js';
import { IssuingService } from '../../../src/apologies/issuing.service.js';
import { LettersRepository } from '../../../src/apologies/letters.repository.js';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import type { Letter } from '../../../src/domain/apology/letter.js';
import { FileStore } from '../../../src/platform/files/file-store.js';
import type { TestApp } from '../../support/app.js';
import { startDesk } from '../../support/desk.js';
import { approved, lateLetters, type LateLetter } from '../../support/late-letters.js';
import { readPdf } from '../../support/pdf-text.js';
import { blankSheet, printedSheets, scanned, scanPdf, scanPng, type Sheet } from '../../support/scanned.js';

let desk: TestApp;
let clerk: Actor;
let letters: LateLetter[];
let folderId: string;
let sheets: Sheet[];

const get = <T>(token: abstract new (...given: never[]) => T): T => desk.get<T>(token, { strict: false });
const letter = (index: number): Promise<Letter> => get(LettersRepository).byId(desk.database, letters[index]!.id);
const folder = () => get(FoldersService).find(folderId, clerk);

async function upload(fileName: string, bytes: Buffer): Promise<boolean> {
  const file = { name: 'files', fileName, type: 'application/octet-stream', stream: Readable.from([bytes]) };
  const taken = await get(ScansService).receive(await folder(), file, clerk);
  await get(FolderRunner).run();
  return taken;
}

beforeAll(async () => {
  desk = await startDesk();
  letters = await lateLetters(desk, 7);
  await approved(desk, letters);
  clerk = await get(AccountsService).actor('qldt.clerk');
  await (
    await desk.as('admin')
  ).patch('/api/v1/units/H45.20.05', { settings: [{ key: 'signing_mode', value: 'paper', validFrom: '2023-05-11' }] });
}, 60_000);
afterAll(() => desk.close());

describe('a folder that is signed by hand', () => {
  it('takes the letters that wait, once', async () => {
    const chosen = letters.slice(0, 6).map(({ id }) => id);
    const opened = await get(FoldersService).open('H45.20.05', chosen, clerk, null);
    expect(opened).toMatchObject({ put: 6, left: 0 });
    folderId = opened.id;
    await expect(get(FoldersService).open('H45.20.05', chosen, clerk, null)).rejects.toMatchObject({
      code: 'request.invalid',
    });
    expect((await letter(0)).mark).toMatch(/^[0-9A-Z]{18}$/);
    expect((await letter(6)).mark).toBeNull();
  });

  it('is printed as a list and the letters behind it, each on its own sheet', async () => {
    await get(PrintingService).ask(await folder(), clerk);
    await get(FolderRunner).run();
    expect(await get(PrintingService).latest(folderId)).toMatchObject({ state: 'printed', done: 6, total: 6 });
    const pdf = await get(PrintingService).pdf(await folder(), 1);
    sheets = await printedSheets(pdf);
    const text = await readPdf(pdf);
    expect(text.pages).toBe(7);
    for (const { code } of letters.slice(0, 6)) expect(text.text).toContain(code);
    expect(text.text).toContain('TẬP THƯ TRÌNH KÝ');
    const inside = await get(FoldersService).letters(folderId, 0, 10);
    expect(inside.map(({ sheets: count }) => count)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('gives numbers and days row by row; a letter on paper then waits for its sheet', async () => {
    const row = { date: null, own: false, signed: false, number: null };
    const results = await get(FolderGrid).take(
      await folder(),
      [
        { ...row, letterId: letters[0]!.id, own: true },
        { ...row, letterId: letters[1]!.id, number: '30/TXL' },
        { ...row, letterId: letters[2]!.id, number: '30/TXL' },
        { ...row, letterId: letters[3]!.id, own: true, signed: true },
        { ...row, letterId: letters[4]!.id, own: true },
      ],
      clerk,
      null,
    );
    expect(results.map((result) => ('error' in result ? result.error.code : 'done'))).toEqual([
      'done',
      'done',
      'conflict.duplicate',
      'done',
      'done',
    ]);
    expect(await letter(0)).toMatchObject({ state: 'numbered', awaits: 'scan', number: { text: '01/PXL' } });
    expect(await letter(1)).toMatchObject({ state: 'numbered', number: { text: '30/TXL', serial: null } });
    expect(await letter(3)).toMatchObject({ state: 'issued', signedHow: 'word', signedBy: 'qldt.clerk' });
  });

  it('is issued by nobody before it is signed, not by the sweep either', async () => {
    await get(IssuingService).resume();
    expect(await letter(0)).toMatchObject({ state: 'numbered' });
    await expect(get(IssuingService).issue(letters[0]!.id, clerk, null)).rejects.toMatchObject({
      code: 'letter.action_refused',
      facts: { awaits: 'scan' },
    });
  });

  it('finds each letter in a crooked, noisy, grey pile, and lists the rest', async () => {
    const [list, first, second, third, fourth, fifth] = sheets as [Sheet, Sheet, Sheet, Sheet, Sheet, Sheet];
    const pile = [
      scanned(list, { turned: 1, noise: 20, seed: 11 }),
      scanned(second, { turned: 3.5, noise: 40, tones: [60, 225], seed: 12 }),
      blankSheet(second),
      scanned(first, { turned: 180, noise: 30, seed: 13 }),
      scanned(third, { turned: -3, noise: 40, tones: [40, 230], seed: 14 }),
      scanned(fourth, { turned: 177, noise: 25, seed: 15 }),
      scanned(first, { turned: -1, noise: 10, seed: 16 }),
    ];
    const bytes = await scanPdf(pile);
    expect(await upload('pile.pdf', bytes)).toBe(true);
    expect(await upload('pile again.pdf', bytes)).toBe(false);
    const open = await get(ScansService).open(folderId, 20);
    expect(open.map(({ page, kind, letterId }) => [page, kind, letterId])).toEqual([
      [0, 'no_code', null],
      [6, 'double', letters[0]!.id],
    ]);
    for (const index of [0, 1]) {
      expect(await letter(index)).toMatchObject({ state: 'issued', signedHow: 'scan', signedBy: 'qldt.clerk' });
    }
    // Not numbered yet: its sheet is there and waits. Issued before: its sheet stands beside it.
    expect(await letter(2)).toMatchObject({ state: 'approved' });
    expect((await letter(3)).scanHash).not.toBeNull();
    expect((await letter(4)).state).toBe('numbered');
    expect(fifth.width).toBe(first.width);
  }, 90_000);

  it('keeps the scan as the file of record, upright, and the letter as it was rendered beside it', async () => {
    const { fileHash, scanHash } = await letter(0);
    expect(fileHash).toBe(scanHash);
    const record = await get(FileStore).read(fileHash!);
    const [page] = await printedSheets(record, 30);
    const [original] = await printedSheets(await get(PrintingService).pdf(await folder(), 1), 30).then((all) =>
      all.slice(1),
    );
    expect(likeness(page!, original!)).toBeGreaterThan(0.9);
    const [kept] = await desk.database.query<{ fileHash: string }>(
      'SELECT "fileHash" FROM "signing_paper" WHERE "letterId" = $1',
      [letters[0]!.id],
    );
    expect((await readPdf(await get(FileStore).read(kept!.fileHash))).text).toContain('01/PXL');
  });

  it('takes a picture of a telephone, too, and issues once number and sheet are both there', async () => {
    expect(await upload('sheet.png', scanPng(scanned(sheets[5]!, { turned: 2, noise: 20, seed: 21 })))).toBe(true);
    expect(await letter(4)).toMatchObject({ state: 'issued', signedHow: 'scan' });
    const row = { letterId: letters[2]!.id, number: null, own: true, date: null, signed: false };
    const [result] = await get(FolderGrid).take(await folder(), [row], clerk, null);
    expect(result).toEqual({ letterId: letters[2]!.id, done: true });
    expect(await letter(2)).toMatchObject({ state: 'issued', signedHow: 'scan', number: { serial: 4 } });
  });

  it('lets a person place what nobody could tell', async () => {
    const scans = get(ScansService);
    const [list, double] = await scans.open(folderId, 20);
    await scans.assign(await folder(), list!, letters[5]!.id, clerk);
    await expect(scans.assign(await folder(), double!, letters[0]!.id, clerk)).rejects.toMatchObject({
      code: 'conflict.duplicate',
    });
    await scans.discard(double!, clerk);
    await expect(scans.discard(double!, clerk)).rejects.toMatchObject({ code: 'version.stale' });
    expect(await scans.open(folderId, 20)).toEqual([]);
  });

  it('refuses what is no scan, and says which file', async () => {
    await expect(upload('thư.docx', Buffer.from('PK\u0003\u0004 not a scan'))).rejects.toMatchObject({
      code: 'request.invalid',
      errors: [{ field: 'files', message: 'Tệp “thư.docx” không phải PDF, JPG hoặc PNG' }],
    });
    expect(await upload('broken.pdf', Buffer.from('%PDF-1.7 and nothing behind it'))).toBe(true);
    const [broken] = (await get(ScansService).list(folderId)).filter(({ fileName }) => fileName === 'broken.pdf');
    expect(broken).toMatchObject({ state: 'refused', fault: 'unreadable' });
  });
});

/** Share of dots on which both are dark, or both light. */
function likeness(one: Sheet, other: Sheet): number {
  const [width, height] = [Math.min(one.width, other.width), Math.min(one.height, other.height)];
  let same = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const dark = one.data[y * one.width + x]! < 160;
      if (dark === other.data[y * other.width + x]! < 160) same += 1;
    }
  }
  return same / (width * height);
}

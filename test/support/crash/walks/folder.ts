import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FolderGrid } from '../../../../src/apologies/folders/folder-grid.service.js';
import { FolderRunner } from '../../../../src/apologies/folders/folder-runner.js';
import { FoldersService } from '../../../../src/apologies/folders/folders.service.js';
import type { Folder } from '../../../../src/apologies/folders/folder.js';
import { PrintingService } from '../../../../src/apologies/folders/printing.service.js';
import { ScansService } from '../../../../src/apologies/folders/scans.service.js';
import { AppConfig } from '../../../../src/platform/config/app-config.js';
import { OutboxService } from '../../../../src/platform/outbox/outbox.service.js';
import { lateLetters } from '../../late-letters.js';
import { printedSheets, scanned, scanPdf } from '../../scanned.js';
import type { Service } from '../service.js';
import { decideSigning, keyOf, person, UNIT, type Walk } from './walk.js';

/** A folder that is signed by hand: opened, approved, printed, numbered, scanned, matched, issued, mailed. */
export const folderWalk: Walk = {
  prepare: async (world) => {
    await decideSigning(world, 'paper');
    const letters = await lateLetters(world, 2, () => ({ email: 'an@example.vn', contactBy: ['email'] }));
    return letters.map(({ id }) => id);
  },
  walk: async (service, letterIds) => {
    const { get } = service;
    const [signer, clerk] = [await person(service, 'qldt.leader'), await person(service, 'qldt.clerk')];
    const { id } = await get(FoldersService).open(UNIT, letterIds, clerk, keyOf(service, clerk, 'open'));
    const folder = await get(FoldersService).find(id, clerk);
    await get(FolderGrid).approve(folder, signer, keyOf(service, signer, 'approve'));
    const print = await get(PrintingService).latest(id);
    if (print === null || print.state === 'failed') await get(PrintingService).ask(folder, clerk);
    await get(FolderRunner).resume();
    await get(FolderGrid).allocate(folder, clerk, keyOf(service, clerk, 'allocate'));
    const stream = Readable.from([await pile(service, folder)]);
    await get(ScansService).receive(folder, { fileName: 'pile.pdf', stream }, clerk);
    await get(FolderRunner).resume();
    await get(OutboxService).flush();
  },
};

/** The sheets as they came back; the scanner keeps its file. */
async function pile(service: Service, folder: Folder): Promise<Buffer> {
  const kept = join(service.get(AppConfig).DATA_DIR, 'pile.pdf');
  if (!existsSync(kept)) {
    const sheets = await printedSheets(await service.get(PrintingService).pdf(folder, 1));
    const half = `${kept}.half`;
    writeFileSync(
      half,
      await scanPdf(sheets.slice(1).map((sheet, i) => scanned(sheet, { turned: 2 - i, seed: i + 1 }))),
    );
    renameSync(half, kept);
  }
  return readFileSync(kept);
}

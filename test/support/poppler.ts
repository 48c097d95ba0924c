import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from '@jest/globals';

const found = spawnSync('pdfsig', ['-v']).error === undefined;

/** Tests that ask Poppler's tools: without them each counts as skipped and is named; CI installs them. */
export const itWithPoppler: typeof it.skip = found || process.env['CI'] ? it : it.skip;

/** What `pdfsig` says of the signatures in a file. Whom it trusts is not asked: it knows no authority of a test. */
export function pdfsig(file: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'pdfsig-'));
  try {
    const path = join(folder, 'signed.pdf');
    writeFileSync(path, file);
    return execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8', env: { ...process.env, HOME: folder } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

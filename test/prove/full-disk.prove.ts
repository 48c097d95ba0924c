import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WalkName } from '../support/crash/walks/walks.js';
import type { Proof } from './proof.js';

/** A proof runs compiled: so does what it starts. */
const CHILD = fileURLToPath(new URL('../support/crash/child.js', import.meta.url));
const MEGABYTES = 96;
/** Room that is left when letters are begun, in kilobytes: from none at all to enough. */
const ROOM = [0, 32, 64, 96, 128, 192, 256, 320, 384, 448, 512, 640, 768, 1_024, 1_536, 2_048, 4_096, 16_384];

/**
 * Letters are printed, numbered, scanned, signed and sent on a disk that fills up on the way: database and papers on
 * SQLite, papers on PostgreSQL. When there is room again, people try again: everything is as if nothing had happened.
 * Mounts a small disk, so it has to be root.
 */
export async function prove(): Promise<Proof> {
  // Entities read the engine once, when they are loaded.
  await import('../support/environment.js');
  const { KilledWalks } = await import('../support/crash/walks/killed-walks.js');
  const disk = mkdtempSync(join(tmpdir(), 'dung-hen-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(MEGABYTES)}m`, 'tmpfs', disk]);
  const facts: Record<string, string | number> = { engine: process.env['TEST_POSTGRES_URL'] ? 'PostgreSQL' : 'SQLite' };
  const failures: string[] = [];
  try {
    for (const name of ['folder', 'signatures'] as const satisfies readonly WalkName[]) {
      const walks = await KilledWalks.open(name, CHILD, disk);
      const stopped: number[] = [];
      try {
        const { picture } = await walks.undisturbed();
        for (const kilobytes of ROOM) {
          const { walked, found } = await walks.starved(kilobytes, picture);
          if (!walked) stopped.push(kilobytes);
          for (const line of found) console.error(`${name}: ${line}`);
          failures.push(...found.map((line) => `${name}: ${line}`));
          console.error(`${name}: ${String(kilobytes)} kB: ${walked ? 'walked' : 'stopped'}`);
        }
      } finally {
        await walks.close();
      }
      facts[`${name}: rooms tried`] = ROOM.length;
      facts[`${name}: stopped on the way with at most (kB)`] = Math.max(-1, ...stopped);
      if (stopped.length === 0) failures.push(`${name}: the disk was never full`);
    }
  } finally {
    execFileSync('umount', [disk]);
    rmdirSync(disk);
  }
  return { facts, failures };
}

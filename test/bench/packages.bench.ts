import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/templates/project-root.js';
import type { BenchResult } from './result.js';

interface Entry {
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
}

const TARGET = 250;

/** What `npm ci --omit=dev` puts on a Linux server, against the packages we name ourselves. */
export function bench(): Promise<BenchResult> {
  const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, Entry>>;
  };
  const ours = Object.entries(lock.packages).filter(
    ([path, entry]) => path !== '' && entry.dev !== true && fits(entry),
  );
  const limit = Object.keys(lock.packages['']?.dependencies ?? {}).length;
  const ratio = ours.length / limit;
  return Promise.resolve({ name: 'packages in production', ours: ours.length, limit, unit: '', ratio, target: TARGET });
}

function fits({ os = ['linux'], cpu = ['x64'], libc = ['glibc'] }: Entry): boolean {
  return os.includes('linux') && cpu.includes('x64') && libc.includes('glibc');
}

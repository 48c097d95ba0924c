import { transformFileSync, type Options } from '@swc/core';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jest from '../../jest.config.js';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** The service and the tests' support as plain JavaScript, for processes that a test starts and kills. */
export interface Compiled {
  /** @param file as in the project, e.g. `test/support/crash/child.ts` */
  script(file: string): string;
  remove(): void;
}

/** Compiles exactly as jest does. The files keep their paths; packages and templates stay where they are. */
export function compileService(): Compiled {
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-compiled-'));
  const options = jest.transform['^.+\\.ts$'][1] as unknown as Options;
  for (const file of ['src', 'migrations', 'test/support'].flatMap(sources)) {
    const to = join(folder, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(to), { recursive: true });
    if (file.endsWith('.js')) copyFileSync(join(project, file), to);
    else writeFileSync(to, transformFileSync(join(project, file), { ...options, sourceMaps: false }).code);
  }
  for (const name of ['node_modules', 'templates']) symlinkSync(join(project, name), join(folder, name), 'junction');
  copyFileSync(join(project, 'package.json'), join(folder, 'package.json'));
  return {
    script: (file) => join(folder, file.replace(/\.ts$/, '.js')),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function sources(folder: string): string[] {
  return readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|js)$/.test(name))
    .map((name) => join(folder, name));
}

import { transformFileSync } from '@swc/core';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The rule book and some test files as plain JavaScript, for a process of its own: jest cannot change the time zone
 * of the process it runs in.
 *
 * @param folder an empty folder; the files keep their paths below it
 */
export function compileDomain(folder: string, testFiles: readonly string[]): void {
  const domain = readdirSync(join(project, 'src/domain'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('src/domain', name));
  for (const file of [...domain, ...testFiles]) {
    const { code } = transformFileSync(join(project, file), {
      swcrc: false,
      module: { type: 'es6' },
      jsc: { target: 'es2023', parser: { syntax: 'typescript' }, transform: { verbatimModuleSyntax: true } },
    });
    const to = join(folder, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, code);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import { projectRoot } from '../../../src/platform/templates/project-root.js';

/** The one PC of a small office runs Windows: npm hands these lines to cmd.exe there. */
const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const PROGRAMS = ['node', 'npm', 'eslint', 'prettier', 'tsc', 'depcruise', 'knip'];
const UNIX_ONLY: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a variable set before the command', /^[A-Z_]+=/],
  ['a variable read by the shell', /\$[({A-Za-z]/],
  ['single quotes, which cmd.exe hands on', /'/],
  ['a pipe, a redirection or a second command', /[|<>;`]|(?<!&)&(?!&)/],
  ['a wildcard, which cmd.exe does not open', /\*/],
  ['a path of one system', /\\|(?:^|\s)(?:\/|~)/],
];

describe.each(Object.entries(scripts))('npm run %s', (_, line) => {
  const commands = line.split('&&').map((command) => command.trim());
  it('calls only programs that npm brings along', () => {
    expect(commands.filter((command) => !PROGRAMS.includes(command.split(' ')[0]!))).toEqual([]);
  });
  it('says nothing that only a Unix shell understands', () => {
    expect(
      UNIX_ONLY.filter(([, shape]) => commands.some((command) => shape.test(command))).map(([what]) => what),
    ).toEqual([]);
  });
});

/** What runs on a desk's server; tests and CI may ask more. */
const RUN = ['src', 'scripts'].flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|js|mjs)$/.test(name))
    .map((name) => join(folder, name)),
);
const OF_ONE_SYSTEM: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a program started through a shell', /shell: true|execSync\(|(?<![.\w])exec\(/],
  ['a Unix tool', /spawn(?:Sync)?\(\s*'(?!node|npm)[a-z]/],
  ['a folder of one system', /'\/(?:tmp|usr|var|etc|bin)\//],
  ['the name of a script instead of its program', /spawn(?:Sync)?\(\s*'npm'/],
];
/** Starts a private PostgreSQL or Chromium for tests: asks for tools of the machine it is on, by their full path. */
const FOR_TESTS = ['with-postgres.mjs', 'smoke.mjs'];

test('what runs on a server asks nothing of one system', () => {
  const files = RUN.filter((file) => !FOR_TESTS.some((name) => file.endsWith(name)));
  const found = files.flatMap((file) => {
    const text = readFileSync(join(projectRoot, file), 'utf8');
    return OF_ONE_SYSTEM.filter(([, shape]) => shape.test(text)).map(([what]) => `${file}: ${what}`);
  });
  expect(files.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

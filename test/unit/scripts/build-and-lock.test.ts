import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../../src/platform/templates/project-root.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dung-hen-scripts-'));
  cpSync(join(projectRoot, 'scripts'), join(folder, 'scripts'), { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function read(file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

function run(script: string, ...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'scripts', script), ...args], {
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

describe('building when it is needed', () => {
  const build = (...args: string[]) => run('build-if-stale.mjs', ...args);

  beforeEach(() => {
    const compilerOptions = { outDir: 'dist', rootDir: '.', types: [], lib: ['es5'], skipLibCheck: true };
    write('tsconfig.build.json', JSON.stringify({ compilerOptions, include: ['src', 'migrations'] }));
    write('src/main.ts', 'export const answer: number = 1;\n');
    write('migrations/1-first.ts', 'export const first = true;\n');
    symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
  });

  it('builds once, then only what changed by its content', () => {
    expect(build()).toMatchObject({ status: 0, said: expect.stringContaining('Building') });
    expect(read('dist/src/main.js')).toContain('answer = 1');
    expect(build()).toEqual({ status: 0, said: '' });
    write('src/main.ts', read('src/main.ts'));
    expect(build()).toEqual({ status: 0, said: '' });
    write('src/main.ts', 'export const answer: number = 2;\n');
    expect(build().status).toBe(0);
    expect(read('dist/src/main.js')).toContain('answer = 2');
  });

  it('builds again what somebody deleted, and drops what has no source any more', () => {
    write('src/gone.ts', 'export const gone = true;\n');
    expect(build().status).toBe(0);
    rmSync(join(folder, 'dist/src/main.js'));
    rmSync(join(folder, 'src/gone.ts'));
    expect(build().status).toBe(0);
    expect(existsSync(join(folder, 'dist/src/main.js'))).toBe(true);
    expect(existsSync(join(folder, 'dist/src/gone.js'))).toBe(false);
  });

  it('fails with the words of the compiler, and does not take a half build for a build', () => {
    write('src/main.ts', "export const answer: number = 'two';\n");
    const answers = [build(), build()];
    expect(answers.map(({ said }) => said)).toEqual([
      expect.stringContaining('TS2322'),
      expect.stringContaining('TS2322'),
    ]);
    expect(answers.map(({ status }) => status)).not.toContain(0);
  });

  it('runs what is there where there is no compiler', () => {
    expect(build().status).toBe(0);
    rmSync(join(folder, 'node_modules'));
    write('src/main.ts', 'export const answer: number = 3;\n');
    expect(build()).toEqual({ status: 0, said: '' });
    rmSync(join(folder, 'dist'), { recursive: true });
    expect(build()).toMatchObject({ status: 1, said: expect.stringContaining('npm ci') });
  });
});

describe('the lock', () => {
  const lock = {
    lockfileVersion: 3,
    packages: {
      '': { name: 'x' },
      'node_modules/paper': { version: '1.0.0', optionalDependencies: { 'paper-linux-x64-musl': '1.0.0' } },
      'node_modules/tool': {
        version: '2.0.0',
        dev: true,
        optionalDependencies: { 'tool-darwin-arm64': '2.0.0', 'tool-win32-x64-msvc': '2.0.0' },
      },
      'node_modules/tool-darwin-arm64': { version: '2.0.0', dev: true, optional: true },
    },
  };

  it('gets the binaries of other platforms, and is complete then', () => {
    write('package-lock.json', JSON.stringify(lock));
    expect(run('fill-lock.mjs', '--check')).toMatchObject({ status: 1, said: expect.stringContaining('2 binaries') });
    expect(run('fill-lock.mjs').status).toBe(0);
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: object };
    expect(packages).toMatchObject({
      ...lock.packages,
      'node_modules/paper-linux-x64-musl': { version: '1.0.0', os: ['linux'], cpu: ['x64'], libc: ['musl'] },
      'node_modules/tool-win32-x64-msvc': { version: '2.0.0', dev: true, optional: true, os: ['win32'], cpu: ['x64'] },
    });
    expect(run('fill-lock.mjs', '--check')).toEqual({ status: 0, said: '' });
  });

  it('does not guess a platform', () => {
    const packages = { 'node_modules/odd': { version: '1.0.0', optionalDependencies: { 'odd-thing': '1.0.0' } } };
    write('package-lock.json', JSON.stringify({ packages }));
    expect(run('fill-lock.mjs')).toMatchObject({ status: 1, said: expect.stringContaining('odd-thing') });
  });

  it('of this project is complete, and names no registry', () => {
    cpSync(join(projectRoot, 'package-lock.json'), join(folder, 'package-lock.json'));
    expect(run('fill-lock.mjs', '--check')).toEqual({ status: 0, said: '' });
    expect(read('package-lock.json')).not.toMatch(/"resolved"/);
  });
});

import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/platform/templates/project-root.js';
import { tableOf } from '../../support/markdown.js';

const rows = tableOf('docs/rules.md');
const PATH = /`([^`]+\/[^`]+)`/g;

function pathsIn(cell = ''): string[] {
  return [...cell.matchAll(PATH)].map(([, path = '']) => path);
}

/** Every rule a comment of the code speaks of, with one file that does. */
function rulesInCode(): Map<string, string> {
  const files = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'metadata.ts')
    .map((name) => join('src', name));
  return new Map(
    files.flatMap((file) => {
      const text = readFileSync(join(projectRoot, file), 'utf8');
      return [...text.matchAll(/\bR([1-9]\d?)(?:-R([1-9]\d?))?\b/g)].flatMap(([, from, to]) =>
        range(Number(from), Number(to ?? from)).map((rule) => [`R${rule}`, file] as const),
      );
    }),
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

describe('the table of rules', () => {
  it('names each rule once', () => {
    const names = rows.map(([rule]) => rule);
    expect(names.length).toBeGreaterThan(30);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(rows)('%s is where the table says, with a test', (_rule, _says, _source, files, tests) => {
    expect(pathsIn(files)).not.toEqual([]);
    expect(pathsIn(tests)).not.toEqual([]);
    expect([...pathsIn(files), ...pathsIn(tests)].filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
    expect(pathsIn(tests).filter((path) => !/^test\/.*\.test\.ts$/.test(path))).toEqual([]);
  });

  it('has a line for every rule the code names', () => {
    const known = new Set(rows.map(([rule]) => rule));
    expect([...rulesInCode()].filter(([rule]) => !known.has(rule))).toEqual([]);
  });
});

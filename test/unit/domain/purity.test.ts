import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const domain = fileURLToPath(new URL('../../../src/domain/', import.meta.url));
const files = readdirSync(domain, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => resolve(domain, name));

/** What a file takes from another one; the words stand in texts and names, too. */
const IMPORT = /^(?:import|export)\b[^;'"`]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm;
/** What would let a rule ask the machine instead of its arguments. `new Date(x)` and `Date.UTC` are arithmetic. */
const AMBIENT =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bprocess\b\s*[.[]|\bglobalThis\b|\bconsole\s*\.|\bperformance\s*\.|\bset(?:Timeout|Interval|Immediate)\b|\bcrypto\s*\.|\bIntl\b|\.toLocale|\bget(?:Date|Day|Hours|Minutes|FullYear|Month|TimezoneOffset)\(/;

/** Comments may speak of what the code must not do. */
function code(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
}

function foreignImports(file: string): string[] {
  return [...code(file).matchAll(IMPORT)]
    .map(([, ...targets]) => targets.find(Boolean) ?? '')
    .filter((target) => !target.startsWith('.') || !resolve(dirname(file), target).startsWith(domain));
}

describe('the rule book', () => {
  it('is there', () => {
    expect(files.length).toBeGreaterThan(10);
  });

  it('imports nothing but itself', () => {
    const foreign = files.flatMap((file) =>
      foreignImports(file).map((target) => `${relative(domain, file)}: ${target}`),
    );
    expect(foreign).toEqual([]);
  });

  it('asks for nothing it was not handed: no clock, no chance, no environment, no local time zone', () => {
    expect(files.filter((file) => AMBIENT.test(code(file))).map((file) => relative(domain, file))).toEqual([]);
  });

  it('and this test would notice', () => {
    const breaches = [
      'Date.now()',
      'new Date()',
      'Math.random()',
      "process.env['TZ']",
      'x.getDay()',
      'x.toLocaleString()',
    ];
    expect(breaches.filter((text) => !AMBIENT.test(text))).toEqual([]);
    expect(AMBIENT.test('new Date(value).toISOString()')).toBe(false);
    expect([..."import { a } from 'node:fs';".matchAll(IMPORT)].map(([, target]) => target)).toEqual(['node:fs']);
  });
});

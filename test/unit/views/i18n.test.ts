import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import { DOMAIN_ERROR_CODES } from '../../../src/domain/errors.js';
import { LOCALES, readLocale, translator } from '../../../src/platform/templates/i18n.js';
import { projectRoot, templatesRoot } from '../../../src/platform/templates/project-root.js';
import { problemWords } from '../../../src/platform/web/problem.view.js';

const PLURAL = /_(one|other)$/;
const keysOf = (table: Record<string, string>): string[] => [
  ...new Set(Object.keys(table).map((key) => key.replace(PLURAL, ''))),
];
const filesIn = (folder: string, end: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(end))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');

const templates = filesIn(templatesRoot, '.hbs');
const sources = filesIn(join(projectRoot, 'src'), '.ts');
const tables = { vi: readLocale('vi'), en: readLocale('en') };

/** Keys as a view composes them: `t(`letter.act.${key}`)` stands for every key of that shape. */
const composed = [...sources.matchAll(/\bt\(\s*`([^`]+)`/g)].map(([, text = '']) => {
  const fixed = text.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${fixed.join('.+')}$`);
});
const literal = [...sources.matchAll(/'([a-z0-9]+(?:\.[A-Za-z0-9_-]+)+)'/g)].map(([, key = '']) => key);
const inTemplates = [...templates.matchAll(/\(?\bt "([^"]+)"/g)].map(([, key = '']) => key);
const calledInSources = [...sources.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key = '']) => key);

describe('the words', () => {
  it('exist in both languages', () => {
    expect(keysOf(tables.en).sort()).toEqual(keysOf(tables.vi).sort());
  });
  it('exist for everything that templates and views say', () => {
    const known = new Set(keysOf(tables.vi));
    expect([...inTemplates, ...calledInSources].filter((key) => !known.has(key))).toEqual([]);
  });
  it('are all said somewhere', () => {
    const said = new Set([...inTemplates, ...literal]);
    const unsaid = keysOf(tables.vi).filter((key) => !said.has(key) && !composed.some((shape) => shape.test(key)));
    expect(unsaid).toEqual([]);
  });
  it('ask for the same variables in both languages', () => {
    const variables = (text: string): string[] =>
      [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))].sort();
    const dates = /^date\./;
    const differing = Object.keys(tables.vi).filter((key) => {
      const other = tables.en[key];
      return !dates.test(key) && String(variables(tables.vi[key] ?? '')) !== String(variables(other ?? ''));
    });
    expect(differing).toEqual([]);
  });
  it('are those of a public service', () => {
    const forbidden = /!|khách hàng|người dùng|\busers?\b|bồi thường/i;
    const wrong = LOCALES.flatMap((locale) => Object.entries(tables[locale])).filter(([, text]) =>
      forbidden.test(text),
    );
    expect(wrong).toEqual([]);
  });
  it('are in composed Unicode, so that searching a page finds them', () => {
    expect(Object.values(tables.vi).filter((text) => text !== text.normalize('NFC'))).toEqual([]);
  });
});

describe('a translator', () => {
  it('refuses a key nobody wrote, and a sentence with a hole', () => {
    expect(() => translator('vi')('no.such.key')).toThrow('no.such.key');
    expect(() => translator('en')('f.holder', { unit: 'Division' })).toThrow('lacks a variable');
  });
  it('chooses the plural of the language', () => {
    expect(translator('en')('span.days', { count: 1 })).toBe('1 working day');
    expect(translator('en')('span.days', { count: 2 })).toBe('2 working days');
    expect(translator('vi')('span.days', { count: 1 })).toBe('1 ngày');
  });
  it('leaves escaping to the template', () => {
    expect(translator('vi')('f.holder', { unit: '<b>A&B</b>', day: '1/1' })).toContain('<b>A&B</b>');
  });
});

test.each(LOCALES)('every refusal has its three sentences in %s', (locale) => {
  const t = translator(locale);
  for (const code of DOMAIN_ERROR_CODES) {
    const { happened, safe, todo } = problemWords(code, t);
    expect([happened, safe, todo].every((text) => text.length > 5)).toBe(true);
  }
});

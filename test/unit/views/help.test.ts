import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { LOCALES } from '../../../src/platform/templates/i18n.js';
import { templatesRoot } from '../../../src/platform/templates/project-root.js';

/** Shown in development only. */
const WITHOUT = ['styleguide/show'];

const namesIn = (folder: string): string[] =>
  readdirSync(join(templatesRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => file.slice(0, -'.hbs'.length).replaceAll('\\', '/'))
    .sort();
const textOf = (path: string): string => readFileSync(join(templatesRoot, `${path}.hbs`), 'utf8');

/** Whole pages; pieces of pages and papers have no frame. */
const pages = namesIn('pages').filter((name) => /\{\{#> layouts\/(?:page|bare)\}\}/.test(textOf(`pages/${name}`)));

describe.each(LOCALES)('help in %s', (locale) => {
  const names = namesIn(`help/${locale}`);

  it('is there for every page', () => {
    expect(pages.filter((name) => !names.includes(name) && !WITHOUT.includes(name))).toEqual([]);
  });
  it('is there for no page that is not', () => {
    expect(names.filter((name) => !pages.includes(name))).toEqual([]);
  });
  it('is short, and in the words of the service', () => {
    const forbidden = /!|khách hàng|người dùng|\busers?\b|bồi thường|\{\{/i;
    for (const name of names) {
      const text = textOf(`help/${locale}/${name}`);
      const said = [...text.matchAll(/<(?:p|li)>/g)].length;
      expect([name, said >= 3 && said <= 12, forbidden.exec(text)?.[0]]).toEqual([name, true, undefined]);
      expect([name, text]).toEqual([name, text.normalize('NFC')]);
    }
  });
});

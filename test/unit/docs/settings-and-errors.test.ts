import { expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import { DOMAIN_ERROR_CODES } from '../../../src/domain/errors.js';
import { AppConfig } from '../../../src/platform/config/app-config.js';
import { PROBLEMS } from '../../../src/platform/web/problem-words.js';
import { tableOf } from '../../support/markdown.js';

/** Every setting with its default, as the class declares them. */
function settings(): [string, string][] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(AppConfig, '', false, false);
  const names = [...new Set(rules.map(({ propertyName }) => propertyName))];
  const defaults = new AppConfig() as unknown as Readonly<Record<string, string | number | undefined>>;
  return names.map((name) => [name, String(defaults[name] ?? '')]);
}

it('README lists every setting with its default, and no other', () => {
  const listed = tableOf('README.md', 'Variable').map(([name = '', value = '']) => [
    name.replaceAll('`', ''),
    value.replaceAll('`', ''),
  ]);
  expect(listed.sort()).toEqual(settings().sort());
});

it('docs/errors.md lists every code with its status, and no other', () => {
  const listed = tableOf('docs/errors.md').map(([code = '', status]) => [code.replaceAll('`', ''), Number(status)]);
  expect(listed.sort()).toEqual(DOMAIN_ERROR_CODES.map((code) => [code, PROBLEMS[code].status]).sort());
});

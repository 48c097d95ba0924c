import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { Templates } from '../../../../src/platform/templates/handlebars.js';
import { findProjectRoot, projectRoot } from '../../../../src/platform/templates/project-root.js';

let root: string;

const FILES = {
  'pages/greeting': 'Chào {{name}}',
  'pages/nested': '{{#if person.name}}{{person.name}}{{else}}không tên{{/if}}',
  'pages/list': '{{#each lines}}{{this}};{{/each}}',
  'pages/unless': '{{#unless hidden}}thấy{{/unless}}',
  'pages/framed': '{{#> layouts/frame title="Đầu"}}thân {{> partials/deep/mark}}{{/layouts/frame}}',
  'pages/helped': '{{shout name}}',
  'layouts/frame': '<h1>{{title}}</h1>{{> @partial-block}}',
  'partials/deep/mark': '[{{name}}]',
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'templates-'));
  for (const [name, source] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, `${name}.hbs`), source);
  }
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('Templates', () => {
  const templates = (): Templates => new Templates(root);

  it('escapes every value', () => {
    expect(templates().render('pages/greeting', { name: '<b>"An" & Bình</b>' })).toBe(
      'Chào &lt;b&gt;&quot;An&quot; &amp; Bình&lt;/b&gt;',
    );
  });

  it('reads a value as text, never as a template', () => {
    expect(templates().render('pages/greeting', { name: '{{constructor}}' })).toBe('Chào {{constructor}}');
  });

  test.each([
    ['a printed variable', 'pages/greeting', {}],
    ['the condition of a block', 'pages/nested', { person: {} }],
    ['the negated condition of a block', 'pages/unless', {}],
    ['the list of a block', 'pages/list', {}],
    ['a variable of a partial', 'pages/framed', {}],
    ['a helper nobody registered', 'pages/helped', { name: 'An' }],
  ])('refuses when %s is missing', (_what, name, view) => {
    expect(() => templates().render(name, view)).toThrow();
  });

  it('says where a condition was missing', () => {
    expect(() => templates().render('pages/nested', { person: {} })).toThrow('{{#if}} on line 1');
  });

  it('takes null, false and an empty list as answers', () => {
    const page = templates();
    expect(page.render('pages/nested', { person: { name: null } })).toBe('không tên');
    expect(page.render('pages/unless', { hidden: false })).toBe('thấy');
    expect(page.render('pages/list', { lines: [] })).toBe('');
    expect(page.render('pages/list', { lines: ['một', 'hai'] })).toBe('một;hai;');
  });

  it('finds layouts and partials by their path', () => {
    expect(templates().render('pages/framed', { name: 'dấu' })).toBe('<h1>Đầu</h1>thân [dấu]');
  });

  it('escapes what a helper returns', () => {
    const page = templates();
    page.helper('shout', (name: string) => `<${name.toUpperCase()}>`);
    expect(page.render('pages/helped', { name: 'an' })).toBe('&lt;AN&gt;');
  });

  test.each(['../package', '/etc/passwd', 'pages/../pages/greeting', 'pages/absent'])('refuses the name %s', (name) => {
    expect(() => templates().render(name, {})).toThrow();
  });
});

describe('the project root', () => {
  it('is found from built code as from the source', () => {
    expect(findProjectRoot(join(projectRoot, 'dist', 'src', 'platform', 'templates'))).toBe(projectRoot);
  });

  it('is an error where there is none', () => {
    expect(() => findProjectRoot('/')).toThrow('no package.json');
  });
});

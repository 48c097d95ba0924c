import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from '@jest/globals';
import { projectRoot, templatesRoot } from '../../../src/platform/templates/project-root.js';
import { styleSheet } from '../../../src/platform/web/screen-assets.js';
import { SWATCHES } from '../../../src/platform/web/styleguide.view.js';

const whole = styleSheet();
const css = whole.replace(/\/\*[^]*?\*\//g, '');
const colour = new Map(SWATCHES.map(({ name, value }) => [name, value]));

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(colour.get(a)!), luminance(colour.get(b)!)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe('the style sheet', () => {
  it('weighs at most 16 kB on the way to a browser', () => {
    expect(gzipSync(whole, { level: 9 }).length).toBeLessThanOrEqual(16 * 1024);
  });
  it('asks for at most 40 kB of script, all screens together', () => {
    const packed = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length;
    const scripts = readdirSync(join(templatesRoot, 'scripts')).map((name) =>
      packed(join(templatesRoot, 'scripts', name)),
    );
    const htmx = packed(join(projectRoot, 'node_modules/htmx.org/dist/htmx.min.js'));
    expect(scripts.reduce((sum, bytes) => sum + bytes, htmx)).toBeLessThanOrEqual(40 * 1024);
  });
  it('has the tokens that the style guide shows', () => {
    const tokens = [...css.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => ({ name, value }));
    expect(tokens).toEqual(SWATCHES);
  });
  it('asks nothing of a browser that Windows 7 does not have', () => {
    expect(css).not.toMatch(/:has\(|@container|popover|text-wrap|color-mix|@layer|\n\s*&/);
  });
  it('finds its fonts in the package', () => {
    const fonts = [...css.matchAll(/\/assets\/fonts\/([a-z0-9-]+\.woff2)/g)].map(([, name = '']) => name);
    const there = new Set(readdirSync(join(projectRoot, 'node_modules/@fontsource/be-vietnam-pro/files')));
    expect(fonts).toHaveLength(6);
    expect(fonts.filter((name) => !there.has(name))).toEqual([]);
  });
});

test.each([
  ['ink', 'paper'],
  ['ink', 'canvas'],
  ['ink-2', 'paper'],
  ['ink-2', 'canvas'],
  ['ink', 'soon-tint'],
  ['brand', 'paper'],
  ['brand', 'canvas'],
  ['brand-ink', 'brand-tint'],
  ['ok', 'ok-tint'],
  ['soon', 'soon-tint'],
  ['late', 'late-tint'],
  ['late', 'paper'],
  ['pause', 'pause-tint'],
  ['paper', 'brand'],
  ['paper', 'brand-ink'],
])('%s on %s reads at 5.5 : 1 at least', (text, ground) => {
  expect(contrast(text, ground)).toBeGreaterThanOrEqual(5.5);
});

it('the borders of controls stand out at 3 : 1', () => {
  expect(contrast('line-strong', 'paper')).toBeGreaterThanOrEqual(3);
});

it('no template carries style or script of its own', () => {
  const folders = ['layouts', 'pages', 'partials'].map((folder) => join(templatesRoot, folder));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const inline = /\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)|javascript:/;
  const found = files.filter((file) => file.endsWith('.hbs') && inline.test(readFileSync(file, 'utf8')));
  expect(found).toEqual([]);
});

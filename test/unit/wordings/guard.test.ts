import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { paperTree } from '../../../src/platform/pdf/paper-tree.js';
import { LOCALES, translator } from '../../../src/platform/templates/i18n.js';
import { templatesRoot } from '../../../src/platform/templates/project-root.js';
import { checkedWording } from '../../../src/wordings/wording-check.js';
import { FAULT_CODES, faultText } from '../../../src/wordings/wording-fault.js';
import { LONGEST_WORDING, wordingFaults } from '../../../src/wordings/wording-guard.js';
import { WORDING_FIELDS, WORDING_KINDS, type WordingKind } from '../../../src/wordings/wording-kinds.js';
import { rulesOf } from '../../../src/wordings/wording-rules.js';
import { SAMPLES, sampleFacts, WordingRendering } from '../../../src/wordings/wording-rendering.js';

const rendering = new WordingRendering();
const check = (text: string, kind: WordingKind = 'supplement-closing'): ReturnType<typeof checkedWording> =>
  checkedWording(kind, text, rendering);
const faults = (text: string): string[] => check(text).faults.map(({ code, line }) => `${line} ${code}`);

describe.each(WORDING_KINDS)('the wording that comes with the service: %s', (kind) => {
  const source = readFileSync(join(templatesRoot, 'wordings', `${kind}.hbs`), 'utf8').trim();

  it('passes its own checks, and is kept as it is', () => {
    expect(check(source, kind)).toEqual({ source, faults: [] });
  });

  it.each(SAMPLES)('prints the %s sample', (sample) => {
    const html = rendering.render(kind, source, sampleFacts(kind, sample));
    expect(paperTree(html).length).toBeGreaterThan(0);
    expect(html).not.toContain('{{');
  });

  it('does without what may be missing, never without what every paper has', () => {
    const least = sampleFacts(kind, 'least');
    expect(() => rendering.render(kind, source, least)).not.toThrow();
    for (const { name } of WORDING_FIELDS[kind].filter(({ required }) => required)) {
      expect(() => rendering.render(kind, source, { ...least, [name]: '' })).toThrow(name);
    }
  });
});

test.each([
  [
    'plain words become paragraphs',
    'Xin cảm ơn.\n\nTrân trọng\n{{unit}}.',
    '<p>Xin cảm ơn.</p>\n<p>Trân trọng<br>\n{{unit}}.</p>',
  ],
  ['Windows lines', '<p>Xin</p>\r\n<p>cảm ơn</p>', '<p>Xin</p>\n<p>cảm ơn</p>'],
  ['decomposed accents are composed', '<p>Xin ca\u0309m \u01a1n</p>', '<p>Xin cảm ơn</p>'],
  ['direction marks and zero-width signs go', '<p>Xin\u202e cảm\u200b ơn</p>', '<p>Xin cảm ơn</p>'],
])('is kept in one form: %s', (_, typed, kept) => {
  expect(check(typed)).toEqual({ source: kept, faults: [] });
});

test.each([
  ['lists', '<ul><li>{{officer}}</li><li>Hai</li></ul><p>Xin cảm ơn</p>'],
  ['else', '<p>{{#if officer}}{{officer}}{{else}}{{unit}}{{/if}}</p>'],
  ['else if', '<p>{{#if officer}}{{officer}}{{else if phone}}{{phone}}{{else}}{{unit}}{{/if}}</p>'],
  ['unless', '<p>Gọi {{unit}}{{#unless phone}} tại trụ sở{{/unless}}.</p>'],
  ['tags of a branch', '<p>{{unit}}</p>{{#if phone}}<p><b>{{phone}}</b></p>{{/if}}'],
  ['signs', '<p>A &amp; B &lt; C & D > E {{unit}}</p>'],
  ['white space control', '<p>\n  {{~unit~}}\n</p>'],
  ['a break', '<p>{{unit}}<br>{{unit}}<br/></p>'],
])('may have %s', (_, text) => {
  expect(faults(text)).toEqual([]);
});

test.each([
  ['nothing', '  \n ', ['1 empty']],
  ['too much', `<p>${'a'.repeat(LONGEST_WORDING)}</p>`, ['1 too_long']],
  ['a field of another kind', '<p>{{dueAt}}</p>', ['1 unknown_field']],
  ['a field that there is not', '<p>Xin</p>\n<p>{{cccd}}</p>', ['2 unknown_field']],
  ['three braces', '<p>{{{unit}}}</p>', ['1 raw']],
  ['an ampersand', '<p>{{&unit}}</p>', ['1 raw']],
  ['this', '<p>{{this}}</p>', ['1 unknown_field']],
  ['the root', '<p>{{@root.unit}}</p>', ['1 unknown_field']],
  ['a path', '<p>{{unit.constructor}}</p>', ['1 unknown_field']],
  ['a parent', '<p>{{../unit}}</p>', ['1 unknown_field']],
  ['its own place', '<p>{{./unit}}</p>', ['1 unknown_field']],
  ['the prototype', '<p>{{__proto__}}</p>', ['1 unknown_field']],
  ['the constructor', '<p>{{constructor}}</p>', ['1 unknown_field']],
  ['text in braces', '<p>{{"unit"}}</p>', ['1 unknown_field']],
  ['a helper', '<p>{{lookup unit "x"}}</p>', ['1 not_allowed', '1 unknown_field']],
  ['a call', '<p>{{#if (lookup unit "x")}}a{{/if}}</p>', ['1 unknown_field']],
  ['a named argument', '<p>{{unit a="b"}}</p>', ['1 not_allowed']],
  ['each', '<p>{{#each unit}}a{{/each}}</p>', ['1 unknown_block']],
  ['with', '<p>{{#with unit}}{{code}}{{/with}}</p>', ['1 unknown_block']],
  ['a block of a field', '<p>{{#unit}}a{{/unit}}</p>', ['1 unknown_block']],
  ['an inverse block', '<p>{{^unit}}a{{/unit}}</p>', ['1 unknown_block']],
  ['if without a question', '<p>{{#if}}a{{/if}}</p>', ['1 not_allowed']],
  ['if with an option', '<p>{{#if unit includeZero=true}}a{{/if}}</p>', ['1 not_allowed']],
  ['block parameters', '<p>{{#if unit as |x|}}a{{/if}}</p>', ['1 not_allowed']],
  ['a partial', '<p>a{{> layouts/page}}</p>', ['1 not_allowed']],
  ['a partial block', '<p>a{{#> layouts/page}}b{{/layouts/page}}</p>', ['1 not_allowed']],
  ['an inline partial', '<p>a{{#*inline "x"}}b{{/inline}}</p>', ['1 not_allowed']],
  ['a decorator', '<p>a{{* x}}</p>', ['1 not_allowed']],
  ['a comment', '<p>a{{! hidden }}</p>', ['1 not_allowed']],
  ['a raw block', '<p>{{{{unit}}}} {{x}} {{{{/unit}}}}</p>', ['1 not_allowed', '1 unknown_block']],
  ['an escaped brace', '<p>\\{{unit}}</p>', ['1 not_allowed']],
  ['open braces', '<p>{{unit</p>', ['1 syntax']],
  ['a block left open', '<p>a</p>\n<p>{{#if unit}}a</p>', ['2 syntax']],
  ['blocks that cross', '<p>{{#if unit}}\n{{#unless code}}{{/if}}{{/unless}}</p>', ['2 syntax']],
  ['a script', '<p>a</p>\n<script>x</script>', ['2 outside', '2 unknown_tag', '2 unknown_tag']],
  ['a picture', '<p><img src="http://x/"></p>', ['1 unknown_tag']],
  ['an attribute', '<p class="x">a</p>', ['1 unknown_tag', '1 outside', '1 unopened']],
  ['a handler', '<p onclick="x()">a</p>', ['1 unknown_tag', '1 outside', '1 unopened']],
  ['a value as a tag', '<p><{{unit}}></p>', ['1 bad_mark']],
  ['a value in a tag', '<p {{unit}}>a</p>', ['1 unknown_tag', '1 outside', '1 outside', '1 unopened']],
  ['half an entity', '<p>&{{unit}};</p>', ['1 bad_mark']],
  ['a numbered entity', '<p>&#60;</p>', ['1 bad_mark']],
  ['a comment of HTML', '<p><!-- {{unit}} --></p>', ['1 bad_mark']],
  ['a table', '<p>a</p><table><tr><td>a</td></tr></table>', Array<string>(6).fill('1 unknown_tag').concat('1 outside')],
  ['a paragraph left open', '<p>a', ['1 unclosed']],
  ['a tag closed twice', '<p>a</p></p>', ['1 unopened']],
  ['tags that cross', '<p><b>a</p></b>', ['1 unopened', '1 unclosed']],
  ['a paragraph in a paragraph', '<p>a<p>b</p></p>', ['1 misplaced']],
  ['a list in a paragraph', '<p>a<ul><li>b</li></ul></p>', ['1 misplaced']],
  ['an item alone', '<p>b</p><li>a</li>', ['1 misplaced']],
  ['words in a list', '<ul>a<li>b</li></ul>', ['1 outside']],
  ['words outside', '<p>a</p>\n\nb', ['3 outside']],
  ['a value outside', '<p>a</p>{{unit}}', ['1 outside']],
  ['a branch that opens', '<p>{{#if phone}}<b>{{/if}}a{{#if phone}}</b>{{/if}}</p>', ['1 unclosed', '1 unopened']],
  ['a branch that closes', '<p>a{{#if phone}}</p>{{/if}}', ['1 unopened', '1 unclosed']],
  ['a page', `<p>${'{{procedure}} '.repeat(12)}</p>`, ['1 prints_too_much']],
  ['nothing without a phone', '{{#if phone}}<p>{{phone}}</p>{{/if}}', ['1 prints_nothing']],
])('may not have %s', (_, text, expected) => {
  expect(faults(text).sort()).toEqual([...expected].sort());
});

test.each(LOCALES)('every fault has its words, with the line, in %s', (locale) => {
  const t = translator(locale);
  for (const code of FAULT_CODES) {
    const what = code === 'must_say' || code === 'hidden' ? 'code|hotline' : '{{x}} $t(a) <b>';
    const text = faultText({ code, line: 7, what }, t);
    expect(text).toContain('7');
    expect(text.length).toBeGreaterThan(15);
  }
});

describe('whatever is typed', () => {
  const bits = fc.constantFrom(
    ...['<p>', '</p>', '<b>', '</b>', '<ul>', '<li>', '</li>', '</ul>', '<br>', '<', '>', '&', '&lt;', '\\', '\n', ' '],
    ...[
      '{{unit}}',
      '{{{unit}}}',
      '{{&unit}}',
      '{{#if phone}}',
      '{{else}}',
      '{{/if}}',
      '{{',
      '}}',
      '{{~unit~}}',
      '{{[unit]}}',
    ],
    ...['{{#unless code}}', '{{/unless}}', '{{!--', '--}}', '{{> x}}', '{{@root}}', '{{lookup . "constructor"}}'],
    ...[
      '<script>',
      '<img src=x onerror=alert(1)>',
      'a',
      'Xin cảm ơn',
      '\u202e',
      '\u0000',
      'e\u0323\u0302',
      '𝒳',
      '</p',
      '<p {{unit}}>',
    ],
  );
  const typed = fc.oneof(
    fc.array(bits, { maxLength: 25 }).map((parts) => parts.join('')),
    fc.array(bits, { maxLength: 15 }).map((parts) => `<p>${parts.join('')}</p>`),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  const facts = fc.record({
    unit: fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).map((text) => `x${text}`),
    phone: fc.constantFrom('', '0905', '<script>alert(1)</script>', '{{constructor}}', '"\'&', '</p><p>'),
    officer: fc.constantFrom('', '</b><img src=x>', '{{{unit}}}', 'Lê & Con'),
  });

  it('is refused with a line of the text, or prints with any facts: nothing of them becomes a tag', () => {
    fc.assert(
      fc.property(typed, facts, (text, given) => {
        const { source, faults: found } = check(text);
        const lines = source.split('\n').length;
        if (found.length > 0) return found.every(({ line }) => line >= 1 && line <= lines + 1);
        const html = rendering.render('supplement-closing', source, given);
        const tags = (one: string): string[] => (one.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/\s/g, ''));
        paperTree(html);
        expect(html).toBe(html.normalize('NFC'));
        return tags(html).every((tag) => /^<\/?(?:p|b|i|u|br|ul|ol|li)\/?>$/i.test(tag));
      }),
      { numRuns: 3_000 },
    );
  });

  it('is kept in a form that is kept again', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const { source, faults: found } = check(text);
        if (found.length === 0) expect(check(source)).toEqual({ source, faults: [] });
      }),
      { numRuns: 1_000 },
    );
  });

  it('never prints more than fits', () => {
    const html = rendering.render('receipt-note', '<p>{{unit}}</p>', sampleFacts('receipt-note', 'longest'));
    expect(html.length).toBeLessThan(rulesOf('receipt-note').mostPrinted);
    expect(wordingFaults('receipt-note', `<p>${'{{unit}} '.repeat(3)}</p>`)).toEqual([]);
  });
});

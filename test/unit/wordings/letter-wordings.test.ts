import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { translator } from '../../../src/platform/templates/i18n.js';
import { templatesRoot } from '../../../src/platform/templates/project-root.js';
import { LETTER_KINDS } from '../../../src/wordings/letter-fields.js';
import { MESSAGE_KINDS } from '../../../src/wordings/message-fields.js';
import { checkedWording } from '../../../src/wordings/wording-check.js';
import { faultText } from '../../../src/wordings/wording-fault.js';
import { WORDING_FIELDS, type WordingKind } from '../../../src/wordings/wording-kinds.js';
import { sampleFacts, WordingRendering } from '../../../src/wordings/wording-rendering.js';
import { rulesOf } from '../../../src/wordings/wording-rules.js';

const rendering = new WordingRendering();
const shipped = (kind: WordingKind): string =>
  readFileSync(join(templatesRoot, 'wordings', `${kind}.hbs`), 'utf8').trim();
const faults = (kind: WordingKind, text: string): string[] =>
  checkedWording(kind, text, rendering).faults.map(({ line, code, what }) => `${line} ${code} ${what}`.trim());
const without = (text: string, names: readonly string[]): string =>
  names.reduce((left, name) => left.replaceAll(`{{${name}}}`, ''), text);

describe.each([...LETTER_KINDS, ...MESSAGE_KINDS])('%s', (kind) => {
  const groups = rulesOf(kind).mustSay;

  it.each(groups.map((names) => [names.join(' or '), names] as const))('must say %s', (_, names) => {
    const text = without(shipped(kind), names);
    // Conditions on what is said nowhere are no words.
    expect(faults(kind, text)).toContain(`1 must_say ${names.join('|')}`);
  });

  it.each(groups.map((names) => [names.join(' or '), names] as const))('must say %s in every branch', (_, names) => {
    const [name = ''] = names;
    const mustSayAlone = without(shipped(kind), names);
    const html = rulesOf(kind).format === 'html';
    const put = (piece: string): string => (html ? `${mustSayAlone}\n<p>${piece}</p>` : `${mustSayAlone} ${piece}`);
    const at = put('').split('\n').length;
    const other = WORDING_FIELDS[kind].find((field) => !field.required && !names.includes(field.name))?.name;
    if (other === undefined) return;
    const hidden = `${String(at)} hidden ${names.join('|')}`;
    expect(faults(kind, put(`{{#if ${other}}}{{${name}}}{{/if}}`))).toEqual([hidden]);
    expect(faults(kind, put(`{{#unless ${other}}}{{${name}}}{{/unless}}`))).toEqual([hidden]);
    expect(faults(kind, put(`{{#unless ${name}}}{{${name}}}{{/unless}}`))).toEqual([hidden]);
    expect(faults(kind, put(`{{#if ${other}}}{{${name}}}{{else}}{{${name}}}{{/if}}`))).toEqual([]);
    expect(faults(kind, put(`{{#if ${name}}}{{${name}}}{{/if}}`))).toEqual([]);
  });
});

it('sees what two conditions hide together', () => {
  const text = shipped('letter-form-04').replace(
    '{{newDueAt}}',
    '{{#if phone}}{{newDueAt}}{{else}}{{#if officer}}{{newDueAt}}{{/if}}{{/if}}',
  );
  expect(faults('letter-form-04', text)).toEqual(['6 hidden newDueAt']);
});

it('lets a hotline stand for the sentence on whom to contact', () => {
  const text = shipped('letter-late').replace(
    '{{contact}}',
    '{{#if phone}}Xin gọi {{phone}}.{{else if hotline}}Xin gọi {{hotline}}.{{else}}{{contact}}{{/if}}',
  );
  expect(faults('letter-late', text)).toEqual([]);
});

it('takes no more conditions than anybody reads', () => {
  const optional = WORDING_FIELDS['letter-several'].filter(({ required }) => !required).map(({ name }) => name);
  const text = `${shipped('letter-several')}<p>${optional.map((name) => `{{#if ${name}}}a{{/if}}`).join('')}</p>`;
  expect(faults('letter-several', text)).toEqual(['1 too_many_conditions 8']);
});

test.each([
  ['<p>Xin</p>\n<p>Khách hàng</p>', '2 forbidden_word Khách hàng'],
  ['<p>KHÁCH\n hàng</p>', '1 forbidden_word KHÁCH hàng'],
  ['<p>không được bo\u0302\u0300i thường</p>', '1 forbidden_word bồi thường'],
  ['<p>khách <b>hàng</b></p>', '1 forbidden_word khách hàng'],
  ['<p>khách {{#if unit}}hàng{{/if}}</p>', '1 forbidden_word khách hàng'],
  ['<p>a</p>{{#unless unit}}<p>bồi thường</p>{{/unless}}', '1 forbidden_word bồi thường'],
])('%s says what no paper of ours says', (text, fault) => {
  expect(faults('control-note', text)).toEqual([fault]);
});

describe('what goes to a telephone or into a subject', () => {
  it('is plain text, to the sign', () => {
    const { source, faults: found } = checkedWording(
      'message-letter',
      `${shipped('message-letter')} A & B < C`,
      rendering,
    );
    expect(found).toEqual([]);
    const facts = { ...sampleFacts('message-letter', 'usual'), agency: '<script>alert("1")</script> {{code}}' };
    expect(rendering.render('message-letter', source, facts)).toContain(
      '<script>alert("1")</script> {{code}} thành thật xin lỗi',
    );
    expect(rendering.render('message-letter', source, facts)).toMatch(/A & B < C$/);
  });

  test.each<[WordingKind, string, string[]]>([
    ['message-letter', `${shipped('message-letter')} <b>x</b>`, ['1 no_tags <b>']],
    ['message-letter', `${shipped('message-letter')}\n</p>`, ['2 no_tags </p>']],
    ['message-letter', `${shipped('message-letter')} \\{{x}}`, ['1 not_allowed \\{{']],
    ['message-letter', `${shipped('message-letter')} ${'a'.repeat(300)}`, ['1 prints_too_much 400']],
    ['mail-subject', '{{agency}}\n{{code}}', ['2 one_line']],
    ['mail-subject', '{{agency}} {{{code}}}', ['1 raw code']],
  ])('%s is refused: %s', (kind, text, expected) => {
    expect(faults(kind, text)).toEqual(expected);
  });
});

it('says its faults by the names on the chips', () => {
  const fault = { code: 'must_say', line: 1, what: 'contact|hotline' } as const;
  expect(faultText(fault, translator('vi'))).toBe(
    'Dòng 1: Thiếu ô “Câu liên hệ” hoặc “Đường dây nóng”: văn bản này bắt buộc phải nói',
  );
});

it('never lets a letter out that hides what it must say', () => {
  const kind = 'letter-form-04';
  const names = WORDING_FIELDS[kind].map(({ name }) => name);
  const bit = (said: string): fc.Arbitrary<string> =>
    fc.oneof(
      { weight: 9, arbitrary: fc.constant(`{{${said}}}`) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('if', 'unless'), fc.constantFrom(...names))
          .map(([block, asked]) => `{{#${block} ${asked}}}{{${said}}}{{/${block}}}`),
      },
    );
  const optional = WORDING_FIELDS[kind].filter(({ required }) => !required).map(({ name }) => name);
  fc.assert(
    fc.property(fc.tuple(...names.map(bit)), fc.subarray(optional), (bits, left) => {
      // The sentence on whom to contact is there where there is a telephone.
      const nobody = left.includes('phone') && left.includes('hotline');
      const missing = [...left.filter((name) => name !== 'contact'), ...(nobody ? ['contact'] : [])];
      const { source, faults: found } = checkedWording(kind, `<p>${bits.join(' ')}</p>`, rendering);
      if (found.length > 0) return;
      const facts = Object.fromEntries(names.map((name) => [name, missing.includes(name) ? '' : `<${name}>`]));
      const html = rendering.render(kind, source, facts);
      for (const group of rulesOf(kind).mustSay) {
        const [first = ''] = group;
        expect(missing.includes(first) || group.some((name) => html.includes(`&lt;${name}&gt;`))).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});

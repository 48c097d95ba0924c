import 'reflect-metadata';
import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../../src/domain/errors.js';
import { addressOf } from '../../../src/platform/web/address.js';
import { isForm, plumbing, readForm, withoutPlumbing } from '../../../src/platform/web/forms.js';
import { localPath } from '../../../src/platform/web/locale.js';
import { inWords, saying } from '../../../src/platform/web/validation-words.js';
import * as fields from '../../../src/platform/web/validation.js';
import { readRequest, RequestPipe } from '../../../src/platform/web/validation.pipe.js';

class Line {
  @fields.Text({ min: 1, max: 10 })
  name!: string;
  @fields.Int({ min: 0, max: 9 })
  copies!: number;
}

class Everything {
  @fields.Optional() @fields.Text({ min: 2, max: 5 }) text?: string;
  @fields.Optional() @fields.Text({ min: 1, max: 50, lines: true }) lines?: string;
  @fields.Optional() @fields.Code() code?: string;
  @fields.Optional() @fields.Pattern(/^\d{4}-\d{2}$/, 7, '2023-05') month?: string;
  @fields.Optional() @fields.Secret({ min: 1, max: 8 }) secret?: string;
  @fields.Optional() @fields.Day() day?: string;
  @fields.Optional() @fields.IsoInstant() at?: number;
  @fields.Optional() @fields.Int({ min: -5, max: 5 }) int?: number;
  @fields.Optional() @fields.Bool() bool?: boolean;
  @fields.Optional() @fields.OneOf(['a', 'b']) one?: string;
  @fields.Optional() @fields.SomeOf(['a', 'b', 'c']) some?: string[];
  @fields.Optional() @fields.Texts({ min: 1, max: 2 }, { min: 1, max: 5 }) texts?: string[];
  @fields.Optional() @fields.ListOf(() => Line, { min: 1, max: 2 }) list?: Line[];
  @fields.Optional() @fields.Part(() => Line) part?: Line;
}

class Needed {
  @fields.Text({ min: 1, max: 5 })
  text!: string;
}

async function faults(body: unknown, type: new () => object = Everything): Promise<string[]> {
  try {
    await readRequest(type, body);
    return [];
  } catch (error) {
    return (error as DomainError).errors.map(({ field, message }) => `${field}: ${message.split(' ')[0]!}`);
  }
}

describe('fields', () => {
  test.each`
    body                                    | read
    ${{ text: ' Nga  ' }}                   | ${{ text: 'Nga' }}
    ${{ text: 'Ho\u0300a' }}                | ${{ text: 'Hòa' }}
    ${{ lines: 'a\r\nb\tc' }}               | ${{ lines: 'a\nb\tc' }}
    ${{ code: 'H45.20-230517-0001' }}       | ${{ code: 'H45.20-230517-0001' }}
    ${{ secret: ' a b ' }}                  | ${{ secret: ' a b ' }}
    ${{ day: '2024-02-29' }}                | ${{ day: '2024-02-29' }}
    ${{ at: '2023-05-17T09:30:00+07:00' }}  | ${{ at: Date.UTC(2023, 4, 17, 2, 30) }}
    ${{ int: -5, bool: false, one: 'b' }}   | ${{ int: -5, bool: false, one: 'b' }}
    ${{ some: ['c', 'a'], texts: [' x '] }} | ${{ some: ['c', 'a'], texts: ['x'] }}
    ${{ list: [{ name: 'x', copies: 1 }] }} | ${{ list: [{ name: 'x', copies: 1 }] }}
    ${{ text: null, at: null, part: null }} | ${{}}
  `('takes fields as $read', async ({ body, read }) => {
    const request: unknown = await readRequest(Everything, body);
    expect(JSON.parse(JSON.stringify(request))).toEqual(read);
  });

  test.each`
    body                                          | fault
    ${{ text: 'x' }}                              | ${'text: validation.text'}
    ${{ text: 'đường' + 'x' }}                    | ${'text: validation.text'}
    ${{ text: 12 }}                               | ${'text: validation.text'}
    ${{ text: ['ab'] }}                           | ${'text: validation.text'}
    ${{ text: { a: 1 } }}                         | ${'text: validation.text'}
    ${{ text: 'a\u0000b' }}                       | ${'text: validation.text'}
    ${{ text: 'a\nb' }}                           | ${'text: validation.text'}
    ${{ text: 'a\u202eb' }}                       | ${'text: validation.text'}
    ${{ text: 'a\u2066b' }}                       | ${'text: validation.text'}
    ${{ text: 'a\ud800b' }}                       | ${'text: validation.text'}
    ${{ text: '' }}                               | ${'text: validation.required'}
    ${{ lines: 'a\u0007b' }}                      | ${'lines: validation.text'}
    ${{ code: '../etc' }}                         | ${'code: validation.code'}
    ${{ code: 'Đ1' }}                             | ${'code: validation.code'}
    ${{ code: 'x'.repeat(41) }}                   | ${'code: validation.code'}
    ${{ month: '2023-5' }}                        | ${'month: validation.pattern'}
    ${{ secret: '123456789' }}                    | ${'secret: validation.text'}
    ${{ day: '2023-02-29' }}                      | ${'day: validation.day'}
    ${{ day: 20230228 }}                          | ${'day: validation.day'}
    ${{ at: '2023-05-17T09:30:00' }}              | ${'at: validation.instant'}
    ${{ at: 1684290600000 }}                      | ${'at: validation.instant'}
    ${{ int: '3' }}                               | ${'int: validation.int'}
    ${{ int: 1.5 }}                               | ${'int: validation.int'}
    ${{ int: 6 }}                                 | ${'int: validation.int'}
    ${{ bool: 'true' }}                           | ${'bool: validation.bool'}
    ${{ bool: 1 }}                                | ${'bool: validation.bool'}
    ${{ one: 'c' }}                               | ${'one: validation.one_of'}
    ${{ some: [] }}                               | ${'some: validation.some_of'}
    ${{ some: ['a', 'a'] }}                       | ${'some: validation.some_of'}
    ${{ some: 'a' }}                              | ${'some: validation.some_of'}
    ${{ texts: ['a', 'b', 'c'] }}                 | ${'texts: validation.list'}
    ${{ texts: [1] }}                             | ${'texts: validation.list'}
    ${{ list: [] }}                               | ${'list: validation.list'}
    ${{ list: [{ name: '', copies: 1 }] }}        | ${'list.0.name: validation.required'}
    ${{ list: ['x'] }}                            | ${'list: validation.object'}
    ${{ list: [[]] }}                             | ${'list: validation.object'}
    ${{ list: [{ name: 'x', copies: 1, x: 1 }] }} | ${'list.0.x: validation.unknown'}
    ${{ part: 'x' }}                              | ${'part: validation.object'}
    ${{ part: { name: 'x', copies: '1' } }}       | ${'part.copies: validation.int'}
    ${{ nothing: 1 }}                             | ${'nothing: validation.unknown'}
  `('refuses a field: $fault', async ({ body, fault }) => {
    expect(await faults(body)).toEqual([fault]);
  });

  it.each([undefined, null, {}])('misses what is needed in %p', async (body) => {
    expect(await faults(body, Needed)).toEqual(['text: validation.required']);
  });

  it('reads the text of forms and query strings as what it means', async () => {
    const form = readForm('int=4&bool=on&some=a&text=&at=&list.0.name=x&list.0.copies=2&_csrf=1&_key=2');
    expect({ ...(await readRequest(Everything, form)) }).toMatchObject({
      int: 4,
      bool: true,
      some: ['a'],
      text: undefined,
      at: undefined,
      list: [{ name: 'x', copies: 2 }],
    });
    expect({ ...(await readRequest(Everything, { int: '4' }, true)) }).toMatchObject({ int: 4 });
  });

  it('refuses what is nested too deeply, without falling over', async () => {
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    await expect(readRequest(Everything, { part: deep })).rejects.toMatchObject({ code: 'request.malformed' });
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('refuses a field called %s', async (name) => {
    const body: unknown = JSON.parse(`{"text":"ab","part":{"${name}":1}}`);
    await expect(readRequest(Everything, body)).rejects.toMatchObject({ code: 'request.malformed' });
  });

  it('refuses or reads anything, and never fails otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue({ maxDepth: 4 }),
        fc.constantFrom('text', 'list', 'part', 'some', 'at'),
        async (v, key) => {
          for (const body of [v, { [key]: v }]) {
            const outcome = await readRequest(Everything, body).catch((error: unknown) => error);
            if (outcome instanceof Error) expect(outcome).toBeInstanceOf(DomainError);
          }
        },
      ),
    );
  });

  it('finds nothing behind a path no code has', async () => {
    const pipe = new RequestPipe();
    for (const bad of ['a\u0000', 'x'.repeat(201), 'a\nb', '\ud800']) {
      await expect(pipe.transform(bad, { type: 'param' })).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await pipe.transform('H45.20', { type: 'param' })).toBe('H45.20');
  });
});

describe('forms', () => {
  it('keeps repeated fields as a list and closes gaps of rows', () => {
    expect(readForm('a=1&a=2&rows.0.x=1&rows.4.x=2&b=')).toEqual({
      a: ['1', '2'],
      rows: [{ x: '1' }, { x: '2' }],
      b: '',
    });
  });

  it('knows its own fields from those of the use case', () => {
    const form = readForm('_csrf=t&_key=k&name=x');
    expect([isForm(form), isForm({ _csrf: 't' })]).toEqual([true, false]);
    expect([plumbing(form, '_csrf'), plumbing(form, '_key'), plumbing({ _csrf: 't' }, '_csrf')]).toEqual([
      't',
      'k',
      null,
    ]);
    expect(withoutPlumbing(form)).toEqual({ name: 'x' });
  });

  test.each([
    '__proto__=1',
    '__proto__.x=1',
    'a.constructor.prototype=1',
    'a=1&a.b=2',
    'a.b.c.d.e=1',
    'toString=1&toString.x=1',
  ])('refuses %s', (text) => {
    expect(() => readForm(text)).toThrow(RangeError);
  });

  it('refuses more fields than a form has', () => {
    expect(() => readForm(Array.from({ length: 1_001 }, (_, i) => `f${i}=1`).join('&'))).toThrow(RangeError);
  });

  it('pollutes nothing, whatever it is called', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, value) => {
        try {
          readForm(
            new URLSearchParams([
              [name, value],
              [`${name}.x`, value],
            ]).toString(),
          );
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
        expect(({} as Record<string, unknown>)['x']).toBeUndefined();
      }),
    );
  });
});

describe('where a link may lead', () => {
  test.each`
    wish                       | path
    ${'/dossiers?q=a%20b#top'} | ${'/dossiers?q=a%20b'}
    ${'/'}                     | ${'/'}
    ${null}                    | ${'/'}
    ${''}                      | ${'/'}
    ${'https://evil.example/'} | ${'/'}
    ${'//evil.example/'}       | ${'/'}
    ${'/\\evil.example'}       | ${'/'}
    ${'/\t/evil.example'}      | ${'/'}
    ${'/\n/evil.example'}      | ${'/'}
    ${'javascript:alert(1)'}   | ${'/'}
    ${'evil.example'}          | ${'/'}
    ${'/..//evil.example'}     | ${'/'}
    ${`/${'x'.repeat(600)}`}   | ${'/'}
  `('leads to $path', ({ wish, path }) => {
    expect(localPath(wish)).toBe(path);
  });
});

describe('who is counted', () => {
  test.each`
    ip                        | address
    ${'10.0.0.7'}             | ${'10.0.0.7'}
    ${'::ffff:10.0.0.7'}      | ${'10.0.0.7'}
    ${'2001:db8:1:2:3:4:5:6'} | ${'2001:db8:1:2::/64'}
    ${'2001:db8:1:2::9'}      | ${'2001:db8:1:2::/64'}
    ${'2001:db8::9'}          | ${'2001:db8:0:0::/64'}
    ${'::1'}                  | ${'0:0:0:0::/64'}
    ${'fe80::1%eth0'}         | ${'fe80:0:0:0::/64'}
  `('$ip as $address', ({ ip, address }) => {
    expect(addressOf({ ip: String(ip) } as FastifyRequest)).toBe(address);
  });
});

it('says a field’s fault in the reader’s language', () => {
  const message = saying('validation.int', { min: 1, max: 9 });
  expect(inWords(message, 'vi')).toBe('Cần số nguyên từ 1 đến 9');
  expect(inWords(message, 'en')).toBe('Must be a whole number from 1 to 9');
  expect(inWords('Ngày này đã qua', 'en')).toBe('Ngày này đã qua');
});

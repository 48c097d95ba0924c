import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { chosenFile, filesOf, addFormFiles } from '../../../src/platform/web/form-files.js';
import { plumbing, withoutPlumbing } from '../../../src/platform/web/forms.js';

const EDGE = 'edge';
const type = { 'content-type': `multipart/form-data; boundary=${EDGE}` };
const field = (name: string, value: string): string =>
  `--${EDGE}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string, fileName: string, content: string): string =>
  `--${EDGE}\r\ncontent-disposition: form-data; name="${name}"; filename="${fileName}"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n`;
const body = (...parts: string[]): string => `${parts.join('')}--${EDGE}--\r\n`;

describe('a form with files', () => {
  let server: FastifyInstance;
  beforeAll(async () => {
    server = Fastify();
    addFormFiles(server);
    server.post('/one', { config: { files: true } }, async (request) => {
      const chosen = await chosenFile(request.body);
      const chunks: Buffer[] = [];
      for await (const chunk of (chosen?.stream ?? []) as AsyncIterable<Buffer>) chunks.push(chunk);
      const { name, fileName } = chosen ?? {};
      return {
        csrf: plumbing(request.body, '_csrf'),
        fields: withoutPlumbing(request.body as object),
        file: chosen && { name, fileName, bytes: Buffer.concat(chunks).length },
      };
    });
    server.post('/all', { config: { files: true } }, async (request) => {
      const seen: string[] = [];
      for await (const { fileName, stream } of filesOf(request.body)) {
        let bytes = 0;
        for await (const chunk of stream as AsyncIterable<Buffer>) bytes += chunk.length;
        seen.push(`${fileName} ${bytes}`);
      }
      return seen;
    });
    server.post('/none', () => 'no files here');
    server.post('/refused', { config: { files: true } }, () => 'not looked at');
    await server.ready();
  });
  afterAll(() => server.close());

  const post = (url: string, payload: string, headers: Record<string, string> = type) =>
    server.inject({ method: 'POST', url, payload, headers });

  it('is read like any other form, its file apart', async () => {
    const answer = await post(
      '/one',
      body(field('_csrf', 'x'), field('rows.0.name', 'Đơn'), file('f', 'sổ.csv', 'a,b')),
    );
    expect(answer.json()).toEqual({
      csrf: 'x',
      fields: { rows: [{ name: 'Đơn' }] },
      file: { name: 'f', fileName: 'sổ.csv', bytes: 3 },
    });
  });

  it('may have many files, of any size, and none', async () => {
    const large = 'x'.repeat(3_000_000);
    expect((await post('/all', body(file('f', 'a', large), file('f', 'b', ''), file('f', 'c', 'z')))).json()).toEqual([
      'a 3000000',
      'b 0',
      'c 1',
    ]);
    expect((await post('/all', body(field('a', 'b')))).json()).toEqual([]);
    expect((await post('/one', body(field('a', 'b'), file('f', '', '')))).json()).toMatchObject({ file: null });
  });

  it('names a file without its folders and without control characters', async () => {
    const answer = await post('/one', body(file('f', 'C:\\\\Users\\\\an\\\\so.csv', 'a')));
    expect(answer.json()).toMatchObject({ file: { fileName: 'so.csv' } });
  });

  it('does not hold up an answer that does not look at the file', async () => {
    expect((await post('/refused', body(file('f', 'a', 'x'.repeat(2_000_000))))).statusCode).toBe(200);
  });

  test.each([
    ['a route that takes none', '/none', body(file('f', 'a', 'b')), type, 'request.unsupported_type'],
    ['no boundary', '/one', body(field('a', 'b')), { 'content-type': 'multipart/form-data' }, 'request.malformed'],
    ['what is no form', '/one', 'hello', type, 'request.malformed'],
    ['a form that ends too soon', '/one', field('a', 'b'), type, 'request.malformed'],
    ['fields that contradict each other', '/one', body(field('a', 'b'), field('a.b', 'c')), type, 'request.malformed'],
    ['a name of every object', '/one', body(field('__proto__.x', 'c')), type, 'request.malformed'],
  ])('is refused: %s', async (_, url, payload, headers, code) => {
    expect((await post(url, payload, headers)).json()).toMatchObject({ code });
  });
});

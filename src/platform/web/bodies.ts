import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import { addFormFiles } from './form-files.js';
import { readForm } from './forms.js';
import { isStreamed } from './streams.js';

/** Requests above this are refused; routes that take files say otherwise. */
export const BODY_LIMIT_BYTES = 1024 * 1024;
/** A whole calendar or catalogue in one text. */
const CSV_LIMIT_BYTES = 4 * 1024 * 1024;
/** Files that only a route which streams takes. */
const STREAMED_ONLY = ['application/x-ndjson', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];
/** A paper scanned in. */
const SCAN_LIMIT_BYTES = 20 * 1024 * 1024;

/** What we read: JSON (Fastify's own reader, which refuses `__proto__`), forms, CSV, scans. Plain text is nothing we take. */
export function addBodyReaders(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser('text/plain');
  addFormFiles(fastify);
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES },
    (_, body, done) => {
      try {
        done(null, readForm(String(body)));
      } catch (error) {
        done(Object.assign(error as Error, { statusCode: 400, code: 'FST_ERR_FORM' }), undefined);
      }
    },
  );
  fastify.addContentTypeParser(
    ['application/pdf', 'image/jpeg', 'image/png'],
    { parseAs: 'buffer', bodyLimit: SCAN_LIMIT_BYTES },
    (_, body, done) => {
      done(null, body);
    },
  );
  fastify.addContentTypeParser('text/csv', (request: FastifyRequest, payload: IncomingMessage) =>
    isStreamed(request) ? Promise.resolve(payload) : textOf(payload),
  );
  fastify.addContentTypeParser(STREAMED_ONLY, (request, payload, done) => {
    if (isStreamed(request)) done(null, payload);
    else done(new DomainError('request.unsupported_type', 'this route does not read files of this type'), undefined);
  });
}

/** A whole text of at most `CSV_LIMIT_BYTES`. */
async function textOf(payload: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > CSV_LIMIT_BYTES) {
      throw new DomainError('request.too_large', 'the text is too large', { mostBytes: CSV_LIMIT_BYTES });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

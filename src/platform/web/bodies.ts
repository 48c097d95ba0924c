import type { FastifyInstance } from 'fastify';
import { readForm } from './forms.js';

/** Requests above this are refused; routes that take files say otherwise. */
export const BODY_LIMIT_BYTES = 1024 * 1024;
/** A whole calendar or catalogue in one text. */
const CSV_LIMIT_BYTES = 4 * 1024 * 1024;
/** A paper scanned in. */
const SCAN_LIMIT_BYTES = 20 * 1024 * 1024;

/** What we read: JSON (Fastify's own reader, which refuses `__proto__`), forms, CSV, scans. Plain text is nothing we take. */
export function addBodyReaders(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser('text/plain');
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
  fastify.addContentTypeParser('text/csv', { parseAs: 'string', bodyLimit: CSV_LIMIT_BYTES }, (_, body, done) => {
    done(null, body);
  });
}

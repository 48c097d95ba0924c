import { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import type { IdempotencyService, IdempotentWrite } from '../idempotency/idempotency.js';
import { Accepts } from './access.js';
import { plumbing, readForm } from './forms.js';
import { pathOf, type WebRequest } from './principal.js';

/** A file of a form, as it arrives: its bytes are there once, and the next file comes when they have been read. */
export interface FormFile {
  /** of the field */
  readonly name: string;
  /** as the sender's computer calls it, without folders; empty when nothing was chosen */
  readonly fileName: string;
  /** what the sender says it is: look at the bytes */
  readonly type: string;
  readonly stream: Readable;
}

const MULTIPART = 'multipart/form-data';
const FILES = Symbol('files');
const LIMITS = { fieldNameSize: 100, fieldSize: 64 * 1024, fields: 200, files: 40, parts: 240, headerPairs: 20 };

/**
 * A page's form that carries files: `<form enctype="multipart/form-data">`, the hidden fields and all others before the
 * files. The guards have read the fields before a byte of the first file is read.
 */
export function TakesFiles(): MethodDecorator {
  return applyDecorators(Accepts(MULTIPART), RouteConfig({ files: true }));
}

/** The body of such a form is what the fields say, like any form's; `filesOf` has the rest. */
export function addFormFiles(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(MULTIPART, (request: FastifyRequest, payload: Readable) => {
    const { files = false } = request.routeOptions.config as { files?: boolean };
    if (!files) throw new DomainError('request.unsupported_type', 'this route takes no files of a form');
    return readFields(request.headers as BusboyHeaders, payload);
  });
}

/** The files of a form in their order; each must be read to its end, or the form is given up. */
export function filesOf(body: unknown): AsyncIterable<FormFile> {
  const files = typeof body === 'object' && body !== null ? (body as { [FILES]?: Readable })[FILES] : undefined;
  return files ?? Readable.from([]);
}

/** The first file that somebody chose; null when they chose none. */
export async function chosenFile(body: unknown): Promise<FormFile | null> {
  for await (const file of filesOf(body)) {
    if (file.fileName !== '') return file;
    file.stream.resume();
  }
  return null;
}

/** The key of a form with a file (`_key`): what tells it from another is known only when the file has come. */
export function describeFormFile(
  idempotency: IdempotencyService,
  request: WebRequest,
  digest: string,
): IdempotentWrite | null {
  const key = plumbing(request.body, '_key');
  const { principal } = request;
  if (key === null || !principal) return null;
  const route = `POST ${request.routeOptions.url ?? ''}`;
  return idempotency.describe(principal.actor.username, route, key, [pathOf(request), digest]);
}

function readFields(headers: BusboyHeaders, payload: Readable): Promise<object> {
  const fields = new URLSearchParams();
  const files = new Readable({ objectMode: true, read: () => undefined });
  // Whoever reads the files is told; a form that was refused before has nobody to tell.
  files.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    const answer = (): void => {
      try {
        resolve(Object.defineProperty(readForm(fields.toString()), FILES, { value: files }));
      } catch (error) {
        reject(malformed(error));
      }
    };
    const fail = (error: unknown): void => {
      reject(malformed(error));
      files.destroy(malformed(error));
    };
    const parser = parserOf(headers);
    parser.on('field', (name, value) => {
      fields.append(name, value);
    });
    parser.on('file', (name, stream, fileName, _, type) => {
      answer();
      stream.on('error', () => undefined);
      files.push({ name, stream, type, fileName: nameOf(fileName) } satisfies FormFile);
    });
    parser.on('finish', () => {
      answer();
      files.push(null);
    });
    parser.on('error', fail);
    payload.on('error', fail);
    payload.on('aborted', () => {
      fail(new Error('the sender hung up'));
    });
    payload.pipe(parser);
  });
}

function parserOf(headers: BusboyHeaders): InstanceType<typeof Busboy> {
  try {
    return new Busboy({ headers, limits: LIMITS });
  } catch (error) {
    throw malformed(error);
  }
}

/** Old browsers send the whole path; what is no name of a file is none. */
function nameOf(given: string | undefined): string {
  const last = (given ?? '').replace(/^.*[\\/]/s, '');
  return [...last.normalize('NFC').replaceAll(/\p{Cc}|\p{Surrogate}/gu, '')].slice(0, 120).join('');
}

function malformed(error: unknown): DomainError {
  return new DomainError('request.malformed', `not a form with files: ${error instanceof Error ? error.message : ''}`);
}

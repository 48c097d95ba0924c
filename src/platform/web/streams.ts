import { Readable } from 'node:stream';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import type { IdempotencyService, IdempotentWrite } from '../idempotency/idempotency.js';
import { pathOf, type WebRequest } from './principal.js';

/** A route that takes a file as it arrives: the guard has spoken before a byte of it is read. */
export function Streams(): MethodDecorator {
  return RouteConfig({ streams: true });
}

export function isStreamed(request: FastifyRequest): boolean {
  return (request.routeOptions.config as { streams?: boolean }).streams === true;
}

/** @throws DomainError `request.malformed` when nothing came, `request.unsupported_type` when it is no file */
export function streamOf(request: WebRequest): { readonly type: string; readonly body: Readable } {
  const { body } = request;
  if (body === undefined || body === null) throw new DomainError('request.malformed', 'the body must be a file');
  if (!(body instanceof Readable)) throw new DomainError('request.unsupported_type', 'this route takes a file');
  const type = (request.headers['content-type'] ?? '').replace(/;.*$/s, '').trim().toLowerCase();
  return { type, body };
}

/** The key of a request whose body was a file: what tells it from another is known only when all of it has come. */
export function describeStream(
  idempotency: IdempotencyService,
  request: WebRequest,
  digest: string,
): IdempotentWrite | null {
  const { principal, idempotentWrite } = request;
  const key = request.headers['idempotency-key'];
  if (!idempotentWrite || !principal || typeof key !== 'string') return null;
  const route = `POST ${request.routeOptions.url ?? ''}`;
  return idempotency.describe(principal.actor.username, route, key, [pathOf(request), digest]);
}

import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '../../domain/errors.js';
import { IdempotencyService, type IdempotentWrite } from '../idempotency/idempotency.js';
import { BODY_TYPES } from './access.js';
import { plumbing, withoutPlumbing } from './forms.js';
import { SITE, type Site } from './page-renderer.js';
import { isForPrograms, pathOf, type WebRequest } from './principal.js';
import { saying } from './validation-words.js';

const VISIBLE_ASCII = /^[\u0021-\u007e]{8,128}$/;

/**
 * Between AccessGuard and route: the content type the route reads, the key of a POST that may come twice, the menu's
 * figures. It lets everybody pass whom the other one let pass; no interceptor, for those turn every answer into a stream.
 */
@Injectable()
export class RequestFrameGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly idempotency: IdempotencyService,
    @Inject(SITE) private readonly site: Site,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<WebRequest>();
    const types = this.reflector.getAllAndOverride<string[] | undefined>(BODY_TYPES, [
      context.getHandler(),
      context.getClass(),
    ]);
    demandKnownType(request, types ?? []);
    request.idempotentWrite = this.describe(request);
    if (request.principal?.via === 'cookie' && !isForPrograms(request)) {
      request.navCounts = await this.site.counts(request.principal.actor);
      request.notices = await this.site.notices(request.principal.actor);
    }
    return true;
  }

  /** Public routes have tokens of their own and take no key. */
  private describe(request: WebRequest): IdempotentWrite | null {
    const { principal, body } = request;
    if (request.method !== 'POST' || !principal) return null;
    const header = request.headers['idempotency-key'];
    const key = (typeof header === 'string' ? header : null) ?? plumbing(body, '_key');
    if (key === null) return null;
    if (!VISIBLE_ASCII.test(key)) {
      const message = saying('validation.idempotency_key');
      throw new DomainError('request.invalid', 'not an idempotency key', {}, [{ field: 'Idempotency-Key', message }]);
    }
    const route = `POST ${request.routeOptions.url ?? ''}`;
    return this.idempotency.describe(principal.actor.username, route, key, [pathOf(request), askedOf(body)]);
  }
}

/** What tells one request from another: of a file its digest (`describeStream`, when it has come), else what it says. */
function askedOf(body: unknown): unknown {
  if (body instanceof Readable) return null;
  if (Buffer.isBuffer(body)) return createHash('sha256').update(body).digest('hex');
  return typeof body === 'object' && body !== null ? withoutPlumbing(body) : (body ?? null);
}

/** @throws DomainError `request.unsupported_type`: JSON under /api, forms on pages, and what the route says */
function demandKnownType(request: WebRequest, extra: readonly string[]): void {
  const header = request.headers['content-type'];
  if (header === undefined || request.body === undefined || request.body === null) return;
  const type = header.replace(/;.*$/s, '').trim().toLowerCase();
  const usual = isForPrograms(request) ? 'application/json' : 'application/x-www-form-urlencoded';
  if (type !== usual && !extra.includes(type)) {
    throw new DomainError('request.unsupported_type', `this route reads ${[usual, ...extra].join(', ')}`);
  }
}

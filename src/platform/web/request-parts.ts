import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { IdempotentWrite } from '../idempotency/idempotency.js';
import type { Principal, WebRequest } from './principal.js';

/** The caller. `Actor` on guarded routes; `Actor | null` on public ones. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor | null => requestOf(context).principal?.actor ?? null,
);

/** The caller with their session: for signing out and for the page context. */
export const CurrentPrincipal = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | null => requestOf(context).principal ?? null,
);

/** The idempotency key of this POST (header `Idempotency-Key`, or `_key` of a form); null when none was sent. */
export const Idempotency = createParamDecorator(
  (_: unknown, context: ExecutionContext): IdempotentWrite | null => requestOf(context).idempotentWrite ?? null,
);

/** On what terms a write was asked for: the key under which it may be repeated, and the version that was seen. */
export interface WriteTerms {
  readonly write: IdempotentWrite | null;
  readonly ifMatch: number | null;
}

/** Both at once, for routes that have many other parts. */
export const OnTerms = createParamDecorator((_: unknown, context: ExecutionContext): WriteTerms => {
  const request = requestOf(context);
  return { write: request.idempotentWrite ?? null, ifMatch: versionOf(request) };
});

/** The version the caller saw: header `If-Match: "3"`, or `_version` of a form; null when they did not say. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number | null =>
  versionOf(requestOf(context)),
);

/** As `@IfMatch()` reads it. @throws DomainError `request.malformed` when what they sent names no version */
export function versionOf(request: WebRequest): number | null {
  const header = request.headers['if-match'];
  if (header !== undefined) return readVersion(header, /^(?:W\/)?"(\d{1,9})"$/);
  const field = (request.body as { _version?: unknown } | null | undefined)?._version;
  return typeof field === 'string' && field !== '' ? readVersion(field, /^(\d{1,9})$/) : null;
}

/** @throws DomainError `request.malformed` when the text names no version */
function readVersion(text: string, pattern: RegExp): number | null {
  if (text === '*') return null;
  const match = pattern.exec(text);
  if (!match) throw new DomainError('request.malformed', 'If-Match must be "*" or one quoted version number');
  return Number(match[1]);
}

/**
 * Refuses to act on what has changed since it was read.
 *
 * @param seen what `@IfMatch()` gave; null asks for nothing
 * @throws DomainError `version.stale` with the version that is there now
 */
export function demandVersion(seen: number | null, current: number): void {
  if (seen === null || seen === current) return;
  throw new DomainError('version.stale', 'changed since you read it', { seen, current });
}

function requestOf(context: ExecutionContext): WebRequest {
  return context.switchToHttp().getRequest<WebRequest>();
}

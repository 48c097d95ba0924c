import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { IdempotentWrite } from '../idempotency/idempotency.js';
import { withoutPlumbing } from './forms.js';
import type { WebRequest } from './principal.js';
import { versionOf } from './request-parts.js';

/** Who asks, and how what they ask may be repeated. */
export interface Caller {
  readonly by: Actor;
  /** null when the form carried no key */
  readonly write: IdempotentWrite | null;
}

/** A form that somebody posted from a page. */
export interface Posted extends Caller {
  /** the version they were looking at; null where the resource has none */
  readonly seen: number | null;
  /** `:code` of the route; empty where it has none */
  readonly code: string;
  /** `:id` of the route; empty where it has none */
  readonly id: string;
  readonly body: unknown;
  readonly request: WebRequest;
}

/** All of it at once: a route has few parameters then, whatever the act. */
export const FromForm = createParamDecorator((_: unknown, context: ExecutionContext): Posted => {
  const request = context.switchToHttp().getRequest<WebRequest>();
  const { code, id } = request.params as { code?: unknown; id?: unknown };
  const { body } = request;
  return { ...callerOf(request), seen: versionOf(request), code: part(code), id: part(id), body, request };
});

/** On guarded routes there is always somebody. */
export function callerOf({ principal, idempotentWrite }: WebRequest): Caller {
  if (!principal) throw new DomainError('auth.required', 'sign in first');
  return { by: principal.actor, write: idempotentWrite ?? null };
}

/** @throws DomainError `not_found` for what no code of ours is */
function part(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string' && /^[\u0020-\u007e]{1,100}$/.test(value)) return value;
  throw new DomainError('not_found', 'there is no such thing');
}

/** The fields of the form alone. */
export function fieldsOf({ body }: Pick<Posted, 'body'>): Readonly<Record<string, unknown>> {
  return withoutPlumbing(body ?? {}) as Readonly<Record<string, unknown>>;
}

/** A text field in which each line is one thing. */
export function linesOf(typed: unknown): string[] {
  const text = typeof typed === 'string' ? typed : '';
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

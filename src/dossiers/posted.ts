import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { DomainError } from '../domain/errors.js';
import { withoutPlumbing } from '../platform/web/forms.js';
import type { WebRequest } from '../platform/web/principal.js';
import { versionOf } from '../platform/web/request-parts.js';

/** A form that somebody posted from the page of a dossier. */
export interface Posted {
  readonly code: string;
  /** of the thing within the dossier, where the route names one; else empty */
  readonly id: string;
  /** the version they were looking at */
  readonly seen: number | null;
  readonly body: unknown;
  readonly request: WebRequest;
}

/** All of it at once: a route has few parameters then, whatever the act. */
export const FromForm = createParamDecorator((_: unknown, context: ExecutionContext): Posted => {
  const request = context.switchToHttp().getRequest<WebRequest>();
  const { code, id } = request.params as { code?: unknown; id?: unknown };
  return { code: part(code), id: part(id), seen: versionOf(request), body: request.body, request };
});

/** @throws DomainError `not_found` for what no code of ours is */
function part(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string' && /^[\u0020-\u007e]{1,100}$/.test(value)) return value;
  throw new DomainError('not_found', 'there is no such thing');
}

/** The fields of the form alone. */
export function fieldsOf({ body }: Posted): Readonly<Record<string, unknown>> {
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

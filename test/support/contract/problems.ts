import { DOMAIN_ERROR_CODES } from '../../../src/domain/errors.js';
import { PROBLEMS } from '../../../src/platform/web/problem-words.js';

/** What is known of a route when its refusals are written down. */
export interface RouteFacts {
  readonly method: string;
  readonly path: string;
  readonly access: 'public' | 'authenticated' | 'roles';
  readonly limited: boolean;
  readonly hasBody: boolean;
  readonly hasQuery: boolean;
  readonly idempotency: boolean;
  readonly ifMatch: boolean;
}

/** Acts and books that may say: not now, or: it is there already. */
const CONFLICTS =
  /^\/api\/v1\/(?:dossiers|filings|letters|apologies|messages|imports|paper-sessions|calendar|units|users|procedures)\b/;

/** The statuses of the problems a route may answer with. */
export function problemStatuses(route: RouteFacts): string[] {
  const writes = route.method !== 'get';
  const log = route.path === '/api/v1/sessions';
  const signed = route.path === '/api/v1/gateway/callbacks';
  const when: readonly (readonly [status: number, holds: boolean])[] = [
    [400, true],
    [401, route.access !== 'public' || log || signed],
    [403, route.access !== 'public'],
    [404, route.path.includes('{') || route.hasQuery || writes],
    [409, route.idempotency || (writes && CONFLICTS.test(route.path))],
    [412, route.ifMatch],
    [413, route.hasBody],
    [415, writes],
    [422, route.hasBody || route.hasQuery || route.idempotency || /\{(?:year|date|by)\}/.test(route.path)],
    [429, route.limited || log],
  ];
  return when.filter(([, holds]) => holds).map(([status]) => String(status));
}

/** One answer for each status a code has, saying which codes it can carry. */
export function problemResponses(): Record<string, object> {
  const statuses = [...new Set(DOMAIN_ERROR_CODES.map((code) => PROBLEMS[code].status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const codes = DOMAIN_ERROR_CODES.filter((code) => PROBLEMS[code].status === status);
      return [`Problem${String(status)}`, problemResponse(codes)];
    }),
  );
}

function problemResponse(codes: readonly (keyof typeof PROBLEMS)[]): object {
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title.en}`).join('; '),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

/** RFC 9457 with our closed list of codes. */
export const PROBLEM = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: [...DOMAIN_ERROR_CODES] },
    detail: { type: 'string' },
    facts: { type: 'object' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

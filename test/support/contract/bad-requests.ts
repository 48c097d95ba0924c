import type { InjectOptions } from 'fastify';
import { PEOPLE } from '../small-world.js';
import { badFields, badQueries, BAD_PATHS, withField } from './bad-values.js';
import { SCHEMAS, takesHeader, type Operation } from './contract.js';
import type { Told } from './teller.js';

/** One request that must be refused, and how. */
export interface BadRequest {
  readonly what: string;
  readonly as: string | null;
  readonly request: InjectOptions;
  /** left out: any refusal that the contract names */
  readonly expected?: readonly [status: number, code: string];
  /** of a 422 that names it */
  readonly field?: string;
}

const JSON_TYPE = 'application/json';
const DEEP = `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
const INVALID = [422, 'request.invalid'] as const;

/** Everything that may be wrong with a request of one route, made of a request that was right. */
export function badRequests(route: string, operation: Operation, told: Told): BadRequest[] {
  const wrong = { route, operation, told };
  return [...strangers(wrong), ...bodies(wrong), ...fields(wrong), ...paths(wrong), ...queries(wrong), ...keys(wrong)];
}

interface Ground {
  readonly route: string;
  readonly operation: Operation;
  readonly told: Told;
}

function asked({ told: { method, url, body, type } }: Ground, changes: Partial<InjectOptions> = {}): InjectOptions {
  const headers = type === undefined ? {} : { 'content-type': type };
  return { method, url, headers, ...(body !== undefined && { payload: body as object }), ...changes };
}

function strangers(ground: Ground): BadRequest[] {
  const { operation } = ground;
  if (!operation.security) return [];
  const request = asked(ground);
  const forged = { ...request, headers: { ...request.headers, authorization: `Bearer ${'x'.repeat(43)}` } };
  const roles = /Roles: ([a-z_, ]+)\./.exec(operation.description ?? '')?.[1]?.split(', ');
  const other = roles && PEOPLE.find((person) => !person.roles.some((role) => roles.includes(role)));
  const expected = [401, 'auth.required'] as const;
  return [
    { what: 'nobody', as: null, request, expected },
    { what: 'a forged token', as: null, request: forged, expected },
    ...(other
      ? [{ what: `as ${other.roles[0]!}`, as: other.username, request, expected: [403, 'auth.forbidden'] as const }]
      : []),
  ];
}

function bodies(ground: Ground): BadRequest[] {
  const { operation, told } = ground;
  const { method, example } = told;
  const types = Object.keys(operation.requestBody?.content ?? {});
  if (method === 'GET' || method === 'DELETE') return [];
  const send = (
    what: string,
    payload: string | Buffer,
    type: string,
    expected?: BadRequest['expected'],
  ): BadRequest => ({
    what,
    as: example.as,
    request: asked(ground, { payload, headers: { 'content-type': type } }),
    ...(expected && { expected }),
  });
  const always = [
    send('broken JSON', '{"a":', JSON_TYPE),
    send('XML', '<x/>', 'application/xml', [415, 'request.unsupported_type']),
    send('plain text', 'x', 'text/plain', [415, 'request.unsupported_type']),
  ];
  if (!types.includes(JSON_TYPE)) {
    return types.length === 0 ? always : [...always.slice(1), send('an object', '{"a":1}', JSON_TYPE)];
  }
  return [
    ...always,
    send('a list', '[]', JSON_TYPE, INVALID),
    send('a text', '"x"', JSON_TYPE),
    send('a number', '7', JSON_TYPE, INVALID),
    send('a poisoned key', '{"__proto__":{"x":1}}', JSON_TYPE, [400, 'request.malformed']),
    send('depth without end', DEEP, JSON_TYPE),
    send('broken UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), JSON_TYPE),
    send('two megabytes', JSON.stringify({ x: 'x'.repeat(2_000_000) }), JSON_TYPE, [413, 'request.too_large']),
    send('a file', 'a,b', 'text/csv', [415, 'request.unsupported_type']),
  ];
}

function fields(ground: Ground): BadRequest[] {
  const { operation, told } = ground;
  const schema = operation.requestBody?.content[JSON_TYPE]?.schema;
  if (!schema) return [];
  return badFields(schema, SCHEMAS).map(({ path, what, value }) => ({
    what: `${path.join('.')}: ${what}`,
    as: told.example.as,
    request: asked(ground, { payload: withField(told.body, path, value) as object }),
    expected: INVALID,
    field: String(path[0]),
  }));
}

function paths(ground: Ground): BadRequest[] {
  const { route, told } = ground;
  const pattern = route.slice(route.indexOf(' ') + 1).split('/');
  const [path = '', query] = told.url.split('?');
  const places = pattern.flatMap((part, i) => (part.startsWith('{') ? [i] : []));
  return places.flatMap((place) =>
    BAD_PATHS.map(({ what, text }) => {
      const parts = path.split('/').map((part, i) => (i === place ? text : part));
      const url = `${parts.join('/')}${query === undefined ? '' : `?${query}`}`;
      return { what: `${pattern[place]!}: ${what}`, as: told.example.as, request: asked(ground, { url }) };
    }),
  );
}

function queries(ground: Ground): BadRequest[] {
  const { operation, told } = ground;
  const known = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  const [path = '', given = ''] = told.url.split('?');
  const asking = (name: string, value: unknown, what: string): BadRequest => {
    const query = new URLSearchParams(given);
    query.set(name, String(value));
    return {
      what: `?${name}: ${what}`,
      as: told.example.as,
      request: asked(ground, { url: `${path}?${query.toString()}` }),
      expected: INVALID,
      field: name,
    };
  };
  return known.flatMap(({ name = '', schema = {} }) => [
    ...badQueries(schema).map(({ what, value }) => asking(name, value, what)),
    ...(name === known[0]?.name ? [asking('surprise', 1, 'unknown')] : []),
  ]);
}

function keys(ground: Ground): BadRequest[] {
  const { operation, told } = ground;
  const request = asked(ground);
  const with_ = (what: string, header: string, value: string, expected: BadRequest['expected']): BadRequest => ({
    what,
    as: told.example.as,
    request: { ...request, headers: { ...request.headers, [header]: value } },
    ...(expected && { expected }),
  });
  return [
    ...(takesHeader(operation, 'IfMatch')
      ? [with_('If-Match: no version', 'if-match', 'three', [400, 'request.malformed'])]
      : []),
    ...(takesHeader(operation, 'IdempotencyKey') ? keyed(ground, with_) : []),
  ];
}

function keyed(
  ground: Ground,
  with_: (what: string, header: string, value: string, expected: BadRequest['expected']) => BadRequest,
): BadRequest[] {
  const { told } = ground;
  const { key } = told;
  const wrong = ['x', 'y'.repeat(300)].map((value) =>
    with_(`a key of ${String(value.length)}`, 'idempotency-key', value, INVALID),
  );
  const other = otherBody(told.body);
  if (key === undefined || told.url.includes('/bulk/')) return wrong;
  const reused = {
    what: 'a key that served for something else',
    as: told.example.as,
    request: asked(ground, { payload: other, headers: { ...asked(ground).headers, 'idempotency-key': key } }),
    expected: [409, 'idempotency.key_reused'] as const,
  };
  return [...wrong, reused];
}

/** Words and numbers of which another one is as good. */
const FREE_WORDS = [
  ...[
    'reason',
    'text',
    'name',
    'fullName',
    'sentence',
    'description',
    'summary',
    'note',
    'receivedBy',
    'correctionResult',
  ],
  ...['reference', 'document', 'number', 'shelf', 'proof'],
];
const OTHERS: Readonly<Record<string, unknown>> = {
  ...{ copies: 9, revision: 999, items: ['Đơn đề nghị'], documents: [], resultVia: 'desk', how: 'desk' },
  ...{ outcome: 'failed', fault: 'other_agency', username: 'specialist', unitCode: 'H45.20.03', skipDefective: false },
};

/** The same request, but for one thing that is as good as before: only the key can refuse it. */
function otherBody(body: unknown): object | string {
  if (body === undefined) return { anything: 'else' };
  if (typeof body === 'string') return `${body}\n`;
  const given = body as Record<string, unknown>;
  const word = FREE_WORDS.find((name) => typeof given[name] === 'string');
  if (word !== undefined) return { ...given, [word]: `${String(given[word])} 2` };
  const [other] = Object.entries(OTHERS).find(([name, value]) => name in given && given[name] !== value) ?? [];
  return other === undefined ? { ...given, number: '7/PXL' } : { ...given, [other]: OTHERS[other] };
}

import { resolved, type Schema, type Schemas } from './schema.js';

/** A value that a field must not take, and what is wrong with it. */
interface BadValue {
  readonly what: string;
  readonly value: unknown;
}

export interface BadField extends BadValue {
  /** names and places from the outside in */
  readonly path: readonly (string | number)[];
}

const MEGABYTE = 'x'.repeat(1_000_000);
const RIGHT_TO_LEFT = 'An \u202enaV\u202c B';
const bad = (what: string, value: unknown): BadValue => ({ what, value });

function badTexts(schema: Schema): BadValue[] {
  const anything = schema.format === 'password';
  const wrong = ['a number', 'a boolean', 'a list', 'an object'];
  const values = [5, true, ['x'], { $ne: '' }];
  return [
    ...wrong.map((what, i) => bad(what, values[i])),
    bad('a megabyte', MEGABYTE),
    ...(anything
      ? []
      : [bad('NUL', 'a\u0000b'), bad('a turned direction', RIGHT_TO_LEFT), bad('half a character', 'a\ud800b')]),
    ...(schema.enum || schema.pattern || schema.format === 'date' || schema.format === 'date-time'
      ? [bad('another form', '§ <không thế> §')]
      : []),
    ...(schema.minLength !== undefined && schema.minLength > 0 ? [bad('too short', '')] : []),
    ...(schema.maxLength === undefined ? [] : [bad('one too long', 'x'.repeat(schema.maxLength + 1))]),
  ];
}

function badNumbers({ minimum, maximum }: Schema): BadValue[] {
  return [
    bad('a text', '5'),
    bad('a list', [5]),
    bad('a boolean', true),
    bad('a fraction', 1.5),
    bad('huge', 1e300),
    bad('hugely negative', -1e300),
    bad('beyond what is exact', 2 ** 60),
    ...(minimum === undefined ? [] : [bad('one too few', minimum - 1)]),
    ...(maximum === undefined ? [] : [bad('one too many', maximum + 1)]),
  ];
}

const BAD_BOOLEANS = [bad('a text', 'true'), bad('a number', 1), bad('a list', [true]), bad('an object', {})];
const BAD_LISTS = [
  bad('a text', 'x'),
  bad('an object', { 0: 'x' }),
  bad('a number', 7),
  bad('ten thousand', Array(10_000).fill('x')),
  bad('lists in lists', [[[]]]),
];
const BAD_OBJECTS = [bad('a text', 'x'), bad('a list', [[]]), bad('a number', 7)];

function badOnes(schema: Schema): BadValue[] {
  switch (schema.type) {
    case 'string':
      return badTexts(schema);
    case 'number':
    case 'integer':
      return badNumbers(schema);
    case 'boolean':
      return BAD_BOOLEANS;
    case 'array':
      return BAD_LISTS;
    case undefined:
    default:
      return schema.properties ? BAD_OBJECTS : [];
  }
}

/** Every field of a request, each with every value it must not take; nested ones as deep as they go. */
export function badFields(given: Schema, schemas: Schemas, path: BadField['path'] = []): BadField[] {
  const schema = resolved(given, schemas);
  const { properties = {}, required = [] } = schema;
  const own = path.length === 0 ? [] : badOnes(schema).map((one) => ({ ...one, path }));
  const inside = Object.entries(properties).flatMap(([name, inner]) => {
    const missing = required.includes(name) ? [{ path: [...path, name], what: 'null', value: null }] : [];
    return [...missing, ...badFields(inner, schemas, [...path, name])];
  });
  const unknown = schema.properties ? [{ path: [...path, 'surprise'], what: 'an unknown field', value: 1 }] : [];
  const items = schema.items ? badFields(schema.items, schemas, [...path, 0]) : [];
  return [...own, ...inside, ...unknown, ...items];
}

/** A copy of a request in which one field has another value; what has to be there around it is made. */
export function withField(body: unknown, [name, ...rest]: BadField['path'], value: unknown): unknown {
  if (name === undefined) return value;
  if (typeof name === 'number') {
    const list = Array.isArray(body) ? (body as unknown[]) : [];
    return [withField(list[0], rest, value), ...list.slice(1)];
  }
  const object = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return { ...object, [name]: withField(object[name], rest, value) };
}

/** What a query string must not say of a parameter. */
export function badQueries(schema: Schema): BadValue[] {
  return [
    bad('NUL', 'a\u0000b'),
    bad('a turned direction', RIGHT_TO_LEFT),
    bad('three thousand characters', 'x'.repeat(3_000)),
    ...(schema.type === 'string' && !schema.enum && !schema.pattern && !schema.format
      ? []
      : [bad('another form', '§ <không thế> §')]),
    ...(schema.minimum === undefined ? [] : [bad('one too few', schema.minimum - 1), bad('huge', '9'.repeat(40))]),
    ...(schema.maximum === undefined ? [] : [bad('one too many', schema.maximum + 1), bad('an exponent', '1e1')]),
  ];
}

/** What a path must not hold in the place of a code, as it stands in an address. */
export const BAD_PATHS: readonly { readonly what: string; readonly text: string; readonly status?: number }[] = [
  { what: 'the way up', text: '..%2f..%2fetc%2fpasswd' },
  { what: 'NUL', text: '%00' },
  { what: 'three hundred characters', text: 'x'.repeat(300) },
  { what: 'SQL', text: "'%20OR%201=1--" },
  { what: 'a turned direction', text: '%E2%80%AEx' },
  { what: 'broken UTF-8', text: '%C3%28' },
  { what: 'no escape', text: '%zz' },
];

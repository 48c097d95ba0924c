/** What a form carries for us and not for the use case: `_csrf`, `_key`, `_version`. */
const PLUMBING = /^_/;
/** Every value is text there, and an empty field was left out. */
const FORM = Symbol('form');
const UNSAFE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);
/** A form of a few hundred fields is already more than a person fills in. */
const MAX_FIELDS = 1_000;

/**
 * Reads `application/x-www-form-urlencoded`. A repeated name is a list; `documents.0.name` fills lists of objects.
 *
 * @throws RangeError when there are too many fields, or two of them contradict each other
 */
export function readForm(text: string): object {
  const form: Record<string, unknown> = {};
  let count = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    count += 1;
    if (count > MAX_FIELDS) throw new RangeError('too many fields');
    put(form, name.split('.'), value);
  }
  const compact = withoutGaps(form) as object;
  Object.defineProperty(compact, FORM, { value: true });
  return compact;
}

/** A row taken out of a list on the page leaves a number out. */
function withoutGaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => one !== undefined).map(withoutGaps);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutGaps(inner)]));
}

export function isForm(body: unknown): boolean {
  return typeof body === 'object' && body !== null && FORM in body;
}

/** The fields of the use case alone; JSON has no plumbing and stays as it is. */
export function withoutPlumbing(body: object): object {
  if (!isForm(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !PLUMBING.test(name)));
}

/** What stood in each field of a form, under its name in the page: `documents.0.name`. Of a repeated name, the first. */
export function typedFields(body: unknown): Record<string, string> {
  return isForm(body) ? Object.fromEntries(leaves(withoutPlumbing(body as object), '')) : {};
}

/** Every field of a form as it was sent, also `_key` and `_version`: to send it once more. The proof of our page is left out. */
export function sentFields(body: unknown): (readonly [name: string, value: string])[] {
  return isForm(body) ? allLeaves(body, '').filter(([name]) => name !== '_csrf') : [];
}

function allLeaves(value: unknown, name: string): (readonly [string, string])[] {
  if (typeof value === 'string') return [[name, value]];
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.map((one) => [name, one]);
  return Object.entries(value ?? {}).flatMap(([key, one]) => allLeaves(one, name === '' ? key : `${name}.${key}`));
}

function leaves(value: unknown, name: string): [string, string][] {
  if (typeof value === 'string') return [[name, value]];
  if (Array.isArray(value) && typeof value[0] === 'string') return [[name, value[0]]];
  const inner = Object.entries(value ?? {});
  return inner.flatMap(([key, one]) => leaves(one, name === '' ? key : `${name}.${key}`));
}

/** @returns a plumbing field of a form, or of nothing */
export function plumbing(body: unknown, name: '_csrf' | '_key'): string | null {
  if (!isForm(body)) return null;
  const value = (body as Record<string, unknown>)[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function put(target: Record<string, unknown>, path: readonly string[], value: string): void {
  const [name = '', ...rest] = path;
  if (UNSAFE_NAMES.has(name) || path.length > 4) throw new RangeError('not a field name');
  const [next] = rest;
  if (next === undefined) {
    target[name] = joined(target[name], value);
    return;
  }
  const inner: unknown = (target[name] ??= /^\d{1,2}$/.test(next) ? [] : {});
  if (typeof inner !== 'object' || inner === null) throw new RangeError('two fields contradict each other');
  if (Array.isArray(inner) && !/^\d{1,2}$/.test(next)) throw new RangeError('two fields contradict each other');
  put(inner as Record<string, unknown>, rest, value);
}

function joined(before: unknown, value: string): unknown {
  if (before === undefined) return value;
  if (Array.isArray(before)) return [...(before as unknown[]), value];
  if (typeof before === 'string') return [before, value];
  throw new RangeError('two fields contradict each other');
}

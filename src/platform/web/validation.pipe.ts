import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { DomainError, type FieldError } from '../../domain/errors.js';
import { TEXTUAL } from './field-rule.js';
import { isForm, withoutPlumbing } from './forms.js';
import { saying } from './validation-words.js';

/** Deeper than any request we know; class-transformer would recurse until the stack ends. */
const MAX_DEPTH = 12;
/** One message list is read by a person. */
const MAX_ERRORS = 50;
const PLAIN = new Set<unknown>([String, Boolean, Number, Array, Object, undefined]);
/** What no code of ours holds, and what PostgreSQL cannot store: control characters, halves of surrogate pairs. */
// eslint-disable-next-line no-control-regex -- refusing them is what this is for
const UNSPEAKABLE = /[\u0000-\u001f\u007f]|\p{Surrogate}/u;

/**
 * Every body, query and path value comes through here: into its request class, known fields only, all bounded.
 *
 * @throws DomainError `request.invalid` with the fields that were not acceptable; `not_found` for a path no code has
 */
@Injectable()
export class RequestPipe implements PipeTransform {
  async transform(value: unknown, { type, metatype }: ArgumentMetadata): Promise<unknown> {
    if (type === 'custom') return value;
    if (type === 'param') return pathValue(value);
    if (!metatype || PLAIN.has(metatype)) return plainValue(value);
    if (type === 'body' && (typeof value === 'string' || Buffer.isBuffer(value))) {
      throw new DomainError('request.unsupported_type', 'this route takes an object');
    }
    return readRequest(metatype as new () => object, value, type === 'query');
  }
}

/**
 * Reads a request class out of what came; pages that show a refused form again call it themselves.
 *
 * @param textual true for query strings; forms know it of themselves
 * @throws DomainError `request.invalid` with the fields that were not acceptable, `request.malformed`
 */
export async function readRequest<T extends object>(
  type: new () => T,
  given: unknown,
  textual = isForm(given),
): Promise<T> {
  const value = given ?? {};
  if (Array.isArray(value) || typeof value !== 'object') {
    throw new DomainError('request.invalid', 'the body must be an object');
  }
  demandShallow(value);
  const groups = [textual || isForm(value) ? TEXTUAL : 'typed'];
  const request = plainToInstance(type, withoutPlumbing(value), { groups });
  const faults = await validate(request, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
  });
  const errors = faults.flatMap((fault) => fieldErrors(fault, '')).slice(0, MAX_ERRORS);
  if (errors.length > 0) throw new DomainError('request.invalid', 'some fields are not acceptable', {}, errors);
  return request;
}

/** One part of a path, or all of them where a route takes them together. */
function pathValue(value: unknown): unknown {
  const texts: unknown[] = typeof value === 'object' && value !== null ? Object.values(value) : [value];
  if (texts.some((text) => typeof text === 'string' && (UNSPEAKABLE.test(text) || text.length > 200))) {
    throw new DomainError('not_found', 'there is no such thing');
  }
  return value;
}

/** A value without a request class, e.g. one query parameter taken by name. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'string' && value.includes('\u0000')) {
    throw new DomainError('request.malformed', 'a null byte is no text');
  }
  return value;
}

/**
 * Level by level instead of recursion: the input is what might be too deep. Names that every object has (`constructor`,
 * `toString`) are left out by class-transformer without a word, so they are refused here.
 */
function demandShallow(root: object): void {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw new DomainError('request.malformed', 'the request is nested too deeply');
    level = level.flatMap(contents);
  }
}

function contents(value: unknown): unknown[] {
  if (value === null || typeof value !== 'object') return [];
  if (Object.keys(value).some((name) => name in Object.prototype)) {
    throw new DomainError('request.malformed', 'this is no name of a field');
  }
  return Object.values(value) as unknown[];
}

function fieldErrors(fault: ValidationError, above: string): FieldError[] {
  const field = `${above}${fault.property}`.slice(0, 120);
  const own = Object.entries(fault.constraints ?? {}).map(([name, message]) => ({
    field,
    message: name === 'whitelistValidation' ? saying('validation.unknown') : message,
  }));
  return [...own, ...(fault.children ?? []).flatMap((child) => fieldErrors(child, `${field}.`))];
}

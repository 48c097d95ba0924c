import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, ValidateIf, ValidateNested } from 'class-validator';
import { instant } from '../../domain/time/instant.js';
import { isPlainDate } from '../../domain/time/plain-date.js';
import { documented, field, isTextual } from './field-rule.js';
import { saying } from './validation-words.js';

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Directions of writing can be turned round by these, so that a name reads as another one. */
const BIDI = /[\u202a-\u202e\u2066-\u2069]/;
// eslint-disable-next-line no-control-regex -- refusing control characters is what this is for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
// eslint-disable-next-line no-control-regex -- the same, but lines may be broken
const CONTROL_BUT_LINES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
/** Half of a surrogate pair: no character, and no UTF-8. */
const HALF = /\p{Surrogate}/u;
const CODE = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/**
 * Words of people: trimmed, in Unicode form NFC (Vietnamese keyboards send both forms), without control characters
 * and without marks that turn the direction of writing.
 *
 * @param bounds characters after trimming; `lines` allows line breaks and tabs
 */
export function Text({ min, max, lines = false }: Bounds & { readonly lines?: boolean }): PropertyDecorator {
  return field({
    word: 'validation.text',
    words: { min, max },
    schema: { type: 'string', minLength: min, maxLength: max },
    read: (value) => (typeof value === 'string' ? tidy(value) : value),
    accepts: (value) => {
      if (typeof value !== 'string' || HALF.test(value) || BIDI.test(value)) return false;
      const length = [...value].length;
      return length >= min && length <= max && !(lines ? CONTROL_BUT_LINES : CONTROL).test(value);
    },
  });
}

function tidy(text: string): string {
  return text.replaceAll('\r\n', '\n').trim().normalize('NFC');
}

/** A code of the state or of ours: `H45.20.05`, `2.000635`, `H45.20-230517-0001`. */
export function Code({ max = 40 }: { readonly max?: number } = {}): PropertyDecorator {
  return field({
    word: 'validation.code',
    words: { max },
    schema: { type: 'string', minLength: 1, maxLength: max, pattern: CODE.source },
    read: (value) => (typeof value === 'string' ? value.trim() : value),
    accepts: (value) => typeof value === 'string' && value.length <= max && CODE.test(value),
  });
}

/** Text of one form. @param pattern anchored, and quick on any input @param max characters */
export function Pattern(pattern: RegExp, max: number, example: string): PropertyDecorator {
  return field({
    word: 'validation.pattern',
    words: { example },
    schema: { type: 'string', maxLength: max, pattern: pattern.source, example },
    read: (value) => (typeof value === 'string' ? value.trim() : value),
    accepts: (value) => typeof value === 'string' && value.length <= max && pattern.test(value),
  });
}

/** A secret as it was typed: not trimmed, any characters, bounded. */
export function Secret({ min, max }: Bounds): PropertyDecorator {
  return field({
    word: 'validation.text',
    words: { min, max },
    schema: { type: 'string', format: 'password', minLength: min, maxLength: max },
    read: (value) => (typeof value === 'string' ? value.normalize('NFC') : value),
    accepts: (value) => typeof value === 'string' && value.length >= min && value.length <= max,
  });
}

/** A day `YYYY-MM-DD` that exists; the property is a `PlainDate`. */
export function Day(): PropertyDecorator {
  return field({
    word: 'validation.day',
    schema: { type: 'string', format: 'date' },
    read: (value) => value,
    accepts: (value) => typeof value === 'string' && isPlainDate(value),
  });
}

/** An ISO-8601 instant with any offset; the property is an `Instant`. */
export function IsoInstant(): PropertyDecorator {
  return field({
    word: 'validation.instant',
    schema: { type: 'string', format: 'date-time' },
    read: (value) => (value === undefined || value === null ? value : readInstantText(value)),
    accepts: (value) => typeof value === 'number' && Number.isFinite(value),
  });
}

function readInstantText(value: unknown): number {
  try {
    return typeof value === 'string' ? instant(value.trim()) : Number.NaN;
  } catch {
    return Number.NaN;
  }
}

/** A whole number; in forms and query strings its digits. */
export function Int({ min, max }: Bounds): PropertyDecorator {
  return field({
    word: 'validation.int',
    words: { min, max },
    schema: { type: 'integer', minimum: min, maximum: max },
    read: (value, textual) =>
      textual && typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value,
    accepts: (value) => Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max,
  });
}

/** Yes or no; a ticked box (`on`, `true`, `1`) in forms and query strings. */
export function Bool(): PropertyDecorator {
  const spoken = new Map<unknown, boolean>([
    ['on', true],
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
  ]);
  return field({
    word: 'validation.bool',
    schema: { type: 'boolean' },
    read: (value, textual) => (textual ? (spoken.get(value) ?? value) : value),
    accepts: (value) => typeof value === 'boolean',
  });
}

/** One of a closed list. */
export function OneOf(values: readonly string[]): PropertyDecorator {
  return field({
    word: 'validation.one_of',
    words: { values: values.join(', ') },
    schema: { type: 'string', enum: values },
    read: (value) => value,
    accepts: (value) => typeof value === 'string' && values.includes(value),
  });
}

/** Different values of a closed list; a single value of a form is a list of one. */
export function SomeOf(values: readonly string[], { min = 1 }: { readonly min?: number } = {}): PropertyDecorator {
  const max = values.length;
  return field({
    word: 'validation.some_of',
    words: { min, max, values: values.join(', ') },
    schema: { type: 'array', items: { type: 'string', enum: values }, minItems: min, maxItems: max, uniqueItems: true },
    read: asList,
    accepts: (value) =>
      Array.isArray(value) &&
      value.length >= min &&
      new Set(value).size === value.length &&
      value.every((one) => typeof one === 'string' && values.includes(one)),
  });
}

/** Some short texts, each checked like `Text`. */
export function Texts({ min, max }: Bounds, each: Bounds): PropertyDecorator {
  return field({
    word: 'validation.list',
    words: { min, max },
    schema: {
      type: 'array',
      items: { type: 'string', minLength: each.min, maxLength: each.max },
      minItems: min,
      maxItems: max,
    },
    read: (value, textual) => {
      const list = asList(value, textual);
      return Array.isArray(list) ? list.map((one: unknown) => (typeof one === 'string' ? tidy(one) : one)) : list;
    },
    accepts: (value) =>
      Array.isArray(value) &&
      value.length >= min &&
      value.length <= max &&
      value.every(
        (one) =>
          typeof one === 'string' &&
          !HALF.test(one) &&
          !BIDI.test(one) &&
          !CONTROL.test(one) &&
          one.length >= each.min &&
          one.length <= each.max,
      ),
  });
}

function asList(value: unknown, textual: boolean): unknown {
  return textual && typeof value === 'string' ? [value] : value;
}

/** A list of objects of one request class. */
export function ListOf(type: () => new () => object, { min, max }: Bounds): PropertyDecorator {
  const message = saying('validation.list', { min, max });
  return applyDecorators(
    Type(type),
    IsArray({ message }),
    ArrayMinSize(min, { message }),
    ArrayMaxSize(max, { message }),
    // A list in the place of an object would be looked into, item by item, and found empty of faults.
    IsObject({ each: true, message: saying('validation.object') }),
    ValidateNested({ each: true, message: saying('validation.object') }),
    documented({ minItems: min, maxItems: max }),
  );
}

/** An object of its own request class. */
export function Part(type: () => new () => object): PropertyDecorator {
  const message = saying('validation.object');
  return applyDecorators(Type(type), IsObject({ message }), ValidateNested({ message }));
}

/** May be left out: absent, null, and an empty form field mean the same. Stands above the other decorators. */
export function Optional(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value, options }: { value: unknown; options: { groups?: string[] } }) =>
      value === null || (value === '' && isTextual(options)) ? undefined : value,
    ),
    ValidateIf((_, value) => value !== undefined),
  );
}

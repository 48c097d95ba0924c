import 'reflect-metadata';
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { registerDecorator, type ValidationArguments } from 'class-validator';
import { saying, type WordKey } from './validation-words.js';

/** The group under which query strings and forms are read: there every value is text. */
export const TEXTUAL = 'textual';

/** A JSON Schema fragment that OpenAPI shows for the field. */
export type FieldSchema = Readonly<Record<string, unknown>>;

export interface FieldRule {
  readonly word: WordKey;
  readonly words?: Readonly<Record<string, string | number>>;
  readonly schema: FieldSchema;
  /** Turns what arrived into what code works with; called for every value, also of the wrong type. */
  read(value: unknown, textual: boolean): unknown;
  accepts(value: unknown): boolean;
}

const SCHEMA = 'web:field-schema';

/** Builds one property decorator out of reading, checking, wording and documenting a field. */
export function field(rule: FieldRule): PropertyDecorator {
  return applyDecorators(
    Transform(({ value, options }) => rule.read(value, isTextual(options))),
    documented(rule.schema),
    checked(rule),
  );
}

export function isTextual(options: { readonly groups?: string[] | undefined }): boolean {
  return options.groups?.includes(TEXTUAL) ?? false;
}

export function documented(schema: FieldSchema): PropertyDecorator {
  return (target, property) => {
    Reflect.defineMetadata(SCHEMA, schema, target, property);
  };
}

/** @returns what `documented` noted for a property of a request class */
export function fieldSchema(prototype: object, property: string): FieldSchema | undefined {
  return Reflect.getMetadata(SCHEMA, prototype, property) as FieldSchema | undefined;
}

function checked(rule: FieldRule): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: rule.word,
      target: target.constructor,
      propertyName: String(property),
      options: { message: (given: ValidationArguments) => worded(rule, given.value) },
      validator: { validate: (value: unknown) => rule.accepts(value) },
    });
  };
}

function worded(rule: FieldRule, value: unknown): string {
  const absent = value === undefined || value === null || value === '';
  return absent ? saying('validation.required') : saying(rule.word, rule.words);
}

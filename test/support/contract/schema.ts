/** As much of JSON Schema as the contract uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

export type Schemas = Readonly<Record<string, Schema>>;

export function resolved(schema: Schema, schemas: Schemas): Schema {
  const only = schema.allOf?.length === 1 ? schema.allOf[0] : undefined;
  const { $ref } = only ?? schema;
  if ($ref === undefined) return only ?? schema;
  const name = $ref.replace('#/components/schemas/', '');
  const found = schemas[name];
  if (!found) throw new Error(`the contract has no ${name}`);
  return resolved(found, schemas);
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?\+07:00$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const IS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** Where a value is not what a schema says: also what it has and the schema does not know. Empty when all is right. */
export function misfits(value: unknown, given: Schema, schemas: Schemas, at = 'answer'): string[] {
  const schema = resolved(given, schemas);
  if (schema.anyOf) {
    const tried = schema.anyOf.map((one) => misfits(value, one, schemas, at));
    return tried.find((found) => found.length === 0) ?? tried.flat();
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => IS[type]!(value))) {
    return [`${at}: ${JSON.stringify(value)} is not ${types.join(' or ')}`];
  }
  if (schema.enum && !schema.enum.includes(value)) return [`${at}: ${JSON.stringify(value)} is not of the list`];
  if (typeof value === 'string') return misformed(value, schema, at);
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => misfits(item, schema.items ?? {}, schemas, `${at}[${String(i)}]`));
  }
  return typeof value === 'object' && value !== null ? misfitFields(value, schema, schemas, at) : [];
}

function misformed(value: string, { format }: Schema, at: string): string[] {
  const form = format === 'date-time' ? MOMENT : format === 'date' ? DAY : null;
  return form === null || form.test(value) ? [] : [`${at}: ${value} is no ${format ?? ''}`];
}

function misfitFields(value: object, schema: Schema, schemas: Schemas, at: string): string[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const known = schema.properties !== undefined;
  const missing = required.filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`);
  const inside = Object.entries(value).flatMap(([name, inner]) => {
    const expected = properties[name] ?? additionalProperties;
    if (expected) return misfits(inner, expected, schemas, `${at}.${name}`);
    return known ? [`${at}.${name} is not in the contract`] : [];
  });
  return [...missing, ...inside];
}

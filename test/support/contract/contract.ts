import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/platform/templates/project-root.js';
import type { Schema, Schemas } from './schema.js';

export interface Parameter {
  readonly $ref?: string;
  readonly in?: string;
  readonly name?: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

export interface Operation {
  readonly description?: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
}

const CONTRACT = JSON.parse(readFileSync(join(projectRoot, 'docs', 'openapi.json'), 'utf8')) as Contract;

/** The published contract, by `POST /api/v1/dossiers/{code}/notes`. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  Object.entries(CONTRACT.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  ),
);

export const { schemas: SCHEMAS } = CONTRACT.components;

export function takesHeader({ parameters = [] }: Operation, name: 'IdempotencyKey' | 'IfMatch'): boolean {
  return parameters.some(({ $ref }) => $ref === `#/components/parameters/${name}`);
}

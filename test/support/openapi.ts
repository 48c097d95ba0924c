import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import metadata from '../../src/metadata.js';
import { ACCESS, type Access } from '../../src/platform/web/access.js';
import { projectRoot } from '../../src/platform/templates/project-root.js';
import { fieldSchema } from '../../src/platform/web/field-rule.js';

type Models = [Promise<Record<string, { prototype: object }>>, Record<string, Record<string, object>>][];
interface Operation {
  operationId?: string;
  security?: object[];
  description?: string;
  responses: Record<string, object>;
}

/** The contract, made of the running application: routes, request classes with their bounds, who may call what. */
export async function openApiOf(app: NestFastifyApplication): Promise<OpenAPIObject> {
  const bounded = await withBounds();
  await SwaggerModule.loadPluginMetadata(() => Promise.resolve(bounded));
  const settings = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Đúng Hẹn')
    .setDescription('The one-stop desk that keeps its promises. Conventions, acts and error codes: docs/api.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, settings);
  const access = accessByOperation(app);
  const paths = Object.entries(document.paths).filter(([path]) => /^\/(?:api\/v1|health|metrics)\b/.test(path));
  for (const [, item] of paths) {
    for (const operation of Object.values(item) as Operation[]) finish(operation, access);
  }
  paths.sort(([a], [b]) => (a < b ? -1 : 1));
  const schemas = Object.entries({ ...document.components?.schemas, Problem: PROBLEM }).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return {
    ...document,
    paths: Object.fromEntries(paths),
    components: { ...document.components, schemas: Object.fromEntries(schemas) },
  };
}

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    facts: { type: 'object' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};

function finish(operation: Operation, access: ReadonlyMap<string, Access>): void {
  const who = access.get(operation.operationId ?? '');
  if (who?.kind !== 'public') operation.security = [{ bearer: [] }];
  if (who?.kind === 'roles') {
    operation.description = [operation.description, `Roles: ${who.anyOf.join(', ')}.`].filter(Boolean).join(' ');
  }
  operation.responses['default'] = {
    description: 'a problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

/** What the field decorators know (lengths, patterns, lists) is added to what the types say. */
async function withBounds(): Promise<Record<string, unknown>> {
  await loadOneByOne();
  const read = (await metadata()) as unknown as { '@nestjs/swagger': { models: Models; controllers: unknown } };
  const { models } = read['@nestjs/swagger'];
  for (const [module, classes] of models) {
    const types = await module;
    for (const [name, fields] of Object.entries(classes)) {
      const prototype = types[name]?.prototype;
      if (!prototype) continue;
      for (const property of Object.keys(fields)) {
        // Where the reader of the source found no type (a readonly list), the document says only that it is there.
        fields[property] = { ...typed(fields[property]!), ...fieldSchema(prototype, property) };
      }
    }
  }
  return read;
}

function typed(field: object): object {
  return 'type' in field || 'enum' in field ? field : { type: () => Object, ...field };
}

/** The file asks for all its modules at once, which jest's module loader does not survive when they share imports. */
async function loadOneByOne(): Promise<void> {
  const source = readFileSync(join(projectRoot, 'src', 'metadata.ts'), 'utf8');
  const paths = new Set([...source.matchAll(/import\("\.\/([^"]+)\.js"\)/g)].map(([, path]) => path!));
  for (const path of paths) await import(`../../src/${path}.js`);
}

function accessByOperation(app: NestFastifyApplication): Map<string, Access> {
  const reflector = new Reflector();
  const found = new Map<string, Access>();
  for (const { metatype } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    if (typeof metatype !== 'function') continue;
    const prototype = metatype.prototype as Record<string, () => unknown>;
    for (const name of new MetadataScanner().getAllMethodNames(prototype)) {
      const access = reflector.getAllAndOverride<Access | undefined>(ACCESS, [
        prototype[name]!,
        metatype as () => unknown,
      ]);
      if (access) found.set(`${metatype.name}_${name}`, access);
    }
  }
  return found;
}

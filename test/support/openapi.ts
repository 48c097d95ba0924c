import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import metadata from '../../src/metadata.js';
import { ACCESS, BODY_TYPES, RATE, type Access } from '../../src/platform/web/access.js';
import { projectRoot } from '../../src/platform/templates/project-root.js';
import { fieldSchema } from '../../src/platform/web/field-rule.js';
import { sourceAnswers } from './contract/answers.js';
import { addExamples } from './contract/examples.js';
import { PROBLEM, problemResponses, problemStatuses } from './contract/problems.js';
import type { Schema } from './contract/schema.js';

type Models = [Promise<Record<string, { prototype: object }>>, Record<string, Record<string, object>>][];
interface Operation {
  operationId?: string;
  security?: object[];
  description?: string;
  parameters?: { readonly in?: string; readonly $ref?: string }[];
  requestBody?: object;
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
  const routes = declaredRoutes(app);
  const paths = Object.entries(document.paths).filter(([path]) => /^\/(?:api\/v1|health|metrics)\b/.test(path));
  for (const [path, item] of paths) {
    for (const [method, operation] of Object.entries(item) as [string, Operation][]) {
      finish(method, path, operation, routes.get(operation.operationId ?? ''));
    }
  }
  paths.sort(([a], [b]) => (a < b ? -1 : 1));
  // What the compiler read is exact where the reader of classes only knows that something is there.
  const read = { ...document.components?.schemas, ...sourceAnswers().schemas, Problem: PROBLEM };
  const schemas = Object.entries(read).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...document,
    paths: Object.fromEntries(paths),
    components: {
      ...document.components,
      schemas: Object.fromEntries(schemas),
      parameters: HEADERS,
      responses: problemResponses(),
    },
  } as OpenAPIObject;
}

/** What a file or a page is, where the code answers with neither a class nor an interface. */
const FILES: readonly (readonly [path: RegExp, type: string])[] = [
  [/\.pdf$/, 'application/pdf'],
  [/\.html$/, 'text/html'],
  [/\.csv$/, 'text/csv'],
  [/\/files\/\{id\}$/, 'application/octet-stream'],
];

function finish(method: string, path: string, operation: Operation, route: Route | undefined): void {
  const source = sourceAnswers().operations[operation.operationId ?? ''];
  const access = route?.access.kind ?? 'authenticated';
  if (access !== 'public') operation.security = [{ bearer: [] }];
  if (route?.access.kind === 'roles') {
    operation.description = [operation.description, `Roles: ${route.access.anyOf.join(', ')}.`]
      .filter(Boolean)
      .join(' ');
  }
  answerOf(operation, path, source?.answer ?? null);
  bodyOf(operation, route?.bodyTypes ?? []);
  const { idempotency = false, ifMatch = false } = source ?? {};
  const parameters = [
    ...(operation.parameters ?? []),
    ...(idempotency ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ...(ifMatch ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
  ];
  operation.parameters = parameters;
  const statuses = problemStatuses({
    ...{ method, path, access, idempotency, ifMatch, limited: route?.limited ?? false },
    hasBody: operation.requestBody !== undefined,
    hasQuery: parameters.some((parameter) => parameter.in === 'query'),
  });
  for (const status of statuses) operation.responses[status] = { $ref: `#/components/responses/Problem${status}` };
  addExamples(`${method.toUpperCase()} ${path}`, operation);
}

function answerOf(operation: Operation, path: string, answer: Schema | null): void {
  const [status] = Object.keys(operation.responses).filter((each) => /^2/.test(each) && each !== '204');
  if (status === undefined) return;
  const file = FILES.find(([pattern]) => pattern.test(path))?.[1];
  const schema = file === undefined ? (answer ?? {}) : { type: 'string' };
  operation.responses[status] = { description: '', content: { [file ?? 'application/json']: { schema } } };
}

/** A route that takes files takes nothing else; where a class describes a body, it is JSON. */
function bodyOf(operation: Operation, types: readonly string[]): void {
  if (types.length === 0) return;
  const schema = { type: 'string' };
  operation.requestBody = { required: true, content: Object.fromEntries(types.map((type) => [type, { schema }])) };
}

const HEADERS = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'The same key and body answers again with what was made; with another body it is refused. Seven days.',
    schema: { type: 'string', minLength: 8, maxLength: 200 },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'The version that was read (its ETag): what has changed since is refused.',
    schema: { type: 'string' },
    example: '"3"',
  },
};

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

/** What is declared of a route besides its classes. */
interface Route {
  readonly access: Access;
  readonly bodyTypes: readonly string[];
  readonly limited: boolean;
}

function declaredRoutes(app: NestFastifyApplication): Map<string, Route> {
  const reflector = new Reflector();
  const found = new Map<string, Route>();
  for (const { metatype } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    if (typeof metatype !== 'function') continue;
    const prototype = metatype.prototype as Record<string, () => unknown>;
    for (const name of new MetadataScanner().getAllMethodNames(prototype)) {
      const places = [prototype[name]!, metatype as () => unknown];
      const access = reflector.getAllAndOverride<Access | undefined>(ACCESS, places);
      const bodyTypes = reflector.getAllAndOverride<readonly string[] | undefined>(BODY_TYPES, places) ?? [];
      const limited = reflector.getAllAndOverride<object | undefined>(RATE, places) !== undefined;
      if (access) found.set(`${metatype.name}_${name}`, { access, bodyTypes, limited });
    }
  }
  return found;
}

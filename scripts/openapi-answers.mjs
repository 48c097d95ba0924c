// Reads out of the source what each route of the API answers with (the types of what its controller returns) and which
// headers it takes, and prints both as JSON: `{ operations: { <Controller_method>: … }, schemas: { <Name>: … } }`.
// Part of `npm run openapi`: nothing of this is written twice, so the contract cannot say otherwise than the code.
import { join, resolve } from 'node:path';
import ts from 'typescript';

/** @typedef {Record<string, unknown>} Schema */

const root = resolve(import.meta.dirname, '..');
const { config } = ts.readConfigFile(join(root, 'tsconfig.build.json'), ts.sys.readFile);
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const program = ts.createProgram(fileNames, { ...options, incremental: false, composite: false });
const checker = program.getTypeChecker();

/** @type {Record<string, Schema>} */
const schemas = {};
/** @type {Map<string, ts.Type>} */
const named = new Map();
/** @type {Record<string, { answer: Schema | null; idempotency: boolean; ifMatch: boolean }>} */
const operations = {};

/** @param {ts.Node} node @returns {string[]} names of its decorators */
const decoratorsOf = (node) =>
  (ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : []).map(({ expression }) =>
    (ts.isCallExpression(expression) ? expression.expression : expression).getText(),
  );

/** What is thrown away by a declared `Promise<object>` stands in the return statements. @param {ts.MethodDeclaration} method */
function answerTypes(method) {
  const declared = awaited(checker.getTypeAtLocation(method).getCallSignatures()[0]?.getReturnType());
  if (declared && (declared.flags & ts.TypeFlags.NonPrimitive) === 0) return [declared];
  /** @type {ts.Type[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node !== method) return;
    if (ts.isReturnStatement(node) && node.expression) {
      const type = awaited(checker.getTypeAtLocation(node.expression));
      if (type) found.push(type);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(method, visit);
  return found;
}

/** @param {ts.Type | undefined} type */
const awaited = (type) => (type ? (checker.getAwaitedType(type) ?? type) : undefined);

/** @param {ts.Type} type @returns {Schema} */
function schemaOf(type) {
  if (type.symbol?.name === 'StreamableFile') return { type: 'string', format: 'binary' };
  if (type.isUnion()) return unionOf(type);
  const plain = primitiveOf(type);
  if (plain) return plain;
  if (checker.isArrayType(type) || checker.isTupleType(type)) {
    const [item] = checker.getTypeArguments(/** @type {ts.TypeReference} */ (type));
    return { type: 'array', items: item ? schemaOf(item) : {} };
  }
  const name = (type.aliasSymbol ?? type.symbol)?.name ?? '__type';
  const generic = (type.aliasTypeArguments ?? []).length > 0 || isInstance(type);
  const unnamed = name.startsWith('__') || generic || ['Pick', 'Omit', 'Record', 'Readonly'].includes(name);
  return unnamed ? objectOf(type) : reference(name, type);
}

/** An interface or a class that was given types of its own, as `ListPage<Unit>`. @param {ts.Type} type */
function isInstance(type) {
  const reference = /** @type {Partial<ts.TypeReference>} */ (type);
  return reference.target?.typeParameters !== undefined;
}

/** @param {string} name @param {ts.Type} type @returns {Schema} */
function reference(name, type) {
  const known = named.get(name);
  if (known !== undefined && known !== type) return objectOf(type);
  if (known === undefined) {
    named.set(name, type);
    schemas[name] = objectOf(type);
  }
  return { $ref: `#/components/schemas/${name}` };
}

/** @param {ts.Type} type @returns {Schema | null} */
function primitiveOf(type) {
  const { flags } = type;
  if (type.isIntersection()) return brandOf(type);
  if (type.isStringLiteral()) return { type: 'string', enum: [type.value] };
  if (type.isNumberLiteral()) return { type: 'number', enum: [type.value] };
  if (flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) return { type: 'string' };
  if (flags & ts.TypeFlags.Number) return { type: 'number' };
  if (flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
  if (flags & ts.TypeFlags.Null) return { type: 'null' };
  if (flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return {};
  if (flags & ts.TypeFlags.NonPrimitive) return { type: 'object' };
  return null;
}

/** A text or a number that the code gave a name of its own. @param {ts.IntersectionType} type @returns {Schema | null} */
function brandOf(type) {
  const base = type.types.map((part) => (part.isIntersection() ? null : primitiveOf(part))).find(Boolean);
  if (!base) return null;
  return type.aliasSymbol?.name === 'PlainDate' ? { ...base, format: 'date' } : base;
}

/** @param {ts.UnionType} type @returns {Schema} */
function unionOf(type) {
  const parts = type.types.filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0);
  const nullable = parts.some(({ flags }) => flags & ts.TypeFlags.Null);
  const rest = parts.filter(({ flags }) => (flags & ts.TypeFlags.Null) === 0);
  const words = rest.flatMap((part) => (part.isStringLiteral() || part.isNumberLiteral() ? [part] : []));
  const booleans = rest.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral);
  const others = rest.filter((part) => !('value' in part) && !booleans.includes(part)).map(schemaOf);
  /** @type {Schema[]} */
  const choices = [...others];
  if (words.length > 0) {
    const values = words.map((part) => part.value).sort();
    choices.unshift({ type: typeof values[0], enum: values });
  }
  if (booleans.length > 0) choices.push({ type: 'boolean' });
  const [only] = choices;
  if (choices.length !== 1 || only === undefined) return anyOf(choices, nullable);
  if (!nullable) return only;
  if (typeof only.type !== 'string') return anyOf(choices, true);
  const { enum: listed } = only;
  return { ...only, type: [only.type, 'null'], ...(Array.isArray(listed) && { enum: [...listed, null] }) };
}

/** @param {Schema[]} choices @param {boolean} nullable @returns {Schema} */
const anyOf = (choices, nullable) => ({ anyOf: nullable ? [...choices, { type: 'null' }] : choices });

/** @param {ts.Type} type @returns {Schema} */
function objectOf(type) {
  const index = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  if (index) return { type: 'object', additionalProperties: schemaOf(index) };
  /** @type {Record<string, Schema>} */
  const properties = {};
  const required = [];
  for (const property of checker.getPropertiesOfType(type)) {
    const declared = checker.getTypeOfSymbol(property);
    const description = ts.displayPartsToString(property.getDocumentationComment(checker)).trim();
    const schema = moment(property.name, schemaOf(declared));
    properties[property.name] = description && !('$ref' in schema) ? { ...schema, description } : schema;
    if ((property.flags & ts.SymbolFlags.Optional) === 0) required.push(property.name);
  }
  return { type: 'object', ...(required.length > 0 && { required }), properties };
}

/** What ends in `At` is an instant with its offset. @param {string} name @param {Schema} schema @returns {Schema} */
function moment(name, schema) {
  const text = schema.type === 'string' || (Array.isArray(schema.type) && schema.type.includes('string'));
  return text && /(?:At|^lateFrom|^since)$/.test(name) && !('enum' in schema) && !('format' in schema)
    ? { ...schema, format: 'date-time' }
    : schema;
}

/** @param {ts.MethodDeclaration} method */
function operationOf(method) {
  const taken = method.parameters.flatMap(decoratorsOf);
  const both = taken.includes('OnTerms');
  const schemasOfAnswer = answerTypes(method)
    .filter(({ flags }) => (flags & (ts.TypeFlags.Void | ts.TypeFlags.Never)) === 0)
    .map(schemaOf);
  const different = [...new Map(schemasOfAnswer.map((schema) => [JSON.stringify(schema), schema])).values()];
  return {
    answer: different.length > 1 ? anyOf(different, false) : (different[0] ?? null),
    idempotency: both || taken.includes('Idempotency') || method.getText().includes('describeStream('),
    ifMatch: both || taken.includes('IfMatch'),
  };
}

for (const file of program.getSourceFiles().filter(({ fileName }) => fileName.endsWith('.controller.ts'))) {
  for (const statement of file.statements.filter(ts.isClassDeclaration)) {
    for (const method of statement.members.filter(ts.isMethodDeclaration)) {
      const isRoute = decoratorsOf(method).some((name) => ['Get', 'Post', 'Put', 'Patch', 'Delete'].includes(name));
      if (isRoute) operations[`${statement.name?.text ?? ''}_${method.name.getText()}`] = operationOf(method);
    }
  }
}
process.stdout.write(JSON.stringify({ operations, schemas }));

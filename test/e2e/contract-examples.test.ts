import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { projectRoot } from '../../src/platform/templates/project-root.js';
import { StoppedClock } from '../support/clock.js';
import { EXAMPLES, STORY } from '../support/contract/examples.js';
import { misfits, type Schema, type Schemas } from '../support/contract/schema.js';
import { isExample } from '../support/contract/story.js';
import { Teller, type Told } from '../support/contract/teller.js';
import type { TestApp } from '../support/app.js';
import { startDesk } from '../support/desk.js';
import { sealed, verified } from '../support/verified.js';

interface Operation {
  readonly parameters?: readonly { readonly $ref?: string; readonly in?: string; readonly name?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>>;
}

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
}

const CONTRACT = JSON.parse(readFileSync(join(projectRoot, 'docs', 'openapi.json'), 'utf8')) as Contract;
const OPERATIONS = new Map(
  Object.entries(CONTRACT.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  ),
);
const { schemas } = CONTRACT.components;

describe('the examples of the contract', () => {
  let world: TestApp;
  let teller: Teller;
  beforeAll(async () => {
    world = await startDesk({ clock: new StoppedClock('2023-05-12T08:30:00+07:00') });
    teller = new Teller(world);
  });
  afterAll(() => world.close());

  it('leave no route out, and are of no other', () => {
    const shown = [...new Set(EXAMPLES.map(({ route }) => route))].sort();
    expect(shown).toEqual([...OPERATIONS.keys()].sort());
  });

  it('tell every part of every answer', () => {
    const silent = [...OPERATIONS].filter(([, { responses }]) =>
      Object.entries(responses).some(
        ([status, { content }]) =>
          /^2/.test(status) &&
          status !== '204' &&
          Object.values(content ?? { none: { schema: {} } }).some(({ schema }) => Object.keys(schema).length === 0),
      ),
    );
    expect(silent.map(([route]) => route)).toEqual([]);
  });

  const isKeyed = ({ parameters = [] }: Operation): boolean =>
    parameters.some(({ $ref }) => $ref === '#/components/parameters/IdempotencyKey');

  /** The answer is what the contract says of it: status, kind of content, and every field there is. */
  const expectDocumented = ({ example, answer, url }: Told): void => {
    const { route, status } = example;
    if (answer.statusCode !== status)
      throw new Error(`${route} (${url}) → ${String(answer.statusCode)}: ${answer.body}`);
    const documented = OPERATIONS.get(route)?.responses[String(status)];
    if (!documented) throw new Error(`${route} → ${String(status)} is not in the contract`);
    const [[type, { schema }] = ['', { schema: {} }]] = Object.entries(documented.content ?? {});
    if (type === 'application/json') expect([route, misfits(answer.json(), schema, schemas)]).toEqual([route, []]);
    else if (type !== '' && type !== 'application/octet-stream') expect(answer.headers['content-type']).toContain(type);
  };

  /** The same again makes nothing new; the key does not serve for anything else. */
  const expectOnce = async ({ example, method, url, body, headers }: Told): Promise<void> => {
    const agent = (await teller.as(example.as))!;
    const again = await agent.send(method, url, body as object | string | undefined, headers);
    expect([example.route, again.statusCode, again.headers['idempotency-replayed']]).toEqual([
      example.route,
      example.status,
      'true',
    ]);
  };

  test.each(STORY.map((step, i) => [i, isExample(step) ? step.route : (step.job ?? step.at)] as const))(
    '%i: %s',
    async (index) => {
      const told = await teller.tell(STORY[index]!);
      if (!told) return;
      expectDocumented(told);
      const operation = OPERATIONS.get(told.example.route)!;
      if (isKeyed(operation) && !told.url.includes('/bulk/')) await expectOnce(told);
    },
  );

  it('leave a history that proves what stands', async () => {
    await sealed(world);
    expect(await verified(world)).toEqual([]);
  });
});

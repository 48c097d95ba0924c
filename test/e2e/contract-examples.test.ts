import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { StoppedClock } from '../support/clock.js';
import { OPERATIONS, SCHEMAS, takesHeader } from '../support/contract/contract.js';
import { EXAMPLES, STORY } from '../support/contract/examples.js';
import { misfits } from '../support/contract/schema.js';
import { isExample } from '../support/contract/story.js';
import { headersOf, Teller, type Told } from '../support/contract/teller.js';
import type { TestApp } from '../support/app.js';
import { startDesk } from '../support/desk.js';
import { sealed, verified } from '../support/verified.js';

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

  /** The answer is what the contract says of it: status, kind of content, and every field there is. */
  const expectDocumented = ({ example, answer, url }: Told): void => {
    const { route, status } = example;
    if (answer.statusCode !== status)
      throw new Error(`${route} (${url}) → ${String(answer.statusCode)}: ${answer.body}`);
    const documented = OPERATIONS.get(route)?.responses[String(status)];
    if (!documented) throw new Error(`${route} → ${String(status)} is not in the contract`);
    const [[type, { schema }] = ['', { schema: {} }]] = Object.entries(documented.content ?? {});
    if (type === 'application/json') expect([route, misfits(answer.json(), schema, SCHEMAS)]).toEqual([route, []]);
    else if (type !== '' && type !== 'application/octet-stream') expect(answer.headers['content-type']).toContain(type);
  };

  /** The same again makes nothing new; the key does not serve for anything else. */
  const expectOnce = async (told: Told): Promise<void> => {
    const { example, method, url, body } = told;
    const agent = (await teller.as(example.as))!;
    const again = await agent.send(method, url, body as object | string | undefined, headersOf(told));
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
      if (takesHeader(operation, 'IdempotencyKey') && !told.url.includes('/bulk/')) await expectOnce(told);
    },
  );

  it('leave a history that proves what stands', async () => {
    await sealed(world);
    expect(await verified(world)).toEqual([]);
  });
});

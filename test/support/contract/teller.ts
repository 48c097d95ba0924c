import type { LightMyRequestResponse as Response } from 'fastify';
import { SweepService } from '../../../src/apologies/sweep.service.js';
import { ReplanRun } from '../../../src/dossiers/clock/replan-run.service.js';
import { ImportRunner } from '../../../src/imports/import-runner.js';
import { MINUTE, type Instant } from '../../../src/domain/time/instant.js';
import { OutboxRepository } from '../../../src/platform/outbox/outbox.repository.js';
import type { Agent } from '../agents.js';
import type { TestApp } from '../app.js';
import { filled } from './examples.js';
import { isExample, type Example, type Job, type Step } from './story.js';

export interface Told {
  readonly example: Example;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** with all values in their places */
  readonly url: string;
  readonly body: unknown;
  /** of a body that is a file */
  readonly type: string | undefined;
  /** under which it may be asked again; undefined where nothing is made */
  readonly key: string | undefined;
  readonly answer: Response;
}

/** Makes the requests of the contract's examples, one after the other, against the real application. */
export class Teller {
  private readonly agents = new Map<string, Agent>();
  private readonly known = new Map<string, unknown>();
  private count = 0;

  constructor(private readonly world: TestApp) {}

  /** @returns what came of an example; null for what is none */
  async tell(step: Step): Promise<Told | null> {
    if (isExample(step)) return this.ask(step);
    if (step.at !== undefined) this.world.clock.set(step.at);
    if (step.job !== undefined) await this.work(step.job);
    return null;
  }

  /** what an answer gave, by the name it was kept under */
  value(name: string): unknown {
    if (!this.known.has(name)) throw new Error(`nothing is known as ${name}`);
    return this.known.get(name);
  }

  async as(username: string | null): Promise<Agent | null> {
    if (username === null) return null;
    const agent = this.agents.get(username) ?? (await this.world.as(username));
    this.agents.set(username, agent);
    return agent;
  }

  private async ask(example: Example): Promise<Told> {
    const [method, pattern] = example.route.split(' ') as [Told['method'], string];
    const value = (name: string): unknown => this.value(name);
    const path = filled(example.path ?? {}, value) as Record<string, string>;
    const query = new URLSearchParams(filled(example.query ?? {}, value) as Record<string, string>).toString();
    const url = `${pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''))}${query && `?${query}`}`;
    const body = filled(example.body, value);
    this.count += 1;
    const { type } = example;
    const key = method === 'POST' ? `example-${String(this.count).padStart(4, '0')}` : undefined;
    const headers = headersOf({ type, key });
    const agent = await this.as(example.as);
    const payload = body as object | string | undefined;
    const answer = agent
      ? await agent.send(method, url, payload, headers)
      : await this.world.http({ method, url, headers, ...(payload !== undefined && { payload }) });
    if (answer.statusCode === example.status) this.keep(example, answer, value);
    return { example, method, url, body, type, key, answer };
  }

  private keep({ route, keep = {} }: Example, answer: Response, value: (name: string) => unknown): void {
    for (const [name, pointer] of Object.entries(keep)) {
      const found = pointed(answer.json(), String(filled(pointer, value)));
      if (found === undefined || found === null) throw new Error(`${route}: no ${pointer} in ${answer.body}`);
      this.known.set(name, found);
    }
  }

  private async work(job: Job): Promise<void> {
    const { world } = this;
    if (job === 'sweep') await world.get(SweepService, { strict: false }).sweep();
    if (job === 'imports') await world.get(ImportRunner, { strict: false }).run();
    if (job === 'replans') await world.get(ReplanRun, { strict: false }).turn();
    if (job === 'doubt') await this.breakOff();
  }

  /** A sender that dies in the middle of each of its mails. */
  private async breakOff(): Promise<void> {
    const outbox = this.world.get(OutboxRepository, { strict: false });
    const now = this.world.clock.now();
    const until = (now + MINUTE) as Instant;
    await this.world.transactor.run(async (tx) => {
      for (const { id } of await outbox.claim(tx, { cargo: 'mail', owner: 'teller', now, until, limit: 10 })) {
        await outbox.move(tx, id, 'teller', 'claimed', 'transmitting', { until });
        await outbox.move(tx, id, 'teller', 'transmitting', 'uncertain', { answer: 'connection closed' });
      }
    });
  }
}

export function headersOf({ type, key }: Pick<Told, 'type' | 'key'>): Record<string, string> {
  return { ...(key !== undefined && { 'idempotency-key': key }), ...(type !== undefined && { 'content-type': type }) };
}

/** `items[0].id`, `items[state=owed].id` */
function pointed(value: unknown, pointer: string): unknown {
  const parts = pointer.match(/\[[^\]]+\]|[^.[\]]+/g) ?? [];
  return parts.reduce<unknown>((inner, part) => {
    const test = /^\[(\w+)=(.*)\]$/.exec(part);
    if (test) return (inner as Record<string, unknown>[]).find((one) => String(one[test[1]!]) === test[2]);
    return (inner as Record<string, unknown> | null | undefined)?.[part.replace(/[[\]]/g, '')];
  }, value);
}

import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { DOMAIN_ERROR_CODES } from '../../src/domain/errors.js';
import { PROBLEMS, type Problem } from '../../src/platform/web/problem-words.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { badRequests, type BadRequest } from '../support/contract/bad-requests.js';
import { OPERATIONS, takesHeader } from '../support/contract/contract.js';
import { STORY } from '../support/contract/examples.js';
import { tableSums } from '../support/contract/table-sums.js';
import { Teller, type Told } from '../support/contract/teller.js';
import { startDesk } from '../support/desk.js';
import { PEOPLE } from '../support/small-world.js';

/** Anybody may ask these as they like: they write nothing and take nothing. */
const TAKE_ANYTHING = new Set(['GET /health/live', 'GET /health/ready']);
const LEAKS = /\bat \/|node_modules|SELECT |INSERT |UPDATE |SQLITE|constraint|TypeError|"stack"/i;

describe('bad input over every route of the contract', () => {
  let world: TestApp;
  let teller: Teller;
  /** the last request of each route that was right */
  const right = new Map<string, Told>();
  let before: Record<string, string>;
  let cases = 0;

  beforeAll(async () => {
    world = await startDesk({ clock: new StoppedClock('2023-05-12T08:30:00+07:00') });
    teller = new Teller(world);
    for (const step of STORY) {
      const told = await teller.tell(step);
      if (told) right.set(told.example.route, told);
    }
    // Everybody signs in before the tables are looked at.
    for (const { username } of PEOPLE) await (await teller.as(username))!.get('/api/v1/me');
    before = await tableSums(world.database);
  }, 60_000);
  afterAll(() => world.close());

  const send = async ({ as, request }: BadRequest): Promise<Awaited<ReturnType<TestApp['http']>>> => {
    const agent = await teller.as(as);
    const headers = { ...(agent && { authorization: `Bearer ${agent.token}` }), ...request.headers };
    return world.http({ ...request, headers });
  };

  /** What is wrong with the refusal of a bad request; null when it is as the contract says. */
  const fault = async (route: string, bad: BadRequest): Promise<string | null> => {
    const { statusCode: status, headers, body } = await send(bad);
    const said = `${bad.what} → ${String(status)} ${body.slice(0, 200)}`;
    if (status < 400 || status > 499) return `not refused: ${said}`;
    if (!String(headers['content-type']).startsWith('application/problem+json')) return `no problem+json: ${said}`;
    if (LEAKS.test(body)) return `leaks: ${said}`;
    const problem = JSON.parse(body) as Problem;
    if (!DOMAIN_ERROR_CODES.includes(problem.code) || PROBLEMS[problem.code].status !== status) return `code: ${said}`;
    if (!OPERATIONS.get(route)?.responses[String(status)]) return `not in the contract: ${said}`;
    const { expected, field } = bad;
    if (expected && (expected[0] !== status || expected[1] !== problem.code))
      return `not ${expected.join(' ')}: ${said}`;
    const named = problem.errors?.some((error) => error.field.split(/[.[]/)[0] === field);
    return field === undefined || named === true ? null : `${field} is not named: ${said}`;
  };

  test.each([...OPERATIONS.keys()].filter((route) => !TAKE_ANYTHING.has(route)))('%s', async (route) => {
    const told = right.get(route);
    if (!told) throw new Error('no example of it');
    const all = badRequests(route, OPERATIONS.get(route)!, told);
    cases += all.length;
    const faults: string[] = [];
    for (const bad of all) {
      const found = await fault(route, bad);
      if (found !== null) faults.push(found);
    }
    expect(faults).toEqual([]);
  });

  it('does not let a letter be acted on that has changed since it was read', async () => {
    const clerk = (await teller.as('qldt.clerk'))!;
    const { items } = (await clerk.get('/api/v1/letters?state=drafted')).json<{ items: { id: string }[] }>();
    const url = `/api/v1/letters/${items[0]!.id}`;
    const { etag } = (await clerk.get(url)).headers;
    const change = { sentence: 'Chúng tôi xin lỗi vì đã gửi văn bản chậm.' };
    const stale = await clerk.patch(url, change, { 'if-match': '"999"' });
    expect([stale.statusCode, stale.json<Problem>().code]).toEqual([412, 'version.stale']);
    expect(etag).toMatch(/^"\d+"$/);
    expect(takesHeader(OPERATIONS.get('PATCH /api/v1/letters/{id}')!, 'IfMatch')).toBe(true);
  });

  it('wrote nothing', async () => {
    expect(await tableSums(world.database)).toEqual(before);
  });

  it('was thousands of cases', () => {
    process.stdout.write(`bad input: ${String(cases)} cases over ${String(OPERATIONS.size)} routes\n`);
    expect(cases).toBeGreaterThan(3_000);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LetterLinks } from '../../src/apologies/delivery/letter-links.js';
import { LetterWays } from '../../src/apologies/delivery/letter-ways.service.js';
import { OutboxService } from '../../src/platform/outbox/outbox.service.js';
import { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, startDesk } from '../support/desk.js';
import { IssuedLetters, type IssuedLetter } from '../support/issued-letters.js';
import { DAY } from '../../src/domain/time/instant.js';

const readable = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('the letter of a citizen, by its link', () => {
  let world: TestApp;
  let letters: IssuedLetters;
  let citizen: Browser;

  const link = ({ id }: IssuedLetter): string => new URL(world.get(LetterLinks, { strict: false }).href(id)).pathname;
  const standing = async ({ id }: IssuedLetter): Promise<string> => {
    const [row] = await world.database.query<{ why: string }>('SELECT "why" FROM "letter_way" WHERE "letterId" = $1', [
      id,
    ]);
    return row!.why;
  };
  const tasks = async ({ id }: IssuedLetter): Promise<unknown[]> =>
    world.database.query('SELECT "kind", "wish", "state" FROM "call_task" WHERE "letterId" = $1 ORDER BY "kind"', [id]);

  beforeAll(async () => {
    world = await startDesk({ clock: new StoppedClock('2023-04-28T08:00:00+07:00') });
    letters = await IssuedLetters.open(world);
    world.clock.set('2023-05-11T08:00:00+07:00');
    citizen = new Browser(world.http);
  });
  afterAll(() => world.close());

  it('shows the letter to whoever holds it, and to nobody who guesses; no engine keeps it', async () => {
    const letter = await letters.issue(APPLICANT);
    const page = await citizen.get(link(letter));
    expect(page.statusCode).toBe(200);
    expect(page.headers['x-robots-tag']).toMatch(/noindex/);
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.headers['cache-control']).toBe('no-store');
    const text = readable(page.body);
    expect(text).toContain('chưa trả được kết quả cho Ông/Bà');
    expect(text).toContain('Chưa có kết quả, Ông/Bà chưa cần đến.');
    expect(page.body).not.toContain('0905123456');
    expect(page.body).not.toContain('054090001234');
    const pdf = await citizen.get(`${link(letter)}/letter.pdf`);
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    for (const wrong of ['A'.repeat(22), 'x', '%00', `${link(letter).slice(4)}A`]) {
      expect((await citizen.get(`/l/${wrong}`)).statusCode).toBe(404);
    }
    // Looking at it proves nothing: machines look at links, too.
    expect(await standing(letter)).toBe('sending');
  });

  it('is received when its citizen says so, once', async () => {
    const letter = await letters.issue(APPLICANT);
    await citizen.get(link(letter));
    for (let twice = 0; twice < 2; twice += 1) {
      expect((await citizen.post(`${link(letter)}/receipts`)).statusCode).toBe(303);
    }
    expect(await standing(letter)).toBe('delivered');
    const rows = await world.database.query('SELECT "by" FROM "letter_delivery" WHERE "letterId" = $1', [letter.id]);
    expect(rows).toEqual([{ by: 'citizen' }]);
    expect(readable((await citizen.get(link(letter))).body)).toContain('Ông/Bà đã nhận được thư này.');
    // A form of nobody's page does nothing.
    const forged = await world.http({ method: 'POST', url: `${link(letter)}/misses` });
    expect(forged.statusCode).toBe(403);
  });

  it('that has not come makes somebody call, marks nothing as received, and ends a presumption', async () => {
    const letter = await letters.issue(APPLICANT);
    world.clock.advance(60_000);
    await world.get(OutboxService, { strict: false }).flush();
    world.clock.advance(3 * DAY);
    await world.get(OutboxService, { strict: false }).flush();
    await world.get(LetterWays, { strict: false }).advance();
    expect(await standing(letter)).toBe('presumed');
    await citizen.get(link(letter));
    await citizen.post(`${link(letter)}/misses`);
    expect(await tasks(letter)).toEqual([{ kind: 'not_received', wish: null, state: 'open' }]);
    expect(await standing(letter)).toBe('to_post');
  });

  it('asks for a call, and says when', async () => {
    const letter = await letters.issue(APPLICANT);
    await citizen.get(link(letter));
    expect((await citizen.post(`${link(letter)}/call-backs`, { wish: 'x'.repeat(201) })).statusCode).toBe(422);
    expect((await citizen.post(`${link(letter)}/call-backs`, { wish: 'sau 16 giờ' })).statusCode).toBe(303);
    expect(await tasks(letter)).toEqual([{ kind: 'call_back', wish: 'sau 16 giờ', state: 'open' }]);
  });

  it('reports a wrong result as a candidate for the desk, one at a time', async () => {
    const letter = await letters.issue(APPLICANT);
    await citizen.get(link(letter));
    const short = await citizen.post(`${link(letter)}/wrong-results`, { words: 'Sai' });
    expect(short.statusCode).toBe(422);
    expect(short.body).toContain('Sai');
    const words = 'Giấy phép ghi sai năm sinh của tôi.';
    expect((await citizen.post(`${link(letter)}/wrong-results`, { words })).statusCode).toBe(303);
    expect((await citizen.post(`${link(letter)}/wrong-results`, { words })).statusCode).toBe(409);
    const head = await world.as('desk_head');
    const { items } = (await head.get(`/api/v1/dossiers/${letter.code}/faults`)).json<{ items: object[] }>();
    expect(items).toMatchObject([{ cause: 'error', kind: 'other_error', state: 'reported', detectedBy: 'citizen' }]);
  });
});

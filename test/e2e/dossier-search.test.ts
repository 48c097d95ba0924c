import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { Agent } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, registered, startDesk } from '../support/desk.js';

interface Found {
  readonly items: readonly { readonly code: string; readonly applicantName: string }[];
  readonly nextCursor: string | null;
  readonly total: { readonly count: number; readonly more: boolean };
}

const SEARCHES = '/api/v1/dossiers/searches';

describe('dossiers are found', () => {
  const clock = new StoppedClock('2023-05-08T08:30:00+07:00');
  let world: TestApp;
  let desk: Agent;
  let ward: Agent;
  let first: string;
  let second: string;
  let company: string;

  const found = async (agent: Agent, body: object): Promise<string[]> => {
    const answer = await agent.post(SEARCHES, body);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toMatch(/054090001234|0905123456/);
    return answer.json<Found>().items.map(({ code }) => code);
  };

  beforeAll(async () => {
    world = await startDesk({ clock });
    [desk, ward] = [await world.as('receiver'), await world.as('xp.receiver')];
    first = (await registered(desk)).code;
    clock.set('2023-05-08T08:40:00+07:00');
    const submitter = { name: 'Lê Thị Cúc', phone: '0905999888', authorisation: true };
    second = (await registered(desk, { applicant: { ...APPLICANT, idNumber: '054090009999' }, submitter })).code;
    clock.set('2023-05-08T08:50:00+07:00');
    const applicant = {
      kind: 'organisation',
      name: 'Công ty TNHH Đất Việt',
      taxCode: '4400123456',
      representative: 'Phạm Chứng Thực',
    };
    company = (await registered(desk, { applicant })).code;
  });
  afterAll(() => world.close());

  test.each([
    ['a name with accents', { text: 'Nguyễn Văn Ẩn' }, () => [second, first]],
    ['a name without', { text: 'nguyen an' }, () => [second, first]],
    ['raw Telex', { text: 'nguyeexn vawn aanr' }, () => [second, first]],
    ['half a word', { text: 'nguyen va' }, () => [second, first]],
    ['raw VNI', { text: 'd9at61' }, () => [company]],
    ['whoever handed it in', { text: 'cucs' }, () => [second]],
    ['whoever speaks for an organisation', { text: 'chuwngs thuwcj' }, () => [company]],
    ['a code', { text: ' h45.20-230508-0001 ' }, () => [first]],
    ['how a code begins', { text: 'H45.20-2305' }, () => [company, second, first]],
    ['a telephone among words', { text: 'chị Cúc 0905.999.888' }, () => [second]],
    ['an identity number', { idNumber: '054090009999' }, () => [second]],
    ['a telephone', { phone: '0905123456' }, () => [second, first]],
    ['words one of which nobody bears', { text: 'nguyen van binh' }, () => []],
    ['a sign', { text: '%' }, () => []],
    ['an identity number as a telephone', { phone: '0540900012' }, () => []],
    ['a line no book has', { paperBook: { book: 'Sổ 1', serial: 1 } }, () => []],
  ])('by %s', async (_, body, codes) => {
    expect(await found(desk, body)).toEqual(codes());
  });

  it('within the reach of who looks, and no further', async () => {
    for (const body of [{ text: 'nguyen' }, { phone: '0905123456' }, { text: first }]) {
      expect(await found(ward, body)).toEqual([]);
    }
  });

  it('page by page', async () => {
    const page = async (cursor?: string): Promise<Found> =>
      (await desk.post(SEARCHES, { text: 'nguyen', limit: 1, ...(cursor && { cursor }) })).json<Found>();
    const one = await page();
    expect(one).toMatchObject({
      items: [{ code: second, applicantName: 'Nguyễn Văn Ẩn' }],
      total: { count: 2, more: false },
    });
    const two = await page(one.nextCursor ?? '');
    expect(two).toMatchObject({ items: [{ code: first }], nextCursor: null, total: { count: 2, more: false } });
  });

  it('by a name in the list too, with its other conditions', async () => {
    const listed = async (query: string): Promise<string[]> =>
      (await desk.get(`/api/v1/dossiers?${query}`)).json<Found>().items.map(({ code }) => code);
    expect(await listed('q=nguyen+van+an')).toEqual([second, first]);
    expect(await listed('q=nguyeexn&status=completed')).toEqual([]);
    expect(await listed('q=nguyen&timeliness=in_time&sort=due')).toEqual([second, first]);
  });

  test.each([
    ['nothing', {}, 422],
    ['two things at once', { text: 'an', phone: '0905123456' }, 422],
    ['half a telephone', { phone: '0905' }, 422],
    ['a list', { text: ['an'] }, 422],
    ['an unknown field', { name: 'an' }, 422],
    ['a serial that is none', { paperBook: { book: 'Sổ 1', serial: 0 } }, 422],
    ['a cursor nobody gave', { text: 'an', cursor: 'bm90LW91cnM' }, 400],
    ['a text without end', { text: 'a'.repeat(201) }, 422],
  ])('not by %s', async (_, body, status) => {
    expect((await desk.post(SEARCHES, body)).statusCode).toBe(status);
  });

  test.each(['054090001234', '0905 123 456', 'Ẩn 054.090.001.234', 'C1234567', '0905-123-456 An'])(
    'never by a number of a person in an address: %s',
    async (q) => {
      for (const path of ['/api/v1/dossiers', '/dossiers']) {
        const agent = path === '/dossiers' ? await world.browse('receiver') : desk;
        const answer = await agent.get(`${path}?${new URLSearchParams({ q }).toString()}`);
        expect(answer.statusCode).toBe(422);
      }
    },
  );
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LetterLinks } from '../../src/apologies/delivery/letter-links.js';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, startDesk } from '../support/desk.js';
import { LINE_KEY, lineReport } from '../support/line-reports.js';
import { IssuedLetters, type IssuedLetter } from '../support/issued-letters.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const ZALO = { ...APPLICANT, email: undefined, contactBy: ['zalo'] };

/** The page as a person reads it: tags away, entities as characters. */
function readable(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&#x3D;', '=')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

describe('a letter on its way, by its pages', () => {
  let world: TestApp;
  let letters: IssuedLetters;
  let clerk: Browser;
  let stranger: Browser;
  let byZalo: IssuedLetter;

  const here = ({ id }: IssuedLetter): string => `/letters/${id}/delivery`;
  const text = async (browser: Browser, path: string): Promise<string> => readable((await browser.get(path)).body);
  const standing = async ({ id }: IssuedLetter): Promise<string> => {
    const [row] = await world.database.query<{ why: string }>('SELECT "why" FROM "letter_way" WHERE "letterId" = $1', [
      id,
    ]);
    return row!.why;
  };

  beforeAll(async () => {
    const config = { GATEWAY_URL: 'http://127.0.0.1:9' };
    world = await startDesk({ clock: new StoppedClock('2023-04-28T08:00:00+07:00'), config });
    letters = await IssuedLetters.open(world);
    world.clock.set('2023-05-11T08:00:00+07:00');
    byZalo = await letters.issue(ZALO);
    [clerk, stranger] = [await world.browse('qldt.clerk'), await world.browse('xp.leader')];
  });
  afterAll(() => world.close());

  it('stands in the list of those that have not arrived, with its reason and what to do', async () => {
    const list = await text(clerk, '/letters/undelivered');
    expect(list).toContain('Chờ cán bộ nhắn qua Zalo.');
    expect(list).toContain('Sao chép lời nhắn, nhắn rồi bấm đã nhắn.');
    expect(await text(stranger, '/letters/undelivered')).toContain('Mọi thư đã đến tay');
    expect((await stranger.get(here(byZalo))).statusCode).toBe(404);
    expect((await (await world.browse('monitor')).get(here(byZalo))).statusCode).toBe(403);
  });

  it('offers the words to copy; the number only on asking, in an answer and in no address', async () => {
    const page = await clerk.get(here(byZalo));
    expect(readable(page.body)).toContain('thành thật xin lỗi Ông/Bà');
    expect(page.body).toContain(world.get(LetterLinks, { strict: false }).href(byZalo.id));
    expect(page.body).not.toContain('0905123456');
    const shown = await clerk.post(`${here(byZalo)}/numbers`);
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toContain('0905123456');
    expect(shown.body).toContain('https://zalo.me/84905123456');
    const [entry] = await world.database.query(
      `SELECT "actor", "reason" FROM "audit_entry" WHERE "action" = 'dossier.revealed.phone'`,
    );
    expect(entry).toEqual({ actor: 'qldt.clerk', reason: 'Nhắn thư xin lỗi cho công dân' });
  });

  it('written by an officer is sent, with the picture that shows it; what is no picture is refused', async () => {
    const file = (content: Buffer) => ({ name: 'file', fileName: 'a.png', type: 'image/png', content });
    const wrong = await clerk.upload(`${here(byZalo)}/messages`, {}, [file(Buffer.from('<svg/>'))]);
    expect(wrong.statusCode).toBe(422);
    expect(readable(wrong.body)).toContain('chỉ nhận PDF, JPEG hoặc PNG');
    const done = await clerk.upload(`${here(byZalo)}/messages`, {}, [file(PNG)]);
    expect([done.statusCode, done.headers['location']]).toEqual([303, here(byZalo)]);
    expect(await standing(byZalo)).toBe('sent');
    const page = await clerk.get(here(byZalo));
    const [, proof = ''] = /href="([^"]+\/proofs\/[0-9a-f]{64})"/.exec(page.body) ?? [];
    expect((await clerk.get(proof)).headers['content-type']).toBe('image/png');
    expect((await stranger.get(proof)).statusCode).toBe(404);
    expect((await clerk.get(`${here(byZalo)}/proofs/${'0'.repeat(64)}`)).statusCode).toBe(404);
    // Nothing is left to write.
    expect((await clerk.upload(`${here(byZalo)}/messages`, {}, [])).statusCode).toBe(409);
  });

  it('goes by post with a number, comes back, and goes another way', async () => {
    const letter = await letters.issue({ ...APPLICANT, email: undefined, contactBy: ['post'] });
    expect(await standing(letter)).toBe('to_post');
    const label = await text(clerk, `${here(letter)}/label?size=a4`);
    expect(label).toContain('Nguyễn Văn Ẩn');
    expect(label).toContain('Khu phố Long Hải');
    const list = await text(clerk, '/letters/postings');
    expect(list).toContain('BẢNG KÊ BƯU GỬI');
    expect(list).toContain(letter.code);
    expect((await clerk.post(`${here(letter)}/postings`, { item: 'x' })).statusCode).toBe(422);
    expect((await clerk.post(`${here(letter)}/postings`, { item: 'RG 123 456 789 VN' })).statusCode).toBe(303);
    expect(await standing(letter)).toBe('posted');
    expect(await text(clerk, here(letter))).toContain('RG 123 456 789 VN');
    expect(await text(clerk, '/letters/postings')).not.toContain(letter.code);
    expect((await clerk.post(`${here(letter)}/returns`, { reason: '' })).statusCode).toBe(422);
    expect((await clerk.post(`${here(letter)}/returns`, { reason: 'Không có người nhận' })).statusCode).toBe(303);
    expect(await standing(letter)).toBe('at_desk');
    expect((await clerk.post(`${here(letter)}/other-ways`)).statusCode).toBe(303);
    expect(await standing(letter)).toBe('all_ways');
    expect(await text(clerk, '/calls')).toContain('Thư đi mọi đường vẫn chưa đến');
  });

  it('is signed for on the screen, or without script by a tick; nothing less proves it', async () => {
    const desk = { ...APPLICANT, email: undefined, contactBy: ['desk'] };
    const [drawn, ticked] = [await letters.issue(desk), await letters.issue(desk)];
    const name = 'Nguyễn Văn Ẩn';
    expect((await clerk.post(`${here(drawn)}/signatures`, { name })).statusCode).toBe(422);
    const broken = `data:image/png;base64,${Buffer.from('no picture').toString('base64')}`;
    expect((await clerk.post(`${here(drawn)}/signatures`, { name, drawing: broken })).statusCode).toBe(422);
    const drawing = `data:image/png;base64,${PNG.toString('base64')}`;
    expect((await clerk.post(`${here(drawn)}/signatures`, { name, drawing })).statusCode).toBe(303);
    expect((await clerk.post(`${here(ticked)}/signatures`, { name, signed: 'on' })).statusCode).toBe(303);
    expect([await standing(drawn), await standing(ticked)]).toEqual(['delivered', 'delivered']);
    expect(await text(clerk, here(drawn))).toContain('Nguyễn Văn Ẩn, ký trên màn hình');
  });

  describe('what its line reports', () => {
    const report = (fields: { requestId: string; status?: string }, key = LINE_KEY) =>
      world.http({
        method: 'POST',
        url: '/api/v1/gateway/callbacks',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(lineReport(fields, key)),
      });
    const messageOf = async ({ id }: IssuedLetter): Promise<string> => {
      const [row] = await world.database.query<{ id: string }>('SELECT "id" FROM "message" WHERE "subjectId" = $1', [
        id,
      ]);
      return row!.id;
    };

    it('counts when it is signed: late, twice and out of order, and what is final stays final', async () => {
      const requestId = await messageOf(byZalo);
      expect((await report({ requestId }, 'another secret of thirty-two characters')).statusCode).toBe(401);
      const states: string[] = [];
      for (const status of ['sent', 'delivered', 'delivered', 'undelivered', 'sent']) {
        states.push((await report({ requestId, status })).json<{ state: string }>().state);
      }
      expect(states).toEqual(['sent', 'delivered', 'delivered', 'delivered', 'delivered']);
      expect(await standing(byZalo)).toBe('delivered');
    });

    it('says nothing of a message it was never given', async () => {
      const unknown = await report({ requestId: '018c6d3e-0000-7000-8000-000000000001' });
      expect([unknown.statusCode, unknown.json()]).toEqual([200, { state: null }]);
      expect((await report({ requestId: 'x' })).statusCode).toBe(422);
    });
  });
});

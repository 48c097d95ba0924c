import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { FinishingService } from '../../../src/apologies/finishing.service.js';
import { LetterPaperService } from '../../../src/apologies/letter-paper.service.js';
import { LettersRepository } from '../../../src/apologies/letters.repository.js';
import { NumberingService } from '../../../src/apologies/numbering.service.js';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import type { Letter } from '../../../src/domain/apology/letter.js';
import type { PlainDate } from '../../../src/domain/time/plain-date.js';
import { WordingActsService } from '../../../src/wordings/wording-acts.service.js';
import { WordingsService } from '../../../src/wordings/wordings.service.js';
import type { Browser } from '../../support/agents.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { FIVE_DAYS, registered, startDesk } from '../../support/desk.js';
import { LetterDesk } from '../../support/letter-desk.js';
import { readPdf } from '../../support/pdf-text.js';
import { sealed, verified } from '../../support/verified.js';

const ADMIN: Actor = { username: 'x.y', fullName: 'X', unitCode: 'H45.20', roles: ['admin'] };
const LEADER: Actor = { username: 'leader', fullName: 'Nguyễn Văn Giang', unitCode: 'H45.20', roles: ['leader'] };
const OWN = 'Lời riêng của đơn vị.';
const DAY = '2023-05-16' as PlainDate;

let world: TestApp;
let desk: LetterDesk;
let admin: Browser;
let words: WordingsService;
let acts: WordingActsService;
const codes: string[] = [];
const ids: string[] = [];
const clock = new StoppedClock('2023-05-03T14:00:00+07:00');

beforeAll(async () => {
  world = await startDesk({ clock });
  desk = await LetterDesk.open(world);
  for (let i = 0; i < 3; i += 1) {
    const { code } = await registered(desk.as('receiver'), { procedureCode: FIVE_DAYS });
    await desk.handOver(code, 'H45.20.05', 'specialist');
    codes.push(code);
  }
  clock.set('2023-05-16T08:00:00+07:00');
  await desk.sweep();
  for (const code of codes) ids.push((await desk.onlyLetter(code)).id);
  admin = await world.browse('leader');
  words = world.get(WordingsService, { strict: false });
  acts = world.get(WordingActsService, { strict: false });
});
afterAll(() => world.close());

const letterOf = (id: string): Promise<Letter> =>
  world.get(LettersRepository, { strict: false }).byId(world.database, id);
const write = async (text: string, procedureCode: string | null, unitCode = 'H45.20.05'): Promise<unknown> =>
  acts.write({ kind: 'letter-late', unitCode, procedureCode, validFrom: DAY, text }, ADMIN);
const withOwn = async (own: string): Promise<string> => `${await words.shippedSource('letter-late')}\n<p>${own}</p>`;

async function numbered(at: number): Promise<Letter> {
  const id = ids[at] ?? '';
  await desk.as('leader').post(`/api/v1/letters/${id}/approvals`);
  return world.get(NumberingService, { strict: false }).number(await letterOf(id), LEADER, null);
}

it('freezes the words with the number: the same bytes for ever, whatever the unit writes later', async () => {
  const papers = world.get(LetterPaperService, { strict: false });
  const letter = await numbered(0);
  expect(letter.facts?.wording).toMatchObject({ kind: 'letter-late', versionId: null, unitCode: 'H45.20.05' });
  const before = await papers.render(letter.facts!, letter.numberedAt!);
  await write(await withOwn(OWN), null);
  await world.get(FinishingService, { strict: false }).finish(await letterOf(letter.id), LEADER);
  const issued = await letterOf(letter.id);
  expect((await papers.render(issued.facts!, issued.numberedAt!)).equals(before)).toBe(true);
  expect((await papers.read(issued.fileHash!)).equals(before)).toBe(true);
  expect((await readPdf(before)).text).not.toContain(OWN);
});

it('writes the next letter in the new words, and keeps which they were', async () => {
  const letter = await numbered(1);
  const [version] = await words.history('letter-late', 'H45.20.05');
  expect(letter.facts?.wording).toMatchObject({ versionId: version?.id, source: version?.source });
  const papers = world.get(LetterPaperService, { strict: false });
  expect((await readPdf(await papers.render(letter.facts!, letter.numberedAt!))).text).toContain(OWN);
});

it('has words of its own for one procedure, before those for all; a unit’s own before those of a unit above', async () => {
  await write(await withOwn('Riêng thủ tục này.'), FIVE_DAYS);
  await write(await withOwn('Của thị xã.'), FIVE_DAYS, 'H45.20');
  const said = async (unit: string, procedure: string | null): Promise<string> =>
    (await words.inForce('letter-late', unit, DAY, procedure)).source.split('\n').at(-1) ?? '';
  expect(await said('H45.20.05', FIVE_DAYS)).toBe('<p>Riêng thủ tục này.</p>');
  expect(await said('H45.20.05', '9.999999')).toBe(`<p>${OWN}</p>`);
  expect(await said('H45.20.21', FIVE_DAYS)).toBe('<p>Của thị xã.</p>');
  expect(await said('H45.20.21', null)).not.toBe('<p>Của thị xã.</p>');
  expect(await words.procedures('letter-late', 'H45.20.05')).toEqual([FIVE_DAYS]);
});

it.each([
  ['what it must say', '<p>Xin lỗi.</p>', /Thiếu ô/],
  ['more sheets than it may take', 'LONG', /quá 2 trang/],
])('refuses a letter without %s', async (_, text, message) => {
  const long = `${await words.shippedSource('letter-late')}${'<p>Cơ quan xin nhận trách nhiệm và rút kinh nghiệm.</p>'.repeat(60)}`;
  await expect(write(text === 'LONG' ? long : text, null)).rejects.toMatchObject({
    code: 'request.invalid',
    errors: expect.arrayContaining([{ field: 'text', message: expect.stringMatching(message) }]),
  });
});

it('has no words by procedure where they are for all', async () => {
  const wording = {
    kind: 'control-note',
    unitCode: 'H45.20',
    procedureCode: FIVE_DAYS,
    validFrom: DAY,
    text: 'a',
  } as const;
  await expect(acts.write(wording, ADMIN)).rejects.toMatchObject({ errors: [{ field: 'procedure' }] });
});

it('is tried on a real dossier that waits for its letter, by whoever may see it, and by nobody else', async () => {
  const text = await withOwn('Thử trên hồ sơ thật.');
  const page = await admin.get('/wordings/letter-late?unit=H45.20.05');
  expect(page.body).toContain(`<option value="${codes[2]!}"`);
  const fields = { unit: 'H45.20.05', text, sample: 'usual', dossier: codes[2]! };
  const tried = await admin.post('/wordings/letter-late/previews', fields, { 'hx-request': 'true' });
  expect(tried.body).toContain('Nguyễn Văn Ẩn');
  expect(tried.body).toContain('Thử trên hồ sơ thật.');
  const other = await admin.post('/wordings/letter-error/previews', {
    ...fields,
    text: await words.shippedSource('letter-error'),
  }, { 'hx-request': 'true' }); // prettier-ignore
  expect(other.body).toContain('Hồ sơ này chờ loại thư khác');
  const pdf = await admin.post('/wordings/letter-late/pdf', fields);
  expect(pdf.headers['content-type']).toBe('application/pdf');
  expect((await readPdf(pdf.rawPayload)).text).toContain('Nguyễn Văn Ẩn');
  const stranger = await world.browse('xp.leader');
  await stranger.get('/wordings/letter-late?unit=H45.20.21');
  const foreign = await stranger.post(
    '/wordings/letter-late/previews',
    { ...fields, unit: 'H45.20.21' },
    { 'hx-request': 'true' },
  );
  expect([foreign.statusCode, foreign.body.includes('Nguyễn Văn Ẩn')]).toEqual([200, false]);
});

it('leaves everything sealed', async () => {
  await sealed(world);
  expect(await verified(world)).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { PlainDate } from '../../src/domain/time/plain-date.js';
import { WordingsService } from '../../src/wordings/wordings.service.js';
import type { Browser } from '../support/agents.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';

const WARD = 'H45.20.21';
const TODAY = '2023-05-15';
const PAGE = `/wordings/supplement-closing`;

let world: TestApp;
let admin: Browser;
beforeAll(async () => {
  world = await startTestApp({ clock: new StoppedClock(`${TODAY}T08:00:00+07:00`) });
  admin = await world.browse('admin');
});
afterAll(() => world.close());

const written = (): Promise<unknown[]> =>
  world.database.query('SELECT "id", "source" FROM "wording_version" ORDER BY "id"');
const form = (text: string, changes: Record<string, string> = {}): Record<string, string> => ({
  unit: WARD,
  validFrom: TODAY,
  text,
  ...changes,
});

test.each([
  ['receiver', 403, 403],
  ['specialist', 403, 403],
  ['monitor', 403, 403],
  ['desk_head', 200, 403],
  ['leader', 200, 403],
  ['xp.leader', 200, 403],
  ['qldt.leader', 403, 403],
  ['xp.admin', 200, 303],
])('%s reads a ward’s wordings with %i and writes them with %i', async (name, reads, writes) => {
  const browser = await world.browse(name);
  const pages = [await browser.get(`/wordings?unit=${WARD}`), await browser.get(`${PAGE}?unit=${WARD}`)];
  expect(pages.map(({ statusCode }) => statusCode)).toEqual([reads, reads]);
  expect(pages[1]?.body.includes('data-key="F9"')).toBe(writes === 303);
  const tried = [
    await browser.post(`${PAGE}/previews`, form('Xin chào {{unit}}')),
    await browser.post(PAGE, form(`Xin chào, ${name}`)),
  ];
  expect(tried.map(({ statusCode }) => statusCode)).toEqual([reads, writes]);
  const town = await browser.post(PAGE, { ...form('Xin chào'), unit: 'H45.20' });
  expect(town.statusCode).toBe(403);
});

describe('the wordings of a unit', () => {
  it('are shown as they print, with whose they are', async () => {
    const { body } = await admin.get('/wordings');
    expect(body).toContain('Lời văn trên giấy tờ: UBND thị xã Sông Cầu');
    expect(body).toContain('<b>Trần Thị Bình</b>');
    expect(body).toContain('Lời văn có sẵn');
    for (const path of [
      '/wordings/nothing',
      '/wordings?unit=H45.99',
      `${PAGE}?unit=H45.99`,
      `${PAGE}?from=${'0'.repeat(36)}`,
    ]) {
      expect((await admin.get(path)).statusCode).toBe(404);
    }
    expect((await admin.get(`${PAGE}?from=x`)).statusCode).toBe(422);
  });

  it('are tried while they are written: a piece for htmx, the whole page without script', async () => {
    const live = await admin.post(`${PAGE}/previews`, form('Gọi {{phone}}\n\n{{officer}}', { sample: 'longest' }), {
      'hx-request': 'true',
    });
    expect([live.statusCode, live.body.includes('<html'), live.body.includes('máy lẻ 1024')]).toEqual([
      200,
      false,
      true,
    ]);
    const whole = await admin.post(`${PAGE}/previews`, form('Gọi <b>{{cccd}}</b>'));
    expect(whole.statusCode).toBe(200);
    expect(whole.body).toContain('Không có ô cccd');
    expect(whole.body).toContain('Gọi &lt;b&gt;{{cccd}}&lt;/b&gt;</textarea>');
    const nothing = await admin.post(`${PAGE}/previews`, { unit: WARD });
    expect([nothing.statusCode, nothing.body.includes('Chưa có chữ nào')]).toEqual([200, true]);
  });

  it('are tried on paper, with a mark across that it is a trial', async () => {
    const paper = await admin.post(`${PAGE}/pdf`, form('Gọi {{phone}}'));
    expect([paper.statusCode, paper.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(paper.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await admin.post(`${PAGE}/pdf`, form('{{x}}'))).statusCode).toBe(422);
  });

  test.each([
    ['a script', '<p>x</p><script>alert(1)</script>', 'Không dùng được thẻ'],
    ['a helper', '<p>{{lookup unit "constructor"}}</p>', 'Không dùng được'],
    ['three braces', '<p>{{{unit}}}</p>', 'đúng hai dấu ngoặc'],
    ['nothing', '', 'Chưa có chữ nào'],
    ['a page', 'dài '.repeat(1_200), 'Dài quá'],
  ])('are refused with %s: said beside the text, which stays', async (_, text, said) => {
    const before = await written();
    const { statusCode, body } = await admin.post(PAGE, form(text));
    expect(statusCode).toBe(422);
    expect(body).toContain(said);
    expect(body).toContain('id="wrongs"');
    expect(body).not.toContain('<script>alert');
    expect(await written()).toEqual(before);
  });

  it('say in English what is wrong to those who read English', async () => {
    const foreigner = await world.browse('admin');
    await foreigner.get('/locale/en?next=/');
    const { body } = await foreigner.post(PAGE, form('<p>{{x}}</p>', { validFrom: '2023-05-01' }));
    expect(body).toContain('Line 1: There is no placeholder x');
    expect(body).not.toContain('Không có ô');
  });

  it('are kept in versions; going back is a new one', async () => {
    const url = `${PAGE}?unit=${WARD}`;
    const once = form('Lời văn thứ nhất, {{unit}}', { _key: 'wording-pages-1' });
    const saved = await admin.post(PAGE, once);
    expect([saved.statusCode, saved.headers.location]).toEqual([303, url]);
    const count = (await written()).length;
    expect((await admin.post(PAGE, once)).statusCode).toBe(303);
    expect(await written()).toHaveLength(count);
    await admin.post(PAGE, form('Lời văn thứ hai, {{unit}}'));
    const { body } = await admin.get(url);
    expect(body).toContain('Lời văn thứ hai');
    const versions = [...body.matchAll(/from&#x3D;([0-9a-f-]{36})/g)].map(([, id]) => id);
    const first = (await admin.get(`${url}&from=${versions[1]!}`)).body;
    expect(first).toContain('Lời văn thứ nhất');
    expect((await admin.get(`/wordings/receipt-note?unit=${WARD}&from=${versions[1]!}`)).statusCode).toBe(404);
    expect((await admin.get(`${url}&from=shipped`)).body).toContain('Trong quá trình hoàn thiện');
    await admin.post(PAGE, form('Lời văn thứ nhất, {{unit}}'));
    const text = await world
      .get(WordingsService, { strict: false })
      .text('supplement-closing', WARD, TODAY as PlainDate, { unit: 'UBND phường' });
    expect(text).toBe('<p>Lời văn thứ nhất, UBND phường</p>');
  });
});

import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { CalendarImportService } from '../../src/calendar/calendar-import.service.js';
import { instant, type Instant } from '../../src/domain/time/instant.js';
import { addDays, localDate, plainDate, startOfDay, type PlainDate } from '../../src/domain/time/plain-date.js';
import { LiveService } from '../../src/reporting/live/live.service.js';
import type { Browser } from '../support/agents.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { insertFacts, insertFactWorld, openFact, type FactRow } from '../support/dossier-facts.js';

const TOWN = 'H45.20';
const DIVISION = 'H45.20.05';
const WARD = 'H45.20.21';
const TODAY = plainDate('2023-06-01');

let serial = 0;

/** Open dossiers of a unit, promised for the end of a day. */
function promised(unit: string, ahead: number, count: number): FactRow[] {
  return Array.from({ length: count }, () => {
    const due = startOfDay(addDays(TODAY, ahead + 1));
    return fact(unit, due, { currentDueAt: due });
  });
}

/** Open dossiers of a unit that have been late for so many local days, today being the first. */
function late(unit: string, days: number, count: number, over: Partial<FactRow> = {}): FactRow[] {
  return Array.from({ length: count }, () => fact(unit, startOfDay(addDays(TODAY, 1 - days)), over));
}

function fact(unit: string, lateFrom: Instant, over: Partial<FactRow>): FactRow {
  serial += 1;
  const code = `B-${String(serial).padStart(4, '0')}`;
  const base = { responsibleUnitCode: unit, unitCode: TOWN, acceptedDay: plainDate('2023-04-03') };
  return openFact(code, lateFrom, { ...base, lateFromDay: localDate(lateFrom), currentDueAt: lateFrom, ...over });
}

function settled(unit: string, timeliness: 'on_time' | 'late', count: number): FactRow[] {
  const day: PlainDate = plainDate('2023-05-10');
  const over = { finishedDay: day, timeliness, ending: 'completed', settledBy: 'receiver' } as const;
  return Array.from({ length: count }, () => fact(unit, startOfDay(plainDate('2023-05-09')), over));
}

const plain = (html: string): string => html.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');

function readable(html: string): string {
  return plain(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
}

/** Each number that is a door, with where it leads. */
function doors(html: string): { text: string; href: string }[] {
  return [...plain(html).matchAll(/<a href="(\/dossiers\?[^"]+)"[^>]*>([\d.]+)<\/a>/g)].map(
    ([, href = '', text = '']) => ({
      text,
      href,
    }),
  );
}

describe('how a unit stands', () => {
  const clock = new StoppedClock('2023-06-01T08:15:00+07:00');
  let app: TestApp;
  let leader: Browser;

  beforeAll(async () => {
    app = await startTestApp({ clock });
    await app.get(CalendarImportService, { strict: false }).loadShipped();
    await app.transactor.run(async (tx) => {
      await insertFactWorld(tx, { units: [], procedures: [['P1', 'xd']] });
      await insertFacts(tx, [
        ...promised(DIVISION, 0, 3),
        ...promised(DIVISION, 1, 2),
        ...promised(WARD, 0, 1),
        ...promised(WARD, 7, 4),
        ...promised(WARD, 8, 5),
        ...promised(TOWN, 4, 2),
        ...late(DIVISION, 1, 2),
        ...late(DIVISION, 2, 1),
        ...late(DIVISION, 3, 4),
        ...late(WARD, 10, 1),
        ...late(WARD, 11, 2),
        // An extension moves the promise, and does not make it less late.
        ...late(WARD, 21, 3, { currentDueAt: instant('2023-06-02T17:00:00+07:00') }),
        ...settled(DIVISION, 'on_time', 40),
        ...settled(DIVISION, 'late', 5),
        ...settled(WARD, 'on_time', 5),
        ...settled(WARD, 'late', 1),
      ]);
    });
    leader = await app.browse('leader');
  }, 60_000);
  afterAll(() => app.close());

  it('shows dues by unit and day, every number the door to exactly its dossiers', async () => {
    const page = (await leader.get('/')).body;
    const heat = page.slice(page.indexOf('class="table heat"'), page.indexOf('id="live-charts"'));
    expect(readable(heat)).toContain('Phòng Quản lý đô thị 3 2 0 0 0 0 0 0');
    expect(readable(heat)).toContain('UBND phường Xuân Phú 1 0 0 0 0 0 0 4');
    expect(readable(heat)).toContain('Tất cả 4 2 0 0 2 0 0 4');
    const found = doors(heat);
    expect(found.length).toBe(8);
    await expectLists(found);
  });

  it('shows how long what is late has been late, by its breach and not by what it was put off to', async () => {
    const page = (await leader.get('/')).body;
    const ageing = page.slice(page.indexOf('Hồ sơ đang trễ, theo số ngày đã trễ'));
    const found = doors(ageing);
    expect(found.map(({ text }) => text)).toEqual(['3', '4', '1', '2', '3']);
    expect(readable(ageing)).toContain('13 hồ sơ đang trễ hạn; lâu nhất: 3 hồ sơ đã trễ trên 20 ngày.');
    await expectLists(found);
    const picture = await leader.get(`/dashboard/charts/ageing.svg?unit=${TOWN}&locale=vi&at=0815`);
    expect(picture.headers['content-type']).toContain('image/svg+xml');
    expect(picture.body).toContain('trên 20 ngày');
  });

  it('does not rank one of six as failure', async () => {
    const page = readable((await leader.get('/')).body);
    expect(page).toContain('83,33% (ít hồ sơ, khoảng 43 - 97%)');
    expect(page).toContain('1 đơn vị chưa đạt 95%: Phòng Quản lý đô thị.');
  });

  it('says when its figures are from, how to read them again, and how many letters went out', async () => {
    const page = (await leader.get('/')).body;
    expect(readable(page)).toContain('Số liệu lúc 08:15');
    expect(page).toContain('Làm mới');
    expect(readable(page)).toContain('Trong năm báo cáo chưa có hồ sơ nào phải xin lỗi.');
    expect(plain(page)).toContain(`/letters/coverage?unit=${TOWN}&period=2023`);
  });

  it('is five numbers on a telephone, each a door', async () => {
    const page = (await leader.get('/reports/brief')).body;
    const values = [...plain(page).matchAll(/<p class="brief-value"><a href="([^"]+)"[^>]*>([^<]+)</g)];
    expect(values.map(([, , value]) => value)).toEqual(['Chưa phát sinh', '13', '4', 'Chưa phát sinh', '0']);
    for (const [, href = ''] of values) expect([href, (await leader.get(href)).statusCode]).toEqual([href, 200]);
    await expectLists([values[1], values[2]].map((each) => ({ href: each?.[1] ?? '', text: each?.[2] ?? '' })));
  });

  test.each([
    [1, 'Tỷ lệ trước hạn và đúng hạn'],
    [2, 'Khoảng cách tới ngưỡng 95%'],
    [3, 'Hẹn trả hôm nay'],
    [4, 'chưa có thư'],
  ])('turns on the wall: page %i', async (slide, words) => {
    const page = plain((await leader.get(`/board?slide=${String(slide)}`)).body);
    expect(page).toContain(words);
    expect(page).toContain(
      `<noscript><meta http-equiv="refresh" content="20;url=/board?unit=${TOWN}&slide=${String((slide % 4) + 1)}">`,
    );
    expect(page).not.toMatch(/B-0\d{3}|\/dossiers\/H45/);
    const still = plain((await leader.get(`/board?slide=${String(slide)}&still=1`)).body);
    expect(still).not.toContain('http-equiv="refresh"');
    expect(still).toContain('Chạy tiếp');
  });

  it('is for those who answer for it, of units within their reach', async () => {
    const specialist = await app.browse('specialist');
    for (const path of ['/board', '/reports/brief']) {
      expect([path, (await specialist.get(path)).statusCode]).toEqual([path, 403]);
      expect((await leader.get(`${path}?unit=H99`)).statusCode).toBe(404);
      expect((await leader.get(`${path}?unit=%27`)).statusCode).toBe(422);
    }
    expect((await leader.get('/board?slide=5')).statusCode).toBe(422);
    const monitor = await app.browse('monitor');
    expect((await monitor.get('/reports/brief')).statusCode).toBe(200);
  });

  async function expectLists(found: readonly { text: string; href: string }[]): Promise<void> {
    for (const { text, href } of found) {
      const list = (await leader.get(`${href}&limit=200`)).body;
      const codes = new Set([...list.matchAll(/href="\/dossiers\/(B-\d{4})/g)].map(([, code]) => code));
      expect([href, codes.size]).toEqual([href, Number(text)]);
    }
  }

  describe('live', () => {
    let origin = '';
    let cookie = '';
    beforeAll(async () => {
      await app.app.listen(0, '127.0.0.1');
      origin = (await app.app.getUrl()).replace('[::1]', '127.0.0.1');
      cookie = leader.kept.map(({ name, value }) => `${name}=${value}`).join('; ');
    });

    async function listen(): Promise<{ next: () => Promise<string>; end: () => void; answer: Response }> {
      const ending = new AbortController();
      const answer = await fetch(`${origin}/dashboard/events`, { headers: { cookie }, signal: ending.signal });
      const reader = answer.body!.getReader();
      const next = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value);
      return {
        next,
        end: () => {
          ending.abort();
        },
        answer,
      };
    }

    it('tells every open page that something changed, by one question', async () => {
      const live = app.get(LiveService, { strict: false });
      const [one, two] = [await listen(), await listen()];
      expect(one.answer.headers.get('content-type')).toContain('text/event-stream');
      expect(one.answer.headers.get('cache-control')).toBe('no-store');
      expect(await one.next()).toContain('retry: 5000');
      expect(await two.next()).toContain('retry: 5000');
      expect(live.size).toBe(2);
      await live.look();
      await app.transactor.run((tx) => insertFacts(tx, settled(DIVISION, 'on_time', 1)));
      await live.look();
      const heard = async (line: { next: () => Promise<string> }): Promise<string> => {
        for (let text = ''; ;) {
          text += await line.next();
          if (text.includes('changed')) return text;
        }
      };
      expect(await heard(one)).toContain('event: changed\ndata: {}\n\n');
      expect(await heard(two)).toContain('event: changed');
      one.end();
      two.end();
      for (let tries = 0; live.size > 0 && tries < 100; tries += 1) await new Promise((go) => setTimeout(go, 20));
      expect(live.size).toBe(0);
    });

    it('is for nobody who is not signed in, and has room for so many', async () => {
      expect((await fetch(`${origin}/dashboard/events`, { redirect: 'manual' })).status).not.toBe(200);
      const live = app.get(LiveService, { strict: false });
      const open = Array.from({ length: 200 }, () => live.open());
      expect(open.every((stream) => stream !== null)).toBe(true);
      expect((await fetch(`${origin}/dashboard/events`, { headers: { cookie } })).status).toBe(204);
      for (const stream of open) stream?.destroy();
      await new Promise((go) => setTimeout(go, 20));
      expect(live.size).toBe(0);
    });

    it('ends with the service, at once', async () => {
      const live = app.get(LiveService, { strict: false });
      const line = await listen();
      await line.next();
      live.beforeApplicationShutdown();
      expect(live.size).toBe(0);
      expect(live.open()).toBeNull();
    });
  });
});

import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { Qd766Jobs } from '../../src/reporting/qd766/qd766.jobs.js';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk, THREE_DAYS } from '../support/desk.js';

const PAGE = '/reports/on-time';

/** The links of a page whose words begin with these. */
function doorsOf(body: string, words: string): string[] {
  return [...body.matchAll(/<a href="(\/dossiers\?[^"]*)">([^<]*)<\/a>/g)]
    .filter(([, , text]) => text!.startsWith(words))
    .map(([, href]) => href!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
}

describe('the page of on-time rates', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let world: TestApp;
  let leader: Browser;
  const codes: string[] = [];
  const page = async (query = ''): Promise<string> => (await leader.get(`${PAGE}${query}`)).body;

  beforeAll(async () => {
    world = await startDesk({ clock });
    const receiver = await world.as('receiver');
    for (const procedureCode of [FIVE_DAYS, FIVE_DAYS, THREE_DAYS]) {
      codes.push((await registered(receiver, { procedureCode })).code);
    }
    leader = await world.browse('leader');
  }, 60_000);
  afterAll(() => world.close());

  it('names each rate with its numerator and denominator', async () => {
    const body = await page('?period=2023-04');
    for (const name of ['Đúng hạn trên số đã giải quyết', 'Đúng hạn trên tổng tiếp nhận', 'Tỷ lệ 766 tính thẳng']) {
      expect(body).toContain(name);
    }
    expect(body).toContain('3 / 3');
    expect(body).toContain('0 / 3');
    expect(body).toContain('Chưa có số liệu');
  });

  it('opens from a number exactly its dossiers, narrowed as the report is', async () => {
    const [all] = doorsOf(await page('?period=2023-04'), 'Nhận trong kỳ: 3');
    const list = (await leader.get(all!)).body;
    for (const code of codes) expect(list).toContain(code);
    const [few] = doorsOf(await page(`?period=2023-04&procedure=${FIVE_DAYS}`), 'Nhận trong kỳ: 2');
    const narrowed = (await leader.get(few!)).body;
    expect(codes.map((code) => narrowed.includes(code))).toEqual([true, true, false]);
  });

  it('says what is shown, and lets days stand in place of the period', async () => {
    const body = await page('?period=2023-03&from=2023-04-28&to=2023-04-28&channel=counter&groupBy=procedure');
    expect(body).toMatch(/Đang xem: [^<]* · kênh Trực tiếp/);
    expect(body).toContain('Theo thủ tục');
    expect(body).toContain('3 / 3');
    expect(await page('?period=2023-04&channel=online')).toContain('không có hồ sơ nào');
  });

  it('drops a procedure left over from another field', async () => {
    const body = await page(`?period=2023-04&field=none-such&procedure=${FIVE_DAYS}`);
    expect(body).toContain('lĩnh vực none-such');
    expect(body).not.toContain(' · thủ tục ');
  });

  it('shows the rate of rule 2.1 once a night has counted it, and only for the whole', async () => {
    clock.set('2023-04-29T02:00:00+07:00');
    await world.get(Qd766Jobs, { strict: false }).count();
    // The night outlasted the session.
    leader = await world.browse('leader');
    expect(await page('?period=2023-04')).toContain('Tính đến hết ngày');
    expect(await page('?period=2023-04&channel=counter')).toContain('Chưa có số liệu');
  });

  it('opens what was open at the end of days past, and what was carried into the next', async () => {
    const reader = await world.browse('leader');
    const { body } = await reader.get(`${PAGE}?period=2023-04&procedure=${FIVE_DAYS}`);
    const [open] = doorsOf(body, 'Đang giải quyết, trong hạn: 2');
    const list = (await reader.get(open!)).body;
    expect(codes.map((code) => list.includes(code))).toEqual([true, true, false]);
    clock.set('2023-05-02T08:00:00+07:00');
    const later = await world.browse('leader');
    const [carried] = doorsOf((await later.get(`${PAGE}?period=2023-05&procedure=${FIVE_DAYS}`)).body, 'Kỳ trước chuyển qua: 2'); // prettier-ignore
    const before = (await later.get(carried!)).body;
    expect(codes.map((code) => before.includes(code))).toEqual([true, true, false]);
    const [past] = doorsOf((await later.get(`${PAGE}?period=2023-04`)).body, 'Đang giải quyết, trong hạn: 3');
    const all = (await later.get(past!)).body;
    expect(codes.every((code) => all.includes(code))).toBe(true);
  });

  test.each([
    ['leader', '', 200],
    ['monitor', '?period=2023', 200],
    ['receiver', '', 403],
    ['xp.leader', '?unit=H45.20', 403],
    ['leader', '?unit=H45.99', 404],
    ['leader', '?period=x123', 422],
    ['leader', '?period=2099', 422],
    ['leader', '?from=2023-04-20&to=2023-04-10', 422],
    ['leader', '?from=2023-02-30', 422],
    ['leader', '?channel=fax', 422],
    ['leader', '?groupBy=officer', 422],
    ['leader', '?field=x&groupBy=procedure', 422],
    ['leader', `?procedure=${FIVE_DAYS}&groupBy=field`, 422],
  ] as const)('answers %s at %s with %i', async (who, query, status) => {
    expect((await (await world.browse(who)).get(`${PAGE}${query}`)).statusCode).toBe(status);
  });
});

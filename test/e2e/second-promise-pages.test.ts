import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SecondPromiseWatch } from '../../src/apologies/second-promise/second-promise-watch.service.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk } from '../support/desk.js';
import { LetterDesk } from '../support/letter-desk.js';

const PAGE = '/letters/second-promises';

/** The page as a person reads it. */
function readable(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

describe('the list of second promises', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  let code: string;
  let letter: string;

  beforeAll(async () => {
    world = await startDesk({ clock });
    const desk = await LetterDesk.open(world);
    ({ code } = await desk.inHand());
    const notice = { reason: 'Phòng gửi văn bản lấy ý kiến chậm hai ngày.', fault: 'ours' };
    await desk.ask('specialist', `dossiers/${code}/delay-notices`, {
      ...notice,
      newDueAt: '2023-05-25T16:00:00+07:00',
    });
    ({ id: letter } = await desk.onlyLetter(code));
    await desk.ask('leader', `letters/${letter}/approvals`);
    await desk.ask('qldt.clerk', `letters/${letter}/issuances`);
    await world.get(SecondPromiseWatch, { strict: false }).look();
  });
  afterAll(() => world.close());

  it('says that there is none when none is', async () => {
    const page = await (await world.browse('leader')).get(PAGE);
    expect(page.statusCode).toBe(200);
    expect(readable(page.body)).toContain('Không có phiếu hẹn lại nào bị lỡ');
    expect(readable(page.body)).toContain('Chưa phát sinh');
  });

  it('shows what is still ahead, and the dossier says so too', async () => {
    const leader = await world.browse('leader');
    const page = readable((await leader.get(`${PAGE}?state=waiting`)).body);
    expect(page).toContain(code);
    expect(page).toContain('16:00 25/05/2023');
    const dossier = readable((await leader.get(`/dossiers/${code}`)).body);
    expect(dossier).toMatch(/Hẹn lần hai\s+16:00 25\/05\/2023\s+Đang chờ đến hẹn lần hai/);
  });

  it('shows what is broken first, with who calls, and leads to the letter', async () => {
    clock.set('2023-05-26T08:00:00+07:00');
    await world.get(SecondPromiseWatch, { strict: false }).look();
    const leader = await world.browse('leader');
    const page = await leader.get(PAGE);
    expect(readable(page.body)).toMatch(/Đã lỡ hẹn lần hai\s+\S.* gọi người dân/);
    expect(page.body).toContain(`href="/letters/${letter}"`);
    expect(readable(page.body)).toContain('0,00%');
    expect(readable((await leader.get('/calls')).body)).toContain(code);
    expect(readable((await leader.get(`/dossiers/${code}`)).body)).toContain('Đã lỡ hẹn lần hai');
  });

  it.each([
    ['qldt.clerk', true],
    ['xp.leader', false],
  ])('is as wide as the reach of %s', async (name, seen) => {
    const page = await (await world.browse(name)).get(PAGE);
    expect([page.statusCode, page.body.includes(code)]).toEqual([200, seen]);
  });

  it('is not for those who have nothing to do with it', async () => {
    expect((await (await world.browse('receiver')).get(PAGE)).statusCode).toBe(403);
  });

  it.each([
    ['?state=lost', 422],
    ['?unit=H45.99', 404],
    ['?cursor=eyJ', 400],
  ])('refuses %s with %d', async (query, status) => {
    expect((await (await world.browse('leader')).get(PAGE + query)).statusCode).toBe(status);
  });
});

import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { Browser } from '../support/agents.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk } from '../support/desk.js';
import { LetterDesk } from '../support/letter-desk.js';

/** The page as a person reads it. */
function readable(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

const links = (html: string): string[] =>
  [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));

describe('coverage by its pages', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let desk: LetterDesk;
  let leader: Browser;
  const codes: string[] = [];

  beforeAll(async () => {
    desk = await LetterDesk.open(await startDesk({ clock }));
    for (let i = 0; i < 3; i += 1) codes.push((await desk.inHand()).code);
    clock.set('2023-05-11T07:35:00+07:00');
    await desk.sweep();
    const { id } = await desk.onlyLetter(codes[0]!);
    await desk.ask('leader', `letters/${id}/approvals`);
    await desk.ask('leader', `letters/${id}/issuances`);
    leader = await desk.world.browse('leader');
  }, 60_000);
  afterAll(() => desk.world.close());

  it('says each rate by obligation and by dossier, with what it divides', async () => {
    const page = await leader.get('/letters/coverage');
    expect(page.statusCode).toBe(200);
    const said = readable(page.body);
    expect(said).toContain('Năm báo cáo 2023');
    expect(said).toMatch(/Đã có dự thảo hoặc thư 100,00% 3 \/ 3 100,00% 3 \/ 3/);
    expect(said).toMatch(/Đã phát hành thư 33,33% 1 \/ 3 33,33% 1 \/ 3/);
    expect(said).toMatch(/Thư đã đến tay người dân 0,00% 0 \/ 3 0,00% 0 \/ 3/);
    expect(said).toMatch(/Thư trễ hạn gửi kịp thời 0,00% 0 \/ 3 –/);
    expect(said).toContain('Phòng Quản lý đô thị 3 1 2 0 1 33,33% 0,00%');
  });

  test.each([
    ['missing', 2],
    ['undrafted', 0],
    ['drafted', 2],
    ['undelivered', 1],
    ['tardy', 1],
    ['waived', 0],
    ['opened', 3],
    ['issued', 1],
  ] as const)(
    'opens the list %s with exactly its %i rows, each one step from dossier and letter',
    async (list, rows) => {
      const page = await leader.get(`/letters/coverage/lists/${list}?period=2023`);
      expect(page.statusCode).toBe(200);
      const opened = links(page.body);
      expect(opened.filter((href) => href.startsWith('/dossiers/H45'))).toHaveLength(rows);
      expect(opened.filter((href) => /^\/letters\/[0-9a-f-]{36}$/.test(href))).toHaveLength(rows);
      expect(readable(page.body)).toContain(rows === 0 ? 'Không có hồ sơ nào' : `Có ${String(rows)} nghĩa vụ`);
    },
  );

  it('leads from each number to a list that answers', async () => {
    const page = await leader.get('/letters/coverage?period=2023-05');
    const lists = links(page.body).filter((href) => href.startsWith('/letters/coverage/lists/'));
    expect(lists.length).toBeGreaterThan(10);
    for (const href of lists) expect([href, (await leader.get(href)).statusCode]).toEqual([href, 200]);
  });

  it('says that nothing happened where nothing did, and never 100 %', async () => {
    const page = await leader.get('/letters/coverage?period=2023-03');
    expect(readable(page.body)).toContain('Chưa phát sinh');
    expect(page.body).not.toContain('100,00%');
    const elsewhere = await desk.world.browse('xp.leader');
    expect(readable((await elsewhere.get('/letters/coverage')).body)).toContain('Chưa phát sinh');
  });

  it('shows names to those who work with people, and to nobody else', async () => {
    const path = '/letters/coverage/lists/missing';
    expect((await leader.get(path)).body).toContain('Nguyễn Văn Ẩn');
    const monitor = (await (await desk.world.browse('monitor')).get(path)).body;
    expect(monitor).toContain('(không hiện tên)');
    expect(monitor).not.toContain('Nguyễn Văn Ẩn');
  });

  test.each([
    ['leader', '/letters/coverage?unit=H45.99', 404],
    ['leader', '/letters/coverage?period=2023-13', 422],
    ['leader', '/letters/coverage?period=gần đây', 422],
    ['leader', '/letters/coverage/lists/all', 404],
    ['leader', '/letters/coverage/lists/missing?cause=rain', 422],
    ['leader', '/letters/coverage/lists/missing?cursor=abc', 400],
    ['xp.leader', '/letters/coverage?unit=H45.20', 404],
    ['qldt.clerk', '/letters/coverage?unit=H45.20', 404],
    ['qldt.clerk', '/letters/coverage', 200],
    ['admin', '/letters/coverage', 200],
    ['specialist', '/letters/coverage', 403],
    ['receiver', '/letters/coverage/lists/missing', 403],
  ] as const)('answers %s at %s with %i', async (who, path, status) => {
    expect((await (await desk.world.browse(who)).get(encodeURI(path))).statusCode).toBe(status);
  });

  it('goes on from page to page, and every obligation stands on one of them', async () => {
    for (let i = 0; i < 30; i += 1) await registered(desk.as('receiver'), { procedureCode: FIVE_DAYS });
    clock.set('2023-05-25T07:35:00+07:00');
    await desk.sweep();
    const later = await desk.world.browse('leader');
    const seen: string[] = [];
    for (let path: string | undefined = '/letters/coverage/lists/missing'; path !== undefined;) {
      const { body } = await later.get(path);
      seen.push(...links(body).filter((href) => href.startsWith('/dossiers/H45')));
      path = links(body).find((href) => href.includes('cursor='));
    }
    expect(seen).toHaveLength(32);
    expect(new Set(seen).size).toBe(32);
  });

  it('warns head and leader when no letter goes out, until one does', async () => {
    const notice = async (who: string): Promise<boolean> =>
      (await (await desk.world.browse(who)).get('/letters')).body.includes('không phát hành thư xin lỗi nào');
    expect(await notice('leader')).toBe(true);
    expect(await notice('qldt.leader')).toBe(true);
    expect(await notice('specialist')).toBe(false);
    expect(await notice('xp.leader')).toBe(false);
    const health = async (who: string) => (await desk.world.as(who)).get('/health/apologies');
    expect((await health('monitor')).json()).toEqual({
      status: 'alarm',
      owed: 32,
      unitsOwing: 1,
      silent: [{ unitCode: 'H45.20.05', days: 10, owed: 32 }],
    });
    expect((await health('receiver')).statusCode).toBe(403);
    const { id } = await desk.onlyLetter(codes[1]!);
    await desk.ask('leader', `letters/${id}/approvals`);
    await desk.ask('leader', `letters/${id}/issuances`);
    expect((await health('monitor')).json()).toMatchObject({ status: 'ok', owed: 31, silent: [] });
    expect(await notice('leader')).toBe(false);
  });
});

describe('the lessons', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let desk: LetterDesk;

  beforeAll(async () => {
    desk = await LetterDesk.open(await startDesk({ clock }));
    const { code } = await desk.inHand();
    await desk.inHand();
    clock.set('2023-05-11T07:35:00+07:00');
    await desk.sweep();
    clock.set('2023-05-11T11:35:00+07:00');
    const { id } = await desk.onlyLetter(code);
    await desk.ask('leader', `letters/${id}/approvals`);
    await desk.ask('leader', `letters/${id}/issuances`);
  }, 60_000);
  afterAll(() => desk.world.close());

  it('are told by unit, with what they are made of behind each picture', async () => {
    const leader = await desk.world.browse('leader');
    const page = await leader.get('/letters/learning?period=2023-05');
    expect(page.statusCode).toBe(200);
    const said = readable(page.body);
    expect(said).toContain('Phòng Quản lý đô thị Chưa chọn lý do 1 Một lần');
    expect(said).toContain('4 giờ');
    const pictures = [...page.body.matchAll(/src="([^"]+\.svg[^"]*)"/g)].map(([, src = '']) =>
      src.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
    );
    const lessons = pictures.filter((src) => src.startsWith('/letters/learning/'));
    expect(lessons).toHaveLength(2);
    for (const src of lessons) {
      const picture = await leader.get(src);
      expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/svg+xml; charset=utf-8']);
      expect(picture.body).toContain('<svg');
    }
  });

  test.each([
    ['leader', '/letters/learning?period=2023-01', 200],
    ['leader', '/letters/learning/charts/all.svg', 404],
    ['leader', '/letters/learning?period=soon', 422],
    ['xp.leader', '/letters/learning?unit=H45.20', 404],
    ['receiver', '/letters/learning', 403],
    ['monitor', '/letters/learning', 200],
  ] as const)('answer %s at %s with %i', async (who, path, status) => {
    expect((await (await desk.world.browse(who)).get(path)).statusCode).toBe(status);
  });
});

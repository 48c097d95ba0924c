import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { CalendarImportService } from '../../src/calendar/calendar-import.service.js';
import { plainDate, startOfDay } from '../../src/domain/time/plain-date.js';
import type { Browser } from '../support/agents.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { docxText } from '../support/docx.js';
import { insertFacts, insertFactWorld, openFact, type FactRow } from '../support/dossier-facts.js';

const DIVISION = 'H45.20.05';

function facts(): FactRow[] {
  const settled = (timeliness: 'early' | 'late'): Partial<FactRow> => ({
    finishedDay: plainDate('2023-05-12'),
    timeliness,
    ending: 'completed',
    settledBy: 'receiver',
  });
  const kinds = [...Array.from({ length: 17 }, () => settled('early')), settled('late'), {}, {}];
  return kinds.map((over, i) =>
    openFact(`N-${String(i).padStart(3, '0')}`, startOfDay(plainDate(i === 18 ? '2023-05-20' : '2023-06-20')), {
      responsibleUnitCode: DIVISION,
      unitCode: 'H45.20',
      acceptedDay: plainDate('2023-05-10'),
      lateFromDay: plainDate(i === 18 ? '2023-05-20' : '2023-06-20'),
      channel: i < 5 ? 'online' : 'counter',
      ...over,
    }),
  );
}

describe('the report in words', () => {
  let world: TestApp;
  let leader: Browser;

  beforeAll(async () => {
    world = await startTestApp({ clock: new StoppedClock('2023-06-01T08:00:00+07:00') });
    await world.get(CalendarImportService, { strict: false }).loadShipped();
    await world.transactor.run(async (tx) => {
      await insertFactWorld(tx, { units: [], procedures: [['P1', 'xd']] });
      await insertFacts(tx, facts());
      const stage = (nodeCode: string) =>
        tx.execute(
          `INSERT INTO "kpi_stage_half" ("nodeCode", "procedureCode", "stageNo", "half", "bucket", "stages", "heldMinutes", "lateMinutes")
           VALUES ($1, 'P1', 2, '2023-05-01', 40, 3, 900, 130), ($1, 'P1', 1, '2023-06-15', 40, 3, 900, 7000)`,
          [nodeCode],
        );
      for (const node of ['H45.20', DIVISION]) await stage(node);
    });
    leader = await world.browse('leader');
  });
  afterAll(() => world.close());

  it('says the figures on the page and in the file alike', async () => {
    const page = await leader.get('/reports/narrative?period=2023-05');
    expect(page.statusCode).toBe(200);
    const file = await leader.get('/reports/narrative.docx?period=2023-05&unit=H45.20');
    expect(file.headers['content-type']).toContain('wordprocessingml');
    expect(file.headers['content-disposition']).toContain('bao-cao-tthc-H45.20-2023-05.docx');
    const text = docxText(file.rawPayload);
    for (const sentence of [
      'gồm 20 hồ sơ mới tiếp nhận và 0 hồ sơ từ kỳ trước chuyển sang. Trong số hồ sơ mới tiếp nhận có 5 hồ sơ nộp trực tuyến, chiếm 25,00% (5/20).',
      'là 94,44% (17/18 hồ sơ đã giải quyết), chưa đạt mục tiêu từ 95% trở lên; cần thêm 2 hồ sơ đúng hạn',
      'còn 2 hồ sơ đang giải quyết, gồm 1 hồ sơ trong hạn và 1 hồ sơ đã quá hạn.',
      'Phòng Quản lý đô thị: quá 2 giờ 10 phút; nhiều nhất ở chặng 2',
      'Trong kỳ không phát sinh trường hợp phải xin lỗi',
    ]) {
      expect(text).toContain(sentence);
      expect(page.body).toContain(sentence);
    }
    expect(page.body).toContain('/reports/narrative.docx?unit&#x3D;H45.20&amp;period&#x3D;2023-05');
  });
  it('says of a month with nothing in it that there was nothing', async () => {
    const { body } = await leader.get('/reports/narrative?period=2023-02');
    expect(body).toContain('Trong kỳ không phát sinh hồ sơ phải giải quyết.');
    expect(body).not.toContain('100,00%');
  });
  it('names no dossier', async () => {
    expect((await leader.get('/reports/narrative')).body).not.toMatch(/N-0\d\d/);
  });

  test.each([
    ['leader', '/reports/narrative', 200],
    ['monitor', '/reports/narrative.docx', 200],
    ['admin', '/reports/narrative', 200],
    ['xp.leader', '/reports/narrative', 200],
    ['xp.leader', '/reports/narrative?unit=H45.20', 403],
    ['specialist', '/reports/narrative', 403],
    ['receiver', '/reports/narrative.docx', 403],
    ['leader', '/reports/narrative?unit=H45.99', 404],
    ['leader', '/reports/narrative?period=2023-13', 422],
    ['leader', '/reports/narrative?period=2024-05', 422],
    ['leader', '/reports/narrative?period=2023-05-02..2023-05-09', 422],
    ['leader', '/reports/narrative.docx?period=gan-day', 422],
  ] as const)('answers %s at %s with %i', async (who, path, status) => {
    expect((await (await world.browse(who)).get(path)).statusCode).toBe(status);
  });
});

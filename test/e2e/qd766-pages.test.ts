import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { Qd766Jobs } from '../../src/reporting/qd766/qd766.jobs.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk } from '../support/desk.js';
import { readPdf } from '../support/pdf-text.js';
import { readRows, sheetNames } from '../support/xlsx.js';

interface Answer {
  readonly points: number;
  readonly ofPoints: number;
  readonly version: { from: string; certainty: string };
  readonly qd766Rate: { part: number; whole: number; rate: number | null };
  readonly qd766RuleRate: { part: number; whole: number; through: string } | null;
  readonly groups: readonly { key: string; indicators: readonly { key: string; state: string; points: number | null; ratio: { part: number; whole: number } | null }[] }[]; // prettier-ignore
}

describe('the indicators of QĐ 766', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let world: TestApp;
  beforeAll(async () => {
    world = await startDesk({ clock });
    await registered(await world.as('receiver'), { procedureCode: FIVE_DAYS });
  }, 60_000);
  afterAll(() => world.close());

  it('are those of the version in force, and give no points for what is not known', async () => {
    const answer = (await (await world.as('leader')).get('/api/v1/reports/qd766?period=2023-04')).json<Answer>();
    expect(answer.version).toMatchObject({ from: '2022-06-23', certainty: 'U' });
    expect(answer.groups).toHaveLength(5);
    expect([answer.points, answer.ofPoints]).toEqual([0, 0]);
    expect(answer.qd766Rate).toEqual({ part: 1, whole: 1, rate: 100 });
    expect(answer.qd766RuleRate).toBeNull();
    const all = answer.groups.flatMap(({ indicators }) => indicators);
    expect(all.find(({ key }) => key === 'rule_rate')).toMatchObject({ state: 'no_data', points: null, ratio: null });
    expect(all.find(({ key }) => key === 'online_procedures')).toMatchObject({ state: 'no_max', points: null });
  });
  it('say on the page what is not known', async () => {
    const { body } = await (await world.browse('leader')).get('/reports/qd766?period=2023-04');
    expect(body).toContain('chưa có số liệu');
    expect(body).toContain('Quyết định số 766/QĐ-TTg ngày 23/6/2022');
    expect(body).toContain('100,00% (1 / 1)');
  });
  it('count by rule 2.1 what a night has counted, apart from the plain rate', async () => {
    const receiver = await world.as('receiver');
    const { code } = await registered(receiver, { procedureCode: FIVE_DAYS });
    const asked = { items: ['Đơn'], reason: 'thiếu đơn đăng ký có chữ ký', receiversFault: false };
    expect((await receiver.post(`/api/v1/dossiers/${code}/supplement-requests`, asked)).statusCode).toBe(201);
    clock.set('2023-05-29T08:00:00+07:00');
    await world.get(Qd766Jobs, { strict: false }).count();
    // Two that nobody finished are late by now; one stands as finished on the day on which it was asked for papers.
    const answer = (await (await world.as('leader')).get('/api/v1/reports/qd766?period=2023-05')).json<Answer>();
    expect(answer.qd766Rate).toMatchObject({ part: 1, whole: 2 });
    expect(answer.qd766RuleRate).toEqual({ part: 0, whole: 1, rate: 0, through: '2023-05-28' });
  });
  it('say in the workbook and on paper what they say to programs', async () => {
    const path = '/reports/qd766';
    const { groups } = (await (await world.as('leader')).get(`/api/v1${path}?period=2023-05`)).json<Answer>();
    const leader = await world.browse('leader');
    const book = (await leader.get(`${path}.xlsx?period=2023-05`)).rawPayload;
    const names = await sheetNames(book);
    expect(names).toHaveLength(1 + groups.length);
    for (const [i, { indicators }] of groups.entries()) {
      const rows = await readRows(book, names[i + 1]);
      const from = rows.findIndex((row) => row[0] === 'Chỉ số') + 1;
      const said = rows.slice(from, from + indicators.length).map((row) => [row[2], row[3]]);
      expect(said).toEqual(indicators.map(({ ratio }) => [ratio?.part ?? '', ratio?.whole ?? ''].map(String)));
    }
    const { text } = await readPdf((await leader.get(`${path}.pdf?period=2023-05`)).rawPayload);
    expect(text.replace(/\s+/g, ' ')).toContain('PHỤC VỤ NGƯỜI DÂN, DOANH NGHIỆP');
    for (const kind of ['xlsx', 'pdf']) {
      expect((await leader.get(path)).body).toContain(`${path}.${kind}?`);
      expect((await (await world.browse('receiver')).get(`${path}.${kind}`)).statusCode).toBe(403);
    }
  });
  test.each([
    ['monitor', '/reports/qd766', 200],
    ['xp.leader', '/reports/qd766?unit=H45.20', 403],
    ['receiver', '/reports/qd766', 403],
    ['leader', '/reports/qd766?period=2021', 422],
    ['leader', '/reports/qd766?period=x', 422],
  ] as const)('answers %s at %s with %i', async (who, path, status) => {
    expect((await (await world.browse(who)).get(path)).statusCode).toBe(status);
  });
});

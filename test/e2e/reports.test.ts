import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { CalendarImportService } from '../../src/calendar/calendar-import.service.js';
import { instant } from '../../src/domain/time/instant.js';
import { addDays, localDate, plainDate, startOfDay, type PlainDate } from '../../src/domain/time/plain-date.js';
import type { Agent } from '../support/agents.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { insertFacts, insertFactWorld, openFact, type FactRow } from '../support/dossier-facts.js';

const DIVISION = 'H45.20.05';
const WARD = 'H45.20.21';
const MAY = 'from=2023-05-01&to=2023-05-31';

/** Reference E14 in May 2023: 310 online and 640 otherwise received, 85 carried in; the ward serves on the same day. */
function e14(): FactRow[] {
  const april = plainDate('2023-04-20');
  const may = plainDate('2023-05-10');
  const late = startOfDay(plainDate('2023-05-16'));
  const settled = (timeliness: 'early' | 'on_time' | 'late', finishedDay: string): Partial<FactRow> => ({
    finishedDay: plainDate(finishedDay),
    timeliness,
    ending: 'completed',
    settledBy: timeliness === 'late' ? 'returner' : 'receiver',
  });
  const groups: readonly (readonly [count: number, over: Partial<FactRow>])[] = [
    [412, settled('early', '2023-05-12')],
    [
      300,
      {
        ...settled('on_time', '2023-05-15'),
        limitUnit: 'same_day',
        responsibleUnitCode: WARD,
        procedureCode: 'P2',
        fieldCode: 'tp',
      },
    ],
    [80, settled('on_time', '2023-05-15')],
    [37, settled('late', '2023-05-31')],
    [26, {}],
    [180, { lateFrom: startOfDay(plainDate('2023-06-08')), lateFromDay: plainDate('2023-06-08') }],
  ];
  const rows = groups.flatMap(([count, over]) => Array.from({ length: count }, () => over));
  return rows.map((over, i) => {
    const acceptedDay: PlainDate = i < 85 ? april : may;
    const channel = i < 85 + 310 && i >= 85 ? 'online' : 'counter';
    const base = { responsibleUnitCode: DIVISION, unitCode: 'H45.20', acceptedDay, channel } as const;
    return openFact(`E14-${String(i).padStart(4, '0')}`, late, { ...base, ...over });
  });
}

/** Received in June: outside May, but open now. The first is promised for noon today. */
const JUNE: readonly FactRow[] = [
  ['J-2', '2023-06-02T00:00:00+07:00'],
  ['J-1', '2023-06-02T00:00:00+07:00'],
  ['J-0', '2023-06-01T12:01:00+07:00'],
].map(([code = '', lateFrom = '']) =>
  openFact(code, instant(lateFrom), {
    responsibleUnitCode: DIVISION,
    unitCode: 'H45.20',
    acceptedDay: plainDate('2023-06-01'),
    currentDueAt: instant('2023-06-01T12:00:00+07:00'),
    holderUsername: 'specialist',
  }),
);

/** What a strict XML reader would stumble over: a browser then shows no picture at all. */
function loose(xml: string): string[] {
  const tags = xml.replace(/<!\[CDATA\[[^]*?\]\]>/g, '').match(/<[^>]*>?/g) ?? [];
  return tags.filter((tag) => !/^<\/?[\w:]+(?:\s+[\w:-]+="[^"<]*")*\s*\/?>$/.test(tag));
}

function plain(href: string): string {
  return href.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
}

describe('reports', () => {
  let app: TestApp;
  let leader: Agent;

  beforeAll(async () => {
    app = await startTestApp({ clock: new StoppedClock('2023-06-01T08:00:00+07:00') });
    await app.get(CalendarImportService, { strict: false }).loadShipped();
    await app.transactor.run(async (tx) => {
      const procedures = [
        ['P1', 'xd'],
        ['P2', 'tp'],
      ] as const;
      await insertFactWorld(tx, { units: [], procedures });
      await insertFacts(tx, [...e14(), ...JUNE]);
    });
    leader = await app.as('leader');
  });
  afterAll(() => app.close());

  const figures = {
    received: 950,
    carried: 85,
    resolved: 829,
    early: 412,
    onTime: 380,
    late: 37,
    inProgress: 206,
    inTime: 180,
    overdue: 26,
    withdrawn: 0,
    stopped: 0,
    refused: 0,
    resolvedOnTimeRate: 95.54,
    receivedOnTimeRate: 76.52,
    qd766Rate: 93.91,
    met: true,
  };

  it('say of May what the worked example says, and what same-day dossiers hide', async () => {
    const answer = await leader.get(`/api/v1/reports/on-time?${MAY}&groupBy=field`);
    expect(answer.statusCode).toBe(200);
    const body = answer.json();
    expect(body.target).toBe(95);
    expect(body.definition).toContain('đã giải quyết');
    expect(body.total).toMatchObject(figures);
    // 412 early and 80 on time of 529
    expect(body.total.withoutSameDay).toMatchObject({ resolved: 529, resolvedOnTimeRate: 93.01, met: false });
    expect(
      body.rows.map((row: { key: string; label: string; resolved: number }) => [row.key, row.label, row.resolved]),
    ).toEqual([
      ['tp', 'Lĩnh vực tp', 300],
      ['xd', 'Lĩnh vực xd', 529],
    ]);
  });

  test.each<{ groupBy: string; rows: [key: string, label: string, resolved: number, inProgress: number][] }>([
    {
      groupBy: 'unit',
      rows: [
        [DIVISION, 'Phòng Quản lý đô thị', 529, 206],
        [WARD, 'UBND phường Xuân Phú', 300, 0],
      ],
    },
    {
      groupBy: 'channel',
      rows: [
        ['counter', 'Trực tiếp', 519, 206],
        ['online', 'Trực tuyến', 310, 0],
      ],
    },
    {
      groupBy: 'procedure',
      rows: [
        ['P1', 'Thủ tục P1', 529, 206],
        ['P2', 'Thủ tục P2', 300, 0],
      ],
    },
    {
      groupBy: 'officer',
      rows: [
        ['', 'Chưa giải quyết xong', 0, 206],
        ['returner', 'Lê Văn Cường', 37, 0],
        ['receiver', 'Trần Thị Bình', 792, 0],
      ],
    },
    { groupBy: 'month', rows: [['2023-05', '5/2023', 829, 206]] },
  ])('by $groupBy name their rows', async ({ groupBy, rows }) => {
    const body = (await leader.get(`/api/v1/reports/on-time?${MAY}&groupBy=${groupBy}`)).json();
    const shown = body.rows.map((row: Record<string, unknown>) => [
      row['key'],
      row['label'],
      row['resolved'],
      row['inProgress'],
    ]);
    expect(new Set(shown)).toEqual(new Set(rows));
    expect(body.total).toMatchObject(figures);
  });

  it('by day give every day its own stock and flow', async () => {
    const body = (await leader.get('/api/v1/reports/on-time?from=2023-05-14&to=2023-05-16&groupBy=day')).json();
    expect(body.rows).toMatchObject([
      {
        key: '2023-05-14',
        label: '14/05/2023',
        received: 0,
        carried: 623,
        resolved: 0,
        overdue: 0,
        resolvedOnTimeRate: null,
        met: null,
      },
      { key: '2023-05-15', carried: 623, resolved: 380, overdue: 0, resolvedOnTimeRate: 100 },
      { key: '2023-05-16', carried: 243, resolved: 0, inProgress: 243, overdue: 63 },
    ]);
    expect(body.total).toMatchObject({ carried: 623, resolved: 380, inProgress: 243, overdue: 63 });
  });

  it('of an empty period divide by nothing and claim nothing', async () => {
    const body = (await leader.get('/api/v1/reports/on-time?from=2022-01-01&to=2022-01-31')).json();
    const nothing = { resolved: 0, resolvedOnTimeRate: null, receivedOnTimeRate: null, qd766Rate: null, met: null };
    expect(body.rows).toEqual([]);
    expect(body.total).toMatchObject({ ...nothing, withoutSameDay: nothing });
  });

  it('are about a unit with all below it, one’s own unless asked', async () => {
    const division = await app.as('division_head');
    const own = (await division.get(`/api/v1/reports/on-time?${MAY}`)).json();
    expect(own.total).toMatchObject({ resolved: 529 });
    const asked = (await leader.get(`/api/v1/reports/on-time?${MAY}&unit=${DIVISION}`)).json();
    expect(asked).toEqual(own);
  });

  test.each([
    ['division_head', `on-time?${MAY}&unit=H45.20`, 403, 'auth.forbidden'],
    ['division_head', `on-time?${MAY}&groupBy=officer`, 403, 'auth.forbidden'],
    ['xp.leader', `distance-to-target?period=2023-05&unit=${DIVISION}`, 403, 'auth.forbidden'],
    ['leader', `on-time?${MAY}&unit=H99`, 404, 'not_found'],
    ['leader', 'on-time?from=2023-05-31&to=2023-05-01', 422, 'request.invalid'],
    ['leader', 'on-time?from=2023-02-30&to=2023-05-01', 422, 'request.invalid'],
    ['leader', 'on-time?from=2023-05-31', 422, 'request.invalid'],
    ['leader', 'on-time?from=1990-05-31&to=2023-05-01', 422, 'request.invalid'],
    ['leader', 'on-time?from=2023-01-01&to=2023-05-01&groupBy=day', 422, 'request.invalid'],
    ['leader', `on-time?${MAY}&groupBy=weather`, 422, 'request.invalid'],
    ['leader', `on-time?${MAY}&period=2023`, 422, 'request.invalid'],
    ['leader', 'distance-to-target?period=2023-13', 422, 'request.invalid'],
    ['leader', 'distance-to-target', 422, 'request.invalid'],
  ])('refuse %s asking %s: %s %s', async (username, url, status, code) => {
    const answer = await (await app.as(username)).get(`/api/v1/reports/${url}`);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  it('ask who you are', async () => {
    const answer = await app.http({ method: 'GET', url: `/api/v1/reports/on-time?${MAY}` });
    expect(answer.statusCode).toBe(401);
  });

  it('tell how far the target is and what to save first', async () => {
    const body = (await leader.get('/api/v1/reports/distance-to-target?period=2023-05')).json();
    // floor(79,200 / 95) = 833, and 829 are resolved
    expect(body).toMatchObject({ resolved: 829, late: 37, rate: 95.54, target: 95, met: true, distance: 4 });
    expect(body.period).toEqual({ code: '2023-05', from: '2023-05-01', to: '2023-05-31' });
    expect(body.saveFirst.map(({ code }: { code: string }) => code)).toEqual([
      'J-0',
      'J-1',
      'J-2',
      'E14-0855',
      'E14-0856',
    ]);
    expect(body.saveFirst[0]).toEqual({
      code: 'J-0',
      procedure: { code: 'P1', name: 'Thủ tục P1' },
      dueAt: '2023-06-01T12:00:00+07:00',
      lateFrom: '2023-06-01T12:01:00+07:00',
      remainingWorkingMinutes: 240,
      holder: { unitCode: DIVISION, unitName: 'Phòng Quản lý đô thị', username: 'specialist' },
    });
  });

  it('name single dossiers only to those who have to do with them', async () => {
    const ward = (
      await (await app.as('xp.specialist')).get('/api/v1/reports/distance-to-target?period=2023-05')
    ).json();
    expect(ward).toMatchObject({ resolved: 300, late: 0, rate: 100, distance: 15, saveFirst: [] });
    const desk = (await (await app.as('receiver')).get('/api/v1/reports/distance-to-target?period=2023-05')).json();
    expect(desk).toMatchObject({ resolved: 829, saveFirst: [{ code: 'J-0' }, {}, {}, {}, {}] });
  });

  it('say nothing resolved where nothing was', async () => {
    const body = (await leader.get('/api/v1/reports/distance-to-target?period=2021')).json();
    expect(body).toMatchObject({ resolved: 0, rate: null, met: null, distance: null });
  });

  it('open the first page with the same figures, its pictures as files', async () => {
    const browser = await app.browse('leader');
    const page = await browser.get('/');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('J-0');
    expect(page.body).toContain('Không còn thiếu');
    const pictures = [...page.body.matchAll(/src="(\/dashboard\/charts\/[^"]+)"/g)].map(([, src = '']) =>
      src.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'),
    );
    expect(pictures).toHaveLength(3);
    for (const src of pictures) {
      const picture = await browser.get(src);
      expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/svg+xml; charset=utf-8']);
      expect(picture.body).toContain('<svg');
      expect(loose(picture.body)).toEqual([]);
    }
    expect((await browser.get('/dashboard/charts/else.svg')).statusCode).toBe(404);
  });

  it('open behind every number of the first page exactly the dossiers it counts', async () => {
    const page = (await (await app.browse('leader')).get('/')).body;
    const doors = [...page.matchAll(/<a href="(\/dossiers\?responsible[^"]+)">([^<]*)<\/a>/g)].map(
      ([, href = '', text = '']) => [plain(href), Number(/(\d[\d.]*)$/.exec(text)?.[1]?.replaceAll('.', ''))] as const,
    );
    const numbers = doors.filter(([, counted]) => !Number.isNaN(counted));
    const counted = numbers.map(([, count]) => count);
    expect(counted).toEqual(expect.arrayContaining([829, 37, 529, 300, 0, 3]));
    for (const [href, count] of numbers) {
      const { total } = (await leader.get(href.replace('/dossiers', '/api/v1/dossiers'))).json<{
        total: { count: number };
      }>();
      expect([href, total.count]).toEqual([href, count]);
    }
  });

  it('fail, naming the dossier, rather than count what cannot be true', async () => {
    const ran = openFact('UNSOUND-1', startOfDay(addDays(localDate(app.clock.now()), 9)), {
      responsibleUnitCode: WARD,
      lateFrom: null,
      lateFromDay: null,
      status: 'processing',
    });
    await app.transactor.run((tx) => insertFacts(tx, [ran]));
    const answer = await leader.get(`/api/v1/reports/on-time?${MAY}`);
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toMatchObject({ code: 'internal', facts: { dossiers: ['UNSOUND-1'] } });
  });
});

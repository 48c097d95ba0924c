import { CalendarService, type DayChange } from '../../src/calendar/calendar.service.js';
import type { PlainDate } from '../../src/domain/time/plain-date.js';
import { ReplanRun } from '../../src/dossiers/clock/replan-run.service.js';
import { readInstantOrNull } from '../../src/platform/database/instant-column.js';
import type { Agent } from './agents.js';
import type { TestApp } from './app.js';
import { FIVE_DAYS, registered, startDesk, THREE_DAYS } from './desk.js';
import { StoppedClock } from './clock.js';
import { sealed, verified } from './verified.js';

/** A dossier's dates as they stand, in epoch ms. */
interface Dates {
  readonly code: string;
  readonly status: string;
  readonly original: number | null;
  readonly statutory: number | null;
  readonly current: number | null;
  readonly lateFrom: number | null;
  readonly version: number;
}

interface Item {
  readonly code: string;
  readonly late: boolean;
  readonly newStatutoryDueAt: string | null;
  readonly newCurrentDueAt: string | null;
}

interface Preview {
  readonly revision: number;
  readonly total: { running: number; moving: number; stuck: number } | null;
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface CalendarChangeResult {
  /** what was not as it was shown */
  readonly failures: readonly string[];
  readonly dossiers: number;
  readonly moving: number;
  readonly later: number;
  readonly earlier: number;
  readonly late: number;
  readonly unchanged: number;
  readonly previewMs: number;
  readonly runMs: number;
}

const PROCEDURES = [FIVE_DAYS, THREE_DAYS] as const;
const FIRST = '2023-05-08';

/**
 * Dossiers of three weeks, some withdrawn, some waiting for papers, some late and latched; then days off more, one of
 * them long past, and one less. What was shown is what happens: no more, no less, and once.
 */
export async function changeUnderDossiers(
  count: number,
  say = (_: string): void => undefined,
): Promise<CalendarChangeResult> {
  const clock = new StoppedClock(`${FIRST}T08:00:00+07:00`);
  const world = await startDesk({ clock });
  try {
    await put(world, '2023-05-26', { kind: 'holiday', name: 'Nghỉ tạm ghi' });
    await receiveMany(world, clock, count, say);
    clock.set('2023-05-25T15:00:00+07:00');
    const before = await datesOf(world);
    await put(world, '2023-05-26', { kind: 'ordinary', name: 'Ngày thường' });
    await put(world, '2023-05-25', { kind: 'holiday', name: 'Nghỉ đột xuất' });
    await put(world, '2023-05-12', { kind: 'holiday', name: 'Nghỉ do bão, công nhận sau' });
    return await playOut(world, before, say);
  } finally {
    await world.close();
  }
}

async function receiveMany(
  world: TestApp,
  clock: StoppedClock,
  count: number,
  say: (text: string) => void,
): Promise<void> {
  const days = ['08', '10', '15', '17', '18', '22', '25'];
  const each = Math.ceil(count / days.length);
  let received = 0;
  for (const day of days) {
    clock.set(`2023-05-${day}T08:30:00+07:00`);
    const receiver = await world.as('receiver');
    for (let i = 0; i < each && received < count; i++) {
      const { code } = await registered(receiver, { procedureCode: PROCEDURES[received % 2] ?? FIVE_DAYS });
      await besides(receiver, code, received);
      received += 1;
    }
    say(`${String(received)} dossiers`);
  }
}

/** One in twenty leaves, one in twenty waits for papers. */
async function besides(receiver: Agent, code: string, n: number): Promise<void> {
  const url = `/api/v1/dossiers/${code}`;
  if (n % 20 === 7) await receiver.post(`${url}/withdrawals`, { reason: 'người nộp xin rút hồ sơ' });
  if (n % 20 === 13) {
    const asked = { items: ['Đơn'], reason: 'thiếu đơn đăng ký có chữ ký', receiversFault: false };
    await receiver.post(`${url}/supplement-requests`, asked);
  }
}

async function playOut(
  world: TestApp,
  before: Map<string, Dates>,
  say: (text: string) => void,
): Promise<CalendarChangeResult> {
  const leader = await world.as('leader');
  const failures: string[] = [];
  let from = performance.now();
  const { items, total, revision } = await wholePreview(leader);
  const previewMs = Math.round(performance.now() - from);
  say(`${String(items.length)} would move`);
  expectSame(failures, 'nothing is written by looking', await datesOf(world), before);
  const begun = await leader.post('/api/v1/calendar/replans/confirmations', { revision });
  from = performance.now();
  while (!(await world.get(ReplanRun, { strict: false }).turn()));
  const runMs = Math.round(performance.now() - from);
  const after = await datesOf(world);
  judge(failures, before, after, items);
  if (total.moving !== items.length) failures.push(`counted ${String(total.moving)}, listed ${String(items.length)}`);
  await onceOnly(failures, world, leader, begun.json<{ id: string }>().id, items.length);
  expectSame(failures, 'a second run changes nothing', await datesOf(world), after);
  await sealed(world);
  failures.push(...(await verified(world)));
  const way = (test: (now: number, then: number) => boolean): number =>
    items.filter(({ code, late, newStatutoryDueAt }) => {
      const then = before.get(code)?.statutory;
      return (
        !late && newStatutoryDueAt !== null && typeof then === 'number' && test(Date.parse(newStatutoryDueAt), then)
      );
    }).length;
  return {
    failures,
    dossiers: before.size,
    moving: items.length,
    later: way((now, then) => now > then),
    earlier: way((now, then) => now < then),
    late: items.filter(({ late }) => late).length,
    unchanged: before.size - items.length,
    previewMs,
    runMs,
  };
}

/** What was listed moved as listed; nothing else moved; no original, and nothing that was late, changed its judgement. */
function judge(
  failures: string[],
  before: Map<string, Dates>,
  after: Map<string, Dates>,
  items: readonly Item[],
): void {
  const shown = new Map(items.map((item) => [item.code, item]));
  for (const [code, then] of before) {
    const now = after.get(code);
    const item = shown.get(code);
    if (!now) failures.push(`${code} is gone`);
    else if (now.original !== then.original) failures.push(`${code}: its original promise changed`);
    else if (!item && JSON.stringify(now) !== JSON.stringify(then)) failures.push(`${code} changed and was not shown`);
    else if (item) {
      if (now.statutory !== Date.parse(item.newStatutoryDueAt ?? ''))
        failures.push(`${code}: another limit than shown`);
      if (now.current !== Date.parse(item.newCurrentDueAt ?? '')) failures.push(`${code}: another date than shown`);
      if ((now.current ?? 0) < (then.current ?? 0)) failures.push(`${code}: the citizen's date came nearer`);
      if (item.late && now.lateFrom !== then.lateFrom) failures.push(`${code}: late, and its lateness moved`);
    }
  }
}

async function onceOnly(
  failures: string[],
  world: TestApp,
  leader: Agent,
  first: string,
  moved: number,
): Promise<void> {
  const done = (await leader.get(`/api/v1/calendar/replans/${first}`)).json<{ state: string; moved: number }>();
  if (done.state !== 'done' || done.moved !== moved) failures.push(`the first run: ${JSON.stringify(done)}`);
  const again = await wholePreview(leader);
  if (again.items.length > 0) failures.push(`${String(again.items.length)} would move again`);
  const begun = await leader.post('/api/v1/calendar/replans/confirmations', { revision: again.revision });
  while (!(await world.get(ReplanRun, { strict: false }).turn()));
  const { id } = begun.json<{ id: string }>();
  const second = (await leader.get(`/api/v1/calendar/replans/${id}`)).json<{ moved: number; stuck: number }>();
  if (second.moved + second.stuck > 0) failures.push(`the second run: ${JSON.stringify(second)}`);
  const [rows] = await world.database.query<{ count: number }>(
    `SELECT CAST(count(*) AS integer) AS "count" FROM "promise" WHERE "kind" = 'calendar'`,
  );
  if (rows?.count !== moved) failures.push(`${String(rows?.count)} rows in the ledger for ${String(moved)} that moved`);
}

async function wholePreview(leader: Agent): Promise<Preview & { total: NonNullable<Preview['total']> }> {
  const page = async (cursor: string | null): Promise<Preview> => {
    const answer = await leader.post('/api/v1/calendar/replans', {
      limit: 200,
      ...(cursor === null ? {} : { cursor }),
    });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return answer.json<Preview>();
  };
  const first = await page(null);
  const items = [...first.items];
  for (let cursor = first.nextCursor; cursor !== null;) {
    const next = await page(cursor);
    items.push(...next.items);
    cursor = next.nextCursor;
  }
  if (!first.total) throw new Error('the first page counts');
  return { ...first, total: first.total, items };
}

async function put(world: TestApp, date: string, { kind, name }: Pick<DayChange, 'kind' | 'name'>): Promise<void> {
  const change = {
    kind,
    name,
    source: 'CV 1',
    confidence: 'high',
    spells: null,
    reason: 'theo công văn đến sau',
  } as const;
  await world.get(CalendarService, { strict: false }).putDay(date as PlainDate, change, 'admin');
}

async function datesOf(world: TestApp): Promise<Map<string, Dates>> {
  const rows = await world.database.query(
    `SELECT "code", "status", "originalDueAt", "statutoryDueAt", "currentDueAt", "lateFrom", "version"
       FROM "dossier" ORDER BY "code"`,
  );
  return new Map(
    rows.map((row) => [
      row['code'] as string,
      {
        code: row['code'] as string,
        status: row['status'] as string,
        original: readInstantOrNull(row['originalDueAt']),
        statutory: readInstantOrNull(row['statutoryDueAt']),
        current: readInstantOrNull(row['currentDueAt']),
        lateFrom: readInstantOrNull(row['lateFrom']),
        version: row['version'] as number,
      },
    ]),
  );
}

function expectSame(failures: string[], what: string, now: Map<string, Dates>, then: Map<string, Dates>): void {
  const changed = [...then].filter(([code, dates]) => JSON.stringify(now.get(code)) !== JSON.stringify(dates));
  if (changed.length > 0)
    failures.push(
      `${what}: ${changed
        .map(([code]) => code)
        .slice(0, 5)
        .join(', ')}`,
    );
}

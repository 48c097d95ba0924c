import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CountsRepository } from '../../../src/counting/counts.repository.js';
import { FoldService } from '../../../src/counting/fold.service.js';
import { RecountService } from '../../../src/counting/recount.service.js';
import type { Counts } from '../../../src/domain/kpi/on-time-rate.js';
import { daysWithin } from '../../../src/domain/kpi/period.js';
import { addDays, localDate, plainDate, type PlainDate } from '../../../src/domain/time/plain-date.js';
import { UnitsService } from '../../../src/units/units.service.js';
import type { Agent } from '../../support/agents.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { APPLICANT, FIVE_DAYS, registered, startDesk, THREE_DAYS } from '../../support/desk.js';
import { defined, reported } from '../../support/figures.js';

const TOWN = 'H45.20';
const DIVISION = 'H45.20.05';
const FIRST = plainDate('2023-05-12');
const MAY = { from: plainDate('2023-05-01'), to: plainDate('2023-05-31') };
const ASK = { items: ['Bản sao CCCD'], reason: 'thiếu bản sao CCCD', receiversFault: false };
const WITHDRAW = { reason: 'người nộp xin rút hồ sơ' };

/** Every kind of act that moves a figure, through the whole house; folded or not, each day says what the definition says. */
describe('figures of dossiers that people work on', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  let counts: CountsRepository;
  let receiver: Agent;
  let specialist: Agent;
  let head: Agent;
  let returner: Agent;
  /** what each day was found to be on the day after it */
  const closed = new Map<PlainDate, Counts>();

  beforeAll(async () => {
    world = await startDesk({ clock });
    counts = new CountsRepository(world.database);
    [receiver, specialist, head, returner] = [
      await world.as('receiver'),
      await world.as('specialist'),
      await world.as('desk_head'),
      await world.as('returner'),
    ];
  });
  afterAll(() => world.close());

  const get = <T>(type: new (...args: never[]) => T): T => world.app.get(type, { strict: false });

  async function act(
    by: Agent,
    code: string,
    route: string,
    body: object = {},
  ): Promise<{ pendingHandOver: { id: string } | null }> {
    const answer = await by.post(`/api/v1/dossiers/${code}/${route}`, body);
    if (answer.statusCode !== 201) throw new Error(`${route}: ${answer.body}`);
    return answer.json();
  }

  async function withSpecialist(): Promise<string> {
    const { code } = await registered(receiver, { procedureCode: FIVE_DAYS });
    const { pendingHandOver } = await act(receiver, code, 'hand-overs', { unitCode: DIVISION });
    await act(specialist, code, `hand-overs/${pendingHandOver!.id}/acknowledgements`);
    return code;
  }

  async function filed(): Promise<string> {
    const filing = { procedureCode: THREE_DAYS, unitCode: TOWN, applicant: APPLICANT };
    return (await receiver.post('/api/v1/filings', filing)).json<{ code: string }>().code;
  }

  async function expectTrue(): Promise<void> {
    const tree = await get(UnitsService).tree();
    const [now, { database }] = [clock.now(), world];
    const days = daysWithin({ from: FIRST, to: addDays(localDate(now), 1) }).map((day) => ({ from: day, to: day }));
    for (const unitCode of [TOWN, DIVISION]) {
      for (const period of [...days, MAY]) {
        const expected = await defined(database, tree.subtree(unitCode), period, now);
        expect({ ...period, ...(await reported(counts, tree, unitCode, period, now)) }).toEqual({
          ...period,
          ...expected,
        });
      }
    }
  }

  /** Nothing that happens later changes what a day was, but a void or a correction of the receipt. */
  async function expectPastUnchanged(): Promise<void> {
    const tree = await get(UnitsService).tree();
    const today = localDate(clock.now());
    for (const [day, was] of closed) {
      expect({ day, ...(await reported(counts, tree, TOWN, { from: day, to: day }, clock.now())) }).toEqual({
        day,
        ...was,
      });
    }
    for (const day of daysWithin({ from: FIRST, to: addDays(today, -1) })) {
      closed.set(day, await reported(counts, tree, TOWN, { from: day, to: day }, clock.now()));
    }
  }

  it('are what the definition says after each act, and no past day changes', async () => {
    const codes: Record<string, string> = {};
    const steps: readonly (readonly [at: string, work: () => Promise<unknown>])[] = [
      ['2023-05-15T08:30', async () => (codes['early'] = await withSpecialist())],
      ['2023-05-15T08:40', async () => (codes['paused'] = await withSpecialist())],
      ['2023-05-15T08:50', async () => (codes['withdrawn'] = await withSpecialist())],
      ['2023-05-15T09:00', async () => (codes['late'] = await withSpecialist())],
      ['2023-05-15T09:10', async () => (codes['filed'] = await filed())],
      ['2023-05-15T09:20', async () => (codes['gone'] = await filed())],
      ['2023-05-15T09:30', () => act(receiver, codes['gone']!, 'withdrawals', WITHDRAW)],
      ['2023-05-16T08:00', () => act(receiver, codes['filed']!, 'acceptances')],
      ['2023-05-17T10:00', () => act(specialist, codes['paused']!, 'supplement-requests', ASK)],
      ['2023-05-17T10:10', () => act(specialist, codes['withdrawn']!, 'supplement-requests', ASK)],
      [
        '2023-05-18T08:00',
        () => act(receiver, codes['early']!, 'completions', { outcome: 'refused', reason: 'không đủ điều kiện' }),
      ],
      ['2023-05-19T09:00', () => act(receiver, codes['paused']!, 'supplements', { items: ASK.items })],
      ['2023-05-19T16:00', () => act(receiver, codes['withdrawn']!, 'withdrawals', WITHDRAW)],
      ['2023-05-24T08:00', () => get(FoldService).fold()],
      [
        '2023-05-25T08:00',
        () => act(receiver, codes['late']!, 'completions', { outcome: 'granted', resultNumber: '1/KQ' }),
      ],
      [
        '2023-05-26T08:00',
        () => act(receiver, codes['paused']!, 'completions', { outcome: 'granted', resultNumber: '2/KQ' }),
      ],
      ['2023-05-26T09:00', () => act(returner, codes['late']!, 'returns', { receivedBy: APPLICANT.name, how: 'desk' })],
    ];
    for (const [i, [at, work]] of steps.entries()) {
      clock.set(`${at}:00+07:00`);
      await work();
      if (i % 3 === 1) await get(FoldService).fold(2);
      await expectTrue();
      await expectPastUnchanged();
    }
    const tree = await get(UnitsService).tree();
    const all = await reported(counts, tree, TOWN, MAY, clock.now());
    const ended = { early: 1, onTime: 2, late: 1, withdrawn: 1, stopped: 0, refused: 1 };
    expect(all).toEqual({ received: 5, carried: 0, ...ended, inTime: 0, overdue: 1 });
    expect(await get(RecountService).check()).toEqual([]);
  });

  it('are taken back by a void, and taken along by a correction of the receipt', async () => {
    clock.set('2023-05-29T08:00:00+07:00');
    const [wrong, moved] = [await registered(receiver), await registered(receiver)];
    await get(FoldService).fold();
    await act(receiver, wrong.code, 'voids', { reason: 'Gõ nhầm số trong sổ giấy' });
    await expectTrue();
    await act(receiver, moved.code, 'corrections', { reason: 'Chọn nhầm thủ tục', procedureCode: FIVE_DAYS });
    const list = await head.get(`/api/v1/dossiers/${moved.code}/corrections`);
    const [{ id }] = list.json<{ items: [{ id: string }] }>().items;
    await act(head, moved.code, `corrections/${id}/confirmations`);
    await expectTrue();
    const tree = await get(UnitsService).tree();
    expect(await reported(counts, tree, DIVISION, { from: MAY.from, to: MAY.to }, clock.now())).toMatchObject({
      received: 5,
    });
    await get(FoldService).fold();
    await expectTrue();
    expect(await get(RecountService).check()).toEqual([]);
  });
});

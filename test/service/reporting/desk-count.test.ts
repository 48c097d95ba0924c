import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NO_DESK_WORK, addDeskWork, type DeskWork } from '../../../src/domain/kpi/desk-work.js';
import { addDays, plainDate, startOfDay, type PlainDate } from '../../../src/domain/time/plain-date.js';
import { HOUR, type Instant } from '../../../src/domain/time/instant.js';
import { writeInstant } from '../../../src/platform/database/instant-column.js';
import { insert } from '../../../src/platform/database/sql.js';
import { DeskCountService, halvesBetween } from '../../../src/reporting/evaluation/desk-count.service.js';
import { DeskWorkRepository } from '../../../src/reporting/evaluation/desk-work.repository.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { startDesk } from '../../support/desk.js';
import { insertFacts, insertFactWorld, openFact, type FactRow } from '../../support/dossier-facts.js';

/** As the demonstration draws: the same numbers each time. */
function drawer(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

interface Drawn {
  readonly fact: FactRow;
  readonly level: 'none' | 'partial' | 'full';
  readonly assisted: boolean;
  readonly supplements: number;
  readonly askedFirst: boolean;
  readonly paid: readonly { readonly method: 'cash' | 'transfer' | 'card' | 'qr'; readonly at: Instant }[];
}

const UNITS = ['H45.20.05', 'H45.20.21'] as const;
const FIRST = plainDate('2022-12-20');
const METHODS = ['cash', 'transfer', 'card', 'qr'] as const;
const KEYS = { cash: 'paidCash', transfer: 'paidTransfer', card: 'paidCard', qr: 'paidQr' } as const;

function draw(i: number, random: (below: number) => number): Drawn {
  const acceptedDay = addDays(FIRST, random(160));
  const finished = random(4) > 0;
  const voided = random(15) === 0;
  const settled = finished
    ? ({
        finishedDay: addDays(acceptedDay, random(40)),
        timeliness: (['early', 'on_time', 'late'] as const)[random(3)] ?? 'early',
        ending: 'completed',
        settledBy: 'receiver',
      } as const)
    : {};
  const fact = openFact(`D-${String(i).padStart(5, '0')}`, startOfDay(addDays(acceptedDay, 30)), {
    responsibleUnitCode: UNITS[random(2)] ?? 'H45.20.05',
    procedureCode: 'P1',
    fieldCode: 'xd-test',
    channel: (['counter', 'online', 'postal'] as const)[random(3)] ?? 'counter',
    acceptedDay,
    ...settled,
    ...(voided ? { voidedAt: startOfDay(addDays(acceptedDay, 1)) } : {}),
  });
  return {
    fact,
    level: (['none', 'partial', 'full'] as const)[random(3)] ?? 'none',
    assisted: random(2) === 0,
    supplements: random(3),
    askedFirst: random(5) === 0,
    paid: Array.from({ length: random(3) }, () => ({
      method: METHODS[random(4)] ?? 'cash',
      at: (startOfDay(addDays(acceptedDay, random(20))) + random(24) * HOUR) as Instant,
    })),
  };
}

/** The definition, one dossier after another. */
function bruteForce(drawn: readonly Drawn[], unit: string, from: PlainDate, to: PlainDate): DeskWork {
  const within = (day: PlainDate | null): boolean => day !== null && day >= from && day <= to;
  const [begin, end] = [startOfDay(from), startOfDay(addDays(to, 1))];
  return drawn
    .filter(({ fact }) => fact.voidedAt === undefined && fact.responsibleUnitCode === unit)
    .map(({ fact, level, assisted, supplements, askedFirst, paid }): DeskWork => {
      const work: Record<keyof DeskWork, number> = { ...NO_DESK_WORK };
      const online = within(fact.acceptedDay) && fact.channel === 'online';
      const contacts = supplements + (askedFirst ? 1 : 0);
      if (within(fact.acceptedDay)) work.received += 1;
      if (online) work[level === 'full' ? 'onlineFull' : level === 'partial' ? 'onlinePartial' : 'onlineOther'] += 1;
      if (online && assisted) work.assisted += 1;
      if (within(fact.finishedDay))
        work[contacts === 0 ? 'contactsNone' : contacts === 1 ? 'contactsOnce' : 'contactsMore'] += 1;
      for (const { method, at } of paid) if (at >= begin && at < end) work[KEYS[method]] += 1;
      return work;
    })
    .reduce(addDeskWork, NO_DESK_WORK);
}

describe('what the nights count of a desk', () => {
  const clock = new StoppedClock('2023-06-20T02:40:00+07:00');
  const random = drawer(6);
  const drawn = Array.from({ length: 600 }, (_, i) => draw(i, random));
  let world: TestApp;
  let work: DeskWorkRepository;
  const run = (): Promise<number> => world.get(DeskCountService, { strict: false }).run();

  beforeAll(async () => {
    world = await startDesk({ clock });
    work = world.get(DeskWorkRepository, { strict: false });
    await world.transactor.run(async (tx) => {
      await insertFactWorld(tx, { units: [], procedures: [['P1', 'xd-test']] });
      await insertFacts(tx, drawn.map(({ fact }) => fact)); // prettier-ignore
      for (const { fact, level, assisted, supplements, askedFirst, paid } of drawn) {
        const [row] = await tx.query<{ id: string }>('SELECT "id" FROM "dossier" WHERE "code" = $1', [fact.code]);
        const id = row?.id ?? '';
        await tx.execute(
          `UPDATE "dossier" SET "onlineLevel" = $1, "assisted" = $2, "supplementsAsked" = $3, "askedFirst" = $4 WHERE "id" = $5`,
          [level, assisted, supplements, askedFirst, id],
        );
        for (const [n, { method, at }] of paid.entries()) {
          const payment = {
            id: `${fact.code}-${String(n)}`,
            dossierId: id,
            amountVnd: 1000,
            method,
            takenBy: 'cashier',
          };
          const { sql, params } = insert('payment', { ...payment, paidAt: writeInstant(at), paidSeq: 1 });
          await tx.execute(sql, params);
        }
      }
    });
  }, 60_000);
  afterAll(() => world.close());

  const sums = async (unit: string, from: PlainDate, to: PlainDate): Promise<DeskWork> => {
    const [row] = await work.of([unit], { from, to });
    return Object.fromEntries(Object.keys(NO_DESK_WORK).map((name) => [name, row?.[name as keyof DeskWork] ?? 0])) as DeskWork; // prettier-ignore
  };

  it('is what the dossiers say, of each unit and half-month and of a statutory quarter', async () => {
    const halves = halvesBetween(FIRST, plainDate('2023-06-20'));
    expect(await run()).toBe(halves.length);
    for (const unit of UNITS) {
      for (const [i, from] of halves.entries()) {
        const to = addDays(halves[i + 1] ?? plainDate('2023-07-01'), -1);
        expect([unit, from, await sums(unit, from, to)]).toEqual([unit, from, bruteForce(drawn, unit, from, to)]);
      }
      const [from, to] = [plainDate('2022-12-15'), plainDate('2023-03-14')];
      expect(await sums(unit, from, to)).toEqual(bruteForce(drawn, unit, from, to));
    }
  });

  it('is counted again where it is recent or was counted long ago, and a new unit from the beginning', async () => {
    clock.set('2023-06-21T02:40:00+07:00');
    expect(await run()).toBe(10);
    expect(await run()).toBe(10);
    await world.transactor.run((tx) => tx.execute(`DELETE FROM "desk_work_half" WHERE "unitCode" = 'H45.20.21'`));
    expect(await run()).toBe(halvesBetween(FIRST, plainDate('2023-06-21')).length);
    const [from, to] = [plainDate('2022-12-15'), plainDate('2023-06-30')];
    expect(await sums('H45.20.21', from, to)).toEqual(bruteForce(drawn, 'H45.20.21', from, to));
  });
});

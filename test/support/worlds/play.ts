import { SweepService } from '../../../src/apologies/sweep.service.js';
import { FoldService } from '../../../src/counting/fold.service.js';
import { DomainError } from '../../../src/domain/errors.js';
import { DAY, HOUR, MINUTE, toLocalIso, type Instant } from '../../../src/domain/time/instant.js';
import { addDays, atMinute, localDate, startOfDay, type PlainDate } from '../../../src/domain/time/plain-date.js';
import type { Dossier } from '../../../src/domain/dossier/dossier.js';
import { isOpen } from '../../../src/domain/dossier/status.js';
import { SYSTEM } from '../../../src/dossiers/breach.service.js';
import { ErasureService } from '../../../src/dossiers/erasure/erasure.service.js';
import { raiseRevision } from '../../../src/platform/database/revised-cache.js';
import { UNITS_REVISION, UnitsRepository } from '../../../src/units/units.repository.js';
import { APPLICANT } from '../desk.js';
import { PEOPLE as STRANGERS, type Person } from '../small-world.js';
import { anyAct, chooseAct, chooseActor, perform } from './acting.js';
import { changeReceipt, enterPaper, importOne, MOST_DOSSIERS, receive } from './births.js';
import { changeCalendar } from './calendar-steps.js';
import { expectFigures } from './figures.js';
import { actOnLetter, endObligation } from './letters.js';
import { Dice, type Scenario, type Step, type Wait } from './scenario.js';
import type { Asked, World } from './world.js';

/** Begins the world: its first day, and what its units have decided for themselves. */
export async function begin(world: World, scenario: Scenario): Promise<void> {
  const { startDay, startMinute, dayZero, apologiesFrom, standingApproval } = scenario;
  const first = addDays('2022-01-01' as PlainDate, startDay);
  world.ground.clock.set(toLocalIso(atMinute(first, startMinute)));
  const settings: [key: 'day_zero' | 'apologies_from' | 'standing_approval', value: string][] = [['day_zero', dayZero]];
  if (apologiesFrom !== null) settings.push(['apologies_from', addDays(first, apologiesFrom)]);
  if (standingApproval) settings.push(['standing_approval', 'yes']);
  await world.ground.test.transactor.run(async (tx) => {
    for (const unitCode of world.units) {
      for (const [key, value] of settings) {
        const record = { unitCode, key, value, validFrom: addDays(first, -30), by: 'admin' };
        await new UnitsRepository().writeSetting(tx, record, world.now);
      }
    }
    await raiseRevision(tx, UNITS_REVISION);
  });
  world.say(`begins: ${settings.map((setting) => setting.join('=')).join(', ')}`);
}

/** Time passes, and then somebody does something, or something happens by itself. */
export async function take(world: World, step: Step): Promise<void> {
  const dossiers = await world.dossiers();
  // What is over has little left to happen to it.
  const open = dossiers.filter(({ status, voidedAt }) => isOpen(status) && voidedAt === null);
  const from = open.length > 0 && step.of % 6 > 0 ? open : dossiers;
  const dossier = from[step.of % Math.max(1, from.length)];
  await pass(world, step.wait, dossier);
  const dice = new Dice(step.seed);
  world.tally.add(`step ${step.kind}`);
  await DO[step.kind](world, dice, dossier, dossiers);
  await world.note();
}

async function pass(world: World, { kind, n }: Wait, dossier: Dossier | undefined): Promise<void> {
  const { clock } = world.ground;
  const now = world.now;
  const today = localDate(now);
  const tomorrow = startOfDay(addDays(today, 1));
  const to = (moment: number): void => {
    clock.advance(Math.max(0, moment - now));
  };
  switch (kind) {
    case 'none':
      return;
    case 'minutes':
      to(now + (1 + (n % 90)) * MINUTE);
      return;
    case 'hours':
      to(now + (1 + (n % 9)) * HOUR + (n % 60) * MINUTE);
      return;
    case 'morning':
      to(atMinute(addDays(today, 1), 7 * 60 + (n % 240)));
      return;
    case 'days':
      to(now + (1 + (n % 6)) * DAY + ((n % 7) - 3) * HOUR);
      return;
    case 'weeks':
      to(now + (7 + (n % 14)) * DAY);
      return;
    case 'midnight':
      to([tomorrow - 1, tomorrow, tomorrow + 1][n % 3] ?? tomorrow);
      return;
    case 'edge':
      to(edgeAfter(today) + ([-1, 0, 8 * HOUR, -8 * HOUR][n % 4] ?? 0));
      return;
    case 'late':
      if (dossier?.lateFrom) to(dossier.lateFrom + ([-MINUTE, -1, 0, 1, MINUTE, 9 * HOUR][n % 6] ?? 0));
      return;
    case 'back':
      // A server's clock is set right: minutes, within a day.
      clock.advance(-Math.min((n % 40) * MINUTE, now - startOfDay(today)));
      await Promise.resolve();
  }
}

/** The next first moment of a half-month. */
function edgeAfter(day: PlainDate): Instant {
  let next = addDays(day, 1);
  while (!next.endsWith('-15') && !next.endsWith('-01')) next = addDays(next, 1);
  return startOfDay(next);
}

type Does = (world: World, dice: Dice, dossier: Dossier | undefined, dossiers: readonly Dossier[]) => Promise<unknown>;

const DO: Readonly<Record<Step['kind'], Does>> = {
  act: async (world, dice, dossier) => {
    if (!dossier) return;
    const seen = await world.see(dossier);
    const act = chooseAct(seen, dice);
    if (act === null) return;
    await perform(world, dice, seen, act, chooseActor(act, seen, world.plot.people, dice));
  },
  wild: async (world, dice, dossier) => {
    if (!dossier) return;
    const people: readonly Person[] = dice.chance(0.2) ? STRANGERS : world.plot.people;
    await perform(world, dice, await world.see(dossier), anyAct(dice), dice.of(people));
  },
  birth: async (world, dice, _, dossiers) => {
    if (dossiers.length >= MOST_DOSSIERS) return;
    await receive(world, dice);
  },
  receipt: changeReceipt,
  sweep: async (world) => {
    const result = await world.get(SweepService).sweep();
    world.say(`sweep: ${JSON.stringify(result)}`);
  },
  fold: async (world, dice) => {
    world.say(`fold: ${String(await world.get(FoldService).fold(dice.of([2, 7, 500])))} rows`);
  },
  letter: actOnLetter,
  obligation: endObligation,
  calendar: changeCalendar,
  import: importOne,
  paper: enterPaper,
  erase: async (world, dice, any, dossiers) => {
    const over = dossiers.filter(({ status, erasedAt }) => !isOpen(status) && erasedAt === null);
    const dossier = over.length > 0 && dice.chance(0.9) ? dice.of(over) : any;
    if (!dossier) return;
    const said = await world
      .get(ErasureService)
      .erase(dossier.code, SYSTEM, 'request', 'đơn số 12')
      .then(
        () => 'erased',
        (error: unknown) => {
          if (error instanceof DomainError) return error.code;
          throw error;
        },
      );
    world.tally.add(`erasure ${said}`);
    world.say(`erase ${dossier.code} → ${said}`);
  },
  bulk: async (world, dice, _, dossiers) => {
    const [route, body] = dice.of<[string, object]>([
      ['acknowledgements', {}],
      ['hand-overs', { unitCode: world.plot.division }],
      ['completions', { outcome: 'granted', resultNumber: '9/GP' }],
      ['returns', { receivedBy: APPLICANT.name, how: 'desk' }],
    ]);
    const codes = dossiers.map(({ code }) => code).filter(() => dice.chance(0.6));
    if (codes.length === 0) return;
    const { username } = dice.of(world.plot.people);
    await world.ask({ by: username, method: 'POST', path: `dossiers/bulk/${route}`, body: { ...body, codes } });
  },
  again: async (world) => {
    const { lastPosted } = world;
    if (lastPosted) await askTwice(world, lastPosted);
  },
  look: (world) => expectFigures(world),
};

/** The same request with one key, twice: the second answer is the first one, and nothing more is written. */
async function askTwice(world: World, asked: Asked): Promise<void> {
  const headers = { ...asked.headers, 'idempotency-key': `again-${String(world.script.length)}-${String(world.now)}` };
  const first = await world.ask({ ...asked, headers });
  if (first.status >= 300) return;
  const before = await world.fingerprint();
  const second = await world.ask({ ...asked, headers });
  if (second.status >= 300) throw new Error('a repeated request was refused');
  if ((await world.fingerprint()) !== before) throw new Error('a repeated request has written');
}

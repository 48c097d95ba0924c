import { CountsRepository } from '../../../src/counting/counts.repository.js';
import { halfEnd, halfOf, nextHalf } from '../../../src/domain/kpi/half-month.js';
import { addCounts, balances, NO_COUNTS, ratesOf, type Counts } from '../../../src/domain/kpi/on-time-rate.js';
import { daysWithin, day15YearOf, monthsWithin, type DayRange } from '../../../src/domain/kpi/period.js';
import { countIn, type CountedDossier } from '../../../src/domain/kpi/population.js';
import { addDays, localDate, type PlainDate } from '../../../src/domain/time/plain-date.js';
import { readInstantOrNull } from '../../../src/platform/database/instant-column.js';
import { placeholders } from '../../../src/platform/database/sql.js';
import type { World } from './world.js';

type Fact = CountedDossier & { readonly responsibleUnitCode: string; readonly channel: string };
type CodedRange = DayRange & { readonly code: string };

/** What each day that is over was found to be, by world and unit. */
const closed = new WeakMap<World, Map<string, string>>();
/** Days before the first dossier and after today, in which nothing may be counted, or only what stays open. */
const MARGIN = 2;

/**
 * The figures of every day so far, of the half-months, months, the statutory year and the whole, for the town, its
 * division and its commune: from bins and tail they are what the definition says, they balance, and days that are over
 * stay as they were.
 */
export async function expectFigures(world: World): Promise<void> {
  const facts = await factsOf(world);
  if (facts.length === 0) return;
  const ranges = rangesOf(facts, localDate(world.now));
  const counts = new CountsRepository(world.ground.test.database);
  const { town, division, commune } = world.plot;
  for (const [node, below] of [
    [town, [town, division, commune]],
    [division, [division]],
    [commune, [commune]],
  ] as const) {
    const question = { unitCode: node, branches: new Map(below.map((code) => [code, code])), now: world.now };
    const rows = await counts.count({ ...question, grouping: 'period', periods: ranges });
    const own = facts.filter(({ responsibleUnitCode }) => below.some((code) => code === responsibleUnitCode));
    for (const range of ranges) {
      const shown = sumOf(rows.filter(({ key }) => key === range.code));
      expectSame(`${node} ${range.code}`, shown, countIn(own, range, world.now));
      expectIdentities(`${node} ${range.code}`, shown);
    }
    await expectParts(world, node, below, own, ranges);
    expectPastUnchanged(world, node, ranges, rows);
  }
  world.reopened = false;
  world.tally.add(
    'days looked at',
    daysWithin(ranges[0] ?? { from: localDate(world.now), to: localDate(world.now) }).length,
  );
}

async function factsOf(world: World): Promise<Fact[]> {
  const rows = await world.query<Fact>(
    `SELECT "responsibleUnitCode", "channel", "acceptedDay", "finishedDay", "timeliness", "ending", "outcome",
            "lateFrom", "lateFromDay"
       FROM "dossier_fact" WHERE "responsibleUnitCode" IN (${placeholders(world.units.length)})`,
    world.units,
  );
  return rows.map((row) => ({ ...row, lateFrom: readInstantOrNull(row.lateFrom) }));
}

/** The whole first. */
function rangesOf(facts: readonly Fact[], today: PlainDate): CodedRange[] {
  const first = facts.map(({ acceptedDay }) => acceptedDay).reduce((a, b) => (a < b ? a : b));
  const whole = { from: addDays(first, -MARGIN), to: addDays(today, MARGIN) };
  const halves: DayRange[] = [];
  for (let half = halfOf(whole.from); half <= whole.to; half = nextHalf(half))
    halves.push({ from: half, to: halfEnd(half) });
  const days = daysWithin(whole).map((day) => ({ from: day, to: day }));
  const ranges = [whole, ...days, ...halves, ...monthsWithin(whole), day15YearOf(first), day15YearOf(today)];
  return ranges.map(({ from, to }) => ({ from, to, code: `${from}..${to}` })).filter(unlikeBefore());
}

function unlikeBefore(): (range: CodedRange) => boolean {
  const seen = new Set<string>();
  return ({ code }) => !seen.has(code) && Boolean(seen.add(code));
}

function sumOf(rows: readonly Counts[]): Counts {
  return pick(rows.reduce<Counts>(addCounts, NO_COUNTS));
}

function pick(counts: Counts): Counts {
  const names = Object.keys(NO_COUNTS) as (keyof Counts)[];
  return Object.fromEntries(names.map((name) => [name, counts[name]])) as unknown as Counts;
}

function expectSame(where: string, shown: Counts, defined: Counts): void {
  if (JSON.stringify(shown) === JSON.stringify(pick(defined))) return;
  throw new Error(`figures of ${where}: shown ${JSON.stringify(shown)}, defined ${JSON.stringify(pick(defined))}`);
}

/** (3) = (4) + (5) + (6) = (7) + (11), (7) = (8) + (9) + (10), (11) = (12) + (13). */
function expectIdentities(where: string, counts: Counts): void {
  const { resolved, inProgress } = ratesOf(counts, 95);
  const { received, carried, early, onTime, late, inTime, overdue, withdrawn, stopped, refused } = counts;
  const total = received + carried;
  const holds =
    balances(counts) &&
    total === resolved + inProgress &&
    resolved === early + onTime + late &&
    inProgress === inTime + overdue &&
    withdrawn + stopped + refused <= resolved;
  if (!holds) throw new Error(`figures of ${where} do not balance: ${JSON.stringify(counts)}`);
}

/** What stands under each channel and each unit, and their sums. */
async function expectParts(
  world: World,
  node: string,
  below: readonly string[],
  facts: readonly Fact[],
  ranges: readonly CodedRange[],
): Promise<void> {
  const counts = new CountsRepository(world.ground.test.database);
  const month = ranges.find(({ from, to }) => to > from && from <= localDate(world.now) && to >= localDate(world.now));
  const branches = new Map(below.map((code) => [code, code]));
  for (const range of [ranges[0], month]) {
    if (!range) continue;
    for (const [grouping, column] of [
      ['channel', 'channel'],
      ['unit', 'responsibleUnitCode'],
    ] as const) {
      const rows = await counts.count({ unitCode: node, branches, grouping, periods: [range], now: world.now });
      const keys = new Set([...rows.map(({ key }) => key), ...facts.map((fact) => fact[column])]);
      for (const key of keys) {
        const shown = sumOf(rows.filter((row) => row.key === key));
        const own = facts.filter((fact) => fact[column] === key);
        expectSame(`${node} ${grouping} ${key} ${range.code}`, shown, countIn(own, range, world.now));
      }
    }
  }
}

/** What a day was at its end is what it was: nothing that happens later changes it, but what takes a receipt back. */
function expectPastUnchanged(
  world: World,
  node: string,
  ranges: readonly CodedRange[],
  rows: readonly (Counts & { key: string })[],
): void {
  const today = localDate(world.now);
  const was = closed.get(world) ?? new Map<string, string>();
  closed.set(world, was);
  for (const { from, to, code } of ranges) {
    if (from !== to || to >= today) continue;
    const place = `${node} ${from}`;
    const shown = JSON.stringify(sumOf(rows.filter(({ key }) => key === code)));
    const before = was.get(place);
    if (before !== undefined && before !== shown && !world.reopened) {
      throw new Error(`a day that was over has changed: ${place} was ${before}, is ${shown}`);
    }
    was.set(place, shown);
  }
}

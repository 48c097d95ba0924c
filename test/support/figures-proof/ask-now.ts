import { AGE_BANDS } from '../../../src/domain/kpi/ageing.js';
import { distanceToTarget } from '../../../src/domain/kpi/distance-to-target.js';
import { TARGET_PERCENT, type Counts } from '../../../src/domain/kpi/on-time-rate.js';
import { day15YearOf, monthsUpTo, type Period } from '../../../src/domain/kpi/period.js';
import { addDays, dayNumber, localDate, startOfDay, weekdayOf } from '../../../src/domain/time/plain-date.js';
import { BoardService } from '../../../src/reporting/board/board.service.js';
import { DashboardService } from '../../../src/reporting/dashboard.service.js';
import type { FactRow } from '../dossier-facts.js';
import type { Asked } from './ask-counts.js';
import { NOW, TODAY } from './drawn.js';
import type { Recount } from './recount.js';

const SAVED_FIRST = 5;
const DAYS_AHEAD = 8;

/** The dashboard and the board: months, units, distance, what is due, what is saved first, how late is what is late. */
export async function askNow({ world, reader, recount, tally }: Asked): Promise<void> {
  const [dashboard, board] = [DashboardService, BoardService].map((each) => world.get(each as never, { strict: false })) as [DashboardService, BoardService]; // prettier-ignore
  for (const unit of recount.units) {
    const open = recount.of(unit).flatMap(({ fact }) => (fact.finishedDay === null ? [fact] : []));
    const { month, year, months, units, distance, due, saveFirst } = await dashboard.facts(reader, unit);
    tally.compare(
      'dashboard',
      unit,
      {
        ...{ month, year, months, distance, due, saveFirst: saveFirst.map(({ code }) => code) },
        units: new Map(units.map(({ key, counts }) => [key, counts])),
      },
      { ...standings(recount, unit), due: dueNow(open), saveFirst: nearest(open) },
    );
    const facts = await board.facts(reader, unit);
    tally.compare(
      'heat map of what is due',
      unit,
      new Map(facts.due.map(({ unitCode, counts }) => [unitCode, counts])),
      heat(recount, unit, open),
    );
    tally.compare('ageing of what is late', unit, facts.ageing, ages(open));
  }
}

function standings(recount: Recount, unit: string) {
  const standing = (period: Period) => ({
    ...{ period, counts: recount.counts(unit, period) },
    withoutSameDay: recount.withoutSameDay(unit, period),
  });
  const months = monthsUpTo(TODAY, 12).map((period) => standing(soFar(period)));
  const [first, month] = [months[0], months.at(-1)];
  if (!first || !month) throw new Error('twelve months are twelve');
  return {
    ...{ months, month, year: standing(soFar(day15YearOf(TODAY))), distance: distance(month.counts) },
    units: recount.by(unit, 'unit', { ...first.period, to: TODAY }),
  };
}

function distance({ early, onTime, late }: Counts): number | null {
  return distanceToTarget(early + onTime, early + onTime + late, TARGET_PERCENT);
}

function soFar(period: Period): Period {
  return period.to < TODAY ? period : { ...period, to: TODAY };
}

function isLate({ lateFrom }: FactRow): boolean {
  return lateFrom !== null && lateFrom <= NOW;
}

/** The day it is promised for: a due at 00:00 belongs to the day that ends. */
function dueDay({ currentDueAt }: FactRow): string | null {
  return currentDueAt === undefined ? null : localDate((currentDueAt - 1) as typeof NOW);
}

function dueNow(open: readonly FactRow[]): { today: number; week: number } {
  const through = (last: string): number =>
    open.filter((fact) => {
      const day = dueDay(fact);
      return !isLate(fact) && day !== null && day >= TODAY && day <= last;
    }).length;
  return { today: through(TODAY), week: through(addDays(TODAY, 7 - weekdayOf(TODAY))) };
}

function nearest(open: readonly FactRow[]): string[] {
  const waiting = open.flatMap(({ code, lateFrom }) =>
    lateFrom !== null && lateFrom > NOW ? [{ code, lateFrom }] : [],
  );
  waiting.sort((a, b) => a.lateFrom - b.lateFrom || (a.code < b.code ? -1 : 1));
  return waiting.slice(0, SAVED_FIRST).map(({ code }) => code);
}

function heat(recount: Recount, unit: string, open: readonly FactRow[]): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  const days = Array.from({ length: DAYS_AHEAD }, (_, i) => addDays(TODAY, i) as string);
  for (const fact of open.filter((one) => !isLate(one))) {
    const ahead = days.indexOf(dueDay(fact) ?? '');
    if (ahead < 0 || (fact.currentDueAt ?? 0) <= startOfDay(TODAY)) continue;
    const branch = recount.branch(unit, fact.responsibleUnitCode);
    const row = rows.get(branch) ?? days.map(() => 0);
    row[ahead] = (row[ahead] ?? 0) + 1;
    rows.set(branch, row);
  }
  return rows;
}

function ages(open: readonly FactRow[]): number[] {
  const late = open.filter(isLate).map(({ lateFromDay }) => dayNumber(TODAY) - dayNumber(lateFromDay ?? TODAY) + 1);
  return AGE_BANDS.map(({ from, to }) => late.filter((age) => age >= from && (to === null || age <= to)).length);
}

import type { Actor } from '../../../src/domain/accounts/roles.js';
import { distanceToTarget } from '../../../src/domain/kpi/distance-to-target.js';
import { ii06Of, II06_FORMS, NO_II06, type ChannelCounts, type Ii06Form } from '../../../src/domain/kpi/ii06.js';
import { TARGET_PERCENT, type Counts } from '../../../src/domain/kpi/on-time-rate.js';
import { daysWithin, monthsWithin, type Period } from '../../../src/domain/kpi/period.js';
import { DistanceService } from '../../../src/reporting/distance.service.js';
import { OnTimeService } from '../../../src/reporting/on-time.service.js';
import { StatutoryService } from '../../../src/reporting/statutory/statutory.service.js';
import { addDays } from '../../../src/domain/time/plain-date.js';
import type { TestApp } from '../app.js';
import { TOP } from './drawn.js';
import type { ProofPeriods, Recount } from './recount.js';
import type { Tally } from './tally.js';

const GROUPINGS = ['unit', 'field', 'procedure', 'channel', 'officer'] as const;

/** What a proof asks with: the service, who asks, and what is right. */
export interface Asked {
  readonly world: TestApp;
  readonly reader: Actor;
  readonly recount: Recount;
  readonly tally: Tally;
  readonly periods: ProofPeriods;
}

/** Form II.06 a, b, c: every line, column and total, of every unit and kind of period. */
export async function askStatutory(asked: Asked): Promise<void> {
  for (const unit of asked.recount.units)
    for (const period of asked.periods.whole) for (const form of II06_FORMS) await askForm(asked, unit, period, form);
}

async function askForm({ world, reader, recount, tally }: Asked, unit: string, period: Period, form: Ii06Form) {
  const service = world.get(StatutoryService, { strict: false });
  const { rows, total } = await service.report(reader, { form, period, unitCode: unit });
  const lines = new Map<string, ChannelCounts[]>();
  for (const [id, counts] of recount.byChannel(unit, form === 'b' ? 'unit' : 'field', period, form === 'a')) {
    const [key = '', channel] = id.split('|');
    lines.set(key, [...(lines.get(key) ?? []), { ...counts, channel: channel as ChannelCounts['channel'] }]);
  }
  const all = [...lines.values()].flat();
  tally.compare(
    `II.06 ${form}`,
    `${unit} ${period.code}`,
    { rows: new Map(rows.map(({ key, figures }) => [key, figures])), total },
    { rows: new Map([...lines].map(([key, own]) => [key, ii06Of(own)])), total: all.length === 0 ? NO_II06 : ii06Of(all) }, // prettier-ignore
  );
}

/** The on-time rate's counts in every grouping, with and without same-day ones, and the distance to the target. */
export async function askOnTime(asked: Asked): Promise<void> {
  const { world, reader, recount, tally } = asked;
  const distances = world.get(DistanceService, { strict: false });
  for (const unit of recount.units) {
    for (const period of [...asked.periods.whole, ...asked.periods.free]) {
      for (const groupBy of GROUPINGS) {
        const told = await askRows(asked, unit, period, groupBy);
        tally.compare(`on time by ${groupBy}`, `${unit} ${period.code}`, told, recount.by(unit, groupBy, period));
      }
      const counts = recount.counts(unit, period);
      const told = await distances.report(reader, period, unit);
      const kept = counts.early + counts.onTime;
      tally.compare(
        'distance to 95 %',
        `${unit} ${period.code}`,
        { counts: told.counts, distance: told.distance },
        { counts, distance: distanceToTarget(kept, kept + counts.late, TARGET_PERCENT) },
      );
      await askParts(asked, unit, period, counts);
    }
  }
}

async function askRows(
  { world, reader }: Asked,
  unit: string,
  { from, to }: Period,
  groupBy: (typeof GROUPINGS)[number],
) {
  const service = world.get(OnTimeService, { strict: false });
  const { rows } = await service.report(reader, { from, to, groupBy, unitCode: unit });
  return new Map(rows.map(({ key, counts }) => [key, counts]));
}

/** By month, by day where that is allowed, and the totals. */
async function askParts({ world, reader, recount, tally }: Asked, unit: string, period: Period, counts: Counts) {
  const service = world.get(OnTimeService, { strict: false });
  const { from, to } = period;
  const days = unit === TOP && addDays(from, 31) > to ? daysWithin(period) : null;
  const groupBy = days ? 'day' : 'month';
  const { rows, total } = await service.report(reader, { from, to, groupBy, unitCode: unit });
  const parts = days?.map((day) => ({ code: day, from: day, to: day })) ?? monthsWithin(period);
  tally.compare(
    `on time by ${groupBy}`,
    `${unit} ${period.code}`,
    { total, rows: new Map(rows.map((row) => [row.key, row.counts])) },
    {
      total: { counts, withoutSameDay: recount.withoutSameDay(unit, period) },
      rows: new Map(parts.map((part) => [part.code, recount.counts(unit, part)])),
    },
  );
}

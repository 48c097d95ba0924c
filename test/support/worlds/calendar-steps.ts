import { CalendarService, type DayChange } from '../../../src/calendar/calendar.service.js';
import { addDays, localDate, yearOf, type PlainDate } from '../../../src/domain/time/plain-date.js';
import { ReplanRun } from '../../../src/dossiers/clock/replan-run.service.js';
import type { Dice } from './scenario.js';
import type { World } from './world.js';

/** What the days of a database were before its worlds changed them. */
const originals = new WeakMap<object, Map<PlainDate, DayChange>>();

/** The government gives a day off, or takes one back, sometimes afterwards; mostly somebody lets open promises move by it. */
export async function changeCalendar(world: World, dice: Dice): Promise<void> {
  const date = addDays(localDate(world.now), dice.below(18) - 4);
  const before = await dayOf(world, date);
  const kind = before.kind === 'ordinary' ? 'holiday' : dice.of(['ordinary', 'compensatory'] as const);
  const known = originals.get(world) ?? new Map<PlainDate, DayChange>();
  originals.set(world, known);
  if (!known.has(date)) known.set(date, before);
  const body = { kind, name: 'Nghỉ đột xuất', source: 'CV 1', reason: 'công văn đến muộn' };
  await world.ask({ by: 'admin', method: 'PUT', path: `calendar/days/${date}`, body });
  if (dice.chance(0.75)) await replan(world);
}

async function replan(world: World): Promise<void> {
  const seen = await world.ask({ by: 'leader', method: 'POST', path: 'calendar/replans', body: {} });
  const { revision } = seen.body;
  await world.ask({ by: 'leader', method: 'POST', path: 'calendar/replans/confirmations', body: { revision } });
  while (!(await world.get(ReplanRun).turn()));
  world.tally.add('replans');
}

/** Gives the days back as they were: the next world of the database counts on the calendar everybody knows. */
export async function restoreCalendar(world: World): Promise<void> {
  for (const [date, change] of originals.get(world) ?? []) {
    await world.get(CalendarService).putDay(date, { ...change, reason: 'trả lại như cũ sau khi thử' }, 'admin');
  }
}

async function dayOf(world: World, date: PlainDate): Promise<DayChange> {
  const { days } = await world.get(CalendarService).year(yearOf(date));
  const day = days.find((one) => one.date === date);
  if (!day)
    return { kind: 'ordinary', name: 'Ngày thường', source: '-', confidence: 'high', spells: null, reason: null };
  const { kind, name, source, confidence, spells } = day;
  return { kind, name, source, confidence, spells, reason: null };
}

import { fileURLToPath } from 'node:url';
import { LetterWays } from '../../../src/apologies/delivery/letter-ways.service.js';
import { SweepService } from '../../../src/apologies/sweep.service.js';
import { CalendarService } from '../../../src/calendar/calendar.service.js';
import { MINUTE } from '../../../src/domain/time/instant.js';
import { addDays, plainDate, type PlainDate } from '../../../src/domain/time/plain-date.js';
import type { TestApp } from '../app.js';
import { StoppedClock } from '../clock.js';
import type { Errand, Report } from '../crash/child.js';
import type { Death } from '../crash/mortal-transactor.js';
import { startChild } from '../crash/run-child.js';
import { placeOf } from '../crash/service.js';
import { startDesk } from '../desk.js';
import { startMailServer } from '../mail-server.js';
import { judgeMonth } from './judge.js';
import { openLine } from './line.js';
import { MonthPeople } from './people.js';
import { DAYS_AFTER, planMonth } from './plan.js';

const FIRST = plainDate('2023-05-04');
/** A proof runs compiled: so does what it starts. */
const CHILD = fileURLToPath(new URL('../crash/child.js', import.meta.url));
const RECEIVING_DAYS = 20;
/** Nobody answers on the line to the mail server. */
const DOWN = { from: 9, to: 10 };
/** Whichever of two instances gets so far dies at this of its commits; when both do, the next sweep finds what they left. */
const DEATHS: ReadonlyMap<number, Death> = new Map([
  [7, { when: 'before', commit: 2 }],
  [10, { when: 'after', commit: 2 }],
  [16, { when: 'after', commit: 3 }],
]);

export interface MonthResult {
  readonly failures: readonly string[];
  readonly facts: Readonly<Record<string, number>>;
}

/**
 * A month of a desk: people work, two instances sweep, the mail server is gone for two days, three processes are
 * killed. On the engine of the environment.
 */
export async function playMonth(count: number, say: (text: string) => void): Promise<MonthResult> {
  const mail = await startMailServer();
  const line = await openLine(mail.url);
  const clock = new StoppedClock(`${FIRST}T07:00:00+07:00`);
  const world = await startDesk({ clock, config: { SMTP_URL: line.url } });
  let [killed, deadlyDays] = [0, 0];
  const sweep = async (deaths: readonly Death[]): Promise<void> => {
    const place = placeOf(world, { SMTP_URL: line.url });
    const children = await Promise.all(
      deaths.map((dies) =>
        startChild<Report>(CHILD, { place, work: { sweep: true }, dies } satisfies Errand, place.url),
      ),
    );
    const ended = await Promise.all(children.map((child) => child.go()));
    const dead = ended.filter(({ signal }) => signal === 'SIGKILL').length;
    killed += dead;
    deadlyDays += dead > 0 ? 1 : 0;
    if (dead < deaths.length) return;
    // Nobody is left: whoever looks after the server starts it again.
    clock.advance(15 * MINUTE);
    await sweep([null]);
  };
  try {
    const people = await MonthPeople.of(world, planMonth(count, RECEIVING_DAYS));
    const days = await workingDays(world, RECEIVING_DAYS + DAYS_AFTER);
    for (const [i, day] of days.entries()) {
      if (i === DOWN.from) await line.cut();
      if (i === DOWN.to + 1) await line.mend();
      clock.set(`${day}T07:31:00+07:00`);
      await sweep([DEATHS.get(i) ?? null, DEATHS.get(i) ?? null]);
      clock.set(`${day}T08:00:00+07:00`);
      await people.finish(i);
      await people.confirmFaults(i);
      await people.declareDelays(i);
      clock.set(`${day}T09:00:00+07:00`);
      await people.receive(i);
      clock.set(`${day}T16:00:00+07:00`);
      const signed = await people.sign();
      clock.set(`${day}T16:45:00+07:00`);
      await world.get(SweepService, { strict: false }).sweep();
      await world.get(LetterWays, { strict: false }).advance();
      say(`${day}: ${String(signed)} letters`);
    }
    // What was put off waits its turn, hour by hour, and then nothing is left to do.
    for (const hour of ['17', '21', '23']) {
      clock.set(`${days.at(-1) ?? FIRST}T${hour}:30:00+07:00`);
      await sweep([null, null]);
    }
    const { failures, facts } = await judgeMonth(world, people, mail, count);
    if (deadlyDays !== DEATHS.size)
      failures.push(`on ${String(deadlyDays)} days a process died, not on ${String(DEATHS.size)}`);
    return { failures, facts: { dossiers: count, days: days.length, killed, ...facts } };
  } finally {
    await world.close();
    await line.cut().catch(() => undefined);
    await mail.close();
  }
}

async function workingDays(world: TestApp, count: number): Promise<PlainDate[]> {
  const calendar = await world.get(CalendarService, { strict: false }).workingCalendar('H45.20');
  const days: PlainDate[] = [];
  for (let day = FIRST; days.length < count; day = addDays(day, 1)) if (calendar.isWorkingDay(day)) days.push(day);
  return days;
}

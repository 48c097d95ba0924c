import { HOUR, type Instant } from '../domain/time/instant.js';
import { atMinute, localDate } from '../domain/time/plain-date.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import type { Random } from './random.js';
import { FILINGS, LAST_DAY, OPENS_AT } from './town.js';

/** How a dossier came online, before anybody accepted it. */
export interface PlannedFiling {
  readonly at: Instant;
  /** at the desk, with somebody's help */
  readonly assisted: boolean;
  /** what was missing from it, if anything; `broughtAt` null: never */
  readonly question: { readonly askedAt: Instant; readonly broughtAt: Instant | null } | null;
  readonly answer: 'accepted' | 'rejected';
  readonly answeredAt: Instant;
}

/** The desk has eight working hours to answer. */
const ANSWER_MINUTES = 480;
/** After so many working days without the missing papers a filing is not accepted. */
const PATIENCE_DAYS = 10;

/** From the click to the desk's answer. @param moment a working moment: filings from home come the evening after */
export function planFiling(moment: Instant, calendar: WorkingCalendar, random: Random): PlannedFiling {
  const assisted = random.chance(FILINGS.assisted / 100);
  const day = localDate(moment);
  const evening = atMinute(day, random.between(18 * 60, 22 * 60 + 30));
  const at = assisted ? moment : evening;
  if (random.chance(FILINGS.asked / 100)) return asked(at, assisted, calendar, random);
  const late = random.chance(FILINGS.answeredLate / 100);
  const minutes = late ? ANSWER_MINUTES + random.between(30, 400) : random.between(8, 330);
  // What comes on the last day waits for whoever opens the demo.
  const from = day === LAST_DAY ? ((OPENS_AT + HOUR) as Instant) : at;
  const answeredAt = calendar.addWorkingMinutes(from, minutes);
  const answer = random.chance(FILINGS.rejected / 100) ? 'rejected' : 'accepted';
  return { at, assisted, question: null, answer, answeredAt };
}

function asked(at: Instant, assisted: boolean, calendar: WorkingCalendar, random: Random): PlannedFiling {
  const askedAt = calendar.addWorkingMinutes(at, random.between(10, 300));
  if (random.chance(0.12)) {
    const answeredAt = calendar.addWorkingMinutes(askedAt, PATIENCE_DAYS * 510 + random.between(30, 900));
    return { at, assisted, question: { askedAt, broughtAt: null }, answer: 'rejected', answeredAt };
  }
  const broughtAt = calendar.addWorkingMinutes(askedAt, Math.round(random.skewed(1.5, 5) * 510));
  const answeredAt = calendar.addWorkingMinutes(broughtAt, random.between(10, 300));
  return { at, assisted, question: { askedAt, broughtAt }, answer: 'accepted', answeredAt };
}

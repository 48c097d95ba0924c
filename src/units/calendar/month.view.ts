import type { StoredDay } from '../../calendar/calendar-facts.js';
import { spellsText } from '../../calendar/spell-text.js';
import { hoursInForce } from '../../domain/time/calendar-day.js';
import { addDays, weekdayOf, type PlainDate } from '../../domain/time/plain-date.js';
import { WEEKDAYS, type WeeklyHours } from '../../domain/time/weekly-hours.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { fullDayText } from '../../platform/templates/page-words.js';

/** A day in a small month; what is special about it stands in words too. */
export interface MonthDay {
  readonly number: string;
  /** one letter, the same as in the legend; null for days like any other of their weekday */
  readonly mark: string | null;
  /** `off`, `work`, `short`, `weekend` or '' */
  readonly look: string;
  readonly today: boolean;
  /** said to those who do not see the mark; null for a plain day */
  readonly said: string | null;
}

export interface MonthView {
  readonly name: string;
  readonly heads: readonly { readonly short: string; readonly long: string }[];
  /** null: not of this month */
  readonly weeks: readonly (readonly (MonthDay | null)[])[];
}

export interface MonthGround {
  readonly days: readonly StoredDay[];
  readonly weekly: readonly WeeklyHours[];
  readonly today: PlainDate;
}

const LOOKS = {
  holiday: 'off',
  compensatory: 'off',
  swapped_off: 'off',
  swapped_work: 'work',
  short: 'short',
} as const;

/** Twelve small months of a year. */
export function monthViews(year: number, ground: MonthGround, t: Translator): MonthView[] {
  const special = new Map(ground.days.map((day) => [day.date, day]));
  const heads = WEEKDAYS.map((weekday) => ({ short: t(`weekday.short.${weekday}`), long: t(`weekday.${weekday}`) }));
  return Array.from({ length: 12 }, (_, i) => {
    const first = `${String(year)}-${String(i + 1).padStart(2, '0')}-01` as PlainDate;
    const cells: (MonthDay | null)[] = Array<null>(weekdayOf(first) - 1).fill(null);
    for (let date = first; date.slice(0, 7) === first.slice(0, 7); date = addDays(date, 1)) {
      cells.push(monthDay(date, special.get(date), ground, t));
    }
    while (cells.length % 7 !== 0) cells.push(null);
    return {
      name: t(`month.${i + 1}`),
      heads,
      weeks: Array.from({ length: cells.length / 7 }, (_, w) => cells.slice(w * 7, w * 7 + 7)),
    };
  });
}

function monthDay(
  date: PlainDate,
  special: StoredDay | undefined,
  { weekly, today }: MonthGround,
  t: Translator,
): MonthDay {
  const number = String(Number(date.slice(8)));
  if (!special) {
    const worked = (hoursInForce(weekly, date)?.spells[weekdayOf(date)].length ?? 0) > 0;
    return { number, mark: null, look: worked ? '' : 'weekend', today: date === today, said: null };
  }
  const { kind, name, spells } = special;
  const hours = spells ? ` ${spellsText(spells)}` : '';
  const said = `${fullDayText(date, t)}: ${t(`ref.day.${kind}`)}, ${name}${hours}`;
  return { number, mark: t(`calendar.mark.${kind}`), look: LOOKS[kind], today: date === today, said };
}

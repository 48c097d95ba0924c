import { toLocalIso } from '../domain/time/instant.js';
import type { YearFacts } from './calendar-facts.js';
import { spellsText } from './spell-text.js';

/** `GET /calendar/{year}`. */
export interface YearView {
  readonly year: number;
  readonly state: 'official' | 'projected';
  readonly confirmedAt: string | null;
  readonly confirmedBy: string | null;
  readonly source: string;
  readonly provisional: boolean;
  readonly days: readonly DayView[];
}

interface DayView {
  readonly date: string;
  readonly kind: string;
  readonly name: string;
  readonly source: string;
  readonly confidence: string;
  /** `07:30-11:30 13:30-17:00`; null for the usual hours, or none */
  readonly hours: string | null;
  readonly provisional: boolean;
}

export function yearView({ days, confirmedAt, ...year }: YearFacts): YearView {
  return {
    ...year,
    confirmedAt: confirmedAt === null ? null : toLocalIso(confirmedAt),
    days: days.map(({ spells, ...day }) => ({
      ...day,
      hours: spells ? spellsText(spells) : null,
      provisional: year.provisional,
    })),
  };
}

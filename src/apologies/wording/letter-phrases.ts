import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import { localDate, plainDate } from '../../domain/time/plain-date.js';
import { workingDays, workingTime, writtenDate, writtenMoment } from '../../platform/templates/vietnamese.js';
import type { Voice } from '../letter-matters.view.js';

/** From this day NĐ 118/2025 governs the desk; articles of the older decree are named no more (reference 1.2). */
const DECREE_61_UNTIL = plainDate('2025-07-01');

/** Where a draft still waits for something, the paper shows a line to fill in. */
export const BLANK = '……';
export const BLANK_DATE = 'ngày …… tháng …… năm ………';

/** Whom the letter speaks to, for whom, and under which decree. */
export function voiceOf(facts: LetterFacts): Voice {
  return {
    you: facts.recipient.kind === 'person' ? 'Ông/Bà' : 'Quý đơn vị',
    agency: facts.letterhead.agency,
    underDecree61: underDecree61(facts),
  };
}

function underDecree61({ date, dossier }: LetterFacts): boolean {
  return (date ?? localDate(dossier.promisedAt)) < DECREE_61_UNTIL;
}

/** Null while there is no whole working day or minute to speak of, e.g. over a weekend just after the due date. */
export function latenessWords({ daysLate, minutesLate }: LetterFacts): string | null {
  if (daysLate > 0) return workingDays(daysLate);
  return minutesLate > 0 ? workingTime(minutesLate) : null;
}

/** Limits in hours are promises of an hour: the result's hour is said too. */
export function resultSince({ resultAt, dossier }: LetterFacts): string | null {
  if (resultAt === null) return null;
  return dossier.limitUnit === 'working_hour' ? writtenMoment(resultAt) : writtenDate(localDate(resultAt));
}

/** The officer's reason ends as a sentence, so that the next one may follow. */
export function sentence(reason: string): string {
  const text = reason.trim();
  if (text === '') return `${BLANK}${BLANK}.`;
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

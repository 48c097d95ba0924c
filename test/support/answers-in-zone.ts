import { deadline } from '../../src/domain/time/deadline.js';
import { explain } from '../../src/domain/time/explanation.js';
import { toLocalIso } from '../../src/domain/time/instant.js';
import { localDate } from '../../src/domain/time/plain-date.js';
import { calendarOf, questionOf, readVectors } from './vectors.js';

/** Every vector's answer and explanation: run in a child process whose time zone the test chooses. */
export function answers(file: string) {
  const { calendars, vectors } = readVectors(file);
  const built = new Map(Object.entries(calendars).map(([name, text]) => [name, calendarOf(text)]));
  const told = vectors.map((vector) => {
    const calendar = built.get(vector.calendar);
    if (!calendar) throw new RangeError(vector.calendar);
    const question = questionOf(vector);
    const { startsAt, dueAt, lateFrom, budgetMinutes } = deadline(calendar, question);
    const texts = [startsAt, dueAt ?? startsAt, lateFrom ?? startsAt].map((at) => [toLocalIso(at), localDate(at)]);
    return { id: vector.id, texts, budgetMinutes, steps: explain(calendar, question) };
  });
  // the offset proves that the child really lives in another zone
  return { offset: new Date(Date.UTC(2025, 0, 15)).getTimezoneOffset(), told };
}

import { describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import {
  daysLate,
  minutesEarly,
  minutesLate,
  progressAt,
  timelinessAt,
} from '../../../../src/domain/dossier/timeliness.js';
import {
  deadline,
  dueAt,
  elapsedWorkingMinutes,
  lateFrom,
  remainingWorkingMinutes,
} from '../../../../src/domain/time/deadline.js';
import { explain } from '../../../../src/domain/time/explanation.js';
import { instant, toLocalIso } from '../../../../src/domain/time/instant.js';
import {
  calendarOf,
  questionOf,
  readVectors,
  unitOf,
  type ClassificationVector,
  type DeadlineVector,
} from '../../../support/vectors.js';

const shipped = fileURLToPath(new URL('../../../vectors/public.json', import.meta.url));
const given = process.env['VECTORS'];
const file = given ?? shipped;
const { calendars, vectors, classification } = readVectors(file);

const built = new Map(Object.entries(calendars).map(([name, text]) => [name, calendarOf(text)]));

function calendar(name: string) {
  const found = built.get(name);
  if (!found) throw new RangeError(`no calendar ${name} in ${file}`);
  return found;
}

const local = (text: string | null) => (text === null ? null : toLocalIso(instant(text)));

test(`there is something to prove in ${given ? 'VECTORS' : 'the shipped vectors'}`, () => {
  expect(vectors.length + classification.length).toBeGreaterThan(0);
  if (!given) expect([vectors.length, classification.length]).toEqual([220, 24]);
});

describe('deadlines', () => {
  for (const vector of vectors) {
    test(vector.id, () => {
      expect(answerOf(vector)).toEqual(expectedOf(vector));
    });
  }
});

describe('classification', () => {
  for (const item of classification) {
    test(item.id, () => {
      expect(item.kind === 'finished' ? finished(item) : inProgress(item)).toEqual(item.expected);
    });
  }
});

function answerOf(vector: DeadlineVector) {
  const days = calendar(vector.calendar);
  const question = questionOf(vector);
  const answer = deadline(days, question);
  const due = dueAt(days, question);
  const told = explain(days, question).find((step) => step.kind === 'due');
  return {
    startsAt: toLocalIso(answer.startsAt),
    budgetMinutes: answer.budgetMinutes,
    dueAt: answer.dueAt === null ? null : toLocalIso(answer.dueAt),
    fast: due === null ? null : toLocalIso(due),
    explained: told ? toLocalIso(told.at) : null,
    elapsed: vector.elapsedWorkingMinutesAt.map(({ at }) => elapsedWorkingMinutes(days, question, instant(at))),
  };
}

function expectedOf(vector: DeadlineVector) {
  const due = local(vector.dueAt);
  return {
    startsAt: local(vector.startsAt),
    budgetMinutes: vector.budgetMinutes,
    dueAt: due,
    fast: due,
    explained: due,
    elapsed: vector.elapsedWorkingMinutesAt.map(({ minutes }) => minutes),
  };
}

function finished(item: ClassificationVector): ClassificationVector['expected'] {
  const days = calendar(item.calendar);
  const unit = unitOf(item.unit);
  const due = instant(item.dueAt);
  const late = lateFrom(due, unit);
  const finishedAt = instant(item.finishedAt ?? '');
  return {
    status: timelinessAt({ finishedAt, lateFrom: late, unit, ending: 'completed' }),
    lateWorkingDays: daysLate(days, { lateFrom: late, unit }, finishedAt),
    lateWorkingMinutes: minutesLate(days, due, late, finishedAt),
    earlyWorkingMinutes: minutesEarly(days, due, finishedAt),
  };
}

function inProgress(item: ClassificationVector): ClassificationVector['expected'] {
  const days = calendar(item.calendar);
  const unit = unitOf(item.unit);
  const due = instant(item.dueAt);
  const late = lateFrom(due, unit);
  const now = instant(item.now ?? '');
  return {
    status: progressAt(days, { dueAt: due, lateFrom: late, now, dueSoonMinutes: item.dueSoonMinutes ?? 0 }),
    remainingWorkingMinutes: remainingWorkingMinutes(days, now, due),
    lateWorkingDays: daysLate(days, { lateFrom: late, unit }, now),
    lateWorkingMinutes: minutesLate(days, due, late, now),
  };
}

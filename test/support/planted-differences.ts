import type { ReconcileRule } from '../../src/domain/kpi/reconcile.js';
import {
  judgedDueDay,
  standingByDates,
  type OurDossier,
  type Reckoning,
} from '../../src/domain/kpi/reconcile-facts.js';
import type { Instant } from '../../src/domain/time/instant.js';
import { addDays, localDate, type PlainDate } from '../../src/domain/time/plain-date.js';
import { line, lived, on, type Life, type ListLine } from './other-system.js';

/** Day 15 to day 14: the second quarter of 2023. */
export const QUARTER = { code: '2023-Q2', from: '2023-03-15' as PlainDate, to: '2023-06-14' as PlainDate };
/** When both systems are looked at. */
export const LOOKED = on('2023-07-20' as PlainDate, '09:00');

/** A dossier, what the other system says of it (nothing, once, twice), and the rule it must be put down to. */
export interface Planted {
  readonly rule: ReconcileRule;
  /** null: it is not ours */
  readonly ours: OurDossier | null;
  readonly lines: readonly ListLine[];
  /** of another unit than the one compared */
  readonly elsewhere?: boolean;
}

const at = (day: string, time = '10:00'): Instant => on(day as PlainDate, time);
const day = (text: string): PlainDate => text as PlainDate;

/** Forty differences, each as the other system would have made it: its own reckoning, written out. */
export function plantedDifferences(): Planted[] {
  let serial = 0;
  const code = (): string => `H45.20-230401-${String(9_000 + (serial += 1))}`;
  const life = (given: Omit<Life, 'code'>): OurDossier => lived({ code: code(), ...given });
  const planted: Planted[] = [];
  const plant = (rule: ReconcileRule, ours: OurDossier, theirs: Partial<Reckoning>): void => {
    planted.push({ rule, ours, lines: [line(ours.code, reckoned(ours, theirs))] });
  };
  const late = { accepted: at('2023-04-03'), finished: at('2023-04-14') };

  // R24: withdrawn goes on there, stopped goes on there, withdrawn late is on time there.
  plant('ending', life({ ...late, finished: at('2023-04-05'), ending: 'withdrawn' }), open('in_time'));
  plant('ending', life({ ...late, finished: at('2023-04-06'), ending: 'stopped' }), open('in_time'));
  plant('ending', life({ ...late, ending: 'stopped' }), open('overdue'));
  plant('ending', life({ ...late, ending: 'withdrawn' }), { standing: 'on_time' });

  // R21: the new date of the apology stands for the first one.
  for (const extension of ['2023-04-17', '2023-04-14', '2023-04-20']) {
    const due = day(extension);
    const standing = due === '2023-04-14' ? 'on_time' : 'early';
    plant('extension', life({ ...late, extension: at(extension, '17:00') }), { due, standing });
  }

  // R18: the day the citizen came, and the day the specialist clicked.
  plant('finish', life({ ...late, finished: at('2023-04-06'), returned: at('2023-04-18') }), {
    ...{ finished: day('2023-04-18'), standing: 'late' },
  });
  plant('finish', life({ ...late, finished: at('2023-04-10'), returned: at('2023-04-12') }), {
    ...{ finished: day('2023-04-12'), standing: 'late' },
  });
  plant('finish', life({ ...late, sent: at('2023-04-07') }), { finished: day('2023-04-07'), standing: 'early' });
  plant('finish', life({ accepted: at('2023-06-01'), finished: at('2023-06-07') }), open('in_time', 'overdue'));

  // R19: hours judged by days, days judged by minutes.
  const hours = { amount: 8, unit: 'working_hour' } as const;
  plant('hours', life({ accepted: at('2023-04-03', '08:00'), limit: hours, finished: at('2023-04-04', '09:00') }), {
    standing: 'on_time',
  });
  plant('hours', life({ ...late, finished: at('2023-04-10', '17:20') }), { standing: 'late' });

  // R20: open at the end of the quarter and judged on the day of the export.
  for (const accepted of ['2023-06-12', '2023-06-13', '2023-06-14']) {
    const limit = { amount: 20, unit: 'working_day' } as const;
    plant('moment', life({ accepted: at(accepted), limit }), { standing: 'overdue' });
  }

  // R27: the calendar quarter: received after 14 June, finished after it, received before 15 March.
  plant('period', life({ accepted: at('2023-06-20') }), { standing: 'overdue' });
  plant('period', life({ accepted: at('2023-06-09'), finished: at('2023-06-15') }), {
    ...{ finished: day('2023-06-15'), standing: 'early' },
  });
  plant('period', life({ accepted: at('2023-06-20'), finished: at('2023-06-23') }), {
    ...{ finished: day('2023-06-23'), standing: 'early' },
  });
  plant('period', life({ accepted: at('2023-02-20'), finished: at('2023-03-01') }), {
    ...{ finished: day('2023-03-01'), standing: 'late' },
  });

  // R23: voided, never accepted, rejected.
  plant('excluded', life({ accepted: at('2023-04-03'), voided: true }), open('overdue'));
  plant('excluded', life({ accepted: at('2023-04-03'), status: 'submitted' }), open('overdue'));
  plant('excluded', life({ accepted: at('2023-04-03'), status: 'rejected' }), open('overdue'));

  // R13, R14: the clock ran on, or only the pause was given back.
  const waited = [at('2023-04-05', '08:00'), at('2023-04-10', '08:00')] as const;
  plant('pause', life({ ...late, paused: waited, finished: at('2023-04-13') }), {
    ...{ due: day('2023-04-10'), standing: 'late' },
  });
  plant('pause', life({ ...late, paused: waited, finished: at('2023-04-12') }), {
    ...{ due: day('2023-04-10'), standing: 'late' },
  });
  plant('pause', life({ ...late, anew: at('2023-04-10'), finished: at('2023-04-17') }), {
    ...{ due: day('2023-04-13'), standing: 'late' },
  });

  // R9: the longer time that the law allows is not known there.
  plant('extra_time', life({ ...late, extra: 3, finished: at('2023-04-12') }), {
    ...{ due: day('2023-04-10'), standing: 'late' },
  });

  // R3: 1 to 3 May were worked there; weekends were counted.
  const overTheHolidays = { accepted: at('2023-04-26'), finished: at('2023-05-08') };
  plant('calendar', life(overTheHolidays), { due: day('2023-05-03'), standing: 'late' });
  plant('calendar', life({ ...overTheHolidays, accepted: at('2023-04-27') }), {
    ...{ due: day('2023-05-04'), standing: 'late' },
  });
  plant('calendar', life({ accepted: at('2023-04-06'), finished: at('2023-04-12') }), {
    ...{ due: day('2023-04-11'), standing: 'late' },
  });

  // R2: counted from the filing.
  const filed = { accepted: at('2023-04-04'), filed: at('2023-04-02'), finished: at('2023-04-10') };
  plant('received', life(filed), { received: day('2023-04-02') });
  plant('received', life(filed), { received: day('2023-04-02'), due: day('2023-04-07'), standing: 'late' });

  // R9: another date was written over the promise.
  for (const due of ['2023-04-14', '2023-04-21']) {
    plant('redated', life(late), { due: day(due), standing: standingByDates(day(due), day('2023-04-14'), QUARTER.to) });
  }

  // Here, there, twice, and of another unit.
  planted.push({
    rule: 'missing_here',
    ours: null,
    lines: [['H45.20-230402-0001', '02/04/2023', '', '', 'Trong hạn']],
  });
  planted.push({ rule: 'missing_there', ours: life(late), lines: [] });
  planted.push({ rule: 'missing_there', ours: life({ ...late, finished: at('2023-04-06') }), lines: [] });
  const twice = life({ ...late, finished: at('2023-04-07') });
  const said = line(twice.code, reckoned(twice, {}));
  planted.push({ rule: 'double_there', ours: twice, lines: [said, said] });
  const other = life(late);
  planted.push({ rule: 'elsewhere', ours: other, lines: [line(other.code, reckoned(other, {}))], elsewhere: true });
  plant('unexplained', life(late), { standing: 'early' });
  return planted;
}

/** What the house reckons, where the other system says nothing else. */
function reckoned(ours: OurDossier, theirs: Partial<Reckoning>): Reckoning {
  const finished = ours.finishedAt && localDate(ours.finishedAt) <= QUARTER.to ? localDate(ours.finishedAt) : null;
  const received = localDate(ours.acceptedAt ?? at('2023-04-03'));
  const due = judgedDueDay(ours) ?? addDays(received, 7);
  return { received, due, finished, standing: ours.timeliness ?? 'in_time', ...theirs };
}

function open(...[standing, other]: readonly Reckoning['standing'][]): Partial<Reckoning> {
  return { finished: null, standing: other ?? standing ?? 'in_time' };
}

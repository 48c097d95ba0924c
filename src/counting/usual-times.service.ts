import { Inject, Injectable } from '@nestjs/common';
import { halfOf } from '../domain/kpi/half-month.js';
import { percentileOf } from '../domain/kpi/stage-time.js';
import { HOUR, type Clock } from '../domain/time/instant.js';
import { addDays, localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { UsualTimesRepository, type StageCount } from './usual-times.repository.js';

/** Working minutes that four of five dossiers did not exceed, by stage from 1; a stage too little is known of is not there. */
export type UsualTimes = ReadonlyMap<number, number>;

const SHARE = 0.8;
/** Fewer endings say nothing usual. */
const ENOUGH = 8;
const DAYS_BACK = 365;
/** Pairs of unit and procedure kept at a time; a desk works on a few hundred. */
const KEPT = 5_000;

/** How long stages usually take here: the P80 of the last twelve months, folded durations only. */
@Injectable()
export class UsualTimesService {
  private kept = new Map<string, Promise<UsualTimes>>();
  private hour = -1;

  constructor(
    private readonly repository: UsualTimesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asked anew every hour: a year's percentile does not move in less. */
  of(unitCode: string, procedureCode: string): Promise<UsualTimes> {
    const now = this.clock.now();
    const hour = Math.floor(now / HOUR);
    if (hour !== this.hour || this.kept.size >= KEPT) {
      this.hour = hour;
      this.kept = new Map();
    }
    const key = `${unitCode}|${procedureCode}`;
    const known = this.kept.get(key);
    if (known) return known;
    const from = halfOf(addDays(localDate(now), -DAYS_BACK));
    const asked = this.repository.of(unitCode, procedureCode, from).then(usualOf);
    this.kept.set(key, asked);
    // A failed look must not be remembered as the answer.
    asked.catch(() => this.kept.delete(key));
    return asked;
  }
}

function usualOf(counts: readonly StageCount[]): UsualTimes {
  const usual = new Map<number, number>();
  for (const stageNo of new Set(counts.map((count) => count.stageNo))) {
    const own = counts.filter((count) => count.stageNo === stageNo);
    const minutes = percentileOf(own, SHARE);
    const total = own.reduce((sum, { n }) => sum + n, 0);
    if (minutes !== null && total >= ENOUGH) usual.set(stageNo, minutes);
  }
  return usual;
}

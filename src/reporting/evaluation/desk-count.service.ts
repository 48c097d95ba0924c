import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../../calendar/calendar.service.js';
import { answerDueAfter } from '../../domain/dossier/acts/filing.js';
import { DomainError } from '../../domain/errors.js';
import { countFilings, NO_DESK_WORK, type DeskWork, type Filing } from '../../domain/kpi/desk-work.js';
import { halfEnd, halfOf, nextHalf } from '../../domain/kpi/half-month.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { UnitsService } from '../../units/units.service.js';
import { DeskFactsRepository, type FiledFact } from './desk-facts.repository.js';
import { DeskWorkRepository } from './desk-work.repository.js';

/** Two months still change: filings are answered, receipts corrected. */
const RECENT = 4;
/** Of the others, those counted longest ago: what is imported or entered late is found within some nights. */
const OLDEST = 6;

/** Counts what a desk is evaluated by. A walk over dossiers: for the night. */
@Injectable()
export class DeskCountService {
  constructor(
    private readonly facts: DeskFactsRepository,
    private readonly work: DeskWorkRepository,
    private readonly units: UnitsService,
    private readonly calendars: CalendarService,
    private readonly transactor: Transactor,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Counts what was never counted, what is recent, and some of what was counted longest ago. State-based: killed
   * anywhere it goes on the next time, and counting twice changes nothing.
   *
   * @returns how many half-months were counted
   */
  async run(): Promise<number> {
    const units = (await this.units.all()).map(({ code }) => code);
    const halves = await this.waiting(units.length);
    for (const half of halves) await this.count(half, units);
    return halves.length;
  }

  private async waiting(units: number): Promise<PlainDate[]> {
    const first = await this.facts.firstDay();
    if (first === null) return [];
    const all = halvesBetween(first, localDate(this.clock.now()));
    const counted = new Map((await this.work.counted()).map((each) => [each.half, each]));
    const whole = (half: PlainDate): boolean => counted.get(half)?.units === units;
    const age = (half: PlainDate): number => counted.get(half)?.countedAt ?? 0;
    const settled = all.slice(0, -RECENT).filter(whole);
    const oldest = new Set([...settled].sort((a, b) => age(a) - age(b)).slice(0, OLDEST));
    return all.filter((half, i) => i >= all.length - RECENT || !whole(half) || oldest.has(half));
  }

  private async count(half: PlainDate, units: readonly string[]): Promise<void> {
    const days = { from: half, to: halfEnd(half) };
    const paid = await this.facts.payments(days);
    for (const unitCode of units) {
      const filings = await this.facts.filings(unitCode, days);
      const work: DeskWork = {
        ...NO_DESK_WORK,
        ...(await this.facts.contacts(unitCode, days)),
        ...(await this.facts.arrivals(unitCode, days)),
        ...countFilings(await Promise.all(filings.map((filing) => this.judged(filing)))),
        ...paid.get(unitCode),
      };
      await this.transactor.run((tx) => this.work.put(tx, unitCode, half, work, this.clock.now()));
    }
  }

  /** By the hours of the desk that must answer. */
  private async judged({ unitCode, filedAt, answeredAt, askedFirst, rejected }: FiledFact): Promise<Filing> {
    const answered = answeredAt !== null;
    const inTime = answered && (await this.isInTime(unitCode, filedAt, answeredAt));
    return { answered, inTime, sentBack: askedFirst || rejected, rejected };
  }

  /** A day that is in no calendar cannot be said to be kept. */
  private async isInTime(unitCode: string, filedAt: FiledFact['filedAt'], answeredAt: FiledFact['filedAt']) {
    try {
      return answeredAt <= answerDueAfter(await this.calendars.workingCalendar(unitCode), filedAt);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'calendar.missing') return false;
      throw error;
    }
  }
}

/** The half-months that hold the two days and those between. */
export function halvesBetween(from: PlainDate, to: PlainDate): PlainDate[] {
  const halves: PlainDate[] = [];
  for (let half = halfOf(from); half <= to; half = nextHalf(half)) halves.push(half);
  return halves;
}

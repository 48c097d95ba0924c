import {
  casesOf,
  CLOSING_MINUTES,
  isAtClosing,
  isRush,
  signsOf,
  usualShare,
  type ClosingBase,
  type RadarKind,
} from '../../domain/kpi/radar.js';
import { MINUTE, type Instant } from '../../domain/time/instant.js';
import { localDate, startOfDay } from '../../domain/time/plain-date.js';
import type { WorkingCalendar } from '../../domain/time/working-calendar.js';
import { newId } from '../../platform/ids/new-id.js';
import type { BaseRow, ClockAct, Earlier, NewSign, RadarFacts } from './radar-reading.repository.js';

/** The halves of a day meet within the noon break of every unit. */
const NOON = (12 * 60 + 30) * MINUTE;
const WINDOW = CLOSING_MINUTES * MINUTE;
const NO_BASE: ClosingBase = { finished: 0, closing: 0 };

interface Finish {
  readonly act: ClockAct;
  readonly closing: boolean;
}

/** One day of acts on its way to signs and base rates. Holds sums and signs, not the acts: a day may have many. */
export class RadarDay {
  private readonly sums = new Map<string, BaseRow>();
  private readonly found: NewSign[] = [];
  /** by officer and half-day */
  private readonly halves = new Map<string, Finish[]>();

  /** @param earlier dossiers of the same person and procedure that ended with nothing granted */
  take(act: ClockAct, calendar: WorkingCalendar, earlier: readonly Earlier[]): void {
    const minutesToDue = minutesLeft(act, calendar);
    const last = earlier
      .filter(({ endedAt }) => endedAt <= act.at)
      .reduce<Earlier | null>((best, one) => (best === null || one.endedAt > best.endedAt ? one : best), null);
    const event = { ...act, minutesToDue, paperEntry: act.onPaper, endedBefore: last?.endedAt ?? null };
    const signs = signsOf(event);
    const closing = act.act === 'complete' && atClosing(act.at, calendar);
    for (const kind of casesOf(act)) {
      const isRushKind = kind === 'closing_rush';
      this.sum(act, kind, { cases: 1, signs: signs.includes(kind) ? 1 : 0, closing: isRushKind && closing ? 1 : 0 });
    }
    const facts: RadarFacts = {
      act: act.act,
      dueAt: act.dueAt ?? undefined,
      minutesToDue: minutesToDue ?? undefined,
      supplements: signs.includes('second_supplement') ? act.supplements : undefined,
      earlierCode: signs.includes('filed_again') ? last?.code : undefined,
    };
    for (const kind of signs) this.found.push(signOf(act, kind, facts));
    if (act.act === 'complete') this.finish({ act, closing });
  }

  /** Who finished anything at a closing: whose base `end` needs. */
  get officers(): string[] {
    const finishes = [...this.halves.values()].flat().filter(({ closing }) => closing);
    return [...new Set(finishes.map(({ act }) => act.actor))];
  }

  /** @param bases what each officer finished before this day */
  end(bases: ReadonlyMap<string, ClosingBase>): {
    readonly signs: readonly NewSign[];
    readonly base: readonly BaseRow[];
  } {
    for (const finishes of this.halves.values()) {
      const atEnd = finishes.filter(({ closing }) => closing);
      const half = { finished: finishes.length, closing: atEnd.length };
      const base = bases.get(finishes[0]?.act.actor ?? '') ?? NO_BASE;
      if (!isRush(half, base)) continue;
      const usualPercent = Math.round(usualShare(base) * 100);
      for (const { act } of atEnd) {
        const facts = { act: act.act, together: half.closing, finished: half.finished, usualPercent };
        this.found.push(signOf(act, 'closing_rush', facts));
        this.sum(act, 'closing_rush', { cases: 0, signs: 1, closing: 0 });
      }
    }
    return { signs: this.found, base: [...this.sums.values()] };
  }

  private finish(finish: Finish): void {
    const { actor, at } = finish.act;
    const key = `${at - startOfDay(localDate(at)) < NOON ? 'am' : 'pm'} ${actor}`;
    const half = this.halves.get(key);
    if (half) half.push(finish);
    else this.halves.set(key, [finish]);
  }

  private sum(
    { responsibleUnitCode: unitCode, actor: officer }: ClockAct,
    kind: RadarKind,
    more: Pick<BaseRow, 'cases' | 'signs' | 'closing'>,
  ): void {
    const key = JSON.stringify([unitCode, officer, kind]);
    const { cases = 0, signs = 0, closing = 0 } = this.sums.get(key) ?? {};
    this.sums.set(key, {
      ...{ unitCode, officer, kind },
      ...{ cases: cases + more.cases, signs: signs + more.signs, closing: closing + more.closing },
    });
  }
}

function signOf(act: ClockAct, kind: RadarKind, facts: RadarFacts): NewSign {
  const { dossierId, seq, responsibleUnitCode: unitCode, actor: officer, at } = act;
  return { id: newId(at), dossierId, seq, kind, unitCode, officer, at, facts };
}

/** Days that no calendar holds say nothing about working time. */
function minutesLeft({ at, dueAt }: ClockAct, calendar: WorkingCalendar): number | null {
  if (dueAt === null || at > dueAt || !isCovered(calendar, at) || !isCovered(calendar, dueAt)) return null;
  return calendar.workingMinutesBetween(at, dueAt);
}

function atClosing(at: Instant, calendar: WorkingCalendar): boolean {
  if (!isCovered(calendar, at)) return false;
  const [before, after] = [(at - WINDOW) as Instant, (at + WINDOW) as Instant];
  return isAtClosing(calendar.workingMinutesBetween(before, at), calendar.workingMinutesBetween(at, after));
}

function isCovered(calendar: WorkingCalendar, at: Instant): boolean {
  return calendar.covers(localDate((at - WINDOW) as Instant)) && calendar.covers(localDate((at + WINDOW) as Instant));
}

import { dueAt, lateFrom } from '../../src/domain/time/deadline.js';
import { timelinessAt } from '../../src/domain/dossier/timeliness.js';
import type { Ending } from '../../src/domain/dossier/dossier.js';
import type { DossierStatus } from '../../src/domain/dossier/status.js';
import type { OurDossier, Reckoning } from '../../src/domain/kpi/reconcile-facts.js';
import type { LimitUnit } from '../../src/domain/procedure/time-limit.js';
import { HOUR, instant, MINUTE, type Instant } from '../../src/domain/time/instant.js';
import { addDays, atMinute, localDate, type PlainDate } from '../../src/domain/time/plain-date.js';
import { writeInstant } from '../../src/platform/database/instant-column.js';
import type { SqlValue } from '../../src/platform/database/sql.js';
import { deskCalendar } from './desk-calendar.js';

const calendar = deskCalendar();

export interface Life {
  readonly code: string;
  readonly accepted: Instant;
  readonly limit?: { readonly amount: number; readonly unit: LimitUnit };
  readonly extra?: number;
  readonly filed?: Instant;
  readonly extension?: Instant;
  /** while it waited for the citizen, given back in the end */
  readonly paused?: readonly [Instant, Instant];
  /** papers complete: the limit counts anew */
  readonly anew?: Instant;
  readonly finished?: Instant;
  readonly ending?: Ending;
  readonly sent?: Instant;
  readonly returned?: Instant;
  readonly status?: DossierStatus;
  readonly voided?: boolean;
}

/** `2023-05-08 17:00` and the like, so many days later. */
export function on(day: PlainDate, time: string): Instant {
  return instant(`${day}T${time}:00+07:00`);
}

/** A dossier as the acts would have left it: its promise and its class by the rules of the house. */
export function lived(life: Life): OurDossier {
  const { accepted, limit = { amount: 5, unit: 'working_day' }, extra = 0, finished = null, paused } = life;
  const { ending = finished === null ? null : 'completed', status } = life;
  const question = { from: accepted, dayZero: 'receipt' as const, limit };
  const original = dueAt(calendar, question)!;
  const statutory = dueAt(calendar, {
    ...question,
    from: life.anew ?? accepted,
    extra,
    pauses: paused ? [{ from: paused[0], to: paused[1] }] : [],
  })!;
  const from = lateFrom(statutory, limit.unit);
  const never = status === 'submitted' || status === 'rejected';
  const at = { finishedAt: finished ?? accepted, lateFrom: from, unit: limit.unit, ending: ending ?? 'completed' };
  return {
    code: life.code,
    status: status ?? (finished === null ? 'processing' : ending === 'completed' ? 'completed' : ending!),
    voided: life.voided === true,
    filedAt: life.filed ?? null,
    acceptedAt: never ? null : accepted,
    startsAt: never ? null : accepted,
    countedFrom: never ? null : (life.anew ?? accepted),
    dayZero: 'receipt',
    limit,
    extraAmount: extra,
    originalDueAt: never ? null : original,
    statutoryDueAt: never ? null : statutory,
    extensionDueAt: life.extension ?? null,
    pauses: paused ? [{ from: paused[0], to: paused[1] }] : [],
    lateFrom: never ? null : from,
    finishedAt: finished,
    timeliness: finished === null ? null : timelinessAt(at),
    ending,
    resultSentAt: life.sent ?? null,
    returnedAt: life.returned ?? null,
  };
}

/** The columns in which one dossier differs from another that was registered. */
export function columnsOf(ours: OurDossier): Record<string, SqlValue> {
  const day = (at: Instant | null): PlainDate | null => at && localDate(at);
  return {
    code: ours.code,
    status: ours.status,
    voidedAt: ours.voided ? writeInstant(ours.acceptedAt) : null,
    filedAt: writeInstant(ours.filedAt),
    acceptedAt: writeInstant(ours.acceptedAt),
    acceptedDay: day(ours.acceptedAt),
    startsAt: writeInstant(ours.startsAt),
    countedFrom: writeInstant(ours.countedFrom),
    limitAmount: ours.limit.amount,
    limitUnit: ours.limit.unit,
    extraAmount: ours.extraAmount,
    originalDueAt: writeInstant(ours.originalDueAt),
    statutoryDueAt: writeInstant(ours.statutoryDueAt),
    currentDueAt: writeInstant(ours.extensionDueAt ?? ours.statutoryDueAt),
    extensionDueAt: writeInstant(ours.extensionDueAt),
    pauses: JSON.stringify(ours.pauses.map(({ from, to }) => [writeInstant(from), writeInstant(to)])),
    lateFrom: writeInstant(ours.lateFrom),
    lateFromDay: day(ours.lateFrom),
    finishedAt: writeInstant(ours.finishedAt),
    finishedDay: day(ours.finishedAt),
    timeliness: ours.timeliness,
    ending: ours.ending,
    outcome: ours.ending === 'completed' ? 'granted' : null,
    resultSentAt: writeInstant(ours.resultSentAt),
    returnedAt: writeInstant(ours.returnedAt),
  };
}

/** The lives of a quarter at a division: of each sort some, nothing special about the days. */
export function honestLives(count: number): Life[] {
  return Array.from({ length: count }, (_, n) => {
    const code = `H45.20-2303${String(10 + (n % 18))}-${String(n + 1).padStart(4, '0')}`;
    const day = weekday(addDays('2023-03-06' as PlainDate, (n * 7) % 95));
    const accepted = atMinute(day, 8 * 60 + (n % 7) * 30);
    const after = (days: number): Instant =>
      (atMinute(weekday(addDays(day, days)), 10 * 60) + (n % 50) * MINUTE) as Instant;
    const took = [2, 7, 12, null, 5][n % 5] ?? null;
    const finished = took === null ? null : after(took);
    const ended = finished === null ? {} : { finished, returned: (finished + HOUR) as Instant };
    if (n % 11 === 3 && finished !== null) return { code, accepted, finished, ending: 'withdrawn' };
    if (n % 13 === 4 && finished !== null) return { code, accepted, finished, ending: 'stopped' };
    if (n % 17 === 5) return { code, accepted, ...ended, limit: { amount: 16, unit: 'working_hour' } };
    if (n % 19 === 6) return { code, accepted, ...ended, paused: [after(1), after(4)] };
    return { code, accepted, ...ended };
  });
}

function weekday(day: PlainDate): PlainDate {
  let found = day;
  while (!calendar.isWorkingDay(found)) found = addDays(found, 1);
  return found;
}

const CLASS: Readonly<Record<Reckoning['standing'], string>> = {
  early: 'Trước hạn',
  on_time: 'Đúng hạn',
  late: 'Đã giải quyết quá hạn',
  in_time: 'Trong hạn',
  overdue: 'Đang giải quyết quá hạn',
};

export type ListLine = readonly [code: string, received: string, due: string, finished: string, standing: string];

/** A line of their list. */
export function line(code: string, { received, due, finished, standing }: Reckoning): ListLine {
  return [code, dmy(received), dmy(due), dmy(finished), CLASS[standing]];
}

function dmy(day: PlainDate | null): string {
  return day === null ? '' : day.split('-').reverse().join('/');
}

/** Their file: a title above, a sum below. */
export function listCsv(lines: readonly ListLine[]): string {
  const head = ['DANH SÁCH HỒ SƠ', '', 'Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Tình trạng'];
  return [...head, ...lines.map((cells) => cells.join(',')), `Tổng cộng: ${String(lines.length)},,,,`].join('\n');
}

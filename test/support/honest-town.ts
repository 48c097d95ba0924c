import type { Instant } from '../../src/domain/time/instant.js';
import { addDays, localDate, plainDate, type PlainDate } from '../../src/domain/time/plain-date.js';
import type { WorkingCalendar } from '../../src/domain/time/working-calendar.js';
import { writeInstant } from '../../src/platform/database/instant-column.js';
import { insert, type Row, type SqlValue, type Tx } from '../../src/platform/database/sql.js';
import { Random } from '../../src/demo/random.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { CalendarService } from '../../src/calendar/calendar.service.js';
import type { TestApp } from './app.js';

/** Working days over which they came in, the last one before the frauds begin. */
const FROM = plainDate('2022-08-01');
const TO = plainDate('2023-05-12');
const UNITS = ['H45.20.01', 'H45.20.04', 'H45.20.05', 'H45.20.06', 'H45.20.07', 'H45.20.21', 'H45.20.22', 'H45.20.23'];
const CHUNK = 500;

/**
 * What a town does in ten months when nobody plays tricks, as rows of the history: not by acts, of which fifty thousand
 * dossiers would take hours. Shares are those of the domain notes: papers asked for in 9 of 100, half of the results
 * early and two in five on the day itself, some late, a few refused, withdrawn, extended or entered from paper; every
 * tenth officer books most results before going home, and of those who withdraw every fifth comes again.
 *
 * @returns how many dossiers and acts were written
 */
export async function writeHonestTown(world: TestApp, count: number, seed = 1): Promise<{ acts: number }> {
  const [specimen] = await world.database.query('SELECT * FROM "dossier" LIMIT 1');
  if (!specimen) throw new Error('a dossier by which to write the others must be there');
  const units = await world.database.query<{ code: string }>('SELECT "code" FROM "unit"');
  const known = UNITS.filter((unit) => units.some(({ code }) => code === unit));
  const calendar = await world.get(CalendarService, { strict: false }).workingCalendar();
  const town = new HonestTown(specimen, known, calendar, new Random(seed));
  for (let n = 0; n < count; n += CHUNK) {
    await world.transactor.run(async (tx) => {
      for (let i = n; i < Math.min(count, n + CHUNK); i += 1) await town.write(tx, i, count);
    });
  }
  return { acts: town.acts };
}

interface Event {
  readonly act: string;
  readonly at: Instant;
  readonly actor: string;
}

interface Person {
  readonly idHash: string;
  readonly procedure: string;
}

class HonestTown {
  acts = 0;
  /** withdrawn and not come again yet */
  private readonly disappointed: Person[] = [];

  constructor(
    private readonly specimen: Row,
    private readonly units: readonly string[],
    private readonly calendar: WorkingCalendar,
    private readonly luck: Random,
  ) {}

  async write(tx: Tx, n: number, count: number): Promise<void> {
    const acceptedAt = this.within(this.workingDay(n, count));
    const unit = this.luck.pick(this.units);
    const person = this.person();
    const limit = this.luck.pick([1, 3, 5, 5, 7, 10, 15]);
    const id = newId(acceptedAt);
    const desk = `desk.${String(Math.floor(this.luck.next() * 40))}`;
    const officer = `officer.${String(Math.floor(this.luck.next() * 60))}`;
    const events: Event[] = [{ act: 'register', at: acceptedAt, actor: desk }];
    const promises = [{ kind: 'original', at: acceptedAt, dueAt: this.dueAfter(localDate(acceptedAt), limit) }];
    let from = acceptedAt;
    const asked: { askedAt: Instant; receivedAt: Instant; askedSeq: number }[] = [];
    if (this.luck.chance(0.09)) {
      // Some papers contradict those that were brought: three in a hundred are asked a second time, for a reason.
      for (let times = this.luck.chance(0.03) ? 2 : 1; times > 0; times -= 1) {
        const askedAt = this.between(from, this.due(promises));
        const receivedAt = this.within(this.working(addDays(localDate(askedAt), 1 + Math.floor(this.luck.next() * 6))));
        asked.push({ askedAt, receivedAt, askedSeq: events.length + 1 });
        events.push({ act: 'request_supplement', at: askedAt, actor: officer });
        events.push({ act: 'receive_supplement', at: receivedAt, actor: desk });
        promises.push({ kind: 'restart', at: receivedAt, dueAt: this.dueAfter(localDate(receivedAt), limit) });
        from = receivedAt;
      }
    } else if (this.luck.chance(0.06)) {
      const askedAt = this.between(from, this.due(promises));
      const paidAt = this.within(this.working(addDays(localDate(askedAt), 1 + Math.floor(this.luck.next() * 9))));
      events.push({ act: 'request_payment', at: askedAt, actor: officer });
      events.push({ act: 'confirm_payment', at: paidAt, actor: desk });
      promises.push({ kind: 'pause', at: paidAt, dueAt: this.dueAfter(localDate(paidAt), limit) });
      from = paidAt;
    }
    if (this.luck.chance(0.008)) {
      const at = this.between(from, this.due(promises));
      events.push({ act: 'grant_extra_time', at, actor: officer });
      promises.push({ kind: 'statutory_extra', at, dueAt: this.dueAfter(localDate(this.due(promises)), 3) });
      from = at;
    }
    const end = this.end(from, this.due(promises), desk);
    if (end.act === 'complete') events.push({ act: 'transfer_result', at: end.at, actor: officer });
    events.push({ act: end.act, at: end.at, actor: desk });
    if (end.act === 'withdraw' && this.luck.chance(0.2)) this.disappointed.push(person);
    const dueAt = this.due(promises);
    const late = end.at > dueAt;
    const finishedDay = localDate(end.at);
    await this.insert(tx, 'dossier', {
      ...this.specimen,
      ...{ id, code: `HT.${String(n).padStart(6, '0')}`, procedureCode: person.procedure, responsibleUnitCode: unit },
      ...{
        unitCode: 'H45.20',
        holderUnitCode: unit,
        holderUsername: null,
        pendingHandOverId: null,
        pendingUnitCode: null,
      },
      ...{ pendingUsername: null, status: ENDED[end.act], acceptedDay: localDate(acceptedAt), finishedDay },
      ...times({ acceptedAt, startsAt: acceptedAt, countedFrom: from, originalDueAt: promises[0]?.dueAt ?? dueAt }),
      ...times({
        statutoryDueAt: dueAt,
        currentDueAt: dueAt,
        finishedAt: end.at,
        heldSince: end.at,
        lastEventAt: end.at,
      }),
      ...{ lateFrom: null, lateFromDay: null, timeliness: late ? 'late' : 'on_time', daysLate: 0, settledBy: desk },
      ...{ ending: ENDED[end.act], outcome: end.act === 'complete' ? (end.refused ? 'refused' : 'granted') : null },
      ...{ eventSeq: events.length, promiseSeq: promises.length, watchedSeq: promises.length, replacesCode: null },
      ...{
        paperSessionId: this.luck.chance(0.001) ? 'a session' : null,
        paperBook: null,
        paperSerial: null,
        voidedAt: null,
      },
      ...{ supplementsAsked: asked.length, breachNoted: late },
    });
    await this.insert(tx, 'dossier_party', {
      ...{ dossierId: id, role: 'applicant', kind: 'person', name: `Người ${String(n)}`, idHash: person.idHash },
      ...{ contactBy: '[]', authorisation: false, keyId: 'k' },
    });
    for (const [i, { act, at, actor }] of events.entries()) {
      const hashes = { payloadDigest: '0'.repeat(64), changes: null, hash: '0'.repeat(64) };
      await this.insert(tx, 'dossier_event', { dossierId: id, seq: i + 1, act, actor, ...times({ at }), ...hashes });
    }
    for (const [i, { kind, at, dueAt: promised }] of promises.entries()) {
      const dues = times({ at, statutoryDueAt: promised, currentDueAt: promised });
      await this.insert(tx, 'promise', {
        dossierId: id,
        seq: i + 1,
        kind,
        ...dues,
        by: desk,
        trace: '[]',
        provisional: false,
      });
    }
    for (const { askedAt, receivedAt, askedSeq } of asked) {
      const flags = { beforeAcceptance: false, receiversFault: false, pastWindow: false, overridden: false };
      const who = { askedBy: officer, askedSeq, receivedBy: desk, receivedSeq: askedSeq + 1, restarts: true };
      const row = { id: newId(askedAt), dossierId: id, ...times({ askedAt, receivedAt }), ...flags, ...who };
      await this.insert(tx, 'supplement_request', row);
    }
    this.acts += events.length;
  }

  private person(): Person {
    const again = this.luck.chance(0.05) ? this.disappointed.shift() : undefined;
    if (again) return again;
    const who = String(Math.floor(this.luck.next() * 35_000));
    return { idHash: `person ${who}`.padEnd(64, '-'), procedure: `P.${String(Math.floor(this.luck.next() * 60))}` };
  }

  private end(from: Instant, dueAt: Instant, desk: string): { act: keyof typeof ENDED; at: Instant; refused: boolean } {
    const usual = this.between(from, dueAt);
    const luck = this.luck.next();
    if (luck < 0.011) return { act: 'withdraw', at: usual, refused: false };
    if (luck < 0.015) return { act: 'stop', at: usual, refused: false };
    const refused = this.luck.chance(0.006);
    if (luck < 0.06) {
      const day = this.working(addDays(localDate(dueAt), 1 + Math.floor(this.luck.next() * 6)));
      return { act: 'complete', at: this.booked(day, desk), refused };
    }
    if (luck < 0.48) {
      const at = this.booked(localDate(dueAt), desk);
      return { act: 'complete', at: at > from ? at : this.between(from, dueAt), refused };
    }
    return { act: 'complete', at: usual, refused };
  }

  /** Every tenth at the desk books what was done in the day before going home. */
  private booked(day: PlainDate, desk: string): Instant {
    const closing = this.calendar.closingOf(day);
    const goingHome = Number(desk.slice(5)) % 10 === 0 && this.luck.chance(0.6);
    if (!goingHome || closing === null) return this.within(day);
    return (closing - Math.floor(this.luck.next() * 10 * 60_000)) as Instant;
  }

  private due(promises: readonly { readonly dueAt: Instant }[]): Instant {
    return promises.at(-1)?.dueAt as Instant;
  }

  private dueAfter(day: PlainDate, limit: number): Instant {
    return this.calendar.closingOf(this.calendar.addWorkingDays(day, limit)) as Instant;
  }

  private workingDay(n: number, count: number): PlainDate {
    const days = this.calendar.workingDaysBetween(FROM, TO);
    return this.calendar.addWorkingDays(FROM, 1 + Math.floor((n * (days - 1)) / count));
  }

  private working(day: PlainDate): PlainDate {
    return this.calendar.isWorkingDay(day) ? day : this.calendar.nextWorkingDay(day);
  }

  /** Some working moment of the day. */
  private within(day: PlainDate): Instant {
    return this.between(this.calendar.openingOf(day) as Instant, this.calendar.closingOf(day) as Instant);
  }

  private between(from: Instant, to: Instant): Instant {
    const minutes = this.calendar.workingMinutesBetween(from, to);
    return minutes <= 1 ? to : this.calendar.addWorkingMinutes(from, 1 + Math.floor(this.luck.next() * (minutes - 1)));
  }

  private async insert(tx: Tx, table: string, row: Readonly<Row>): Promise<void> {
    const held = Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Date ? value.toISOString() : value,
    ]);
    const { sql, params } = insert(table, Object.fromEntries(held) as Record<string, SqlValue>);
    await tx.execute(sql, params);
  }
}

const ENDED = { complete: 'completed', withdraw: 'withdrawn', stop: 'stopped' } as const;

function times(moments: Readonly<Record<string, Instant>>): Record<string, SqlValue> {
  return Object.fromEntries(Object.entries(moments).map(([name, at]) => [name, writeInstant(at)]));
}

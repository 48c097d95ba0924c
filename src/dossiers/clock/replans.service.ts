import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../../calendar/calendar.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { replannedDue, type Replanned } from '../../domain/dossier/acts/replan.js';
import { isBreached } from '../../domain/dossier/dossier.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import type { WorkingCalendar } from '../../domain/time/working-calendar.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { readCursor, writeCursor } from '../../platform/database/list-cursor.js';
import { Transactor } from '../../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../../platform/idempotency/idempotency.js';
import { newId } from '../../platform/ids/new-id.js';
import { placeOf, ReplansRepository, type Replan, type RunningDossier } from './replans.repository.js';

/** A dossier whose promise the calendar of today counts otherwise; or cannot count. */
export interface Moving {
  readonly dossier: RunningDossier;
  /** null: it cannot be counted, mostly because the calendar ends before it does */
  readonly to: Replanned | null;
}

/**
 * What the calendar of today does to a dossier: its date comes later or earlier, becomes firm where it is, moves though
 * the dossier is late and stays late, or cannot be counted.
 */
export const WAYS = ['later', 'earlier', 'firm', 'late', 'stuck'] as const;

export type Way = (typeof WAYS)[number];

export interface MovingPage {
  /** of the calendar this was counted on: who confirms says that they saw it */
  readonly revision: number;
  /** null on later pages: counted once, on the first */
  readonly total: { readonly running: number; readonly moving: number; readonly stuck: number } | null;
  /** the moving ones by what becomes of them; null on later pages */
  readonly ways: Readonly<Record<Way, number>> | null;
  readonly items: readonly Moving[];
  readonly nextCursor: string | null;
}

const PAGE = 1_000;
const ORDER = 'replan';

/** Which promises a changed calendar would move, and the word of a person that it may. */
@Injectable()
export class ReplansService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly replans: ReplansRepository,
    private readonly calendar: CalendarService,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Writes nothing.
   *
   * @param limit of a page
   * @throws DomainError `request.malformed` for a cursor of another list
   */
  async preview(limit: number, cursor?: string): Promise<MovingPage> {
    const revision = await this.calendar.revision();
    const first = cursor === undefined;
    const items: Moving[] = [];
    let [running, more] = [0, false];
    const ways = { later: 0, earlier: 0, firm: 0, late: 0, stuck: 0 };
    const now = this.clock.now();
    for await (const one of this.differing(cursor, (count) => (running += count))) {
      ways[wayOf(one, now)] += 1;
      if (items.length < limit) items.push(one);
      else more = true;
      if (more && !first) break;
    }
    const last = items.at(-1)?.dossier;
    const moving = WAYS.reduce((sum, way) => sum + ways[way], 0);
    return {
      revision,
      total: first ? { running, moving, stuck: ways.stuck } : null,
      ways: first ? ways : null,
      items,
      nextCursor: more && last ? writeCursor(ORDER, last.currentDueAt, last.id) : null,
    };
  }

  /** @param met told how many dossiers were looked at */
  private async *differing(cursor: string | undefined, met: (count: number) => void): AsyncGenerator<Moving> {
    let after = readCursor(ORDER, cursor);
    const calendars = new Map<string, WorkingCalendar>();
    for (;;) {
      const page = await this.replans.running(after, PAGE);
      met(page.length);
      yield* await this.differingOf(page, calendars);
      const last = page.at(-1);
      if (page.length < PAGE || !last) return;
      after = placeOf(last.currentDueAt, last.id);
      // Others are waiting to be served.
      await setImmediate();
    }
  }

  /** Those of a page that the calendar counts otherwise. @param calendars of units, kept over pages */
  async differingOf(page: readonly RunningDossier[], calendars: Map<string, WorkingCalendar>): Promise<Moving[]> {
    const found: Moving[] = [];
    for (const dossier of page) {
      const { responsibleUnitCode } = dossier;
      const calendar = calendars.get(responsibleUnitCode) ?? (await this.calendar.workingCalendar(responsibleUnitCode));
      calendars.set(responsibleUnitCode, calendar);
      const to = counted(dossier, calendar);
      if (to !== 'same') found.push({ dossier, to });
    }
    return found;
  }

  /**
   * Lets the dates move. The work is done by the job, in pieces.
   *
   * @param revision of the calendar that the caller has looked at
   * @param expected how many they saw that would move; null when they did not count
   * @throws DomainError `version.stale` when the calendar has changed since; `conflict.duplicate` while another one
   *   is under way
   * Source: http-api.md, reference data; acts.md, ledger kinds.
   */
  confirm(
    by: Actor,
    revision: number,
    write: IdempotentWrite | null,
    expected: number | null = null,
  ): Promise<Outcome> {
    return this.idempotency.once(write, async () => {
      const at = this.clock.now();
      const id = newId(at);
      const current = await this.calendar.revision();
      if (current !== revision) {
        const facts = { yourRevision: revision, revision: current };
        throw new DomainError('version.stale', 'the calendar has changed since you looked', facts);
      }
      await this.transactor.run(async (tx) => {
        const confirmed = { id, revision, confirmedAt: at, confirmedBy: by.username, expected };
        if (!(await this.replans.begin(tx, confirmed))) throw underWay();
        await this.idempotency.remember(tx, write, id, at);
        const action = 'calendar.replan';
        await this.audit.record(tx, { at, actor: by.username, action, subject: id, reason: null });
      });
      return id;
    });
  }

  /**
   * Stops what is under way: what has moved stays moved, nothing more moves.
   *
   * @throws DomainError `not_found`, `conflict.closed` when it was through already
   */
  async stop(id: string, by: Actor): Promise<void> {
    const at = this.clock.now();
    await this.progress(id);
    await this.transactor.run(async (tx) => {
      if (!(await this.replans.stop(tx, id, at, by.username)))
        throw new DomainError('conflict.closed', 'it is through');
      const action = 'calendar.replan_stopped';
      await this.audit.record(tx, { at, actor: by.username, action, subject: id, reason: null });
    });
  }

  /** The one that was confirmed last; null before the first. */
  latest(): Promise<Replan | null> {
    return this.replans.latest();
  }

  /** @throws DomainError `not_found` */
  async progress(id: string): Promise<Replan> {
    const replan = await this.replans.byId(id);
    if (!replan) throw new DomainError('not_found', 'no such replanning was confirmed');
    return replan;
  }
}

function counted(dossier: RunningDossier, calendar: WorkingCalendar): Replanned | null | 'same' {
  try {
    return replannedDue(dossier, calendar) ?? 'same';
  } catch (error) {
    // One dossier that cannot be counted, whatever ails it, must not keep the others.
    if (error instanceof DomainError || error instanceof RangeError) return null;
    throw error;
  }
}

/** @param now whether a dossier is late already is asked of this moment */
export function wayOf({ dossier, to }: Moving, now: Instant): Way {
  if (to === null) return 'stuck';
  if (isBreached(dossier, now)) return 'late';
  if (to.dueAt === dossier.statutoryDueAt) return 'firm';
  return to.dueAt > dossier.statutoryDueAt ? 'later' : 'earlier';
}

/** What the citizen would be told: never nearer than now. */
export function toldDue({ dossier, to }: Moving): Instant {
  return Math.max(dossier.currentDueAt, to?.dueAt ?? 0) as Instant;
}

function underWay(): DomainError {
  return new DomainError('conflict.duplicate', 'dates are being moved already: wait until that is done');
}

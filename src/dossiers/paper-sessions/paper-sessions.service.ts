import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError, type FieldError } from '../../domain/errors.js';
import { HOUR, type Clock, type Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { AuditLog, type AuditEntry } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { readCursor, writeCursor } from '../../platform/database/list-cursor.js';
import { Transactor } from '../../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../../platform/idempotency/idempotency.js';
import { newId } from '../../platform/ids/new-id.js';
import { UnitsService } from '../../units/units.service.js';
import { PaperSessionsRepository, type EnteredLine, type PaperSession } from './paper-sessions.repository.js';

export type { EnteredLine, PaperSession } from './paper-sessions.repository.js';

export interface NewPaperSession {
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string;
}

const ORDER = 'paper-sessions';
const MOST_ENTERED = 300;

/** When the power or the system failed, the head of the desk says from when to when; only then may receipts be backdated. */
@Injectable()
export class PaperSessionsService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly sessions: PaperSessionsRepository,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditLog,
    private readonly units: UnitsService,
  ) {}

  /**
   * Opens a session of the actor's own desk for a time that has passed.
   *
   * @returns its id
   * @throws DomainError `request.invalid` for a time that is none, still to come, or longer ago than the unit allows;
   *   `conflict.duplicate` when an open session has part of it already
   */
  open(asked: NewPaperSession, by: Actor, write: IdempotentWrite | null): Promise<Outcome> {
    return this.idempotency.once(write, async () => {
      const at = this.clock.now();
      const hours = await this.units.setting(by.unitCode, 'paper_session_hours', localDate(at));
      const errors = faultsOf(asked, at, hours);
      if (errors.length > 0) throw new DomainError('request.invalid', 'no such session can be opened', {}, errors);
      const session: PaperSession = {
        id: newId(at),
        unitCode: by.unitCode,
        ...asked,
        openedAt: at,
        openedBy: by.username,
        closedAt: null,
        closedBy: null,
      };
      return this.transactor.run(async (tx) => {
        const other = await this.sessions.openAcross(tx, by.unitCode, asked);
        if (other) {
          throw new DomainError('conflict.duplicate', 'an open session has part of this time already', {
            id: other.id,
          });
        }
        await this.sessions.add(tx, session);
        await this.audit.record(tx, {
          ...entry(session, by, at),
          action: 'paper_session.opened',
          reason: asked.reason,
        });
        await this.idempotency.remember(tx, write, session.id, at);
        return session.id;
      });
    });
  }

  /**
   * Everything is written down: nothing more is backdated into this session.
   *
   * @throws DomainError `not_found` for a session of another desk; `conflict.closed` when it was closed before
   */
  close(id: string, by: Actor, write: IdempotentWrite | null): Promise<Outcome> {
    return this.idempotency.once(write, async () => {
      const at = this.clock.now();
      const session = await this.own(id, by);
      await this.transactor.run(async (tx) => {
        if (!(await this.sessions.close(tx, id, at, by.username))) {
          throw new DomainError('conflict.closed', 'this session is closed', { id });
        }
        await this.audit.record(tx, { ...entry(session, by, at), action: 'paper_session.closed', reason: null });
        await this.idempotency.remember(tx, write, id, at);
      });
      return id;
    });
  }

  /** @throws DomainError `not_found`, also for a session of another desk */
  async own(id: string, by: Actor): Promise<PaperSession> {
    const session = await this.sessions.byId(id);
    if (session?.unitCode === by.unitCode) return session;
    throw new DomainError('not_found', 'there is no such paper session');
  }

  /** What was written down in a session, by its lines of the book; the first few hundred. */
  entered({ id }: PaperSession): Promise<EnteredLine[]> {
    return this.sessions.entered(id, MOST_ENTERED);
  }

  /** Sessions of the actor's own desk, the latest first. */
  async page(
    by: Actor,
    limit: number,
    cursor: string | undefined,
  ): Promise<{ readonly items: readonly PaperSession[]; readonly nextCursor: string | null }> {
    const rows = await this.sessions.page(by.unitCode, limit + 1, readCursor(ORDER, cursor));
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: last && rows.length > limit ? writeCursor(ORDER, last.openedAt, last.id) : null };
  }

  /**
   * The open session of a desk in which a line of a paper book was written at `at`.
   *
   * @throws DomainError `dossier.date_refused` when there is none; `conflict.duplicate` for a line typed in before
   * Source: acts.md, "Backdating".
   */
  async sessionOf(
    unitCode: string,
    at: Instant,
    { book, serial }: { readonly book: string; readonly serial: number },
  ): Promise<PaperSession> {
    const session = await this.sessions.openAt(unitCode, at);
    if (!session) {
      const message = 'Chỉ ghi lùi giờ trong một ca làm việc trên giấy mà Trưởng Bộ phận Một cửa đã mở';
      throw new DomainError('dossier.date_refused', 'no open paper session of this desk has this moment', {}, [
        { field: 'acceptedAt', message },
      ]);
    }
    const code = await this.sessions.enteredAs(unitCode, book, serial);
    if (code === null) return session;
    throw new DomainError('conflict.duplicate', 'this line of the book was typed in before', { code }, [
      { field: 'paperBook.serial', message: `Số này trong sổ đã được nhập: ${code}` },
    ]);
  }
}

function entry({ id, unitCode }: PaperSession, by: Actor, at: Instant): Pick<AuditEntry, 'at' | 'actor' | 'subject'> {
  return { at, actor: by.username, subject: `unit:${unitCode} paper-session:${id}` };
}

function faultsOf({ from, to }: NewPaperSession, now: Instant, hours: number): FieldError[] {
  const faults: FieldError[] = [];
  if (to > now) faults.push({ field: 'to', message: 'Ca phải kết thúc trước lúc này' });
  if (from >= to) faults.push({ field: 'from', message: 'Phải trước lúc kết thúc' });
  else if (from < now - hours * HOUR)
    faults.push({ field: 'from', message: `Không được lùi quá ${String(hours)} giờ` });
  return faults;
}

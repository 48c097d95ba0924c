import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { noteCall, type CallKind, type CallOutcome } from '../../domain/apology/call.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import type { Contact } from '../../dossiers/notices/citizen-contacts.service.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { readCursor, writeCursor } from '../../platform/database/list-cursor.js';
import { Transactor } from '../../platform/database/transactor.js';
import type { IdempotentWrite, Outcome } from '../../platform/idempotency/idempotency.js';
import { newId } from '../../platform/ids/new-id.js';
import { LetterAccess } from '../letter-access.service.js';
import type { LetterSubject } from '../letter-subjects.service.js';
import { CallsRepository, type CallMade, type CallTaskLine } from './calls.repository.js';
import { CallsReach } from './calls-reach.service.js';

/** Somebody to be called, and what was tried so far. */
export interface CallLine {
  readonly task: CallTaskLine;
  readonly subject: LetterSubject;
  readonly calls: readonly CallMade[];
}

export interface CallsPage {
  readonly items: readonly CallLine[];
  readonly nextCursor: string | null;
}

const ROWS = 50;
const ORDER = 'calls';

/** Why a number was looked at, as the audit keeps it. */
const REASONS: Readonly<Record<CallKind, string>> = {
  undelivered: 'Gọi vì thư xin lỗi chưa đến tay',
  not_received: 'Gọi vì công dân báo chưa nhận được thư',
  call_back: 'Gọi lại theo yêu cầu của công dân',
  second_promise: 'Gọi vì đã hẹn lại mà vẫn chưa có kết quả',
};

/** The list of citizens to be called, for those who may carry their letters. */
@Injectable()
export class CallsService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly calls: CallsRepository,
    private readonly reach: CallsReach,
    private readonly access: LetterAccess,
  ) {}

  /** @throws DomainError `request.malformed` for a cursor we did not give */
  async page(cursor: string | undefined, by: Actor): Promise<CallsPage> {
    const after = readCursor(ORDER, cursor);
    const unitCodes = await this.reach.units(by);
    const found = unitCodes.length === 0 ? [] : await this.calls.waiting(this.database, unitCodes, after, ROWS);
    const tasks = found.slice(0, ROWS);
    const last = found.length > ROWS ? tasks.at(-1) : undefined;
    const [subjects, made] = await Promise.all([
      this.reach.subjects(tasks.map(({ dossierId }) => dossierId)),
      this.calls.made(
        this.database,
        tasks.map(({ id }) => id),
      ),
    ]);
    const items = tasks.flatMap((task, i) => {
      const subject = subjects[i];
      return subject ? [{ task, subject, calls: made.filter(({ taskId }) => taskId === task.id) }] : [];
    });
    return { items, nextCursor: last ? writeCursor(ORDER, last.dueAt, last.id) : null };
  }

  async waiting(by: Actor): Promise<number> {
    return this.calls.count(this.database, await this.reach.units(by));
  }

  /**
   * The number to call, on this one answer, beside its audit row.
   *
   * @returns null when nobody left one
   * @throws DomainError `not_found` when the call is none of the reader's business
   */
  async number(id: string, by: Actor): Promise<Pick<Contact, 'name' | 'phone'> | null> {
    const task = await this.mine(id, by);
    const look = { code: task.dossierCode, reason: REASONS[task.kind], by: by.username, at: this.clock.now() };
    return this.reach.contacts.toCall(task.dossierId, look);
  }

  /** @throws DomainError `not_found`; `letter.action_refused` when the citizen was called already */
  async note(
    id: string,
    outcome: CallOutcome,
    note: string | null,
    { by, write }: { readonly by: Actor; readonly write: IdempotentWrite | null },
  ): Promise<Outcome> {
    return this.access.once(write, async () => {
      const task = await this.mine(id, by);
      const at = this.clock.now();
      const after = noteCall(task, outcome, at);
      const call = { id: newId(at), taskId: id, outcome, note, at, by: by.username };
      await this.transactor.run(async (tx) => {
        await this.access.remember(tx, write, id, at);
        await this.calls.note(tx, task, { ...task, ...after }, call);
      });
      return id;
    });
  }

  private async mine(id: string, by: Actor): Promise<CallTaskLine> {
    const task = await this.calls.one(this.database, id);
    if ((await this.reach.units(by)).includes(task.unitCode)) return task;
    throw new DomainError('not_found', 'there is no such call');
  }
}

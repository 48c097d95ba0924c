import { Injectable } from '@nestjs/common';
import { ASKED_BY_CITIZEN, type CallKind } from '../../domain/apology/call.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Tx } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids/new-id.js';
import { CallsRepository } from './calls.repository.js';

/** Why, about whom, and by when a citizen is to be called. */
export interface NewCall {
  readonly kind: CallKind;
  readonly dossierId: string;
  readonly letterId: string | null;
  /** the agency that calls */
  readonly unitCode: string;
  /** what it is about (letter, promise); with the kind it comes up once */
  readonly subjectId: string;
  readonly at: Instant;
  readonly dueAt: Instant;
  /** in the citizen's words, e.g. when to call; at most 300 characters */
  readonly wish?: string | null;
}

/** Puts a citizen on the list of those who are to be called. */
@Injectable()
export class CallTasks {
  constructor(private readonly calls: CallsRepository) {}

  /**
   * Idempotent by kind and subject, in the caller's transaction. What a citizen asks for themselves may come up again
   * once they were called; what a job finds comes up once.
   *
   * @returns whether there is a new task
   */
  async open(tx: Tx, { kind, subjectId, at, wish = null, ...about }: NewCall): Promise<boolean> {
    const last = await this.calls.last(tx, kind, subjectId);
    const again = last !== null && last.state !== 'open' && ASKED_BY_CITIZEN.includes(kind);
    if (last !== null && !again) return false;
    const task = {
      ...about,
      id: newId(at),
      kind,
      subjectId,
      wish: wish?.slice(0, 300) ?? null,
      openedAt: at,
      state: 'open',
      tries: 0,
      endedAt: null,
    } as const;
    return this.calls.open(tx, task, (last?.round ?? 0) + 1);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, yearOf } from '../../domain/time/plain-date.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { manyInCounter } from '../../platform/database/counter.js';
import { Transactor } from '../../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../../platform/idempotency/idempotency.js';
import { PaperSessionsRepository } from './paper-sessions.repository.js';

/** So many are printed at once: five sheets of four. */
const BATCH = 20;

/** Slips to have in the drawer before the power fails; their numbers run on through the year and never come twice. */
@Injectable()
export class BlankSlips {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly sessions: PaperSessionsRepository,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditLog,
  ) {}

  /** The year whose numbers run now. */
  get year(): number {
    return yearOf(localDate(this.clock.now()));
  }

  last(unitCode: string): Promise<number> {
    return this.sessions.lastSlip(scopeOf(unitCode, this.year));
  }

  /**
   * Draws the next twenty numbers of the actor's own desk.
   *
   * @returns `2023-21`: the year, and the first of them
   */
  draw(by: Actor, write: IdempotentWrite | null): Promise<Outcome> {
    return this.idempotency.once(write, async () => {
      const at = this.clock.now();
      const { year } = this;
      const draw = await this.transactor.run(async (tx) => {
        const first = await manyInCounter(tx, scopeOf(by.unitCode, year), BATCH);
        const drawn = `${String(year)}-${String(first)}`;
        const subject = `paper-slips:${by.unitCode}:${drawn}`;
        await this.audit.record(tx, { at, actor: by.username, action: 'paper_slips.drawn', subject, reason: null });
        await this.idempotency.remember(tx, write, drawn, at);
        return drawn;
      });
      return draw;
    });
  }

  /**
   * The numbers of a batch that was drawn.
   *
   * @throws DomainError `not_found` for numbers nobody has drawn: printed twice they would be two papers of one number
   */
  async batch(by: Actor, drawn: string): Promise<{ readonly book: string; readonly numbers: readonly number[] }> {
    const [year = 0, first = 0] = /^\d{4}-\d{1,5}$/.test(drawn) ? drawn.split('-').map(Number) : [];
    const last = await this.sessions.lastSlip(scopeOf(by.unitCode, year));
    if (first % BATCH !== 1 || first + BATCH - 1 > last) throw new DomainError('not_found', 'no such slips were drawn');
    return { book: bookOf(year), numbers: Array.from({ length: BATCH }, (_, i) => first + i) };
  }
}

/** The book that blank slips make, as it is printed on them and typed in with them. */
export function bookOf(year: number): string {
  return `Phiếu giấy ${String(year)}`;
}

function scopeOf(unitCode: string, year: number): string {
  return `paper-slips:${unitCode}:${String(year)}`;
}

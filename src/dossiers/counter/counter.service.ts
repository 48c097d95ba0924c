import { Inject, Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { addDays, localDate, startOfDay } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { IdempotencyService, type IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { ActsService } from '../acts.service.js';
import type { RowFacts } from '../dossier-rows.view.js';
import { ListScreenService } from '../list-screen.service.js';
import { CounterRepository } from './counter.repository.js';

/** A list of a screen holds no more: what is beyond is found when some of it is done. */
const MOST_ROWS = 60;

export interface DayOfDesk {
  readonly rows: readonly RowFacts[];
  readonly from: Instant;
  readonly until: Instant;
  /** there is more than is shown */
  readonly cut: boolean;
}

/** What waits at a desk today, and the two acts that end it. */
@Injectable()
export class CounterService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly counter: CounterRepository,
    private readonly screen: ListScreenService,
    private readonly acts: ActsService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /**
   * Due today and not finished; finished and not collected; late and lying at the desk; and what was just done.
   *
   * @param done codes that stay on the page with what became of them
   */
  async day(by: Actor, done: readonly string[]): Promise<DayOfDesk> {
    const today = localDate(this.clock.now());
    const span = { from: startOfDay(today), until: startOfDay(addDays(today, 1)) };
    const [due, waiting, late, finished] = await Promise.all([
      this.counter.due(by.unitCode, span, MOST_ROWS),
      this.counter.waitingOfDay(by.unitCode, span, MOST_ROWS),
      this.counter.lateHere(by.unitCode, span.from, MOST_ROWS),
      this.counter.byCodes(by.unitCode, done),
    ]);
    const found = [...due, ...waiting, ...late, ...finished];
    const known = new Map(found.map((row) => [row.dossier.id, row]));
    const cut = [due, waiting, late].some(({ length }) => length === MOST_ROWS);
    return { ...span, cut, rows: await this.screen.rows([...known.values()]) };
  }

  /** Results that wait to be collected, the oldest first. */
  async shelf(by: Actor): Promise<{ readonly rows: readonly RowFacts[]; readonly cut: boolean }> {
    const found = await this.counter.waiting(by.unitCode, MOST_ROWS + 1);
    return { rows: await this.screen.rows(found.slice(0, MOST_ROWS)), cut: found.length > MOST_ROWS };
  }

  /** Dossiers of the desk by their codes, as far as there are such. */
  async byCodes(by: Actor, codes: readonly string[]): Promise<RowFacts[]> {
    return this.screen.rows(await this.counter.byCodes(by.unitCode, codes));
  }

  lastShelf(by: Actor): Promise<string | null> {
    return this.counter.lastShelf(by.unitCode);
  }

  /** The result is at the desk; the citizen is told. */
  async complete(code: string, by: Actor, write: IdempotentWrite | null): Promise<void> {
    await this.acts.complete({ code, by, ifMatch: null, write }, GRANTED);
  }

  /**
   * The citizen has it: finished first where nobody clicked that, and then nobody is asked to come for it.
   *
   * @throws DomainError `auth.forbidden` before anything is written, unless the person may return
   */
  async returned(code: string, by: Actor, write: IdempotentWrite | null): Promise<void> {
    if (!hasRole(by, 'returner')) {
      throw new DomainError('auth.forbidden', 'results are given back by returners', { roles: ['returner'] });
    }
    const [row] = await this.counter.byCodes(by.unitCode, [code]);
    if (!row) throw new DomainError('not_found', 'there is no such dossier');
    const part = (name: string): IdempotentWrite | null => this.idempotency.part(write, name);
    if (row.dossier.settlement === null) {
      await this.acts.complete({ code, by, ifMatch: null, write: part('complete') }, GRANTED, { tell: false });
    }
    const handing = { receivedBy: row.applicantName, how: 'desk' } as const;
    await this.acts.giveBack({ code, by, ifMatch: null, write: part('return') }, handing);
  }
}

const GRANTED = { outcome: 'granted', resultNumber: null, shelf: null, reason: null } as const;

import { Inject, Injectable } from '@nestjs/common';
import { mayRead, type Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { readCursor, writeCursor } from '../../platform/database/list-cursor.js';
import { Transactor } from '../../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../../platform/idempotency/idempotency.js';
import { newId } from '../../platform/ids/new-id.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import { UnitsService } from '../../units/units.service.js';
import { RefusalsRepository, type Refusal, type RefusalFilter } from './refusals.repository.js';

export type NewRefusal = Pick<Refusal, 'procedureCode' | 'kind' | 'applicantName' | 'items'> & {
  readonly reason: string;
};

export interface RefusalPage {
  readonly items: readonly Refusal[];
  readonly nextCursor: string | null;
  /** of the whole time asked for, by form */
  readonly counts: Readonly<Record<Refusal['kind'], number>>;
}

const ORDER = 'refusals';

/** Who was turned away at the counter, with a reason on paper: no dossier, no code, a count of its own. */
@Injectable()
export class RefusalsService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly refusals: RefusalsRepository,
    private readonly idempotency: IdempotencyService,
    private readonly procedures: ProceduresService,
    private readonly units: UnitsService,
  ) {}

  /**
   * @returns the id of the record
   * @throws DomainError `procedure.not_in_force` for a procedure nobody knows; that another desk receives it is a
   *   reason to refuse like any other
   * Source: acts.md refuse at the counter; art. 17(1) NĐ 61/2018 (forms 02, 03).
   */
  refuse(asked: NewRefusal, by: Actor, write: IdempotentWrite | null): Promise<Outcome> {
    return this.idempotency.once(write, async () => {
      const at = this.clock.now();
      const refusedDay = localDate(at);
      await this.procedures.inForce(asked.procedureCode, refusedDay);
      const { unitCode, username: refusedBy } = by;
      const refusal: Refusal = { id: newId(at), unitCode, refusedAt: at, refusedDay, refusedBy, ...asked };
      await this.transactor.run(async (tx) => {
        await this.refusals.add(tx, refusal);
        await this.idempotency.remember(tx, write, refusal.id, at);
      });
      return refusal.id;
    });
  }

  /** @throws DomainError `not_found`, also for a refusal that is none of the reader's business */
  async one(id: string, by: Actor): Promise<Refusal> {
    const refusal = await this.refusals.byId(id);
    if (refusal && (await this.mayRead(refusal.unitCode, by))) return refusal;
    throw new DomainError('not_found', 'there is no such refusal');
  }

  /**
   * Refusals of a desk, the latest first.
   *
   * @throws DomainError `not_found` for a unit that is not, or none of the reader's business
   */
  async page(filter: RefusalFilter, by: Actor, limit: number, cursor: string | undefined): Promise<RefusalPage> {
    if (!(await this.mayRead(filter.unitCode, by))) throw new DomainError('not_found', 'there is no such unit');
    const rows = await this.refusals.page(filter, limit + 1, readCursor(ORDER, cursor));
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      nextCursor: last && rows.length > limit ? writeCursor(ORDER, last.refusedAt, last.id) : null,
      counts: await this.refusals.counts(filter),
    };
  }

  private async mayRead(unitCode: string, by: Actor): Promise<boolean> {
    return mayRead(by, unitCode, await this.units.ancestors(unitCode));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../../platform/idempotency/idempotency.js';
import type { Reconciliation } from './reconciliation.js';
import { ReconciliationsRepository } from './reconciliations.repository.js';

/** Comparisons as records: each beginning and end that a person brings about has its line in the audit log. */
@Injectable()
export class ReconciliationKeeper {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly files: ReconciliationsRepository,
    private readonly audit: AuditLog,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** @throws DomainError `idempotency.key_reused` */
  add(file: Reconciliation, write: IdempotentWrite | null): Promise<Outcome> {
    return this.idempotency.once(write, async () => {
      await this.transactor.run(async (tx) => {
        await this.idempotency.remember(tx, write, file.id, file.createdAt);
        await this.files.add(tx, file);
        await this.note(tx, file.createdBy, 'reconcile.received', file.id);
      });
      return file.id;
    });
  }

  find(id: string): Promise<Reconciliation | null> {
    return this.files.find(id);
  }

  page(units: readonly string[], before: string | null, limit: number): Promise<Reconciliation[]> {
    return this.files.page(units, before, limit);
  }

  /** @throws DomainError `conflict.closed` when it has ended */
  async cancel({ id, state }: Reconciliation, by: string, write: IdempotentWrite | null): Promise<void> {
    const finishedAt = this.clock.now();
    await this.transactor.run(async (tx) => {
      await this.idempotency.remember(tx, write, id, finishedAt);
      if (!(await this.files.end(tx, id, 'cancelled', { finishedAt }))) {
        throw new DomainError('conflict.closed', 'it has ended', { state });
      }
      await this.note(tx, by, 'reconcile.cancelled', id);
    });
  }

  private async note(tx: Tx, actor: string, action: string, id: string): Promise<void> {
    await this.audit.record(tx, { at: this.clock.now(), actor, action, subject: `reconcile:${id}`, reason: null });
  }
}

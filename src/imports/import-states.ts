import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../domain/errors.js';
import { HOUR, type Clock } from '../domain/time/instant.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { CLOCK } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../platform/idempotency/idempotency.js';
import type { ImportFault, ImportFile, ImportState } from './import-file.js';
import { ImportRowsRepository } from './import-rows.repository.js';
import { ImportsRepository } from './imports.repository.js';

/** How long a file may wait for the instance that has it. */
const PATIENCE = 2 * HOUR;

/** What reading a file came to. */
export interface Judged {
  readonly headings: readonly string[];
  readonly units: readonly string[];
  readonly passedOver: number;
  readonly defective: number;
}

/** Every step of a file from one state to the next, each with its line in the audit log. */
@Injectable()
export class ImportStates {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly imports: ImportsRepository,
    private readonly rows: ImportRowsRepository,
    private readonly audit: AuditLog,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** @throws DomainError `idempotency.key_reused` */
  add(file: ImportFile, write: IdempotentWrite | null): Promise<Outcome> {
    return this.idempotency.once(write, async () => {
      await this.transactor.run(async (tx) => {
        await this.idempotency.remember(tx, write, file.id, file.createdAt);
        await this.imports.add(tx, file);
        await this.note(tx, file.createdBy, 'import.received', file.id);
      });
      return file.id;
    });
  }

  /** Every row is judged. A file without a defect that nobody wanted to look at first goes on by itself. */
  async judged(file: ImportFile, { headings, units, passedOver, defective }: Judged): Promise<void> {
    const at = this.clock.now();
    const goesOn = !file.dryRun && defective === 0;
    const accepted = goesOn ? { acceptedAt: at, acceptedBy: file.createdBy } : {};
    await this.transactor.run(async (tx) => {
      const to = goesOn ? 'applying' : 'validated';
      const moved = await this.imports.move(tx, file.id, ['received'], to, {
        ...{ headings, units, passedOver },
        ...accepted,
      });
      if (moved && goesOn) await this.note(tx, file.createdBy, 'import.accepted', file.id);
      if (!moved) await this.rows.forget(tx, file.id);
    });
  }

  /** The plain file is not here: another instance may have it, but not for ever. */
  async missing({ id, createdAt }: ImportFile): Promise<void> {
    if (createdAt < this.clock.now() - PATIENCE) await this.unreadable(id, 'lost', '');
  }

  async unreadable(id: string, fault: ImportFault, where: string): Promise<void> {
    const finishedAt = this.clock.now();
    const faultWhere = where.slice(0, 300);
    await this.transactor.run(async (tx) => {
      await this.imports.move(tx, id, ['received'], 'unreadable', { fault, faultWhere, finishedAt });
      await this.rows.removeAll(tx, id);
    });
  }

  /**
   * A person has read the result and lets it be applied; a stopped one goes on where it stood.
   *
   * @throws DomainError `conflict.closed` in any other state; `import.rejected` while there are defective rows and
   *   nobody said to leave them out
   */
  async accept(file: ImportFile, skipDefective: boolean, by: string, write: IdempotentWrite | null): Promise<void> {
    const at = this.clock.now();
    const { defective, total } = await this.rows.counts(file.id);
    if (file.state === 'validated' && defective > 0 && !skipDefective) {
      throw new DomainError('import.rejected', `${String(defective)} rows are defective, nothing was written`, {
        rows: total,
        rejected: defective,
      });
    }
    await this.transactor.run(async (tx) => {
      await this.idempotency.remember(tx, write, file.id, at);
      const accepted = { acceptedAt: at, acceptedBy: by, ...(file.state === 'validated' && { skipDefective }) };
      if (!(await this.imports.move(tx, file.id, ['validated', 'stopped'], 'applying', accepted))) {
        throw closed(file.state, 'validated, stopped');
      }
      await this.rows.move(tx, file.id, 'defective', 'skipped');
      await this.note(tx, by, 'import.accepted', file.id);
    });
  }

  /**
   * Stops an import that is being applied (what is written stays written, the rest can go on later), and ends one that
   * is not: its rows are forgotten.
   *
   * @throws DomainError `conflict.closed` when it has ended already
   */
  async cancel(file: ImportFile, by: string, write: IdempotentWrite | null): Promise<void> {
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await this.idempotency.remember(tx, write, file.id, at);
      const stopped = await this.imports.move(tx, file.id, ['applying'], 'stopped');
      const ends: readonly ImportState[] = ['received', 'validated', 'stopped'];
      if (!stopped && !(await this.imports.move(tx, file.id, ends, 'cancelled', { finishedAt: at }))) {
        throw closed(file.state, [...ends, 'applying'].join(', '));
      }
      if (!stopped) await this.rows.forget(tx, file.id);
      await this.note(tx, by, stopped ? 'import.stopped' : 'import.cancelled', file.id);
    });
  }

  /** Nothing is left to apply. */
  async finish(id: string): Promise<void> {
    const finishedAt = this.clock.now();
    await this.transactor.run(async (tx) => {
      if (await this.imports.move(tx, id, ['applying'], 'done', { finishedAt })) {
        await this.note(tx, 'system', 'import.done', id);
      }
    });
  }

  private async note(tx: Tx, actor: string, action: string, id: string): Promise<void> {
    await this.audit.record(tx, { at: this.clock.now(), actor, action, subject: `import:${id}`, reason: null });
  }
}

function closed(state: ImportState, allowed: string): DomainError {
  return new DomainError('conflict.closed', `not while the import is ${state}`, { state, allowed });
}

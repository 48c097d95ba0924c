import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../../platform/idempotency/idempotency.js';
import { expiryOf, MOST_BYTES, MOST_KEPT, type RegisterExport } from './register-export.js';
import { RegisterExportsRepository } from './register-exports.repository.js';

/** Exports as records: that one was asked for, or taken, has its line in the audit log. */
@Injectable()
export class ExportsKeeper {
  constructor(
    private readonly transactor: Transactor,
    private readonly exports: RegisterExportsRepository,
    private readonly audit: AuditLog,
    private readonly idempotency: IdempotencyService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param reason why it has whole telephone numbers; null: it has not
   * @throws DomainError `request.invalid` beyond what is kept; `idempotency.key_reused`
   */
  add(one: RegisterExport, reason: string | null, write: IdempotentWrite | null): Promise<Outcome> {
    const { id, unitCode, from, to, askedBy, askedAt: at } = one;
    const action = one.phones ? 'register.exported.phones' : 'register.exported';
    const subject = `register:${unitCode}:${from}:${to}:${id}`;
    return this.idempotency.once(write, async () => {
      await this.transactor.run(async (tx) => {
        await this.idempotency.remember(tx, write, id, at);
        demandRoom(await this.exports.kept(tx, askedBy));
        await this.exports.add(tx, one);
        await this.audit.record(tx, { at, actor: askedBy, action, subject, reason });
      });
      return id;
    });
  }

  find(id: string): Promise<RegisterExport | null> {
    return this.exports.find(id);
  }

  page(by: Actor, before: string | null, limit: number): Promise<RegisterExport[]> {
    return this.exports.page(by.username, before, limit);
  }

  async noteTaken(id: string, by: Actor): Promise<void> {
    const entry = { at: this.clock.now(), actor: by.username, action: 'register.export.taken' };
    await this.transactor.run((tx) => this.audit.record(tx, { ...entry, subject: `register:${id}`, reason: null }));
  }

  async stop(one: RegisterExport): Promise<void> {
    const endedAt = this.clock.now();
    const end = { state: 'stopped', fault: null, fileBytes: null, endedAt, expiresAt: expiryOf(one, endedAt) } as const;
    await this.transactor.run((tx) => this.exports.end(tx, one.id, ['waiting'], end));
  }

  /** @returns false when it does not stand still */
  resume(id: string): Promise<boolean> {
    return this.transactor.run((tx) => this.exports.resume(tx, id));
  }

  /** Its files are no longer wanted; that it was asked for stays. In the caller's transaction. */
  async remove(tx: Tx, id: string, fault: 'erased' | null): Promise<void> {
    const end = { state: 'removed', fault, fileBytes: null, endedAt: this.clock.now(), expiresAt: null } as const;
    await this.exports.end(tx, id, ['waiting', 'ready', 'stopped', 'failed'], end);
  }

  async removeOwn(id: string): Promise<void> {
    await this.transactor.run((tx) => this.remove(tx, id, null));
  }

  /** Ends what is over its time. @returns how many */
  expire(): Promise<number> {
    return this.transactor.run((tx) => this.exports.expire(tx, this.clock.now()));
  }
}

function demandRoom({ own, bytes }: { readonly own: number; readonly bytes: number }): void {
  const message =
    own >= MOST_KEPT
      ? `Mỗi người giữ nhiều nhất ${String(MOST_KEPT)} tệp: hãy xóa tệp không còn cần rồi xuất lại`
      : bytes >= MOST_BYTES
        ? 'Máy chủ đang giữ quá nhiều tệp đã xuất: hãy xóa tệp không còn cần, hoặc chờ tệp cũ hết hạn'
        : null;
  if (message !== null) throw new DomainError('request.invalid', 'too much is kept', {}, [{ field: 'unit', message }]);
}

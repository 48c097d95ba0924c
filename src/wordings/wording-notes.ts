import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import type { Tx } from '../platform/database/sql.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../platform/idempotency/idempotency.js';
import type { WordingVersion } from './wordings.repository.js';

/** What is noted beside a new wording: who wrote it, and under which key it was asked for. */
@Injectable()
export class WordingNotes {
  constructor(
    private readonly audit: AuditLog,
    private readonly idempotency: IdempotencyService,
  ) {}

  once(write: IdempotentWrite | null, work: () => Promise<string>): Promise<Outcome> {
    return this.idempotency.once(write, work);
  }

  async record(tx: Tx, made: WordingVersion, write: IdempotentWrite | null): Promise<void> {
    const { id, kind, version, unitCode, sha256, by, recordedAt } = made;
    await this.idempotency.remember(tx, write, id, recordedAt);
    const action = `wording.written:${kind}:${version}`;
    await this.audit.record(tx, { at: recordedAt, actor: by, action, subject: `unit:${unitCode}`, reason: sha256 });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { FileStore } from '../../platform/files/file-store.js';
import { TrustStore } from '../../platform/signatures/trust-store.js';
import type { Closing } from './closings.repository.js';
import { ClosingSignaturesRepository, type SignedClosing } from './closing-signatures.repository.js';
import { CLOSERS } from './closings.service.js';

/** The paper of a closed period goes out, is signed with the head's own key, and comes back as it went, with the signature. */
@Injectable()
export class ClosingSignatures {
  constructor(
    private readonly signatures: ClosingSignaturesRepository,
    private readonly trust: TrustStore,
    private readonly files: FileStore,
    private readonly audit: AuditLog,
    private readonly transactor: Transactor,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  find({ id }: Closing): Promise<SignedClosing | null> {
    return this.signatures.find(id);
  }

  /**
   * @throws DomainError `auth.forbidden` for others than heads; `request.invalid` for any file but the paper of the
   *   closing with good signatures; `conflict.closed` when it is signed already
   */
  async take(closing: Closing, file: Buffer, by: Actor): Promise<void> {
    if (!hasRole(by, ...CLOSERS)) throw new DomainError('auth.forbidden', 'only heads sign a period');
    const signatures = await this.trust.check(file, await this.files.read(closing.pdfHash));
    const stored = await this.files.write(file, 'application/pdf');
    const at = this.clock.now();
    const { id: closingId, unitCode, period } = closing;
    const subject = `period:${unitCode}:${period}`;
    await this.transactor.run(async (tx) => {
      if (await this.signatures.find(closingId, tx)) throw new DomainError('conflict.closed', 'this period is signed');
      await this.files.record(tx, stored, at);
      await this.signatures.add(tx, { closingId, fileHash: stored.hash, signatures, at, by: by.username });
      await this.audit.record(tx, { at, actor: by.username, action: 'period.signed', subject, reason: null });
    });
  }

  /** The bytes as they came back. @throws DomainError `not_found` while nobody has signed */
  async file(closing: Closing): Promise<Buffer> {
    const signed = await this.find(closing);
    if (!signed) throw new DomainError('not_found', 'this period is not signed', { period: closing.period });
    return this.files.read(signed.fileHash);
  }
}

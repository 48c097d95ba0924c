import { Injectable } from '@nestjs/common';
import { voidReceipt } from '../../domain/dossier/acts/receipt-changes.js';
import type { Outcome } from '../../platform/idempotency/idempotency.js';
import { ActRunner, type Request } from '../act-runner.js';
import { CorrectionsRepository } from './corrections.repository.js';

/** Receipts that should not have been. */
@Injectable()
export class VoidsService {
  constructor(
    private readonly runner: ActRunner,
    private readonly rows: CorrectionsRepository,
  ) {}

  /** @throws DomainError as `voidReceipt` does */
  void(request: Request, reason: string): Promise<Outcome> {
    return this.runner.perform(request, async (dossier, context) => {
      const enteredAt = (await this.rows.enteredAt(dossier.id)) ?? dossier.acceptedAt ?? dossier.lastEventAt;
      return voidReceipt(dossier, context, { reason, enteredAt });
    });
  }
}

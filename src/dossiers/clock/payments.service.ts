import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import {
  confirmPayment,
  pay,
  requestPayment,
  type Payment,
  type PaymentConfirmation,
  type PaymentRequest,
} from '../../domain/dossier/acts/payment.js';
import type { Outcome } from '../../platform/idempotency/idempotency.js';
import { newId } from '../../platform/ids/new-id.js';
import { ActRunner, type Request } from '../act-runner.js';
import { DossierQueryService } from '../dossier-query.service.js';
import { type AskedPayment, ClockRepository } from './clock.repository.js';

/** What the citizen owes the treasury, which stops the clock, and what they pay at the desk, which does not. */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly runner: ActRunner,
    private readonly rows: ClockRepository,
    private readonly dossiers: DossierQueryService,
  ) {}

  /** @throws DomainError `not_found` for a dossier that is none of the reader's business */
  async asked(code: string, by: Actor): Promise<AskedPayment[]> {
    const { id } = await this.dossiers.visible(code, by);
    return this.rows.payments(id);
  }

  /** @throws DomainError as `requestPayment` does */
  request(request: Request, notice: Omit<PaymentRequest, 'id'>): Promise<Outcome> {
    return this.runner.perform(request, (dossier, context) =>
      requestPayment(dossier, context, { id: newId(context.at), ...notice }),
    );
  }

  /** @throws DomainError as `confirmPayment` does */
  confirm(request: Request, id: string, receipt: Omit<PaymentConfirmation, 'request'>): Promise<Outcome> {
    return this.runner.perform(request, async (dossier, context) =>
      confirmPayment(dossier, context, { request: await this.rows.openPayment(dossier.id, id), ...receipt }),
    );
  }

  /** @throws DomainError as `pay` does */
  pay(request: Request, payment: Omit<Payment, 'id'>): Promise<Outcome> {
    return this.runner.perform(request, (dossier, context) =>
      pay(dossier, context, { id: newId(context.at), ...payment }),
    );
  }
}

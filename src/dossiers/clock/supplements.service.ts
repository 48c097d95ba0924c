import { Injectable } from '@nestjs/common';
import { CalendarService } from '../../calendar/calendar.service.js';
import { askFirst, supplementFiling } from '../../domain/dossier/acts/filing.js';
import { receiveSupplement, requestSupplement } from '../../domain/dossier/acts/supplement.js';
import { DomainError } from '../../domain/errors.js';
import type { Outcome } from '../../platform/idempotency/idempotency.js';
import { newId } from '../../platform/ids/new-id.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import { ActRunner, type Request } from '../act-runner.js';
import { ClockRepository } from './clock.repository.js';

export interface SupplementQuestion {
  readonly items: readonly string[];
  readonly reason: string;
  /** null: not said; it must be, once the dossier has been accepted (R12) */
  readonly receiversFault: boolean | null;
  readonly overrideReason: string | null;
}

/** Asking for papers and getting them: of a filing before it is accepted, of a dossier afterwards. */
@Injectable()
export class SupplementsService {
  constructor(
    private readonly runner: ActRunner,
    private readonly rows: ClockRepository,
    private readonly procedures: ProceduresService,
    private readonly calendar: CalendarService,
  ) {}

  /** @throws DomainError as `askFirst` or `requestSupplement` do; `request.invalid` when whose fault is not said */
  ask(request: Request, { items, reason, receiversFault, overrideReason }: SupplementQuestion): Promise<Outcome> {
    return this.runner.perform(request, async (dossier, context) => {
      const id = newId(context.at);
      if (dossier.status === 'submitted') return askFirst(dossier, context, { id, items, reason });
      const rules = await this.procedures.version(dossier.procedureVersionId);
      const faultId = newId(context.at);
      const question = { id, faultId, items, reason, overrideReason, rules };
      const decision = requestSupplement(dossier, context, { ...question, receiversFault: receiversFault === true });
      if (receiversFault === null) throw unsaid();
      return decision;
    });
  }

  /** @throws DomainError as `supplementFiling` or `receiveSupplement` do */
  receive(request: Request, items: readonly string[]): Promise<Outcome> {
    return this.runner.perform(request, async (dossier, context) => {
      const requestId = await this.rows.openSupplement(dossier.id);
      if (dossier.status !== 'submitted') return receiveSupplement(dossier, context, { requestId, items });
      const deskCalendar = await this.calendar.workingCalendar(dossier.unitCode);
      // Without a request the act itself refuses.
      return supplementFiling(dossier, context, { requestId: requestId ?? '', items, deskCalendar });
    });
  }
}

function unsaid(): DomainError {
  return new DomainError('request.invalid', 'say whether the receiver should have asked for it at once', {}, [
    { field: 'receiversFault', message: 'Cần trả lời: có phải do lỗi của người tiếp nhận không' },
  ]);
}

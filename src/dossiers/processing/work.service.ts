import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import { assign, note, transferResult } from '../../domain/dossier/acts/work.js';
import type { Outcome as DossierOutcome } from '../../domain/dossier/dossier.js';
import { DomainError } from '../../domain/errors.js';
import type { Outcome } from '../../platform/idempotency/idempotency.js';
import { ActRunner, type Request } from '../act-runner.js';

/** What is done with a dossier while it is decided. */
@Injectable()
export class WorkService {
  constructor(
    private readonly runner: ActRunner,
    private readonly accounts: AccountsService,
  ) {}

  /** @throws DomainError `request.invalid` for somebody who does not work where the dossier is; as `assign` does */
  assign(request: Request, username: string): Promise<Outcome> {
    return this.runner.perform(request, async (dossier, context) => {
      const staff = await this.accounts.staff(dossier.holder.unitCode);
      const decision = assign(dossier, context, username);
      if (staff.some((person) => person.username === username)) return decision;
      throw new DomainError('request.invalid', 'nobody of the unit that holds the dossier has this name', {}, [
        { field: 'username', message: 'Không có người này ở đơn vị đang giữ hồ sơ' },
      ]);
    });
  }

  note(request: Request, text: string): Promise<Outcome> {
    return this.runner.perform(request, (dossier, context) => note(dossier, context, text));
  }

  transferResult(request: Request, result: { outcome: DossierOutcome; number: string | null }): Promise<Outcome> {
    return this.runner.perform(request, (dossier, context) => transferResult(dossier, context, result));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Party } from '../../domain/dossier/party.js';
import { DomainError } from '../../domain/errors.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, startOfDay } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { IdempotentWrite, Outcome } from '../../platform/idempotency/idempotency.js';
import type { ListRow } from '../dossier-list.repository.js';
import { IntakeService } from '../intake/intake.service.js';
import { TermsService } from '../terms.service.js';
import { CounterRepository } from './counter.repository.js';

/** A citizen who stands at the counter: somebody new, or whoever was served before. */
export type Citizen =
  | { readonly kind: 'new'; readonly name: string; readonly idNumber: string | null; readonly address: string | null }
  /** the applicant of this dossier of the desk */
  | { readonly kind: 'again'; readonly code: string };

export interface Served {
  readonly procedureCode: string;
  readonly citizen: Citizen;
  readonly copies: number;
  readonly pages: number | null;
  /** the result cannot be given at once: it is received with a slip that says the hour and the day */
  readonly later: boolean;
}

/** Receives and gives back in one act. Source: NĐ 61/2018 art. 17(4). */
@Injectable()
export class InstantService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly intake: IntakeService,
    private readonly terms: TermsService,
    private readonly counter: CounterRepository,
  ) {}

  /** What this desk may serve while the citizen waits, by code. */
  async procedures(by: Actor): Promise<ProcedureVersion[]> {
    const versions = await this.terms.receivable(by.unitCode, localDate(this.clock.now()));
    return versions.filter(({ instant }) => instant);
  }

  /** Whom this person received last, today. */
  async lastCitizen(by: Actor): Promise<ListRow | null> {
    const today = startOfDay(localDate(this.clock.now()));
    return this.counter.lastReceived(by.unitCode, by.username, today);
  }

  /** @throws DomainError as `IntakeService.register`; `request.invalid` for a citizen who is forgotten meanwhile */
  async serve(served: Served, by: Actor, write: IdempotentWrite | null): Promise<Outcome> {
    const { procedureCode, copies, pages, later } = served;
    return this.intake.register(
      {
        procedureCode,
        unitCode: by.unitCode,
        channel: 'counter',
        instant: !later,
        assisted: false,
        applicant: await this.applicant(served.citizen, by),
        submitter: null,
        summary: pages === null ? null : `${String(pages)} trang`,
        copies,
        pages,
        documents: [],
        resultVia: 'desk',
      },
      by,
      write,
    );
  }

  private async applicant(citizen: Citizen, by: Actor): Promise<Party> {
    if (citizen.kind === 'new') {
      const { name, idNumber, address } = citizen;
      return {
        kind: 'person',
        name,
        idNumber,
        address,
        phone: null,
        email: null,
        contactBy: [],
        taxCode: null,
        representative: null,
        contactName: null,
      };
    }
    const party = await this.counter.applicant(citizen.code, by.unitCode);
    if (party) return party;
    throw new DomainError('request.invalid', 'nobody was received with this dossier here', {}, [
      { field: 'again', message: 'Không còn người này; xin ghi họ tên' },
    ]);
  }
}

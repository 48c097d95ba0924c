import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { register } from '../domain/dossier/acts/register.js';
import { codeScope, dossierCode } from '../domain/dossier/code.js';
import type { Party, Submitter } from '../domain/dossier/party.js';
import type { DocumentLine } from '../domain/dossier/receipt-facts.js';
import type { Channel } from '../domain/dossier/status.js';
import { DomainError } from '../domain/errors.js';
import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import type { Clock } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { nextInCounter } from '../platform/database/counter.js';
import { Transactor } from '../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../platform/idempotency/idempotency.js';
import { newId } from '../platform/ids/new-id.js';
import { Keys } from '../platform/keys/keys.js';
import { DossiersRepository } from './dossiers.repository.js';
import { newSalt } from './history.js';
import { applicantColumns, submitterColumns } from './party.row.js';
import { TermsService } from './terms.service.js';

/** What the receiver typed. */
export interface Intake {
  readonly procedureCode: string;
  readonly unitCode: string;
  readonly channel: Exclude<Channel, 'online'>;
  readonly instant: boolean;
  readonly assisted: boolean;
  readonly applicant: Party;
  readonly submitter: Submitter | null;
  readonly summary: string | null;
  readonly copies: number;
  readonly documents: readonly DocumentLine[];
  readonly resultVia: 'desk' | 'postal' | 'online';
}

/** Reception: a dossier gets its code and its promise. */
@Injectable()
export class IntakeService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly repository: DossiersRepository,
    private readonly idempotency: IdempotencyService,
    private readonly keys: Keys,
    private readonly terms: TermsService,
  ) {}

  /**
   * Receives a dossier at the actor's own desk, now.
   *
   * @returns the code it keeps for life
   * @throws DomainError `auth.forbidden` at another desk; `procedure.not_in_force`; `calendar.missing`;
   *   `dossier.action_refused` for an immediate result that the procedure does not know
   */
  async register(intake: Intake, by: Actor, write: IdempotentWrite | null): Promise<Outcome> {
    return this.idempotency.once(write, async () => {
      const at = this.clock.now();
      if (by.unitCode !== intake.unitCode) {
        throw new DomainError('auth.forbidden', 'a dossier is received at the desk where you work', {
          unitCode: by.unitCode,
        });
      }
      const { terms, version, calendar } = await this.terms.at(intake.procedureCode, intake.unitCode, at);
      const [id, salt] = [newId(at), newSalt()];
      const birth = { columns: slipColumns(intake, version), parties: this.parties(intake) };
      const { channel, instant, assisted, unitCode } = intake;
      return this.transactor.run(async (tx) => {
        const day = localDate(at);
        const code = dossierCode(unitCode, day, await nextInCounter(tx, codeScope(unitCode, day)));
        const decision = register({ id, code, channel, instant, assisted, unitCode, terms, at, by, calendar });
        await this.idempotency.remember(tx, write, code, at);
        await this.repository.record(tx, decision, salt, birth);
        return code;
      });
    });
  }

  private parties({ applicant, submitter }: Intake): ReturnType<typeof applicantColumns>[] {
    const rows = [applicantColumns(applicant, this.keys)];
    return submitter ? [...rows, submitterColumns(submitter, this.keys)] : rows;
  }
}

/** What the slip prints and no act ever changes. */
function slipColumns(intake: Intake, version: ProcedureVersion): Record<string, string | number | null> {
  return {
    feeVnd: version.feeVnd,
    summary: intake.summary,
    copies: intake.copies,
    documents: JSON.stringify(intake.documents.length > 0 ? intake.documents : version.documents),
    resultVia: intake.resultVia,
  };
}

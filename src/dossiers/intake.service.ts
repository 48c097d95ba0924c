import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../calendar/calendar.service.js';
import type { Actor } from '../domain/accounts/roles.js';
import { register, type Terms } from '../domain/dossier/acts/register.js';
import { codeScope, dossierCode } from '../domain/dossier/code.js';
import type { Party, Submitter } from '../domain/dossier/party.js';
import type { DocumentLine } from '../domain/dossier/receipt-facts.js';
import type { Channel } from '../domain/dossier/status.js';
import { DomainError } from '../domain/errors.js';
import {
  limitFor,
  mayBeReceivedAt,
  responsibleUnitOf,
  type ProcedureVersion,
} from '../domain/procedure/procedure-version.js';
import { deadline } from '../domain/time/deadline.js';
import type { Deadline, TraceStep } from '../domain/time/deadline-types.js';
import { explain } from '../domain/time/explanation.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { nextInCounter } from '../platform/database/counter.js';
import { Transactor } from '../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../platform/idempotency/idempotency.js';
import { newId } from '../platform/ids/new-id.js';
import { Keys } from '../platform/keys/keys.js';
import { ProceduresService } from '../procedures/procedures.service.js';
import { UnitsService } from '../units/units.service.js';
import { DossiersRepository } from './dossiers.repository.js';
import { newSalt } from './history.js';
import { applicantColumns, submitterColumns } from './party.row.js';

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

/** Which terms hold for a procedure received at a desk at a moment, and what would be promised. */
@Injectable()
export class TermsService {
  constructor(
    private readonly calendar: CalendarService,
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
  ) {}

  /** @throws DomainError `procedure.not_in_force` also when this desk does not receive the procedure */
  async at(
    procedureCode: string,
    unitCode: string,
    at: Instant,
  ): Promise<{
    terms: Terms;
    version: ProcedureVersion;
    calendar: Awaited<ReturnType<CalendarService['workingCalendar']>>;
  }> {
    const day = localDate(at);
    const unit = await this.units.unit(unitCode);
    const version = await this.procedures.inForce(procedureCode, day);
    const desk = unit.kind === 'commune' ? 'commune' : 'district';
    if (!unit.hasDesk || !mayBeReceivedAt(version, desk)) {
      throw new DomainError('procedure.not_in_force', 'this desk does not receive this procedure', {
        procedureCode,
        unitCode,
      });
    }
    const responsibleUnitCode = responsibleUnitOf(version, { code: unitCode, desk });
    const dayZero = (await this.units.setting(unitCode, 'day_zero', day)) === 'start' ? 'start' : 'receipt';
    const terms: Terms = {
      procedureCode,
      procedureVersionId: version.id,
      fieldCode: version.fieldCode,
      onlineLevel: version.onlineLevel,
      limit: limitFor(version, unitCode),
      instantAllowed: version.instant,
      responsibleUnitCode,
      dayZero,
    };
    return { terms, version, calendar: await this.calendar.workingCalendar(responsibleUnitCode) };
  }

  /** What would be promised for a dossier received at `at`: the live slip beside the form. */
  async preview(procedureCode: string, unitCode: string, at: Instant): Promise<Preview> {
    const { terms, version, calendar } = await this.at(procedureCode, unitCode, at);
    const question = { from: at, limit: terms.limit, dayZero: terms.dayZero };
    return { version, limit: terms.limit, deadline: deadline(calendar, question), trace: explain(calendar, question) };
  }
}

export interface Preview {
  readonly version: ProcedureVersion;
  readonly limit: Terms['limit'];
  readonly deadline: Deadline;
  readonly trace: readonly TraceStep[];
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

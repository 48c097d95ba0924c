import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { file } from '../../domain/dossier/acts/filing.js';
import { register } from '../../domain/dossier/acts/register.js';
import type { Decision } from '../../domain/dossier/decision.js';
import { codeSeries } from '../../domain/dossier/code.js';
import type { Party, Submitter } from '../../domain/dossier/party.js';
import type { DocumentLine } from '../../domain/dossier/receipt-facts.js';
import type { Channel } from '../../domain/dossier/status.js';
import { DomainError } from '../../domain/errors.js';
import { feeFor } from '../../domain/procedure/fee.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { isUniqueViolation, type Statement } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../../platform/idempotency/idempotency.js';
import { newId } from '../../platform/ids/new-id.js';
import { Keys } from '../../platform/keys/keys.js';
import { IntakeCircumstances, type Circumstances } from './intake-circumstances.js';
import { DossiersRepository } from '../dossiers.repository.js';
import { newSalt } from '../history.js';
import { applicantColumns, submitterColumns } from '../party.row.js';
import { paperSlipStatement } from '../search/token.row.js';

/** What the receiver typed. */
export interface Intake {
  readonly procedureCode: string;
  readonly unitCode: string;
  readonly channel: Channel;
  readonly instant: boolean;
  readonly assisted: boolean;
  readonly applicant: Party;
  readonly submitter: Submitter | null;
  readonly summary: string | null;
  readonly copies: number;
  /** of the original, where the fee asks for them */
  readonly pages?: number | null;
  readonly documents: readonly DocumentLine[];
  readonly resultVia: 'desk' | 'postal' | 'online';
  /** when it was received on paper; only inside an open paper session, together with `paperBook` */
  readonly acceptedAt?: Instant | null;
  readonly paperBook?: PaperEntry | null;
  /** code of a voided dossier that this one stands for now */
  readonly replacesCode?: string | null;
}

/** A line of a paper book, written while the desk had no system. */
export interface PaperEntry {
  readonly book: string;
  readonly serial: number;
  /** the date written by hand; null for a result given at once */
  readonly dueAt: Instant | null;
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
    private readonly circumstances: IntakeCircumstances,
  ) {}

  /**
   * Receives a dossier at the actor's own desk: now, or when it was received on paper. What comes online is filed, and
   * waits for an answer.
   *
   * @returns the code it keeps for life
   * @throws DomainError as `IntakeCircumstances.of`, `register` and `file`; `conflict.duplicate` for a line of a paper
   *   book, or a replacement, that is there already
   */
  async register(intake: Intake, by: Actor, write: IdempotentWrite | null): Promise<Outcome> {
    return this.idempotency.once(write, async () => {
      const now = this.clock.now();
      const came = await this.circumstances.of(intake, by, now);
      const [id, salt] = [newId(now), newSalt()];
      const columns = { ...slipColumns(intake, came.version), ...came.columns };
      const birth = { columns, parties: this.parties(intake) };
      const rows = (code: string): Statement[] => [
        ...this.idempotency.remembered(write, code, now),
        ...this.repository.birth(born(intake, came, { id, code, by }), salt, birth),
        ...(intake.paperBook ? [paperSlipStatement(id, intake.paperBook)] : []),
      ];
      const series = codeSeries(intake.unitCode, localDate(came.at));
      return this.transactor.runNamed(series, rows).catch((error: unknown) => {
        throw isUniqueViolation(error) ? alreadyThere(intake, error) : error;
      });
    });
  }

  private parties({ applicant, submitter }: Intake): ReturnType<typeof applicantColumns>[] {
    const rows = [applicantColumns(applicant, this.keys)];
    return submitter ? [...rows, submitterColumns(submitter, this.keys)] : rows;
  }
}

function born(
  { channel, instant, assisted, unitCode }: Intake,
  { at, terms, origin, paperDueAt, said, calendar, deskCalendar }: Circumstances,
  identity: { readonly id: string; readonly code: string; readonly by: Actor },
): Decision {
  const birth = { ...identity, assisted, unitCode, terms, at, said };
  if (channel === 'online') return file({ ...birth, deskCalendar });
  return register({ ...birth, channel, instant, origin, paperDueAt, calendar });
}

/** Two people typed in the same line of a book, or replaced the same slip: the first one stands. */
function alreadyThere({ paperBook, replacesCode }: Intake, error: unknown): unknown {
  const field = paperBook ? 'paperBook.serial' : 'replacesCode';
  if (!paperBook && !replacesCode) return error;
  const message = paperBook ? 'Số này trong sổ đã được nhập' : 'Hồ sơ này đã được thay bằng hồ sơ khác';
  return new DomainError('conflict.duplicate', 'this was written down before', {}, [{ field, message }]);
}

/** What the slip prints and no act ever changes. */
function slipColumns(intake: Intake, version: ProcedureVersion): Record<string, string | number | null> {
  return {
    feeVnd: feeFor(version, { copies: intake.copies, pages: intake.pages ?? null }),
    summary: intake.summary,
    copies: intake.copies,
    documents: JSON.stringify(intake.documents.length > 0 ? intake.documents : version.documents),
    resultVia: intake.resultVia,
  };
}

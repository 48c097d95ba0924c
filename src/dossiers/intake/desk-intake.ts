import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError, type FieldError } from '../../domain/errors.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { NewDossierRequest, type ApplicantPart } from '../dossiers.dto.js';
import { formPart, intakeRequest, receivedNothing } from './intake-form.js';
import { intakeOf } from './intake-request.js';
import type { Intake } from './intake.service.js';
import { KnownPeople } from './known-people.service.js';
import { isSamePerson } from './person-lookup.js';

/** Reads the form of intake: what was typed, and what it knows of a person without anybody typing it. */
@Injectable()
export class DeskIntake {
  constructor(private readonly known: KnownPeople) {}

  /**
   * @throws DomainError `request.invalid` as `NewDossierRequest`; for a name that a card gave without its accents and
   *   nobody looked at; for somebody recalled under another name; for a checklist of which nothing was received
   */
  async read(body: unknown, by: Actor): Promise<Intake> {
    const request = await readRequest(NewDossierRequest, intakeRequest(body, by.unitCode), true);
    const { applicant } = request;
    const faults = [...doubts(body, applicant), ...(receivedNothing(body) ? [NOTHING] : [])];
    if (faults.length > 0) throw wrong(faults);
    const recall = formPart(body, '_recall');
    if (recall === '') return intakeOf(request);
    return intakeOf({ ...request, applicant: { ...applicant, ...(await this.numbersOf(recall, applicant, by)) } });
  }

  /** The numbers of who was recalled, where none were typed. */
  private async numbersOf(recall: string, typed: ApplicantPart, by: Actor): Promise<Partial<ApplicantPart>> {
    const known = await this.known.ofDossier(recall, by);
    if (!known || !isSamePerson(known, typed.name, typed.kind)) throw wrong([ANOTHER]);
    const { idNumber, phone } = await this.known.numbersOf(recall, by);
    return {
      ...(idNumber && typed.idNumber === undefined && typed.kind === 'person' ? { idNumber } : {}),
      ...(phone && typed.phone === undefined ? { phone } : {}),
    };
  }
}

/** Worded for the reader by the screen: these rules are the form's own. */
const ANOTHER: FieldError = { field: 'applicant.name', message: 'intake.wrong.another' };
const DOUBTFUL: FieldError = { field: 'applicant.name', message: 'intake.wrong.doubtful' };
const NOTHING: FieldError = { field: 'documents.0.name', message: 'intake.wrong.nothing' };

function doubts(body: unknown, { name }: ApplicantPart): FieldError[] {
  const scanned = formPart(body, '_scanned').normalize('NFC');
  if (scanned === '' || name !== scanned || formPart(body, '_nameRight') !== '') return [];
  return [DOUBTFUL];
}

function wrong(errors: readonly FieldError[]): DomainError {
  return new DomainError('request.invalid', 'this cannot be received so', {}, errors);
}

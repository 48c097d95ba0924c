import type { Party, Submitter } from '../../domain/dossier/party.js';
import type { ApplicantPart, NewDossierRequest, SubmitterPart } from '../dossiers.dto.js';
import type { Intake } from './intake.service.js';

/** What was posted, as the use case takes it: nothing is undefined, everything left out has its meaning. */
export function intakeOf(request: NewDossierRequest): Intake {
  const { submitter, paperBook } = request;
  return {
    procedureCode: request.procedureCode,
    unitCode: request.unitCode,
    channel: request.channel,
    instant: request.instant ?? false,
    assisted: request.assisted ?? false,
    applicant: partyOf(request.applicant),
    submitter: submitter ? submitterOf(submitter) : null,
    summary: request.summary ?? null,
    copies: request.copies ?? 1,
    documents: request.documents ?? [],
    resultVia: request.resultVia ?? 'desk',
    acceptedAt: request.acceptedAt ?? null,
    paperBook: paperBook ? { ...paperBook, dueAt: paperBook.dueAt ?? null } : null,
    replacesCode: request.replacesCode ?? null,
  };
}

export function submitterOf({ name, phone, authorisation }: SubmitterPart): Submitter {
  return { name, phone: phone ?? null, authorisation: authorisation ?? false };
}

export function partyOf(part: ApplicantPart): Party {
  const person = part.kind === 'person';
  return {
    kind: part.kind,
    name: part.name,
    idNumber: person ? (part.idNumber ?? null) : null,
    address: part.address ?? null,
    phone: part.phone ?? null,
    email: part.email ?? null,
    contactBy: part.contactBy ?? [],
    taxCode: person ? null : (part.taxCode ?? null),
    representative: person ? null : (part.representative ?? null),
    contactName: person ? null : (part.contactName ?? null),
  };
}

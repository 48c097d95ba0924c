import { partyOf, submitterOf } from '../intake/intake-request.js';
import type { CorrectionRequest } from './receipt-changes.dto.js';
import type { ReceiptCorrection } from './receipt-correction.js';

/** What a request says of a receipt, as the use case takes it. */
export function correctionOf(request: CorrectionRequest): ReceiptCorrection {
  const { procedureCode, applicant, submitter, withoutSubmitter, summary, copies, documents } = request;
  return {
    ...(procedureCode !== undefined && { procedureCode }),
    ...(applicant && { applicant: partyOf(applicant) }),
    ...(submitter && { submitter: submitterOf(submitter) }),
    ...(withoutSubmitter === true && { submitter: null }),
    ...(summary !== undefined && { summary }),
    ...(copies !== undefined && { copies }),
    ...(documents && { documents }),
  };
}

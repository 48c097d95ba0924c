import { maskIdNumber, maskPhone, type Party, type Submitter } from '../../domain/dossier/party.js';
import { RECEIPT_PARTS, type ReceiptPart } from '../../domain/dossier/acts/receipt-changes.js';
import type { DocumentLine } from '../../domain/dossier/receipt-facts.js';
import type { Keys } from '../../platform/keys/keys.js';
import type { SqlValue } from '../../platform/database/sql.js';
import { applicantColumns, submitterColumns } from '../party.row.js';

/** What a receipt should say instead; what is left out was right. */
export interface ReceiptCorrection {
  readonly procedureCode?: string;
  readonly applicant?: Party;
  /** null: nobody handed it in for them */
  readonly submitter?: Submitter | null;
  readonly summary?: string;
  readonly copies?: number;
  readonly documents?: readonly DocumentLine[];
}

export function partsOf(correction: ReceiptCorrection): ReceiptPart[] {
  return RECEIPT_PARTS.filter((part) => correction[part] !== undefined);
}

/** There are people in it, so it waits for its confirmation under the key of all that is encrypted. */
export function sealCorrection(correction: ReceiptCorrection, keys: Keys): string {
  return keys.encrypt(JSON.stringify(correction));
}

export function openCorrection(sealed: string, keys: Keys): ReceiptCorrection {
  return JSON.parse(keys.decrypt(sealed)) as ReceiptCorrection;
}

/** As its second pair of eyes may see it: numbers of people masked. */
export function maskedCorrection({ applicant, submitter, ...rest }: ReceiptCorrection): ReceiptCorrection {
  return {
    ...rest,
    ...(applicant && {
      applicant: { ...masked(applicant), idNumber: applicant.idNumber && maskIdNumber(applicant.idNumber) },
    }),
    ...(submitter !== undefined && { submitter: submitter && masked(submitter) }),
  };
}

function masked<T extends { readonly phone: string | null }>(person: T): T {
  return { ...person, phone: person.phone && maskPhone(person.phone) };
}

/** The rows of people that it writes, and the roles nobody has any more. */
export function peopleOf(
  { applicant, submitter }: ReceiptCorrection,
  keys: Keys,
): { readonly parties: Readonly<Record<string, SqlValue>>[]; readonly gone: string[] } {
  return {
    parties: [
      ...(applicant ? [applicantColumns(applicant, keys)] : []),
      ...(submitter ? [submitterColumns(submitter, keys)] : []),
    ],
    gone: submitter === null ? ['submitter'] : [],
  };
}

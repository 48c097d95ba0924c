import type { ReceiptFacts } from '../../domain/dossier/receipt-facts.js';
import type { PartySummary } from '../people.service.js';

/** The owner of a dossier as papers print them: numbers masked. */
export function applicantOf(people: readonly PartySummary[]): ReceiptFacts['applicant'] {
  const applicant = people.find(({ role }) => role === 'applicant');
  return {
    kind: applicant?.kind ?? 'person',
    name: applicant?.name ?? '',
    address: applicant?.address ?? null,
    phone: applicant?.phoneMasked ?? null,
    email: applicant?.email ?? null,
    contactName: applicant?.contactName ?? null,
    // The number of an organisation is public.
    idNumber: applicant?.idMasked ?? applicant?.taxCode ?? null,
  };
}

/** Who came with the papers, where it was somebody else. */
export function submitterOf(people: readonly PartySummary[]): string | null {
  return people.find(({ role }) => role === 'submitter')?.name ?? null;
}

import type { UnitFacts } from '../unit-changes.js';
import type { UnitFactsForm } from './unit-forms.dto.js';

/** What the form says, an empty field as nothing. A unit with a desk of its own receives for itself. */
export function unitFacts(form: UnitFactsForm, code: string): Omit<UnitFacts, 'parentCode' | 'validTo'> {
  const { name, shortName, place, letterheadAgency, signerTitle, hasDesk = false } = form;
  return {
    ...{ name, shortName, place, letterheadAgency, signerTitle, hasDesk },
    address: form.address ?? null,
    phone: form.phone ?? null,
    hotline: form.hotline ?? null,
    letterheadSuperior: form.letterheadSuperior ?? null,
    signerAuthority: form.signerAuthority ?? null,
    signerName: form.signerName ?? null,
    deskUnitCode: hasDesk ? code : (form.deskUnitCode ?? null),
  };
}

import { isForm, withoutPlumbing } from '../../platform/web/forms.js';

type Fields = Readonly<Record<string, unknown>>;

/** Counts that were left blank in a line of papers are none. */
const COUNTS = ['originals', 'certified', 'copies'] as const;

/**
 * The form of intake as `NewDossierRequest` reads it: what nobody filled in is left out, digits lose the spaces people
 * type between them, and the one number field is the tax code where the applicant is an organisation.
 *
 * @param unitCode the desk where the receiver sits: a form does not choose it
 */
export function intakeRequest(body: unknown, unitCode: string): object {
  const given: Fields = isForm(body) ? { ...withoutPlumbing(body as object) } : {};
  const { documents, submitter, ...rest } = given;
  const someone = isPart(submitter) && Object.values(submitter).some(isFilled);
  const lines = Array.isArray(documents) ? paperLines(documents) : [];
  return {
    ...rest,
    unitCode,
    applicant: applicantPart(given['applicant']),
    ...(someone ? { submitter: withDigits(submitter, 'phone') } : {}),
    ...(lines.length > 0 ? { documents: lines } : {}),
  };
}

/** The names of fields on the page for those of the request where they differ. */
export function formField(field: string): string {
  if (field === 'applicant.taxCode') return 'applicant.idNumber';
  const line = /^documents\.(\d+)/.exec(field)?.[1];
  return line === undefined ? field : `documents.${line}.name`;
}

/** Lines of the list of papers that hold anything. */
export function paperLines(documents: readonly unknown[]): Fields[] {
  const lines = documents.filter(isPart).filter((line) => Object.values(line).some(isFilled));
  return lines.map((line) => ({
    ...line,
    ...Object.fromEntries(COUNTS.map((count) => [count, isFilled(line[count]) ? line[count] : '0'])),
  }));
}

function applicantPart(given: unknown): unknown {
  if (!isPart(given)) return given;
  const { idNumber, ...part } = withDigits(withDigits(given, 'phone'), 'idNumber');
  if (!isFilled(idNumber)) return part;
  return part['kind'] === 'organisation' ? { ...part, taxCode: idNumber } : { ...part, idNumber };
}

function withDigits(part: Fields, name: string): Fields {
  const value = part[name];
  return typeof value === 'string' ? { ...part, [name]: value.replace(/[\s.]/g, '') } : part;
}

function isPart(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== '';
}

import { isForm, withoutPlumbing } from '../../platform/web/forms.js';

type Fields = Readonly<Record<string, unknown>>;

/** Counts that were left blank in a line of papers are none. */
const COUNTS = ['originals', 'certified', 'copies'] as const;

/**
 * The form of intake as `NewDossierRequest` reads it: what nobody filled in is left out, digits lose the spaces people
 * type between them, and the one number field is the tax code where the applicant is an organisation. Papers of the
 * checklist (`listed`) that were not ticked are left out, the others stand before what was added by hand.
 *
 * @param unitCode the desk where the receiver sits: a form does not choose it
 */
export function intakeRequest(body: unknown, unitCode: string): object {
  const given: Fields = isForm(body) ? { ...withoutPlumbing(body as object) } : {};
  const { documents, submitter, assisted, ...rest } = without(given, 'listed');
  const someone = isPart(submitter) && Object.values(submitter).some(isFilled);
  const lines = [...tickedLines(body), ...(Array.isArray(documents) ? paperLines(documents) : [])];
  return {
    ...rest,
    unitCode,
    ...(isFilled(assisted) ? { assisted, channel: 'online' } : {}),
    applicant: applicantPart(given['applicant']),
    ...(someone ? { submitter: withDigits(submitter, 'phone') } : {}),
    ...(lines.length > 0 ? { documents: lines } : {}),
  };
}

/** The names of fields on the page for those of the request where they differ. */
export function formField(field: string, body: unknown): string {
  if (field === 'applicant.taxCode') return 'applicant.idNumber';
  if (field === 'channel') return 'assisted';
  const [, line, part = 'name'] = /^documents\.(\d+)(?:\.(\w+))?/.exec(field) ?? [];
  if (line === undefined) return field;
  const ticked = tickedLines(body).length;
  return Number(line) < ticked ? `listed.${line}.${part}` : `documents.${String(Number(line) - ticked)}.name`;
}

/** What a form carries beside the request: whom it recalled, what a card said. */
export function formPart(
  body: unknown,
  name: '_recall' | '_scanned' | '_nameRight' | '_scan' | '_do' | '_listedFor',
): string {
  const value = isForm(body) ? (body as Fields)[name] : undefined;
  return typeof value === 'string' ? value.trim().slice(0, 1_000) : '';
}

/** Was the checklist shown, and nothing of it received? */
export function receivedNothing(body: unknown): boolean {
  const { listed, documents } = typedPapers(body);
  return listed !== null && tickedLines(body).length + paperLines(documents).length === 0;
}

/** What was typed into the list of papers. */
export interface TypedPapers {
  /** the checklist as it came back; null when it was not there, or was that of another procedure */
  readonly listed: readonly unknown[] | null;
  readonly documents: readonly unknown[];
}

export function typedPapers(body: unknown): TypedPapers {
  const { listed, documents, procedureCode } = (isForm(body) ? body : {}) as Record<string, unknown>;
  const own = Array.isArray(listed) && formPart(body, '_listedFor') === procedureCode;
  return { listed: own ? listed : null, documents: Array.isArray(documents) ? documents : [] };
}

/** Lines of the list of papers that hold anything. */
export function paperLines(documents: readonly unknown[]): Fields[] {
  return documents
    .filter(isPart)
    .filter((line) => Object.values(line).some(isFilled))
    .map(counted);
}

/** The papers of the checklist that were handed in: the tick carries the name. */
function tickedLines(body: unknown): Fields[] {
  const listed = typedPapers(body).listed ?? [];
  return listed
    .filter(isPart)
    .filter((line) => isFilled(line['name']))
    .map(counted);
}

function counted(line: Fields): Fields {
  const counts = COUNTS.map((count) => [count, isFilled(line[count]) ? line[count] : '0'] as const);
  return { ...line, ...Object.fromEntries(counts) };
}

function without(part: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(part).filter(([key]) => key !== name));
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

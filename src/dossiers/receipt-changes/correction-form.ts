import type { DocumentLine } from '../../domain/dossier/receipt-facts.js';
import { withoutPlumbing } from '../../platform/web/forms.js';
import type { DossierRecord } from '../dossier-query.service.js';
import type { PartySummary } from '../people.service.js';

type Fields = Readonly<Record<string, unknown>>;

/** What the form shows of a person and takes back; numbers stand masked, so an empty one stays as it is. */
const SHOWN = ['name', 'address', 'email', 'taxCode', 'representative', 'contactName'] as const;
const NUMBERS = ['idNumber', 'phone'] as const;

/** Which numbers of people were left as they are: the form never shows them. */
export interface KeptNumbers {
  readonly idNumber: boolean;
  readonly phone: boolean;
  readonly submitterPhone: boolean;
}

/**
 * The form of a correction holds the whole receipt; what differs from it is what shall be corrected.
 *
 * @param body of the form; anything else than texts is left for the request class to refuse
 */
export function changedParts(
  body: unknown,
  { people, slip }: Pick<DossierRecord, 'people' | 'slip'>,
): { readonly request: object; readonly kept: KeptNumbers } {
  const typed = withoutPlumbing(body ?? {}) as Fields;
  const applicant = people.find(({ role }) => role === 'applicant');
  const submitter = people.find(({ role }) => role === 'submitter');
  const owner = part(typed['applicant']);
  const other = part(typed['submitter']);
  const request = {
    reason: typed['reason'],
    ...filled(typed, 'procedureCode'),
    ...(applicant && isChanged(owner, applicant) ? { applicant: applicantOf(owner, applicant) } : {}),
    ...submitterChange(other, submitter),
    ...(text(typed['summary']) === (slip.summary ?? '') ? {} : filled(typed, 'summary')),
    ...(text(typed['copies']) === String(slip.copies) ? {} : filled(typed, 'copies')),
    ...documentsChange(text(typed['documents']), slip.documents),
  };
  const kept = {
    idNumber: text(owner['idNumber']) === '',
    phone: text(owner['phone']) === '',
    submitterPhone: text(other['phone']) === '',
  };
  return { request, kept };
}

/** `Đơn đề nghị; 1; 0; 0` a line: originals, certified copies, copies. */
export function documentText(documents: readonly DocumentLine[]): string {
  return documents
    .map(({ name, originals, certified, copies }) => [name, originals, certified, copies].join('; '))
    .join('\n');
}

function documentLines(typed: string): { name: string; originals: string; certified: string; copies: string }[] {
  return typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = line, originals = '1', certified = '0', copies = '0'] =
        /^(.*?)\s*;\s*(\d{1,3})\s*(?:;\s*(\d{1,3})\s*)?(?:;\s*(\d{1,3})\s*)?$/.exec(line) ?? [];
      return { name, originals, certified, copies };
    });
}

function documentsChange(typed: string, stored: string): object {
  const before = documentText(JSON.parse(stored) as DocumentLine[]);
  const same = typed.replaceAll('\r\n', '\n').trim() === before;
  return same || typed.trim() === '' ? {} : { documents: documentLines(typed) };
}

function applicantOf(typed: Fields, { kind, contactBy }: PartySummary): object {
  const numbers = NUMBERS.map((name) => filled(typed, name));
  const shown = SHOWN.map((name) => filled(typed, name));
  return Object.assign({ kind, ...(contactBy.length > 0 && { contactBy }) }, ...shown, ...numbers) as object;
}

function submitterChange(typed: Fields, before: PartySummary | undefined): object {
  const name = text(typed['name']);
  if (name === (before?.name ?? '') && text(typed['phone']) === '') return {};
  if (name === '') return { withoutSubmitter: true };
  return { submitter: { name, ...filled(typed, 'phone'), ...filled(typed, 'authorisation') } };
}

function isChanged(typed: Fields, before: PartySummary): boolean {
  const differs = SHOWN.some((name) => name in typed && text(typed[name]) !== (before[name] ?? ''));
  return differs || NUMBERS.some((name) => text(typed[name]) !== '');
}

function part(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function filled(typed: Fields, name: string): object {
  const value = typed[name];
  return value === undefined || value === '' ? {} : { [name]: value };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim().normalize('NFC') : '';
}

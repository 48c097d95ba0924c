import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../domain/time/instant.js';
import { checkCms, type CmsCheck, type Trust } from './check-cms.js';
import { MOST_SIGNED_BYTES } from './limits.js';
import { looksOf, type PdfLooks, type SignatureField } from './pdf-looks.js';
import { SignatureFault } from './signature-fault.js';

/** A signature that holds. */
export type CheckedSignature = CmsCheck;

const MOST_SIGNATURES = 5;

/**
 * Is this the paper we gave out, signed, and nothing else? It must begin with the paper's bytes; each signature must
 * hold for everything before it, the last for the whole file; what was added may show signatures and nothing more.
 *
 * @param at certificates must be valid then
 * @returns the signatures in the order in which they were made
 * @throws SignatureFault
 */
export async function checkSignatures(
  file: Buffer,
  paper: Buffer,
  trust: Trust,
  at: Instant,
): Promise<CheckedSignature[]> {
  if (!file.subarray(0, 1024).includes('%PDF-') || file.length > MOST_SIGNED_BYTES) {
    throw new SignatureFault('unreadable', 'no PDF, or too large');
  }
  if (file.length <= paper.length || !file.subarray(0, paper.length).equals(paper)) {
    throw new SignatureFault(file.equals(paper) ? 'unsigned' : 'not_ours', 'not our paper with something added');
  }
  const fields = inOrder((await looksOf(file)).signatures);
  await demandLooks(file, paper, fields);
  const checked: CheckedSignature[] = [];
  for (const field of fields)
    checked.push(await checkCms(field.subFilter, derOf(file, field), covered(file, field), trust, at));
  return checked;
}

function inOrder(fields: readonly SignatureField[]): SignatureField[] {
  if (fields.length === 0) throw new SignatureFault('unsigned', 'no signature in it');
  if (fields.length > MOST_SIGNATURES) throw new SignatureFault('unsupported', 'too many signatures');
  return [...fields].sort((a, b) => endOf(a) - endOf(b));
}

/** Each revision shows what the paper shows, and its ranges leave out nothing but the signature itself. */
async function demandLooks(file: Buffer, paper: Buffer, fields: readonly SignatureField[]): Promise<void> {
  const before = await looksOf(paper);
  for (const [i, field] of fields.entries()) {
    demandRange(file, paper, field);
    if (endOf(field) === endOf(fields[i + 1])) throw new SignatureFault('broken', 'two signatures of one revision');
    demandSame(before, await looksOf(file.subarray(0, endOf(field))), i + 1);
  }
  if (endOf(fields.at(-1)) !== file.length) throw new SignatureFault('added_after', 'bytes behind the last signature');
}

function demandRange(file: Buffer, paper: Buffer, { range, contents }: SignatureField): void {
  const [start, from, to, rest] = range;
  const whole = range.length === 4 && range.every((each) => Number.isSafeInteger(each) && each >= 0);
  if (!whole || start !== 0 || from === undefined || to === undefined || rest === undefined) {
    throw new SignatureFault('broken', 'no range of two parts');
  }
  const hole = file.subarray(from, to).toString('latin1');
  const fits = from >= paper.length && from < to && to + rest <= file.length && /^<[0-9A-Fa-f]*>$/.test(hole);
  if (!fits || Buffer.from(hole.slice(1, -1), 'hex').compare(contents) !== 0) {
    throw new SignatureFault('broken', 'the range leaves out more than the signature');
  }
}

function demandSame(before: PdfLooks, after: PdfLooks, signatures: number): void {
  const { pages, annotations, besides } = before;
  const same = isDeepStrictEqual([pages, annotations, besides], [after.pages, after.annotations, after.besides]);
  if (!same || after.signatures.length !== signatures) {
    throw new SignatureFault('changed', 'something else was added or changed before it was signed');
  }
}

function covered(file: Buffer, { range: [, from = 0, to = 0, rest = 0] }: SignatureField): Buffer {
  return Buffer.concat([file.subarray(0, from), file.subarray(to, to + rest)]);
}

/** The place is larger than the signature: zeros follow. */
function derOf(file: Buffer, { range: [, from = 0, to = 0] }: SignatureField): Buffer {
  return Buffer.from(file.subarray(from + 1, to - 1).toString('latin1'), 'hex');
}

function endOf(field: SignatureField | undefined): number {
  const [, , to = 0, rest = 0] = field?.range ?? [];
  return field ? to + rest : -1;
}

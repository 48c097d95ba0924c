import { createHash } from 'node:crypto';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRef, type PDFObject } from '@cantoo/pdf-lib';
import type { Instant } from '../../domain/time/instant.js';
import { minuteOfDay, localDate } from '../../domain/time/plain-date.js';

/** What a signature says of itself. */
export interface SignatureWords {
  readonly signer: string;
  readonly reason: string;
  /** when it is made, as the PDF says it */
  readonly at: Instant;
}

/** A PDF with an empty place for its signature. */
export interface Unsigned {
  readonly bytes: Buffer;
  /** the place, from `<` to after `>`; everything else is signed */
  readonly hole: readonly [from: number, to: number];
}

/** Bytes of a CMS signature that fit in: RSA of 4096 bits and a chain of some certificates. */
const ROOM = 12 * 1024;
const RANGE = '[0 0000000000 0000000000 0000000000]';

/**
 * Adds an invisible signature field behind the last byte of a PDF (incremental update): nothing of what is there
 * changes, so that tags, fonts and metadata stay as they are. For papers of our own printer, signed or not, which keeps its objects in
 * a plain table.
 *
 * @throws Error for any other PDF
 */
export async function appendSignature(base: Buffer, words: SignatureWords): Promise<Unsigned> {
  const document = await PDFDocument.load(base, { updateMetadata: false });
  const { context, catalog } = document;
  const { Root: root, ID: ids, Info: info, Size: size } = context.trailerInfo;
  const page = firstPage(document);
  const fields = fieldsOf(catalog);
  if (!(root instanceof PDFRef) || !(ids instanceof PDFArray)) throw notOurs();
  const signature = context.largestObjectNumber + 1;
  const widget = PDFRef.of(signature + 1);
  catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [...fields, widget], SigFlags: 3 }));
  const annotations = page.dict.lookupMaybe(PDFName.of('Annots'), PDFArray)?.asArray() ?? [];
  page.dict.set(PDFName.of('Annots'), context.obj([...annotations, widget]));
  const update = new Update(base);
  update.add(root.objectNumber, catalog.toString());
  update.add(page.ref.objectNumber, page.dict.toString());
  const hole = update.addSignature(signature, words);
  update.add(widget.objectNumber, widgetText(page.ref, signature, fields.length + 1));
  const trailer = [
    `/Size ${String(Math.max(widget.objectNumber + 1, Number(size?.toString() ?? 0)))}`,
    `/Root ${root.toString()}`,
    ...(info ? [`/Info ${info.toString()}`] : []),
    `/ID [${ids.get(0).toString()} <${createHash('sha256').update(base).update(words.signer).digest('hex').slice(0, 32)}>]`,
  ];
  const bytes = update.finish(trailer);
  return { bytes: fillRange(bytes, hole), hole };
}

/** Puts the signature into its place. @throws RangeError when it is too long */
export function fillSignature({ bytes, hole: [from, to] }: Unsigned, cms: Uint8Array): Buffer {
  const hex = Buffer.from(cms).toString('hex');
  if (hex.length > to - from - 2) throw new RangeError('the signature is longer than its place');
  const filled = Buffer.from(bytes);
  filled.write(hex, from + 1, 'latin1');
  return filled;
}

/** What the signature speaks for. */
export function signedBytes({ bytes, hole: [from, to] }: Unsigned): Buffer {
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
}

/** Objects written behind a file, and the table that says where they are. */
class Update {
  private readonly parts: Buffer[];
  private readonly places = new Map<number, number>();
  private readonly previous: number;
  private length: number;

  constructor(base: Buffer) {
    this.previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(base.subarray(-64).toString('latin1'))?.[1] ?? 0);
    if (base.subarray(this.previous, this.previous + 4).toString('latin1') !== 'xref') throw notOurs();
    this.parts = [base];
    this.length = base.length;
    if (base.at(-1) !== 0x0a) this.write('\n');
  }

  add(number: number, text: string): void {
    this.places.set(number, this.length);
    this.write(`${String(number)} 0 obj\n${text}\nendobj\n`);
  }

  /** @returns where the empty signature stands */
  addSignature(number: number, { signer, reason, at }: SignatureWords): [from: number, to: number] {
    this.places.set(number, this.length);
    this.write(`${String(number)} 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached\n`);
    this.write(
      `/Name ${words(signer)}\n/Reason ${words(reason)}\n/M (${pdfDate(at)})\n/ByteRange ${RANGE}\n/Contents `,
    );
    const from = this.length;
    this.write(`<${'0'.repeat(2 * ROOM)}>`);
    const to = this.length;
    this.write(' >>\nendobj\n');
    return [from, to];
  }

  finish(trailer: readonly string[]): Buffer {
    const at = this.length;
    const rows = [...this.places].sort(([a], [b]) => a - b);
    const lines = rows.map(([number, place]) => `${String(number)} 1\n${String(place).padStart(10, '0')} 00000 n\r\n`);
    this.write(`xref\n${lines.join('')}trailer\n<< ${trailer.join(' ')} /Prev ${String(this.previous)} >>\n`);
    this.write(`startxref\n${String(at)}\n%%EOF\n`);
    return Buffer.concat(this.parts);
  }

  private write(text: string): void {
    const part = Buffer.from(text, 'latin1');
    this.parts.push(part);
    this.length += part.length;
  }
}

function fillRange(bytes: Buffer, [from, to]: readonly [number, number]): Buffer {
  const numbers = [from, to, bytes.length - to].map((each) => String(each).padStart(10, '0'));
  bytes.write(`[0 ${numbers.join(' ')}]`, bytes.lastIndexOf(RANGE), 'latin1');
  return bytes;
}

/** Of no size, to be printed, locked: it shows nothing. */
function widgetText(page: PDFRef, signature: number, position: number): string {
  return [
    '<< /Type /Annot /Subtype /Widget /FT /Sig /Rect [0 0 0 0] /F 132',
    `/T ${words(`Chữ ký số ${String(position)}`)} /TU ${words('Chữ ký số của cơ quan')}`,
    `/P ${page.toString()} /V ${String(signature)} 0 R >>`,
  ].join('\n');
}

/** Those of signatures that are there already. */
function fieldsOf(catalog: PDFDict): PDFObject[] {
  const form = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict);
  return form?.lookupMaybe(PDFName.of('Fields'), PDFArray)?.asArray() ?? [];
}

function firstPage(document: PDFDocument): { ref: PDFRef; dict: PDFDict } {
  const kids = document.catalog.Pages().Kids();
  const ref = kids.get(0);
  const dict = ref instanceof PDFRef ? document.context.lookup(ref, PDFDict) : null;
  if (!(ref instanceof PDFRef) || dict?.get(PDFName.of('Type'))?.toString() !== '/Page') throw notOurs();
  return { ref, dict };
}

function words(text: string): string {
  return PDFHexString.fromText(text).toString();
}

/** Local time with its offset: `D:20230605163000+07'00'`. */
function pdfDate(at: Instant): string {
  const minute = minuteOfDay(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(at / 1000) % 60;
  return `D:${localDate(at).replaceAll('-', '')}${two(Math.floor(minute / 60))}${two(minute % 60)}${two(seconds)}+07'00'`;
}

function notOurs(): Error {
  return new Error('not a paper of our own printer');
}

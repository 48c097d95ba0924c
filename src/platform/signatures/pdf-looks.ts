import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { createHash } from 'node:crypto';
import { SignatureFault } from './signature-fault.js';

/** A signature as it stands in a PDF. */
export interface SignatureField {
  readonly range: readonly number[];
  readonly subFilter: string;
  readonly contents: Uint8Array;
}

/** What a PDF shows, page by page, and the signatures in it. */
export interface PdfLooks {
  /** one digest a page, of all that is painted on it */
  readonly pages: readonly string[];
  /** annotations that are no place of a signature */
  readonly annotations: readonly string[];
  /** what else the file brings along: scripts, attachments, layers; keys of its catalogue */
  readonly besides: readonly string[];
  readonly signatures: readonly SignatureField[];
}

/** Keys of the catalogue that a signature may bring or change. */
const OF_SIGNATURES = ['AcroForm', 'Perms', 'DSS', 'Extensions', 'Metadata', 'Version'];
/** What is painted on a page. */
const PAINTED = ['Contents', 'Resources', 'MediaBox', 'CropBox', 'Rotate', 'UserUnit'];
const MOST_DEPTH = 60;

/** @throws SignatureFault `unreadable` */
export async function looksOf(file: Buffer): Promise<PdfLooks> {
  const document = await PDFDocument.load(file, { updateMetadata: false }).catch((error: unknown) => {
    throw new SignatureFault('unreadable', error instanceof Error ? error.message : 'no PDF');
  });
  try {
    const { context, catalog } = document;
    const pages = pagesOf(document);
    return {
      pages: pages.map((page) => digest(PAINTED.map((key) => text(context, inherited(page, key), [])))),
      annotations: pages.flatMap((page) => otherAnnotations(context, page)),
      besides: besides(context, catalog),
      signatures: signaturesOf(context),
    };
  } catch (error) {
    if (error instanceof SignatureFault) throw error;
    throw new SignatureFault('unreadable', error instanceof Error ? error.message : 'no PDF');
  }
}

function pagesOf(document: PDFDocument): PDFDict[] {
  const pages: PDFDict[] = [];
  document.catalog.Pages().traverse((node) => {
    if (node.get(PDFName.of('Type'))?.toString() === '/Page') pages.push(node);
  });
  return pages;
}

/** Size, resources and turn of a page may stand with its parents. */
function inherited(page: PDFDict, key: string): PDFObject | undefined {
  let node: PDFDict | undefined = page;
  for (let depth = 0; node && depth < MOST_DEPTH; depth += 1) {
    const found = node.get(PDFName.of(key));
    if (found || key === 'Contents') return found;
    node = node.lookupMaybe(PDFName.of('Parent'), PDFDict);
  }
  return undefined;
}

function otherAnnotations(context: PDFContext, page: PDFDict): string[] {
  const all = page.lookupMaybe(PDFName.of('Annots'), PDFArray)?.asArray() ?? [];
  return all.filter((each) => !isSignatureWidget(context, each)).map((each) => text(context, each, ['P', 'Parent']));
}

/** A field of a signature does nothing when it is clicked on. */
function isSignatureWidget(context: PDFContext, given: PDFObject): boolean {
  const widget = context.lookup(given);
  if (!(widget instanceof PDFDict)) return false;
  const kind = widget.get(PDFName.of('FT')) ?? widget.lookupMaybe(PDFName.of('Parent'), PDFDict)?.get(PDFName.of('FT'));
  const acts = ['A', 'AA'].some((key) => widget.has(PDFName.of(key)));
  return kind?.toString() === '/Sig' && widget.get(PDFName.of('Subtype'))?.toString() === '/Widget' && !acts;
}

function besides(context: PDFContext, catalog: PDFDict): string[] {
  const own = catalog
    .entries()
    .filter(([key]) => !OF_SIGNATURES.includes(key.decodeText()))
    .map(([key, value]) => `${key.decodeText()} ${isPlain(key) ? text(context, value, []) : ''}`);
  const form = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict);
  return [...own, ...(form?.has(PDFName.of('XFA')) ? ['XFA'] : []), ...runs(form, context)].sort();
}

/** Trees of pages, tags and bookmarks lead everywhere; that they are there is enough. */
function isPlain(key: PDFName): boolean {
  return !['Pages', 'StructTreeRoot', 'Outlines', 'Dests'].includes(key.decodeText());
}

/** Fields that are no signature have no business in a letter. */
function runs(form: PDFDict | undefined, context: PDFContext): string[] {
  const fields = form?.lookupMaybe(PDFName.of('Fields'), PDFArray)?.asArray() ?? [];
  return fields.flatMap((each) => {
    const field = context.lookup(each);
    return field instanceof PDFDict && field.get(PDFName.of('FT'))?.toString() === '/Sig' ? [] : ['another field'];
  });
}

function signaturesOf(context: PDFContext): SignatureField[] {
  return context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || !object.has(PDFName.of('ByteRange'))) return [];
    const range = object.lookupMaybe(PDFName.of('ByteRange'), PDFArray)?.asArray() ?? [];
    const contents = object.get(PDFName.of('Contents'));
    const bytes =
      contents && 'asBytes' in contents ? (contents as { asBytes(): Uint8Array }).asBytes() : new Uint8Array();
    return [
      {
        range: range.map((each) => Number(each.toString())),
        subFilter: object.get(PDFName.of('SubFilter'))?.toString() ?? '',
        contents: bytes,
      },
    ];
  });
}

/** An object with all it refers to, as text: equal text is painted alike. */
function text(context: PDFContext, object: PDFObject | undefined, without: readonly string[]): string {
  const seen = new Map<string, number>();
  const write = (each: PDFObject | undefined, depth: number): string => {
    if (depth > MOST_DEPTH) throw new SignatureFault('unreadable', 'nested too deeply');
    if (each instanceof PDFRef) {
      const known = seen.get(each.tag);
      if (known !== undefined) return `#${String(known)}`;
      seen.set(each.tag, seen.size);
      return write(context.lookup(each), depth + 1);
    }
    if (each instanceof PDFStream) {
      const bytes = each instanceof PDFRawStream ? each.contents : each.getContents();
      return `${write(each.dict, depth + 1)}${digest([Buffer.from(bytes)])}`;
    }
    if (each instanceof PDFArray)
      return `[${each
        .asArray()
        .map((one) => write(one, depth + 1))
        .join(' ')}]`;
    if (each instanceof PDFDict) {
      const entries = each.entries().filter(([key]) => !without.includes(key.decodeText()));
      const lines = entries.map(([key, value]) => `${key.toString()} ${write(value, depth + 1)}`);
      return `<<${lines.sort().join(' ')}>>`;
    }
    return each?.toString() ?? 'null';
  };
  return write(object, 0);
}

function digest(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

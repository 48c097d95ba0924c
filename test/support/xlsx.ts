import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withXlsx } from '../../src/platform/spreadsheet/read-xlsx.js';
import { readWorkbook } from '../../src/platform/spreadsheet/workbook.js';
import { ZipParts } from '../../src/platform/spreadsheet/zip-parts.js';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A cell as a spreadsheet program writes it. */
export type Written =
  | string
  | number
  | boolean
  | null
  | { readonly formula: string; readonly value: string | number }
  | { readonly inline: string }
  | { readonly rich: readonly string[]; readonly reading?: string }
  | { readonly error: string };

export interface WrittenSheet {
  readonly name: string;
  readonly rows: Iterable<readonly Written[]>;
  readonly hidden?: boolean;
}

export interface WrittenWorkbook {
  readonly sheets: readonly WrittenSheet[];
  readonly date1904?: boolean;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Writes a workbook the way Excel does: sheets first, the shared texts after them. */
export async function writeXlsx(path: string, { sheets, date1904 = false }: WrittenWorkbook): Promise<void> {
  const strings = new Map<string, number>();
  const sheetParts = sheets.map(({ rows }, i): Part => ({
    name: `xl/worksheets/sheet${String(i + 1)}.xml`,
    text: () => sheetXml(rows, strings),
  }));
  const listed = sheets.map(({ name, hidden }, i) => {
    const id = String(i + 1);
    return `<sheet name="${escape(name)}" sheetId="${id}" r:id="rId${id}"${hidden === true ? ' state="hidden"' : ''}/>`;
  });
  const related = sheets.map(
    (_, i) =>
      `<Relationship Id="rId${String(i + 1)}" Type="${RELS}/worksheet" Target="worksheets/sheet${String(i + 1)}.xml"/>`,
  );
  await writeZip(path, [
    ...sheetParts,
    part(
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    ),
    part('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${PACKAGE}">${related.join('')}</Relationships>`),
    { name: 'xl/sharedStrings.xml', text: () => stringsXml(strings) },
  ]);
}

export interface Part {
  readonly name: string;
  /** called when its turn comes */
  readonly text: () => Iterable<string | Buffer>;
  /** what the directory says of its size, when it is to lie */
  readonly claims?: number;
}

export function part(name: string, text: string): Part {
  return { name, text: () => [XML, text] };
}

function* sheetXml(rows: Iterable<readonly Written[]>, strings: Map<string, number>): Generator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetData>`;
  let line = 0;
  for (const cells of rows) {
    line += 1;
    const written = cells.map((cell, i) => cellXml(cell, `${columnName(i)}${String(line)}`, strings)).join('');
    yield `<row r="${String(line)}">${written}</row>`;
  }
  yield '</sheetData></worksheet>';
}

function cellXml(cell: Written, at: string, strings: Map<string, number>): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${String(cell)}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? '1' : '0'}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${at}" t="s"><v>${String(indexOf(`<t xml:space="preserve">${escape(cell)}</t>`, strings))}</v></c>`;
  if ('inline' in cell) return `<c r="${at}" t="inlineStr"><is><t>${escape(cell.inline)}</t></is></c>`;
  if ('error' in cell) return `<c r="${at}" t="e"><v>${cell.error}</v></c>`;
  if ('rich' in cell) {
    const runs = cell.rich.map((run) => `<r><rPr><b/></rPr><t xml:space="preserve">${escape(run)}</t></r>`).join('');
    const reading = cell.reading === undefined ? '' : `<rPh sb="0" eb="1"><t>${escape(cell.reading)}</t></rPh>`;
    return `<c r="${at}" t="s"><v>${String(indexOf(runs + reading, strings))}</v></c>`;
  }
  const { formula, value } = cell;
  const type = typeof value === 'string' ? ' t="str"' : '';
  return `<c r="${at}"${type}><f>${escape(formula)}</f><v>${escape(String(value))}</v></c>`;
}

function indexOf(xml: string, strings: Map<string, number>): number {
  const known = strings.get(xml);
  if (known !== undefined) return known;
  strings.set(xml, strings.size);
  return strings.size - 1;
}

function* stringsXml(strings: ReadonlyMap<string, number>): Generator<string> {
  yield `${XML}<sst xmlns="${MAIN}" uniqueCount="${String(strings.size)}">`;
  for (const xml of strings.keys()) yield `<si>${xml}</si>`;
  yield '</sst>';
}

function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A ZIP file, deflated; what `claims` says goes into its directory instead of the truth. */
export async function writeZip(path: string, parts: readonly Part[]): Promise<void> {
  const out = createWriteStream(path);
  const directory: Buffer[] = [];
  let offset = 0;
  const write = async (bytes: Buffer): Promise<void> => {
    offset += bytes.length;
    if (!out.write(bytes)) await once(out, 'drain');
  };
  for (const one of parts) {
    const at = offset;
    const { body, checksum, size } = await deflated(one.text());
    const name = Buffer.from(one.name, 'utf8');
    const facts = zipFacts(checksum, body.length, one.claims ?? size, name.length);
    await write(Buffer.concat([Buffer.from('504b0304', 'hex'), facts, name]));
    for (const chunk of [body]) await write(chunk);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), facts, tail, name]));
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  await write(list);
  out.end(end);
  await once(out, 'close');
}

/** From "version needed" to the length of the extra field: the same in the local and the central header. */
function zipFacts(checksum: number, packed: number, size: number, nameLength: number): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(0x0800, 2);
  facts.writeUInt16LE(8, 4);
  facts.writeUInt32LE(checksum, 10);
  facts.writeUInt32LE(packed, 14);
  facts.writeUInt32LE(size, 18);
  facts.writeUInt16LE(nameLength, 22);
  return facts;
}

async function deflated(text: Iterable<string | Buffer>): Promise<{ body: Buffer; checksum: number; size: number }> {
  const deflate = createDeflateRaw({ level: 6 });
  const chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  let [checksum, size, held] = [0, 0, ''];
  const push = async (bytes: Buffer): Promise<void> => {
    checksum = crc32(bytes, checksum);
    size += bytes.length;
    if (!deflate.write(bytes)) await once(deflate, 'drain');
  };
  for (const piece of text) {
    if (typeof piece !== 'string') await push(piece);
    else if ((held += piece).length > 65_536) {
      await push(Buffer.from(held, 'utf8'));
      held = '';
    }
  }
  await push(Buffer.from(held, 'utf8'));
  deflate.end();
  await once(deflate, 'end');
  return { body: Buffer.concat(chunks), checksum, size };
}

/** The rows of the first sheet of a workbook, as our own reader of other people's workbooks has them. */
export async function readRows(workbook: Buffer, sheet: string | null = null): Promise<string[][]> {
  return written(workbook, (path) =>
    withXlsx(path, sheet, async ({ rows }) => {
      const read: string[][] = [];
      for await (const row of rows) read.push(row.cells.map((cell) => String(cell ?? '')));
      return read;
    }),
  );
}

export async function sheetNames(workbook: Buffer): Promise<string[]> {
  return written(workbook, async (path) => {
    const parts = await ZipParts.open(path);
    try {
      return (await readWorkbook(parts)).sheets.map(({ name }) => name);
    } finally {
      parts.close();
    }
  });
}

async function written<T>(workbook: Buffer, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'xlsx-'));
  try {
    const path = join(folder, 'workbook.xlsx');
    await writeFile(path, workbook);
    return await work(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

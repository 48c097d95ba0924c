// @ts-check
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PDFDocument, degrees } from '@cantoo/pdf-lib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/**
 * Runs in a child process of its own (scan-reader.ts): what strangers' scanners made is opened here and nowhere else.
 * Plain JavaScript, so that the same file is loaded from src in tests and from dist when built.
 *
 * @typedef {{ path: string, mediaType: string }} Source
 * @typedef {{ page: number, codes: string[], turned: number, blank: boolean, readable: boolean }} Page
 * @typedef {{ width: number, height: number, data: Uint8Array }} Grey
 */

const DOTS_PER_INCH = 150;
/** Tried when nothing was found: small codes on coarse scans. */
const FINER = 220;
const MOST_PIXELS = 12_000_000;
const FORMATS = /** @type {const} */ (['QRCode']);
/** Share of a sheet that carries ink when anything stands on it: a line of text is more. */
const INK = 0.0006;
const DARK = 110;
/** Edges that scanners leave black. */
const EDGE = 0.03;

/** @type {Promise<PDFiumLibrary> | undefined} */
let pdfium;

async function decoder() {
  const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  // Its own way to the file leads over the network.
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
}

const ready = decoder();

/**
 * How many pages a file has.
 *
 * @param {{ source: Source, mostPixels: number }} task
 * @returns {Promise<{ pages: number } | { fault: 'unreadable' | 'too_large' }>}
 */
export async function count({ source, mostPixels }) {
  if (source.mediaType !== 'application/pdf') {
    const size = imageSize(await readFile(source.path));
    if (size === null) return { fault: 'unreadable' };
    return size.width * size.height > mostPixels ? { fault: 'too_large' } : { pages: 1 };
  }
  try {
    return await withDocument(source, (document) => ({ pages: document.getPageCount() }));
  } catch {
    return { fault: 'unreadable' };
  }
}

/**
 * What stands in the codes of some pages.
 *
 * @param {{ source: Source, pages: number[] }} task from 0
 * @returns {Promise<Page[]>}
 */
export async function read({ source, pages }) {
  await ready;
  if (source.mediaType !== 'application/pdf') return [await readImage(source)];
  return withDocument(source, async (document) => {
    const found = [];
    for (const page of pages) found.push(await readPage(document, page));
    return found;
  });
}

/**
 * Some pages of some files as one PDF, upright.
 *
 * @param {{ parts: { source: Source, page: number, turned: number }[], title: string, createdAt: number }} task
 * @returns {Promise<string>} in base64: the channel between the processes carries JSON
 */
export async function cut({ parts, title, createdAt }) {
  const made = await PDFDocument.create();
  made.setTitle(title);
  for (const set of /** @type {const} */ (['setCreationDate', 'setModificationDate'])) made[set](new Date(createdAt));
  /** @type {Map<string, PDFDocument>} */
  const opened = new Map();
  for (const { source, page, turned } of parts) {
    const copy = await copied(made, opened, source, page);
    if (turned !== 0) copy.setRotation(degrees((copy.getRotation().angle + 90 * turned) % 360));
  }
  return Buffer.from(await made.save()).toString('base64');
}

/**
 * @param {PDFDocument} made
 * @param {Map<string, PDFDocument>} opened
 * @param {Source} source
 * @param {number} page
 */
async function copied(made, opened, source, page) {
  if (source.mediaType === 'application/pdf') {
    const from =
      opened.get(source.path) ?? (await PDFDocument.load(await readFile(source.path), { updateMetadata: false }));
    opened.set(source.path, from);
    const [copy] = await made.copyPages(from, [page]);
    if (!copy) throw new Error('no such page');
    return made.addPage(copy);
  }
  const bytes = await readFile(source.path);
  const image = source.mediaType === 'image/png' ? await made.embedPng(bytes) : await made.embedJpg(bytes);
  // A sheet of A4, whatever the camera was.
  const [width, height] = image.width > image.height ? [841.89, 595.28] : [595.28, 841.89];
  const scale = Math.min(width / image.width, height / image.height);
  const sheet = made.addPage([width, height]);
  const [w, h] = [image.width * scale, image.height * scale];
  sheet.drawImage(image, { x: (width - w) / 2, y: (height - h) / 2, width: w, height: h });
  return sheet;
}

/**
 * @template T
 * @param {Source} source
 * @param {(document: import('@hyzyla/pdfium').PDFiumDocument) => T | Promise<T>} work
 */
async function withDocument(source, work) {
  const library = await (pdfium ??= PDFiumLibrary.init());
  const document = await library.loadDocument(await readFile(source.path));
  try {
    return await work(document);
  } finally {
    document.destroy();
  }
}

/**
 * @param {import('@hyzyla/pdfium').PDFiumDocument} document
 * @param {number} page
 * @returns {Promise<Page>}
 */
async function readPage(document, page) {
  try {
    const grey = await drawn(document, page, DOTS_PER_INCH);
    const first = await found(grey);
    const codes = first.length > 0 || isBlank(grey) ? first : await found(await drawn(document, page, FINER));
    return { page, ...said(codes), blank: codes.length === 0 && isBlank(grey), readable: true };
  } catch {
    return { page, codes: [], turned: 0, blank: false, readable: false };
  }
}

/**
 * @param {import('@hyzyla/pdfium').PDFiumDocument} document
 * @param {number} index
 * @param {number} dotsPerInch
 * @returns {Promise<Grey>}
 */
async function drawn(document, index, dotsPerInch) {
  // A page that was drawn is closed.
  const { originalWidth, originalHeight } = document.getPage(index).getOriginalSize();
  const most = Math.sqrt(MOST_PIXELS / Math.max(1, originalWidth * originalHeight));
  const scale = Math.min(dotsPerInch / 72, most);
  return document.getPage(index).render({ scale, colorSpace: 'Gray', render: 'bitmap' });
}

/** @param {Grey} grey */
function found({ width, height, data }) {
  const head = Buffer.from(`P5\n${String(width)} ${String(height)}\n255\n`, 'latin1');
  return codesIn(new Uint8Array(Buffer.concat([head, data])));
}

/** @param {Uint8Array} image */
async function codesIn(image) {
  const results = await readBarcodes(image, { formats: [...FORMATS], tryInvert: false, maxNumberOfSymbols: 8 });
  return results.filter(({ isValid }) => isValid);
}

/** @param {{ text: string, orientation: number }[]} codes */
function said(codes) {
  const angle = codes[0]?.orientation ?? 0;
  // The code stands upright when the sheet does; what it is turned by is turned back.
  return { codes: codes.map(({ text }) => text), turned: (4 - (Math.round(angle / 90) % 4)) % 4 };
}

/**
 * @param {Source} source
 * @returns {Promise<Page>}
 */
async function readImage(source) {
  try {
    const codes = await codesIn(new Uint8Array(await readFile(source.path)));
    return { page: 0, ...said(codes), blank: false, readable: true };
  } catch {
    return { page: 0, codes: [], turned: 0, blank: false, readable: false };
  }
}

/** @param {Grey} grey */
function isBlank({ width, height, data }) {
  const [left, top] = [Math.round(width * EDGE), Math.round(height * EDGE)];
  let dark = 0;
  for (let y = top; y < height - top; y += 1) {
    for (let x = left; x < width - left; x += 1) if ((data[y * width + x] ?? 255) < DARK) dark += 1;
  }
  return dark < width * height * INK;
}

/**
 * Width and height as a PNG or JPEG says in its head, before anything is unpacked.
 *
 * @param {Buffer} bytes
 * @returns {{ width: number, height: number } | null}
 */
function imageSize(bytes) {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47) {
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

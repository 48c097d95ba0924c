import { deflateSync, crc32 } from 'node:zlib';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { PDFiumLibrary } from '@hyzyla/pdfium';

/** A sheet as a scanner sees it: one byte a dot. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface Scanning {
  /** degrees clockwise */
  readonly turned?: number;
  /** how far a dot strays, of 255 */
  readonly noise?: number;
  /** lightest and darkest tone: paper that is grey, ink that is pale */
  readonly tones?: readonly [dark: number, light: number];
  readonly seed?: number;
}

/** The pages of a PDF as they come out of a printer. */
export async function printedSheets(pdf: Buffer, dotsPerInch = 150): Promise<Sheet[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const sheets: Sheet[] = [];
  for (let page = 0; page < document.getPageCount(); page += 1) {
    sheets.push(await document.getPage(page).render({ scale: dotsPerInch / 72, colorSpace: 'Gray', render: 'bitmap' }));
  }
  document.destroy();
  library.destroy();
  return sheets;
}

/** Lays the sheet crooked on the glass. */
export function scanned(sheet: Sheet, { turned = 0, noise = 0, tones = [0, 255], seed = 1 }: Scanning): Sheet {
  const { width, height, data } = sheet;
  const [sin, cos] = [Math.sin((-turned * Math.PI) / 180), Math.cos((-turned * Math.PI) / 180)];
  const [dark, light] = tones;
  const random = randoms(seed);
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const from = tone(sheet, dx * cos - dy * sin + width / 2, dx * sin + dy * cos + height / 2);
      const stray = noise === 0 ? 0 : (random() + random() - 1) * noise;
      out[y * width + x] = Math.max(0, Math.min(255, dark + (from * (light - dark)) / 255 + stray));
    }
  }
  return { width, height, data: noise === 0 && turned === 0 && dark === 0 && light === 255 ? data : out };
}

/** The pile as the scanner's PDF. */
export async function scanPdf(sheets: readonly Sheet[], dotsPerInch = 150): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (const { width, height, data } of sheets) {
    const size: [number, number] = [(width * 72) / dotsPerInch, (height * 72) / dotsPerInch];
    const page = document.addPage(size);
    const image = document.context.register(
      document.context.stream(deflateSync(data, { level: 1 }), {
        Type: 'XObject',
        Subtype: 'Image',
        Width: width,
        Height: height,
        ColorSpace: 'DeviceGray',
        BitsPerComponent: 8,
        Filter: 'FlateDecode',
      }),
    );
    page.node.setXObject(PDFName.of('Scan'), image);
    const content = `q ${size[0]} 0 0 ${size[1]} 0 0 cm /Scan Do Q`;
    page.node.addContentStream(document.context.register(document.context.stream(content)));
  }
  return Buffer.from(await document.save());
}

/** The sheet as a picture. */
export function scanPng({ width, height, data }: Sheet): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) rows.set(data.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Nothing stands on it. */
export function blankSheet({ width, height }: Sheet): Sheet {
  return { width, height, data: new Uint8Array(width * height).fill(255) };
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

/** Between four dots; white beyond the sheet. */
function tone({ width, height, data }: Sheet, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 255;
  const [fx, fy] = [x - left, y - top];
  const at = top * width + left;
  const above = data[at]! * (1 - fx) + data[at + 1]! * fx;
  const below = data[at + width]! * (1 - fx) + data[at + width + 1]! * fx;
  return above * (1 - fy) + below * fy;
}

/** The same noise in every run. */
function randoms(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

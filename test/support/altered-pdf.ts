import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFRef } from '@cantoo/pdf-lib';

/** Object number and what stands there from now on. */
type Changed = readonly (readonly [number: number, text: string])[];
type Alteration = (context: { document: PDFDocument; free: number; page: PDFRef; pageDict: PDFDict }) => Changed;

const set = (dict: PDFDict, entries: Readonly<Record<string, string>>): string => {
  const own = dict
    .entries()
    .filter(([key]) => !(key.decodeText() in entries))
    .map(([key, value]) => `${key.toString()} ${value.toString()}`);
  const added = Object.entries(entries).map(([key, value]) => `/${key} ${value}`);
  return `<< ${[...own, ...added].join('\n')} >>`;
};
const ref = (number: number): string => `${String(number)} 0 R`;
const stream = (text: string): string => `<< /Length ${String(text.length)} >>\nstream\n${text}\nendstream`;

function rootOf(document: PDFDocument): number {
  return (document.context.trailerInfo.Root as PDFRef).objectNumber;
}

/** What somebody who may sign could put into a paper before signing it. Each gives a PDF that other readers open. */
const CHANGES: Readonly<Record<string, Alteration>> = {
  'other words on the page': ({ free, page, pageDict }) => [
    [free, stream('BT /f0 12 Tf 100 700 Td (X) Tj ET')],
    [page.objectNumber, set(pageDict, { Contents: ref(free) })],
  ],
  'a page more': ({ document, free }) => {
    const pages = (document.catalog.get(PDFName.of('Pages')) as PDFRef).objectNumber;
    const kids = document.catalog.Pages().lookup(PDFName.of('Kids'), PDFArray).asArray();
    return [
      [free, `<< /Type /Page /Parent ${ref(pages)} /MediaBox [0 0 595 842] /Resources << >> >>`],
      [
        pages,
        set(document.catalog.Pages(), { Kids: `[${kids.join(' ')} ${ref(free)}]`, Count: String(kids.length + 1) }),
      ],
    ];
  },
  'a sheet cut smaller': ({ page, pageDict }) => [[page.objectNumber, set(pageDict, { CropBox: '[0 400 595 842]' })]],
  'a note over the words': ({ free, page, pageDict }) => [
    [free, '<< /Type /Annot /Subtype /FreeText /Rect [50 50 500 800] /Contents (X) /DA (/f0 12 Tf) /F 4 >>'],
    [page.objectNumber, set(pageDict, { Annots: `[${ref(free)}]` })],
  ],
  'a script that runs when it is opened': ({ document }) => [
    [rootOf(document), set(document.catalog, { OpenAction: '<< /S /JavaScript /JS (app.alert(1)) >>' })],
  ],
  'a file attached': ({ document, free }) => [
    [free, stream('MZ')],
    [
      rootOf(document),
      set(document.catalog, {
        Names: `<< /EmbeddedFiles << /Names [(a) << /F (a) /EF << /F ${ref(free)} >> >>] >> >>`,
      }),
    ],
  ],
};

/** Each as a function that puts it behind the last byte of a paper. */
export const ALTERATIONS: Readonly<Record<string, (file: Buffer) => Promise<Buffer>>> = Object.fromEntries(
  Object.entries(CHANGES).map(([what, change]) => [what, (file: Buffer) => altered(file, change)]),
);

async function altered(file: Buffer, change: Alteration): Promise<Buffer> {
  const document = await PDFDocument.load(file, { updateMetadata: false });
  const page = document.catalog.Pages().Kids().get(0) as PDFRef;
  const pageDict = document.context.lookup(page, PDFDict);
  const free = document.context.largestObjectNumber + 1;
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(file.subarray(-64).toString('latin1'))![1]!;
  let text = '\n';
  const rows = change({ document, free, page, pageDict }).map(([number, body]) => {
    const at = file.length + Buffer.byteLength(text, 'latin1');
    text += `${String(number)} 0 obj\n${body}\nendobj\n`;
    return `${String(number)} 1\n${String(at).padStart(10, '0')} 00000 n\r\n`;
  });
  const at = file.length + Buffer.byteLength(text, 'latin1');
  const { Root, ID, Info } = document.context.trailerInfo;
  text += `xref\n${rows.join('')}trailer\n<< /Size ${String(free + 1)} /Root ${String(Root)} /Info ${String(Info)} `;
  text += `/ID ${String(ID)} /Prev ${previous} >>\nstartxref\n${String(at)}\n%%EOF\n`;
  return Buffer.concat([file, Buffer.from(text, 'latin1')]);
}

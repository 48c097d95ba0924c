import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  PageNumber,
  PageOrientation,
  Packer,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';
import type { Block, NarrativePaper } from './narrative-text.view.js';

/** Half points: 13 and 14 pt for what is read, 12 for a table (NĐ 30/2020; reference 2.4). */
const SMALL = 24;
const PLAIN = 26;
const BODY = 28;
const INDENT = twips(12.7);
/** Twentieths of a point. */
const SPACING = 120;
const MARGIN = { top: 20, bottom: 20, left: 30, right: 20 };
const TEXT_WIDTH = twips(210 - MARGIN.left - MARGIN.right);
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE };
const CENTER = AlignmentType.CENTER;

/** Millimetres as twentieths of a point. */
function twips(mm: number): number {
  return Math.round((mm * 1440) / 25.4);
}

/** The report as a Word file, to be completed and signed. */
export async function narrativeDocx(paper: NarrativePaper): Promise<Buffer> {
  const document = new Document({
    title: paper.subject,
    creator: paper.agency,
    styles: {
      default: {
        document: { run: { font: 'Times New Roman', size: BODY, language: { value: 'vi-VN' }, color: '000000' } },
      },
    },
    sections: [
      {
        properties: { titlePage: true, page: pageOf() },
        headers: { default: new Header({ children: [pageNumber()] }), first: new Header({ children: [] }) },
        children: [letterhead(paper), ...title(paper), ...paper.blocks.flatMap(blockOf), signature(paper)],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function pageOf() {
  const [width, height] = [twips(210), twips(297)];
  const margin = {
    top: twips(MARGIN.top),
    bottom: twips(MARGIN.bottom),
    left: twips(MARGIN.left),
    right: twips(MARGIN.right),
    header: twips(10),
  };
  return { size: { width, height, orientation: PageOrientation.PORTRAIT }, margin };
}

/** Centred in the top margin, and not on the first page. */
function pageNumber(): Paragraph {
  return new Paragraph({ alignment: CENTER, children: [new TextRun({ children: [PageNumber.CURRENT], size: BODY })] });
}

function letterhead({ superior, agency, placeAndDay }: NarrativePaper): Table {
  const left = [
    ...(superior === null ? [] : [line(superior.toUpperCase(), { size: SMALL })]),
    line(agency.toUpperCase(), { size: SMALL, bold: true }),
    rule(),
    line('Số:        /BC-', { size: PLAIN }),
  ];
  const right = [
    line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: SMALL, bold: true }),
    line('Độc lập - Tự do - Hạnh phúc', { size: PLAIN, bold: true }),
    rule(),
    line(placeAndDay, { size: BODY, italics: true }),
  ];
  return frameless([left, right], [0.41, 0.59]);
}

function title({ subject, days }: NarrativePaper): Paragraph[] {
  return [
    line('', {}),
    line('BÁO CÁO', { bold: true }),
    line(subject, { bold: true }),
    line(days, { italics: true }),
    rule(),
    line('Kính gửi: ........................................................', {}, { spacing: { before: SPACING, after: SPACING } }), // prettier-ignore
  ];
}

function blockOf(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [body(block.text, { bold: true }, { keepNext: true })];
    case 'subheading':
      return [body(block.text, { bold: true, italics: true }, { keepNext: true })];
    case 'paragraph':
      return [body(block.text)];
    case 'item':
      return [body(`- ${block.text}`)];
    case 'lines':
      return Array.from({ length: block.lines }, dottedLine);
    case 'table':
      return tableOf(block);
  }
}

function body(text: string, run: IRunOptions = {}, paragraph: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: INDENT },
    spacing: { before: SPACING, line: 276 },
    ...paragraph,
    children: [new TextRun({ text, ...run })],
  });
}

function dottedLine(): Paragraph {
  return new Paragraph({
    spacing: { before: SPACING },
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH, leader: 'dot' }],
    children: [new TextRun({ children: [new Tab()] })],
  });
}

function tableOf({ caption, columns, rows }: Extract<Block, { kind: 'table' }>): (Paragraph | Table)[] {
  const first = Math.round(TEXT_WIDTH * 0.28);
  const other = Math.floor((TEXT_WIDTH - first) / (columns.length - 1));
  const widths = columns.map((_, i) => (i === 0 ? first : other));
  const head = row(columns, widths, { bold: true }, true);
  const body = rows.map((cells, i) => row(cells, widths, { bold: i === rows.length - 1 }, false));
  return [
    line(caption, { size: PLAIN, italics: true }, { keepNext: true, spacing: { before: SPACING, after: SPACING / 2 } }),
    new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      rows: [head, ...body],
    }),
  ];
}

/** @param head repeated on every page that the table goes on to */
function row(cells: readonly string[], widths: readonly number[], run: IRunOptions, head: boolean): TableRow {
  return new TableRow({
    tableHeader: head,
    cantSplit: true,
    children: cells.map((text, i) => {
      const alignment = head ? CENTER : i === 0 ? AlignmentType.LEFT : AlignmentType.RIGHT;
      return new TableCell({
        width: { size: widths[i] ?? 0, type: WidthType.DXA },
        verticalAlign: VerticalAlignTable.CENTER,
        margins: { left: 60, right: 60, top: 30, bottom: 30 },
        children: [new Paragraph({ alignment, children: [new TextRun({ text, size: SMALL, ...run })] })],
      });
    }),
  });
}

function signature({ signer: { authority, title: office, name } }: NarrativePaper): Table {
  const left = [
    line(
      'Nơi nhận:',
      { size: SMALL, bold: true, italics: true },
      { alignment: AlignmentType.LEFT, spacing: { before: SPACING } },
    ),
    line('- Như trên;', { size: 22 }, { alignment: AlignmentType.LEFT }),
    line('- Lưu: VT.', { size: 22 }, { alignment: AlignmentType.LEFT }),
  ];
  const right = [
    ...[authority, office]
      .filter((words) => words !== null)
      .map((words, i) => line(words.toUpperCase(), { bold: true }, { spacing: { before: i === 0 ? SPACING : 0 } })),
    ...Array.from({ length: 4 }, () => line('', {})),
    line(name ?? '', { bold: true }),
  ];
  return frameless([left, right], [0.5, 0.5]);
}

function frameless(cells: readonly Paragraph[][], shares: readonly number[]): Table {
  const widths = shares.map((share) => Math.floor(share * TEXT_WIDTH));
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE },
    rows: [
      new TableRow({
        cantSplit: true,
        children: cells.map(
          (children, i) =>
            new TableCell({ children, borders: NO_BORDERS, width: { size: widths[i] ?? 0, type: WidthType.DXA } }),
        ),
      }),
    ],
  });
}

function line(text: string, run: IRunOptions, paragraph: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ alignment: CENTER, ...paragraph, children: [new TextRun({ text, ...run })] });
}

/** The short rule below a name: a third to a half of its line. */
function rule(): Paragraph {
  const inward = twips(24);
  return new Paragraph({
    alignment: CENTER,
    indent: { left: inward, right: inward },
    spacing: { after: SPACING, line: 60, lineRule: 'exact' },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    children: [],
  });
}

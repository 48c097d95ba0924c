import { II06_COLUMNS, type Ii06Figures, type Ii06Form } from '../../domain/kpi/ii06.js';
import { percent } from '../../domain/kpi/on-time-rate.js';
import type { Instant } from '../../domain/time/instant.js';
import type { FormSheet } from '../../platform/spreadsheet/form-sheet.js';
import type { SheetCell } from '../../platform/spreadsheet/write-xlsx.js';
import type { Templates } from '../../platform/templates/handlebars.js';
import { renderPaper } from '../../platform/templates/paper.js';
import { shortDate, writtenMoment } from '../../platform/templates/vietnamese.js';
import type { Ii06Group, Ii06Report, Ii06Row } from './statutory.service.js';

/** Form II.06 on paper and in a workbook: official, so in Vietnamese only (TT 01/2020; reference 6.1). */

const TITLE: Readonly<Record<Ii06Form, string>> = {
  a: 'TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC',
  b: 'TỔNG HỢP TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC THEO CƠ QUAN, ĐƠN VỊ',
  c: 'TỔNG HỢP TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC THEO LĨNH VỰC',
};

const GROUP_TITLE: Readonly<Record<Ii06Group, string>> = {
  agencies: 'Sở, ban, ngành, phòng chuyên môn',
  towns: 'Huyện, thị xã, thành phố',
  communes: 'Xã, phường, thị trấn',
};

const HEADINGS = [
  ['STT', 'Lĩnh vực, công việc giải quyết theo cấp', 'Số hồ sơ nhận giải quyết', '', '', '', 'Số hồ sơ đã giải quyết', '', '', '', 'Số hồ sơ đang giải quyết', '', '', 'Tỷ lệ trước hạn, đúng hạn (%)'], // prettier-ignore
  ['', '', 'Tổng số', 'Trong kỳ', '', 'Từ kỳ trước', 'Tổng số', 'Trước hạn', 'Đúng hạn', 'Quá hạn', 'Tổng số', 'Trong hạn', 'Quá hạn', ''], // prettier-ignore
  ['', '', '', 'Trực tuyến', 'Trực tiếp, dịch vụ bưu chính', '', '', '', '', '', '', '', '', ''],
  ['(1)', '(2)', ...II06_COLUMNS.map((_, i) => `(${String(i + 3)})`), '(14)'],
] as const;

const MERGES = [
  [0, 0, 2, 0], [0, 1, 2, 1], [0, 2, 0, 5], [0, 6, 0, 9], [0, 10, 0, 12], [0, 13, 2, 13],
  [1, 2, 2, 2], [1, 3, 1, 4], [1, 5, 2, 5], [1, 6, 2, 6], [1, 7, 2, 7], [1, 8, 2, 8], [1, 9, 2, 9],
  [1, 10, 2, 10], [1, 11, 2, 11], [1, 12, 2, 12],
] as const; // prettier-ignore

const WIDTHS = [6, 44, ...II06_COLUMNS.map(() => 10), 12];

export function ii06Title(form: Ii06Form): string {
  return `Biểu số II.06${form}/VPCP/KSTT`;
}

/** A line of the table: a group's heading, a row, or the total. */
export interface Ii06Line {
  readonly kind: 'group' | 'row' | 'total';
  readonly serial: string;
  readonly name: string;
  /** null: a heading counts nothing */
  readonly figures: Ii06Figures | null;
  readonly row: Ii06Row | null;
}

const ROMAN = ['I', 'II', 'III'];

/** Rows under the headings of their groups, then the total. */
export function ii06Lines({ rows, total }: Pick<Ii06Report, 'rows' | 'total'>): Ii06Line[] {
  const lines: Ii06Line[] = [];
  let [group, groups, serial]: [Ii06Group | null, number, number] = [null, 0, 0];
  for (const row of rows) {
    if (row.group !== null && row.group !== group) {
      lines.push({
        kind: 'group',
        serial: ROMAN[groups] ?? '',
        name: GROUP_TITLE[row.group],
        figures: null,
        row: null,
      });
      [group, groups, serial] = [row.group, groups + 1, 0];
    }
    serial += 1;
    lines.push({ kind: 'row', serial: String(serial), name: row.name, figures: row.figures, row });
  }
  return [...lines, { kind: 'total', serial: '', name: 'Tổng cộng', figures: total, row: null }];
}

/** (8) + (9) of (7), half-up to two decimals as it is written here; `–` where nothing was resolved (R26). */
export function rateCell({ early, onTime, resolved }: Ii06Figures): string {
  const rate = percent(early + onTime, resolved);
  return rate === null ? '–' : rate.toFixed(2).replace('.', ',');
}

export function ii06Sheet(report: Ii06Report): FormSheet {
  const head = headLines(report);
  const from = head.length;
  const lines = ii06Lines(report);
  const body = from + HEADINGS.length;
  return {
    name: `II.06${report.form}`,
    rows: [
      ...head.map((text): SheetCell[] => [text]),
      ...HEADINGS.map((row): SheetCell[] => [...row]),
      ...lines.map(({ serial, name, figures }): SheetCell[] => [
        serial === '' ? null : /^\d+$/.test(serial) ? Number(serial) : serial,
        name,
        ...II06_COLUMNS.map((column) => figures?.[column] ?? null),
        figures === null ? null : percent(figures.early + figures.onTime, figures.resolved),
      ]),
      [],
      ...endsOf(report).map((text): SheetCell[] => [null, text]),
    ],
    widths: WIDTHS,
    merges: [
      ...head.map((_, row) => ({ row, col: 0, toRow: row, toCol: WIDTHS.length - 1 })),
      ...MERGES.map(([row, col, toRow, toCol]) => ({ row: from + row, col, toRow: from + toRow, toCol })),
    ],
    table: { from, body, to: body + lines.length },
    shares: [WIDTHS.length - 1],
    bold: [1, ...lines.flatMap(({ kind }, i) => (kind === 'row' ? [] : [body + i]))],
  };
}

function headLines({ form, unit, period }: Ii06Report): string[] {
  return [
    `${ii06Title(form)} (Ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020)`,
    TITLE[form],
    `Kỳ báo cáo: ${period.code} (Từ ngày ${shortDate(period.from)} đến ngày ${shortDate(period.to)})`,
    `Đơn vị báo cáo: ${unit.name}. Đơn vị nhận báo cáo: ${unit.letterheadSuperior ?? '…'}`,
    'Đơn vị tính: Số hồ sơ TTHC',
  ];
}

/** Ends that stand in the classes above, said apart (R24). */
function endsOf({ total }: Ii06Report): string[] {
  const { withdrawn, stopped, refused } = total;
  return [
    `Trong số đã giải quyết có: người nộp rút ${String(withdrawn)}, dừng giải quyết ${String(stopped)}, kết quả là từ chối ${String(refused)} hồ sơ.`,
  ];
}

/** What stands below the forms of a closed period. */
export interface Ii06Closed {
  readonly at: Instant;
  readonly signerTitle: string;
  readonly signerName: string;
  readonly figuresHash: string;
  readonly defects: readonly string[];
  readonly owed: readonly string[];
  readonly defectsTotal: number;
  readonly owedTotal: number;
}

/** The forms one after another, each on sheets of its own. */
export function ii06Html(
  templates: Templates,
  reports: readonly Ii06Report[],
  closed: Ii06Closed | null,
  printed: { readonly at: Instant; readonly illustration: boolean },
): string {
  return renderPaper(templates, 'forms/ii06', {
    illustration: printed.illustration,
    forms: reports.map((report) => ({
      heads: headLines(report).filter((_, i) => i !== 1),
      title: TITLE[report.form],
      headings: II06_COLUMNS.map((_, i) => `(${String(i + 3)})`),
      lines: ii06Lines(report).map(({ kind, serial, name, figures }) => ({
        strong: kind !== 'row',
        ...{ serial, name },
        cells: figures === null ? [...II06_COLUMNS, ''].map(() => '') : [...II06_COLUMNS.map((column) => dotted(figures[column])), rateCell(figures)], // prettier-ignore
      })),
      ends: endsOf(report),
      isOpen: report.isOpen,
    })),
    closed: closed === null ? null : closedView(closed),
    printed: `In lúc ${writtenMoment(printed.at)}.`,
  });
}

function closedView(closed: Ii06Closed): object {
  const { at, signerTitle, signerName, figuresHash, defects, owed, defectsTotal, owedTotal } = closed;
  return {
    signerTitle,
    signerName,
    sealed: `Kỳ báo cáo chốt lúc ${writtenMoment(at)}; mã kiểm tra số liệu ${figuresHash.slice(0, 16)}.`,
    defects: listed('Hồ sơ có dữ liệu cần sửa', defects, defectsTotal),
    owed: listed('Hồ sơ còn nợ thư xin lỗi', owed, owedTotal),
  };
}

function listed(title: string, codes: readonly string[], total: number): string {
  if (total === 0) return `${title}: không có.`;
  const more = total > codes.length ? ` và ${String(total - codes.length)} hồ sơ khác` : '';
  return `${title} (${String(total)}): ${codes.join(', ')}${more}.`;
}

function dotted(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '.');
}

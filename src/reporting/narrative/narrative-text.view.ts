import { ratesOf, type Counts } from '../../domain/kpi/on-time-rate.js';
import type { NarrativeFacts, NarrativeRow } from './narrative-facts.js';
import {
  count,
  coverSentences,
  fieldRate,
  list,
  longDay,
  openSentence,
  paperDay,
  periodName,
  receivedSentence,
  resolvedSentences,
  share,
  span,
  weakFields,
} from './narrative-sentences.js';

/** A piece of the paper, in the order in which it stands. */
export type Block =
  | { readonly kind: 'heading' | 'subheading' | 'paragraph' | 'item'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly string[];
      /** the last one is the total; the first cell of each is words, the others are numbers */
      readonly rows: readonly (readonly string[])[];
    }
  /** to be filled in by hand */
  | { readonly kind: 'lines'; readonly lines: number };

/** The report as it goes into a Word file, an official paper (NĐ 30/2020, reference 2.4): Vietnamese only. */
export interface NarrativePaper {
  /** null: no agency above it */
  readonly superior: string | null;
  readonly agency: string;
  readonly placeAndDay: string;
  readonly subject: string;
  readonly days: string;
  readonly blocks: readonly Block[];
  readonly signer: { readonly authority: string | null; readonly title: string; readonly name: string | null };
}

const WEAK_SHOWN = 6;

/** The report in sentences that follow from its figures, and from nothing else. */
export function narrativePaper(facts: NarrativeFacts): NarrativePaper {
  const { unit, period, through, today } = facts;
  const days = `từ ngày ${paperDay(period.from)} đến ngày ${paperDay(through)}`;
  const name = periodName(period);
  return {
    superior: unit.letterheadSuperior,
    agency: unit.letterheadAgency,
    placeAndDay: `${unit.place}, ${longDay(today)}`,
    subject: `Tình hình, kết quả giải quyết thủ tục hành chính ${name}`,
    days: `(Số liệu ${days})`,
    blocks: [
      paragraph(
        `Thực hiện chế độ báo cáo về công tác kiểm soát thủ tục hành chính, ${unit.name} báo cáo tình hình, kết quả giải quyết hồ sơ thủ tục hành chính ${name} như sau:`,
      ),
      heading('I. TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH'),
      ...results(facts),
      heading('II. VIỆC XIN LỖI NGƯỜI DÂN, TỔ CHỨC'),
      ...coverSentences(facts.cover).map(paragraph),
      heading('III. TỒN TẠI, HẠN CHẾ VÀ VIỆC SẼ THỰC HIỆN'),
      ...weak(facts),
      heading('IV. ĐỀ XUẤT, KIẾN NGHỊ'),
      { kind: 'lines', lines: 3 },
      paragraph(`Trên đây là báo cáo tình hình, kết quả giải quyết thủ tục hành chính ${name} của ${unit.name}./.`),
    ],
    signer: { authority: unit.signerAuthority, title: unit.signerTitle, name: unit.signerName },
  };
}

function results(facts: NarrativeFacts): Block[] {
  const { received, carried } = facts.counts;
  if (received + carried === 0) return [paragraph(receivedSentence(facts))];
  return [
    subheading('1. Tiếp nhận'),
    paragraph(receivedSentence(facts)),
    subheading('2. Kết quả giải quyết'),
    ...resolvedSentences(facts).map(paragraph),
    paragraph(openSentence(facts)),
    subheading('3. Kết quả theo lĩnh vực'),
    fieldTable(facts),
    subheading('4. Hồ sơ quá hạn và nơi để chậm'),
    ...late(facts),
  ];
}

const COLUMNS = [
  'Lĩnh vực',
  'Phải giải quyết',
  'Đã giải quyết',
  'Trước, đúng hạn',
  'Quá hạn',
  'Đang giải quyết',
  'Tỷ lệ',
];

function fieldTable({ fields, counts }: NarrativeFacts): Block {
  return {
    kind: 'table',
    caption: 'Kết quả giải quyết theo lĩnh vực (đơn vị tính: hồ sơ)',
    columns: COLUMNS,
    rows: [...fields, { name: 'Tổng số', counts }].map(tableRow),
  };
}

function tableRow({ name, counts }: NarrativeRow): string[] {
  const { received, carried, early, onTime, late, inTime, overdue } = counts;
  const resolved = early + onTime + late;
  const numbers = [received + carried, resolved, early + onTime, late, inTime + overdue].map(count);
  return [name, ...numbers, resolved === 0 ? '-' : share(early + onTime, resolved)];
}

function late(facts: NarrativeFacts): Block[] {
  const { counts, units, holders, reasons } = facts;
  if (counts.late + counts.overdue === 0 && holders.length === 0) {
    return [paragraph('Trong kỳ không có hồ sơ giải quyết quá hạn và không còn hồ sơ đang giải quyết đã quá hạn.')];
  }
  const slow = units
    .filter(({ counts: own }) => own.late + own.overdue > 0)
    .sort((a, b) => lateOf(b.counts) - lateOf(a.counts) || a.name.localeCompare(b.name, 'vi'));
  return [
    ...(slow.length === 0 ? [] : [paragraph('Hồ sơ quá hạn theo đơn vị chịu trách nhiệm giải quyết:')]),
    ...slow.map(({ name, counts: own }) => item(`${name}: ${lateText(own)}.`)),
    ...(holders.length === 0 ? [] : [paragraph('Nơi giữ hồ sơ quá thời gian của từng chặng (giờ làm việc):')]),
    ...holders.map(({ unitName, lateMinutes, worst }) =>
      item(
        `${unitName}: quá ${span(lateMinutes)}; nhiều nhất ở chặng ${String(worst.stageNo)} của thủ tục “${worst.procedureName}” (${span(worst.lateMinutes)}).`,
      ),
    ),
    ...(reasons.length === 0 ? [] : [paragraph(`Nguyên nhân ghi trong thư xin lỗi đã phát hành: ${list(reasons.map(reason))}.`)]), // prettier-ignore
  ];
}

function lateText({ late: resolved, overdue }: Counts): string {
  const parts = [
    ...(resolved > 0 ? [`${count(resolved)} hồ sơ đã giải quyết quá hạn`] : []),
    ...(overdue > 0 ? [`${count(overdue)} hồ sơ đang giải quyết đã quá hạn`] : []),
  ];
  return parts.join(', ');
}

function lateOf(counts: Counts): number {
  return counts.late + counts.overdue;
}

function reason({ text, n }: NarrativeFacts['reasons'][number]): string {
  return `${text === null ? 'chưa chọn nguyên nhân' : text.charAt(0).toLowerCase() + text.slice(1)} (${count(n)} thư)`;
}

/** What the figures show to be weak, and the one thing that follows from each: nothing else is promised. */
function weak(facts: NarrativeFacts): Block[] {
  const { counts, cover, holders, target } = facts;
  const fields = weakFields(facts);
  const shown = fields.slice(0, WEAK_SHOWN).map(fieldRate);
  const more = fields.length > WEAK_SHOWN ? ` và ${count(fields.length - WEAK_SHOWN)} lĩnh vực khác` : '';
  const worst = holders[0];
  const found: readonly (readonly [boolean, string, string])[] = [
    [
      fields.length > 0,
      `Có ${count(fields.length)} lĩnh vực đạt dưới ${String(target)}%: ${more === '' ? list(shown) : `${shown.join(', ')}${more}`}.`,
      'Rà soát từng hồ sơ quá hạn của các lĩnh vực đạt thấp, xác định rõ khâu chậm và người chịu trách nhiệm.',
    ],
    [
      counts.overdue > 0,
      `Còn ${count(counts.overdue)} hồ sơ đang giải quyết đã quá hạn.`,
      `Giải quyết dứt điểm ${count(counts.overdue)} hồ sơ đang quá hạn và thông báo ngày trả kết quả mới cho người nộp.`,
    ],
    [
      cover.missing > 0,
      `Còn ${count(cover.missing)} trường hợp chưa được xin lỗi bằng văn bản.`,
      `Phát hành đủ ${count(cover.missing)} thư xin lỗi còn nợ.`,
    ],
    [
      worst !== undefined,
      `${worst?.unitName ?? ''} giữ hồ sơ quá thời gian của chặng nhiều nhất (${span(worst?.lateMinutes ?? 0)}).`,
      `Làm việc với ${worst?.unitName ?? ''} để rút ngắn thời gian giữ hồ sơ ở chặng bị chậm.`,
    ],
  ];
  const weakness = found.filter(([is]) => is);
  if (weakness.length === 0) {
    const { resolved } = ratesOf(counts, target);
    const fieldsMet = resolved === 0 ? '' : `không có lĩnh vực nào đạt dưới ${String(target)}%, `;
    return [paragraph(`Qua số liệu trong kỳ, ${fieldsMet}không có hồ sơ đang quá hạn và không còn nợ thư xin lỗi.`)];
  }
  return [
    subheading('1. Tồn tại, hạn chế'),
    ...weakness.map(([, text]) => item(text)),
    subheading('2. Việc sẽ thực hiện'),
    ...weakness.map(([, , todo]) => item(todo)),
  ];
}

function heading(text: string): Block {
  return { kind: 'heading', text };
}

function subheading(text: string): Block {
  return { kind: 'subheading', text };
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

function item(text: string): Block {
  return { kind: 'item', text };
}

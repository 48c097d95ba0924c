import type { TheirClass } from '../../domain/kpi/reconcile-facts.js';
import { DateFormat } from '../../platform/spreadsheet/date-text.js';
import { foldLabel } from '../../platform/spreadsheet/fold-label.js';

/** What a column of another system's list can mean. */
export type ListColumn = 'code' | 'received' | 'due' | 'finished' | 'class';

/** Headings as iGate, VNPT, the national portal and hand-made sheets write them; accents and case do not matter. */
const HEADINGS: Readonly<Record<ListColumn, readonly string[]>> = {
  code: ['Mã hồ sơ', 'Số hồ sơ', 'Mã số hồ sơ', 'Số biên nhận', 'Mã biên nhận', 'code'],
  received: ['Ngày tiếp nhận', 'Thời gian tiếp nhận', 'Ngày nhận', 'Ngày nhận hồ sơ', 'Tiếp nhận', 'received'],
  due: ['Ngày hẹn trả', 'Ngày hẹn trả kết quả', 'Hẹn trả', 'Hạn xử lý', 'Thời gian hẹn trả', 'Hạn trả', 'due'],
  finished: [
    'Ngày kết thúc xử lý',
    'Ngày có kết quả',
    'Ngày hoàn thành',
    'Ngày kết thúc',
    'Ngày trả kết quả',
    'Ngày trả',
    'Ngày giải quyết xong',
    'finished',
  ],
  class: ['Tình trạng hạn', 'Tình trạng', 'Trạng thái', 'Kết quả giải quyết', 'Kết quả xử lý', 'Đánh giá', 'class'],
};

const CLASSES: Readonly<Record<TheirClass, readonly string[]>> = {
  early: ['Trước hạn', 'Sớm hạn', 'Đã giải quyết trước hạn', 'early'],
  on_time: ['Đúng hạn', 'Đã giải quyết đúng hạn', 'on_time'],
  kept: ['Trước hạn, đúng hạn', 'Trước và đúng hạn', 'Đúng hạn và trước hạn', 'Trước hạn và đúng hạn', 'kept'],
  late: ['Đã giải quyết quá hạn', 'Đã giải quyết trễ hạn', 'Trả kết quả trễ hạn', 'late'],
  overdue: ['Đang giải quyết quá hạn', 'Đang xử lý quá hạn', 'Đang xử lý trễ hạn', 'overdue'],
  in_time: ['Trong hạn', 'Còn hạn', 'Đang giải quyết trong hạn', 'Đang xử lý trong hạn', 'Đang xử lý', 'in_time'],
  broken: ['Quá hạn', 'Trễ hạn', 'Trễ', 'broken'],
};

/** A row without a code is no dossier; the rest is compared as far as it is told. */
export const REQUIRED_COLUMNS: readonly ListColumn[] = ['code'];

export const LIST_COLUMNS = folded(HEADINGS);

/** What a word of another system says of a class; by its folded label. */
export const THEIR_CLASSES = folded(CLASSES);

/** As people here write a day, with or without its time. */
export const DATE_FORMATS = [
  'dd/MM/yyyy HH:mm',
  'dd/MM/yyyy HH:mm:ss',
  'dd/MM/yyyy',
  'HH:mm dd/MM/yyyy',
  'HH:mm:ss dd/MM/yyyy',
  'dd-MM-yyyy',
  'dd-MM-yyyy HH:mm',
  'yyyy-MM-dd',
].flatMap((format) => DateFormat.of(format) ?? []);

function folded<T extends string>(words: Readonly<Record<T, readonly string[]>>): ReadonlyMap<string, T> {
  const names = Object.keys(words) as T[];
  return new Map(names.flatMap((name) => words[name].map((word) => [foldLabel(word), name] as const)));
}

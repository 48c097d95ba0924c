import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { renderPaper } from '../../platform/templates/paper.js';
import type { Templates } from '../../platform/templates/handlebars.js';
import { capitals, shortDate, writtenMoment } from '../../platform/templates/vietnamese.js';
import type { Unit } from '../../units/unit.js';
import type { RegisterClosing, RegisterLine } from './register.repository.js';

const FORMS: Readonly<Record<string, string>> = { form_04: 'Phiếu xin lỗi và hẹn lại', letter: 'Thư xin lỗi' };
const STATES = { numbered: 'Đã cấp số', issued: 'Đã phát hành', void: 'Đã hủy' } as const;

export interface RegisterSheetFacts {
  readonly unit: Pick<Unit, 'letterheadSuperior' | 'letterheadAgency' | 'place'>;
  readonly year: number;
  readonly lines: readonly RegisterLine[];
  /** lines before these */
  readonly before: number;
  /** null: the register is open */
  readonly closing: RegisterClosing | null;
  readonly named: boolean;
  readonly printedAt: Instant;
  readonly illustration: boolean;
}

export function registerTitle({ unit, year }: Pick<RegisterSheetFacts, 'unit' | 'year'>): string {
  return `Sổ thư xin lỗi năm ${String(year)}, ${unit.letterheadAgency}`;
}

/** The register on paper, as it was kept in a book: a void number keeps its line and says why. */
export function registerHtml(templates: Templates, facts: RegisterSheetFacts): string {
  const { unit, year, lines, before, closing, named, printedAt, illustration } = facts;
  const superior = unit.letterheadSuperior === null ? null : capitals(unit.letterheadSuperior);
  return renderPaper(templates, 'forms/letter-register', {
    head: { superior, agency: capitals(unit.letterheadAgency), number: '', subject: null, placeAndDate: '' },
    illustration,
    title: 'SỔ ĐĂNG KÝ THƯ XIN LỖI',
    period: `Năm ${String(year)}`,
    rows: lines.map((line, i) => ({
      serial: before + i + 1,
      number: line.number,
      date: shortDate(line.date),
      recipient: named ? line.recipient : '',
      code: line.dossierCode,
      form: FORMS[line.form] ?? line.form,
      state: STATES[line.state],
      note: noteOf(line),
    })),
    foot:
      closing === null
        ? 'Sổ chưa khóa.'
        : `Sổ đã khóa ngày ${shortDate(localDate(closing.at))}: ${String(closing.letters)} số, trong đó ${String(closing.voided)} số hủy; số cuối của sổ ${String(closing.lastSerial)}.`,
    printed: `In lúc ${writtenMoment(printedAt)}.`,
  });
}

function noteOf({ state, comment, serial }: RegisterLine): string {
  if (state === 'void') return `Hủy: ${comment ?? 'không ghi lý do'}`;
  return serial === null ? 'Số lấy từ hệ thống văn bản' : '';
}

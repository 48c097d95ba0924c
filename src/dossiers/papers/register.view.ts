import { formOn } from '../../domain/dossier/paper-forms.js';
import type { ReceiptFacts } from '../../domain/dossier/receipt-facts.js';
import type { RegisterRow } from '../../domain/dossier/register-row.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import type { Templates } from '../../platform/templates/handlebars.js';
import { renderPaper } from '../../platform/templates/paper.js';
import { number, shortDate, shortMoment } from '../../platform/templates/vietnamese.js';
import type { PaperLook } from './paper-look.js';
import { headView, topView } from './paper-words.js';

/** A page of the register of a desk. */
export interface RegisterFacts {
  readonly letterhead: ReceiptFacts['letterhead'];
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** number of the first row within the year's book */
  readonly firstSerial: number;
  readonly rows: readonly RegisterRow[];
  readonly printedAt: Instant;
  readonly illustration: boolean;
}

/** What is handed over to the desk on a day: one list for both to sign. */
export interface ResultSlipFacts extends Omit<RegisterFacts, 'from' | 'to' | 'firstSerial'> {
  readonly day: PlainDate;
  readonly giver: string;
  readonly receiver: string;
}

/** The register of dossiers as HTML, A4 across. Source: TT 01/2018 form 06 (reference 2.2). */
export function registerHtml(templates: Templates, facts: RegisterFacts, look: PaperLook): string {
  const { letterhead, from, to, printedAt, illustration } = facts;
  return renderPaper(templates, 'forms/register', {
    ...topView(formOn('register', to), look, { illustration, copyLabel: null }),
    head: headView(letterhead, `Năm ${from.slice(0, 4)}`, printedAt),
    period: `Từ ngày ${shortDate(from)} đến ngày ${shortDate(to)}`,
    rows: facts.rows.map((row, index) => registerLine(row, facts.firstSerial + index)),
    printed: `In lúc ${shortMoment(printedAt)}. Số thứ tự tính liên tục từ đầu năm.`,
  });
}

/** The slip with which results change hands, as HTML. Source: reference 2.2 (papers in use). */
export function resultSlipHtml(templates: Templates, facts: ResultSlipFacts, look: PaperLook): string {
  const { letterhead, day, rows, illustration } = facts;
  return renderPaper(templates, 'forms/result-slip', {
    ...topView(formOn('result_slip', day), look, { illustration, copyLabel: null }),
    head: headView(letterhead, '', facts.printedAt),
    giver: facts.giver,
    receiver: facts.receiver,
    period: `Ngày giao: ${shortDate(day)}`,
    rows: rows.map(resultLine),
    total: `Tổng số: ${number(rows.length)} kết quả. In lúc ${shortMoment(facts.printedAt)}.`,
    signatures: [
      { title: 'BÊN GIAO', name: '' },
      { title: 'BÊN NHẬN', name: '' },
    ],
  });
}

function registerLine(row: RegisterRow, serial: number): object {
  return {
    serial,
    code: row.code,
    content: row.content,
    copies: row.copies,
    name: row.name,
    address: row.address ?? '',
    phone: row.phone ?? '',
    accepted: shortDate(localDate(row.acceptedAt)),
    due: shortDate(localDate(row.dueAt)),
    returned: row.returnedAt === null ? '' : shortDate(localDate(row.returnedAt)),
    note: registerNote(row),
  };
}

/** The last column of the register: a line that was voided stays, and says so. */
export function registerNote({ isVoid, byPost }: Pick<RegisterRow, 'isVoid' | 'byPost'>): string {
  if (isVoid) return 'Đã hủy lượt tiếp nhận';
  return byPost ? 'Trả qua bưu điện' : '';
}

function resultLine(row: RegisterRow, index: number): object {
  const result = row.outcome === 'refused' ? 'Không đủ điều kiện' : 'Đã giải quyết';
  return {
    line: index + 1,
    code: row.code,
    content: row.content,
    result: row.resultNumber === null ? result : `${result}; số ${row.resultNumber}`,
    name: row.name,
    address: row.address ?? '',
    fee: row.feeVnd > 0 ? 'X' : '',
    postal: row.byPost ? 'X' : '',
  };
}

import type { ReceiptFacts } from '../../domain/dossier/receipt-facts.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { Templates } from '../../platform/templates/handlebars.js';
import { renderPaper } from '../../platform/templates/paper.js';
import {
  capitals,
  dong,
  limitWords,
  writtenDate,
  writtenDue,
  writtenMoment,
} from '../../platform/templates/vietnamese.js';

/** One sheet of A4, one of A5, or two A5 copies beside each other on an A4 with a line to cut along. */
export const RECEIPT_SIZES = ['a4', 'a5', 'a4x2'] as const;

export type ReceiptSize = (typeof RECEIPT_SIZES)[number];

const RESULT_AT: Readonly<Record<ReceiptFacts['resultAt'], string>> = {
  desk: 'Bộ phận Tiếp nhận và Trả kết quả',
  postal: 'Dịch vụ bưu chính công ích (BCCI)',
  online: 'Trực tuyến',
};

type Copy = 'both' | 'kept' | 'given';

/** The national form says "khách hàng"; nobody at this desk does. */
const COPY_LABEL: Readonly<Record<Copy, string>> = {
  both: 'Liên: Lưu/Giao người nộp hồ sơ',
  kept: 'Liên: Lưu',
  given: 'Liên: Giao người nộp hồ sơ',
};

const BLANK = '……………………';

/**
 * Form 01, the receipt and appointment slip, as HTML. The desk's own copy does not carry the tracking secret.
 *
 * Source: TT 01/2018 form 01 (reference 2.1, 2.2).
 */
export function receiptHtml(templates: Templates, facts: ReceiptFacts, size: ReceiptSize): string {
  const sheet = size === 'a4x2' ? 'a5' : size;
  const copies: readonly Copy[] = size === 'a4x2' ? ['kept', 'given'] : ['both'];
  return renderPaper(templates, 'forms/receipt-01', {
    sideBySide: size === 'a4x2',
    copiesOfPaper: copies.map((copy) => ({ sheet, ...receiptView(facts, copy) })),
  });
}

/** Title of the receipt's file and of its page. */
export function receiptTitle(facts: ReceiptFacts): string {
  return `Giấy tiếp nhận hồ sơ và hẹn trả kết quả, hồ sơ ${facts.code}`;
}

function receiptView(facts: ReceiptFacts, copy: Copy): object {
  const { applicant } = facts;
  return {
    head: headView(facts),
    copyLabel: copyLabel(copy, facts.version),
    desk: facts.deskName,
    applicant: { ...applicant, address: applicant.address ?? BLANK, phone: applicant.phone ?? BLANK },
    idLabel: applicant.kind === 'person' ? 'Số CMND/Thẻ căn cước/Hộ chiếu' : 'Mã số thuế hoặc mã số tổ chức',
    submitter: facts.submitterName === applicant.name ? null : facts.submitterName,
    content: facts.content,
    documents: facts.documents.map((document, index) => documentLine(document, index)),
    copies: facts.copies,
    limit: limitWords(facts.limit),
    accepted: writtenMoment(facts.acceptedAt),
    due: writtenDue(facts.dueAt),
    provisional: facts.provisional,
    fee: facts.feeVnd === 0 ? 'không thu' : dong(facts.feeVnd),
    resultAt: RESULT_AT[facts.resultAt],
    code: facts.code,
    secret: copy === 'kept' ? null : facts.trackingSecret,
    submittedBy: facts.submitterName ?? (applicant.kind === 'person' ? applicant.name : ''),
    receiver: facts.receiverName,
    illustration: facts.illustration,
  };
}

function copyLabel(copy: Copy, version: number): string {
  const label = COPY_LABEL[copy];
  return version === 1 ? label : `${label}; bản ${String(version)}, thay bản ${String(version - 1)}`;
}

function headView({ letterhead, code, acceptedAt }: ReceiptFacts): object {
  return {
    superior: capitals(letterhead.superior),
    agency: capitals(letterhead.agency),
    number: `Mã hồ sơ: ${code}`,
    subject: null,
    placeAndDate: `${letterhead.place}, ${writtenDate(localDate(acceptedAt))}`,
  };
}

/** A zero is left blank: what matters on the list is what was handed in. */
function documentLine(document: ReceiptFacts['documents'][number], index: number): object {
  const shown = (count: number): string => (count === 0 ? '' : String(count));
  return {
    line: index + 1,
    name: document.name,
    originals: shown(document.originals),
    certified: shown(document.certified),
    copies: shown(document.copies),
  };
}

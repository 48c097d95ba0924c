import { formOn } from '../../domain/dossier/paper-forms.js';
import type { ReceiptFacts } from '../../domain/dossier/receipt-facts.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { Templates } from '../../platform/templates/handlebars.js';
import { renderPaper } from '../../platform/templates/paper.js';
import { dong, limitWords, writtenDue, writtenMoment } from '../../platform/templates/vietnamese.js';
import { copiesFor, COPY_LABEL, type Copy, type PaperLook } from './paper-look.js';
import { applicantView, headView, numberBox, topView } from './paper-words.js';

const RESULT_AT: Readonly<Record<ReceiptFacts['resultAt'], string>> = {
  desk: 'Bộ phận Tiếp nhận và Trả kết quả',
  postal: 'Dịch vụ bưu chính công ích (BCCI)',
  online: 'Trực tuyến',
};

/** What a receipt prints besides its facts. */
export interface ReceiptPrint extends PaperLook {
  /** where the citizen looks the dossier up, with code and secret; null for readers who do not know the secret */
  readonly trackingAddress: string | null;
  /** sentences under the box with the numbers, HTML of the small set papers are written in */
  readonly note: string;
}

/**
 * Form 01, the receipt and appointment slip, as HTML. The desk's own copy does not carry the tracking secret.
 *
 * Source: TT 01/2018 form 01 (reference 2.1, 2.2).
 */
export function receiptHtml(templates: Templates, facts: ReceiptFacts, print: ReceiptPrint): string {
  const { sheet, copies } = copiesFor(print.size);
  return renderPaper(templates, 'forms/receipt-01', {
    sideBySide: print.size === 'a4x2',
    copiesOfPaper: copies.map((copy) => ({ sheet, ...receiptView(facts, print, copy) })),
  });
}

/** Title of the receipt's file and of its page. */
export function receiptTitle(facts: ReceiptFacts): string {
  return `Giấy tiếp nhận hồ sơ và hẹn trả kết quả, hồ sơ ${facts.code}`;
}

function receiptView(facts: ReceiptFacts, print: ReceiptPrint, copy: Copy): object {
  const { applicant, illustration, code } = facts;
  const form = formOn('receipt', localDate(facts.acceptedAt));
  const isGiven = copy !== 'kept';
  return {
    ...topView(form, print, { illustration, copyLabel: copyLabel(copy, facts.version) }),
    head: headView(facts.letterhead, `Mã hồ sơ: ${code}`, facts.acceptedAt),
    desk: facts.deskName,
    applicant: applicantView(applicant),
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
    box: numberBox(code, isGiven ? facts.trackingSecret : null, isGiven ? print.trackingAddress : null),
    note: isGiven ? print.note : '',
    signatures: [
      { title: 'NGƯỜI NỘP HỒ SƠ', name: facts.submitterName ?? (applicant.kind === 'person' ? applicant.name : '') },
      { title: 'NGƯỜI TIẾP NHẬN HỒ SƠ', name: facts.receiverName },
    ],
  };
}

function copyLabel(copy: Copy, version: number): string {
  const label = COPY_LABEL[copy];
  return version === 1 ? label : `${label}; bản ${String(version)}, thay bản ${String(version - 1)}`;
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

import { formOn } from '../../domain/dossier/paper-forms.js';
import type { SlipFacts, SlipKind, SlipMatter } from '../../domain/dossier/slip-facts.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { Templates } from '../../platform/templates/handlebars.js';
import { renderPaper } from '../../platform/templates/paper.js';
import { dong, writtenDue, writtenMoment } from '../../platform/templates/vietnamese.js';
import { copiesFor, COPY_LABEL, type Copy, type PaperLook } from './paper-look.js';
import { applicantView, headView, numberBox, topView } from './paper-words.js';

const METHODS = { cash: 'Tiền mặt', transfer: 'Chuyển khoản', card: 'Thẻ', qr: 'Quét mã QR' } as const;
const WAYS = {
  desk: 'Trực tiếp tại Bộ phận Tiếp nhận và Trả kết quả',
  postal: 'Dịch vụ bưu chính công ích (BCCI)',
  online: 'Trực tuyến',
} as const;
const OUTCOMES = { granted: 'Đã giải quyết', refused: 'Không đủ điều kiện giải quyết, có văn bản trả lời' } as const;

/** The symbol behind "Số" in practice (reference 2.1); the number itself is the desk's own book and written by hand. */
const SYMBOLS: Readonly<Partial<Record<SlipKind, string>>> = { supplement: '/HDHS', refusal: '/TCHS', stop: '/TB' };

/** What the citizen is given about one act, as HTML. Source: TT 01/2018 forms 02, 03 (reference 2.1, 2.2). */
export function slipHtml(templates: Templates, facts: SlipFacts, look: PaperLook): string {
  const { sheet, copies } = copiesFor(look.size);
  return renderPaper(templates, `forms/${facts.matter.kind}`, {
    sideBySide: look.size === 'a4x2',
    copiesOfPaper: copies.map((copy) => ({ sheet, ...slipView(facts, look, copy) })),
  });
}

/** Title of the file and of the page: `Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ, hồ sơ H45…`. */
export function slipTitle({ matter, at, code }: SlipFacts): string {
  const title = formOn(matter.kind, localDate(at)).title.toLocaleLowerCase('vi');
  return `${title.charAt(0).toLocaleUpperCase('vi')}${title.slice(1)}${code === null ? '' : `, hồ sơ ${code}`}`;
}

function slipView(facts: SlipFacts, look: PaperLook, copy: Copy): object {
  const { matter, applicant, code, illustration } = facts;
  const symbol = SYMBOLS[matter.kind];
  const number = symbol !== undefined ? `Số: …………${symbol}` : code === null ? '' : `Mã hồ sơ: ${code}`;
  return {
    ...topView(formOn(matter.kind, localDate(facts.at)), look, { illustration, copyLabel: COPY_LABEL[copy] }),
    head: headView(facts.letterhead, number, facts.at),
    desk: facts.deskName,
    applicant: applicantView(applicant),
    submitter: facts.submitterName === applicant.name ? null : facts.submitterName,
    content: facts.content,
    code,
    closing: facts.closing,
    ...matterView(matter, facts),
  };
}

function matterView(matter: SlipMatter, facts: SlipFacts): object {
  switch (matter.kind) {
    case 'supplement':
      return {
        documents: listed(matter.items).map((name, index) => ({
          line: index + 1,
          name,
          originals: '',
          certified: '',
          copies: '',
        })),
        reason: matter.reason,
        box: facts.code === null ? null : numberBox(facts.code, null, null),
        signatures: [{ title: null }, { title: 'NGƯỜI HƯỚNG DẪN', name: facts.officerName }],
      };
    case 'refusal':
      return {
        reason: matter.reason,
        filed: matter.filedAt === null ? null : writtenMoment(matter.filedAt),
        signatures: bothSign(facts, 'NGƯỜI NỘP HỒ SƠ', 'NGƯỜI TIẾP NHẬN HỒ SƠ'),
      };
    case 'stop':
      return {
        reason: matter.reason,
        accepted: writtenMoment(matter.acceptedAt),
        stopped: writtenMoment(facts.at),
        signatures: [{ title: null }, { title: 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ', name: facts.officerName }],
      };
    case 'payment':
      return {
        amount: dong(matter.amountVnd),
        method: METHODS[matter.method],
        reference: matter.reference,
        paid: writtenMoment(facts.at),
        signatures: bothSign(facts, 'NGƯỜI NỘP', 'NGƯỜI NHẬN'),
      };
    case 'return':
      return {
        result: matter.outcome === null ? '' : OUTCOMES[matter.outcome],
        resultNumber: matter.resultNumber,
        due: writtenDue(matter.dueAt),
        returned: writtenMoment(facts.at),
        receivedBy: matter.receivedBy,
        how: WAYS[matter.how],
        signatures: [
          { title: 'NGƯỜI NHẬN KẾT QUẢ', name: matter.receivedBy },
          { title: 'NGƯỜI TRẢ KẾT QUẢ', name: facts.officerName },
        ],
      };
  }
}

function bothSign({ applicant, submitterName, officerName }: SlipFacts, left: string, right: string): object[] {
  const name = submitterName ?? (applicant.kind === 'person' ? applicant.name : '');
  return [
    { title: left, name },
    { title: right, name: officerName },
  ];
}

const PEN_LINES = ['', '', ''];

/** Turned away at the counter, nobody has typed a list: lines for a pen. */
function listed(items: readonly string[]): readonly string[] {
  return items.length === 0 ? PEN_LINES : items;
}

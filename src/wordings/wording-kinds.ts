/** The free sentences of papers: what a unit words for itself. Titles and labels of the law stand in the templates. */
export const WORDING_KINDS = [
  'receipt-note',
  'supplement-closing',
  'refusal-closing',
  'control-note',
  'apology-closing',
] as const;

export type WordingKind = (typeof WORDING_KINDS)[number];

/** A fact that may be put into a sentence, with what it looks like at its shortest, usually, and at its longest. */
export interface WordingField {
  readonly name: string;
  /** every paper of the kind has it; the others may be missing and then print nothing */
  readonly required: boolean;
  readonly shortest: string;
  readonly usual: string;
  readonly longest: string;
}

/** Names that are hard on a line: the longest kind of name, of a procedure and of an agency that we know of. */
const LONG_NAME =
  'Công ty trách nhiệm hữu hạn một thành viên Đầu tư Xây dựng và Phát triển Nuôi trồng Thủy sản Sông Cầu';
const LONG_PROCEDURE =
  'Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất lần đầu đối với tài sản gắn liền với đất mà chủ sở hữu không đồng thời là người sử dụng đất';
const LONG_UNIT = 'Chi nhánh Văn phòng Đăng ký đất đai thị xã Sông Cầu thuộc Sở Tài nguyên và Môi trường tỉnh Phú Yên';

const sample = (name: string, shortest: string, usual: string, longest: string): WordingField => ({
  name,
  required: false,
  shortest,
  usual,
  longest,
});

const unit = { ...sample('unit', 'UBND xã', 'Phòng Quản lý đô thị', LONG_UNIT), required: true };
const code = sample('code', 'H45.20-230517-0001', 'H45.20-230517-0001', 'H45.20.21-230517-10001');
const procedure = sample('procedure', 'Chứng thực', 'Cấp giấy phép xây dựng nhà ở riêng lẻ', LONG_PROCEDURE);
const applicant = sample('applicant', 'Lê Y', 'Nguyễn Văn An', LONG_NAME);
const dueAt = sample(
  'dueAt',
  '11 giờ 30 phút, ngày 01 tháng 6 năm 2023',
  '17 giờ 00 phút, ngày 01 tháng 6 năm 2023',
  '17 giờ 00 phút, ngày 30 tháng 12 năm 2023',
);
const officer = sample('officer', 'Lê Y', 'Trần Thị Bình', 'Nguyễn Phước Bảo Quỳnh Trang Thiên Hương');
const phone = sample('phone', '0905123456', '0257 3875 123', '0257 3875 123, máy lẻ 1024');
const hotline = sample('hotline', '1022', '0257 3875 999', '0257 3875 999 (trong giờ hành chính)');
const website = sample(
  'website',
  'a.vn',
  'dichvucong.phuyen.gov.vn',
  'https://motcua.songcau.phuyen.gov.vn/tra-cuu-ho-so',
);
const deadline = sample('deadline', '01/06/2023', '16/06/2023', '30/12/2023');
const newDueAt = sample('newDueAt', dueAt.shortest, '16 giờ 00 phút, ngày 08 tháng 6 năm 2023', dueAt.longest);

/** What may stand between braces, kind by kind: nothing else is known to a wording. */
export const WORDING_FIELDS: Readonly<Record<WordingKind, readonly WordingField[]>> = {
  'receipt-note': [unit, code, procedure, applicant, dueAt, hotline, website],
  'supplement-closing': [unit, officer, phone, hotline, website, deadline, code, procedure, applicant],
  'refusal-closing': [unit, officer, phone, hotline, website, procedure, applicant],
  'control-note': [unit, code, procedure, dueAt],
  'apology-closing': [unit, officer, phone, hotline, newDueAt, code, procedure, applicant],
};

export function isWordingKind(text: string): text is WordingKind {
  return (WORDING_KINDS as readonly string[]).includes(text);
}

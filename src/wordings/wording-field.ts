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

/** The longest name of an agency that stands on a letterhead: its superior has a line of its own. */
const LONG_AGENCY = 'Chi nhánh Văn phòng Đăng ký đất đai thị xã Sông Cầu';

/** One that may be missing. */
export function optional(name: string, shortest: string, usual: string, longest: string): WordingField {
  return { name, required: false, shortest, usual, longest };
}

/** One that every paper of the kind has. */
export function always(field: WordingField): WordingField {
  return { ...field, required: true };
}

const dueAt = optional(
  'dueAt',
  '11 giờ 30 phút, ngày 01 tháng 6 năm 2023',
  '17 giờ 00 phút, ngày 01 tháng 6 năm 2023',
  '17 giờ 00 phút, ngày 30 tháng 12 năm 2023',
);

/** Those that several kinds share. */
export const fields = {
  unit: always(optional('unit', 'UBND xã', 'Phòng Quản lý đô thị', LONG_UNIT)),
  agency: always(optional('agency', 'UBND xã', 'Phòng Quản lý đô thị', LONG_AGENCY)),
  code: optional('code', 'H45.20-230517-0001', 'H45.20-230517-0001', 'H45.20.21-230517-10001'),
  procedure: optional('procedure', 'chứng thực', 'cấp giấy phép xây dựng nhà ở riêng lẻ', LONG_PROCEDURE),
  applicant: optional('applicant', 'Lê Y', 'Nguyễn Văn An', LONG_NAME),
  dueAt,
  officer: optional('officer', 'Lê Y', 'Trần Thị Bình', 'Nguyễn Phước Bảo Quỳnh Trang Thiên Hương'),
  phone: optional('phone', '0905123456', '0257 3875 123', '0257 3875 123, máy lẻ 1024'),
  hotline: optional('hotline', '1022', '0257 3875 999', '0257 3875 999 (trong giờ hành chính)'),
  website: optional(
    'website',
    'a.vn',
    'dichvucong.phuyen.gov.vn',
    'https://motcua.songcau.phuyen.gov.vn/tra-cuu-ho-so',
  ),
  deadline: optional('deadline', '01/06/2023', '16/06/2023', '30/12/2023'),
  newDueAt: optional(
    'newDueAt',
    '11 giờ 30 phút, ngày 02 tháng 6 năm 2023',
    '16 giờ 00 phút, ngày 08 tháng 6 năm 2023',
    '16 giờ 30 phút, ngày 29 tháng 12 năm 2023',
  ),
  you: always(optional('you', 'Ông/Bà', 'Ông/Bà', 'Quý đơn vị')),
  desk: always(
    optional(
      'desk',
      'Bộ phận Tiếp nhận và Trả kết quả UBND xã Xuân Cảnh',
      'Bộ phận Tiếp nhận và Trả kết quả UBND thị xã Sông Cầu',
      `Bộ phận Tiếp nhận và Trả kết quả ${LONG_AGENCY}`,
    ),
  ),
} as const;

export { LONG_AGENCY, LONG_NAME };

import type { DomainErrorCode } from '../../domain/errors.js';
import type { Locale } from '../templates/i18n.js';

interface ProblemKind {
  readonly status: number;
  readonly title: Readonly<Record<Locale, string>>;
}

const kind = (status: number, vi: string, en: string): ProblemKind => ({ status, title: { vi, en } });

/** Total on purpose: a new code does not compile until someone decides what the caller sees. */
export const PROBLEMS: Readonly<Record<DomainErrorCode, ProblemKind>> = {
  'request.malformed': kind(400, 'Yêu cầu không đọc được', 'The request could not be read'),
  'auth.required': kind(401, 'Cần đăng nhập', 'Signing in is needed'),
  'auth.failed': kind(401, 'Tên đăng nhập hoặc mật khẩu không đúng', 'Wrong username or password'),
  'auth.forbidden': kind(403, 'Không được phép làm việc này', 'Not permitted'),
  'auth.csrf': kind(403, 'Trang đã cũ, xin tải lại rồi làm lại', 'The page is out of date: reload it and try again'),
  not_found: kind(404, 'Không tìm thấy', 'Not found'),
  'dossier.action_refused': kind(409, 'Hồ sơ không cho phép việc này lúc này', 'Not possible for this dossier now'),
  'dossier.changed_meanwhile': kind(409, 'Người khác vừa cập nhật hồ sơ', 'Someone else has just changed the dossier'),
  'dossier.extension_limit': kind(409, 'Hồ sơ đã được gia hạn một lần', 'The dossier was extended once already'),
  'dossier.supplement_limit': kind(409, 'Đã hết số lần yêu cầu bổ sung', 'No more supplement requests are allowed'),
  'letter.action_refused': kind(409, 'Thư không cho phép việc này lúc này', 'Not possible for this letter now'),
  'conflict.duplicate': kind(409, 'Đã có rồi', 'It exists already'),
  'conflict.closed': kind(409, 'Kỳ này đã khóa', 'This period is closed'),
  'idempotency.key_reused': kind(
    409,
    'Khóa chống gửi lặp đã dùng cho yêu cầu khác',
    'The key was used for another request',
  ),
  'version.stale': kind(412, 'Nội dung đã thay đổi từ khi bạn đọc', 'It has changed since you read it'),
  'request.too_large': kind(413, 'Nội dung gửi quá lớn', 'The request is too large'),
  'request.unsupported_type': kind(415, 'Kiểu nội dung không được nhận', 'This content type is not taken'),
  'request.invalid': kind(422, 'Một số mục chưa đúng', 'Some fields are not acceptable'),
  'calendar.missing': kind(422, 'Chưa có lịch nghỉ, không thể hẹn ngày', 'No calendar yet: a date cannot be promised'),
  'dossier.date_refused': kind(422, 'Ngày này không dùng được', 'This date cannot be used'),
  'procedure.not_in_force': kind(
    422,
    'Thủ tục không có hiệu lực vào ngày này',
    'The procedure is not in force that day',
  ),
  'import.rejected': kind(422, 'Tệp có dòng chưa đúng, chưa nhập gì', 'Some lines are wrong; nothing was imported'),
  'rate.limited': kind(429, 'Quá nhiều lần thử, xin đợi', 'Too many attempts: please wait'),
  internal: kind(500, 'Lỗi bên trong', 'Something went wrong inside'),
  unavailable: kind(503, 'Tạm thời chưa phục vụ được', 'Temporarily out of service'),
};

/** RFC 9457 with our stable code; what an API caller gets instead of an answer. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: DomainErrorCode;
  readonly detail: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

const BY_STATUS: Readonly<Record<number, DomainErrorCode>> = {
  401: 'auth.required',
  403: 'auth.forbidden',
  404: 'not_found',
  413: 'request.too_large',
  415: 'request.unsupported_type',
  429: 'rate.limited',
  503: 'unavailable',
};

/** The code for an error that only knows an HTTP status: the framework's own. */
export function codeOfStatus(status: number): DomainErrorCode {
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'request.malformed' : 'internal');
}

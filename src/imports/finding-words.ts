/** Everything that can be said about a row, Vietnamese and English. `{name}` is a fact of the finding. */
export const FINDING_WORDS = {
  row_malformed: ['Dòng này không phải một đối tượng JSON', 'This line is not a JSON object'],
  field_unknown: ['Trường không rõ', 'An unknown field'],
  field_missing: ['Không được để trống', 'Must not be empty'],
  text_too_long: ['Dài quá {most} ký tự', 'Longer than {most} characters'],
  text_unreadable: [
    'Có ký tự điều khiển hoặc lỗi công thức của bảng tính',
    'Control characters, or an error of the spreadsheet',
  ],
  value_malformed: ['Giá trị không đúng dạng', 'Not a value of the right form'],
  code_malformed: ['Mã hồ sơ không đúng dạng, ví dụ H45.20-230517-0001', 'Not a dossier code, e.g. H45.20-230517-0001'],
  code_repeated: ['Mã hồ sơ này đã có ở dòng {line}', 'This code stands already on line {line}'],
  code_taken: ['Mã hồ sơ này thuộc cơ quan khác', 'This code belongs to another unit'],
  procedure_unknown: [
    'Không tìm thấy thủ tục này trong danh mục; xin ghép tên với mã trong bản ghép cột',
    'No such procedure in the catalogue; map its name to a code',
  ],
  procedure_ambiguous: [
    'Tên thủ tục này có nhiều mã: {codes}; xin ghép tên với một mã',
    'This name has several codes: {codes}; map it to one',
  ],
  procedure_not_in_force: [
    'Thủ tục {procedure} không có hiệu lực ngày {day}',
    'Procedure {procedure} was not in force on {day}',
  ],
  procedure_not_here: [
    'Bộ phận Một cửa {unit} không tiếp nhận thủ tục {procedure}',
    'The desk of {unit} does not receive procedure {procedure}',
  ],
  unit_unknown: ['Không tìm thấy đơn vị này', 'No such unit'],
  unit_elsewhere: ['Đơn vị {unit} không thuộc phạm vi được nhập', 'Unit {unit} is outside what you may import'],
  date_malformed: ['Ngày giờ không đọc được, ví dụ 17/05/2023 08:30', 'Not a readable date, e.g. 17/05/2023 08:30'],
  date_in_future: ['Thời điểm này chưa đến', 'This moment is still to come'],
  date_after_as_of: [
    'Thời điểm này sau lúc kết xuất tệp ({asOf})',
    'This moment is after the one until which the file vouches ({asOf})',
  ],
  finish_before_receipt: ['Kết thúc trước khi tiếp nhận', 'Finished before it was received'],
  return_before_finish: ['Trả kết quả trước khi có kết quả', 'Returned before there was a result'],
  due_before_receipt: ['Ngày hẹn trả trước ngày tiếp nhận', 'Promised for before it was received'],
  event_order: ['Việc này xảy ra trước việc kể trước nó', 'This happened before what is told before it'],
  event_unknown: ['Không có việc nào tên {act}', 'There is no act called {act}'],
  event_refused: ['Không thể {act} khi hồ sơ đang {status}', '{act} is not possible while the dossier is {status}'],
  event_impossible: ['Quy tắc không cho phép: {reason}', 'A rule says no: {reason}'],
  calendar_missing: [
    'Chưa có lịch nghỉ để tính ngày hẹn từ {day}',
    'No calendar from which to compute the promise of {day}',
  ],
  id_malformed: [
    'Số giấy tờ không đúng dạng: CCCD 12 số, CMND 9 số, hộ chiếu 1 chữ và 7-8 số',
    'Not an identity number: 12 digits, 9 digits, or a letter and 7-8 digits',
  ],
  phone_malformed: ['Số điện thoại không đúng dạng', 'Not a phone number'],
  email_malformed: ['Địa chỉ thư điện tử không đúng dạng', 'Not an e-mail address'],
  tax_code_malformed: ['Mã số thuế không đúng dạng', 'Not a tax code'],
  status_unknown: ['Trạng thái này chưa được ghép với trạng thái nào', 'This status is not mapped to any of ours'],
  status_without_finish: [
    'Trạng thái đã kết thúc nhưng không có ngày kết thúc',
    'The status says finished, but no day of finishing is given',
  ],
  finish_without_status: [
    'Có ngày kết thúc nhưng trạng thái chưa kết thúc',
    'A day of finishing is given, but the status says unfinished',
  ],
  channel_unknown: ['Hình thức nộp này chưa được ghép', 'This channel is not mapped to any of ours'],
  not_received: ['Hồ sơ chưa được tiếp nhận ở hệ thống kia: không nhập', 'Not accepted in the other system: left out'],
  pause_unknown: [
    'Đang chờ ở hệ thống kia nhưng không rõ từ khi nào: ở đây vẫn tính giờ',
    'Waiting in the other system, but since when is not known: the clock runs here',
  ],
  due_differs: [
    'Hẹn trả trên giấy {theirs}, tính theo lịch là {ours}',
    'Promised on paper for {theirs}, by the calendar {ours}',
  ],
  due_changed: [
    'Ngày hẹn trả ở hệ thống kia đã đổi thành {theirs}; lời hẹn đã ghi là {ours}',
    'The other system has re-dated the promise to {theirs}; the promise on record is {ours}',
  ],
  receipt_changed: [
    'Ngày tiếp nhận ở hệ thống kia đã đổi thành {theirs}; đã ghi {ours}',
    'The other system now says received at {theirs}; on record {ours}',
  ],
  procedure_changed: [
    'Thủ tục ở hệ thống kia đã đổi thành {theirs}; đã ghi {ours}',
    'The other system now says procedure {theirs}; on record {ours}',
  ],
  unit_changed: [
    'Nơi tiếp nhận ở hệ thống kia đã đổi thành {theirs}; đã ghi {ours}',
    'The other system now says received at {theirs}; on record {ours}',
  ],
  finish_changed: [
    'Ngày kết thúc ở hệ thống kia đã đổi thành {theirs}; đã ghi {ours}',
    'The other system now says finished at {theirs}; on record {ours}',
  ],
  reopened: ['Đã kết thúc ở đây nhưng hệ thống kia nói chưa', 'Finished here, but the other system says it is not'],
  event_in_past: [
    'Việc {act} lúc {theirs} xảy ra trước những việc đã ghi: không nhập',
    '{act} at {theirs} lies before what is on record: left out',
  ],
  latched: [
    'Báo kết thúc lúc {theirs}, nhưng lời hẹn đã được ghi nhận là trễ: ghi lúc {ours}, vẫn trễ hạn',
    'Said to be finished at {theirs}, but the promise stands noted as broken: written at {ours}, still late',
  ],
  registered_here: [
    'Hồ sơ này được tiếp nhận tại đây: tệp không đổi được gì',
    'This dossier was received here: a file changes nothing about it',
  ],
  changed_meanwhile: [
    'Hồ sơ đã thay đổi sau khi kiểm tra: xin nhập lại tệp',
    'The dossier changed after the check: import the file again',
  ],
} as const satisfies Readonly<Record<string, readonly [vi: string, en: string]>>;

export type FindingCode = keyof typeof FINDING_WORDS;

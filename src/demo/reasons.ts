import type { Random } from './random.js';
import { minuteOfDay, localDate, type PlainDate } from '../domain/time/plain-date.js';
import type { Instant } from '../domain/time/instant.js';
import { writtenDate } from '../platform/templates/vietnamese.js';

/** Why an invented dossier is late. */
export type LateCause = 'other_agency' | 'tax_data' | 'overload' | 'software' | 'survey' | 'oversight';

/** Its entry of the short list that letters carry (src/domain/apology/reasons.ts). */
export function reasonKeyOf(cause: LateCause): string {
  return cause === 'survey' ? 'field_survey' : cause;
}

/** Shares in a hundred of all lateness. */
export const CAUSE_SHARES: Readonly<Record<LateCause, number>> = {
  other_agency: 34,
  overload: 21,
  tax_data: 15,
  software: 12,
  survey: 10,
  oversight: 8,
};

export interface LateStory {
  /** how the letter's own agency is called in the middle of a sentence, e.g. `Chi nhánh` */
  readonly agency: string;
  /** the agency outside that had the papers when the promise broke; null when they were ours */
  readonly outside: string | null;
  readonly sentAt: Instant | null;
  readonly dueAt: Instant;
}

type Sentence = (story: LateStory) => string;

/** True whether the result is there by now or not: a letter is signed days after its reason was written. */
const SENTENCES: Readonly<Record<LateCause, readonly Sentence[]>> = {
  other_agency: [
    (s) =>
      `hồ sơ được chuyển đến ${there(s)} ${sent(s)} để lấy ý kiến phối hợp, việc trả lời chậm hơn thời gian theo quy chế phối hợp`,
    (s) =>
      `khâu phối hợp với ${there(s)} kéo dài hơn dự kiến; hồ sơ được chuyển đi ${sent(s)} nhưng ${s.agency} theo dõi, đôn đốc chưa kịp thời`,
    (s) => `${there(s)} cần thêm thời gian kiểm tra thông tin trong hồ sơ được chuyển đến ${sent(s)}`,
  ],
  tax_data: [
    (s) =>
      `thông tin thửa đất trên phiếu chuyển ${sent(s)} phải đối chiếu lại với dữ liệu của cơ quan thuế nên việc xác định nghĩa vụ tài chính chậm`,
    (s) =>
      `thông tin về người sử dụng đất giữa ${s.agency} và cơ quan thuế không khớp, phải rà soát lại sau khi chuyển hồ sơ ${sent(s)}`,
    (s) =>
      `việc gửi thông tin địa chính qua mạng đến cơ quan thuế bị gián đoạn sau khi chuyển hồ sơ ${sent(s)}, phải gửi lại bằng bản giấy`,
  ],
  overload: [
    (s) => `người thụ lý phải giải quyết nhiều hồ sơ cùng thời điểm, ${s.agency} bố trí người hỗ trợ không kịp thời`,
    (s) => `người thụ lý nghỉ ốm trong thời gian giải quyết, ${s.agency} giao việc cho người khác chậm`,
    (s) => `nhiều hồ sơ đến hạn trong cùng một tuần, ${s.agency} bố trí người giải quyết không kịp`,
  ],
  software: [
    () => 'phần mềm chuyên ngành bị gián đoạn trong thời gian giải quyết, dữ liệu của hồ sơ phải nhập lại',
    () => 'chứng thư chữ ký số của người ký hết hạn trong thời gian trình, phải gia hạn trước khi ký kết quả',
  ],
  survey: [
    (s) =>
      isRainy(localDate(s.dueAt))
        ? 'mưa lớn làm lịch kiểm tra tại chỗ phải dời lại, việc sắp xếp lịch mới chậm'
        : 'lịch kiểm tra tại chỗ phải dời lại vì chưa đủ thành phần tham gia, việc sắp xếp lịch mới chậm',
    () => 'việc kiểm tra tại chỗ phải làm hai lần vì số liệu lần đầu chưa đủ để kết luận',
  ],
  oversight: [
    (s) => `hồ sơ bị bỏ sót khi theo dõi hạn trả kết quả; ${s.agency} đã nhắc nhở và kiểm tra lại các hồ sơ cùng loại`,
    (s) => `dự thảo kết quả của ${s.agency} có sai sót về thể thức, phải làm lại trước khi trình ký`,
  ],
};

/** The sentence a clerk writes about it. @throws RangeError for a cause that the story cannot bear out */
export function lateReason(random: Random, cause: LateCause, story: LateStory): string {
  return random.pick(SENTENCES[cause])(story);
}

function there({ outside }: LateStory): string {
  if (outside === null) throw new RangeError('the papers were in the house');
  return outside;
}

function sent({ sentAt }: LateStory): string {
  if (sentAt === null) throw new RangeError('the papers were never sent');
  return `${minuteOfDay(sentAt) < 12 * 60 ? 'sáng' : 'chiều'} ${writtenDate(localDate(sentAt))}`;
}

/** The coast of Phú Yên has its rain from September to December. */
function isRainy(day: PlainDate): boolean {
  return day.slice(5, 7) >= '09';
}

export const WITHDRAWALS = [
  'Người nộp có đơn xin rút hồ sơ để thay đổi nội dung đề nghị',
  'Người nộp có đơn xin rút hồ sơ vì không còn nhu cầu giải quyết',
  'Người nộp xin rút hồ sơ để nộp lại sau khi thống nhất trong gia đình',
  'Người nộp xin rút hồ sơ để thực hiện thủ tục khác trước',
] as const;

export const REFUSALS = [
  'Qua kiểm tra, nội dung đề nghị không đủ điều kiện theo quy định; có văn bản trả lời nêu rõ lý do kèm theo',
  'Thông tin kê khai không phù hợp với sổ gốc đang lưu giữ; có văn bản trả lời nêu rõ lý do kèm theo',
  'Đối tượng không thuộc diện được giải quyết theo quy định; có văn bản trả lời nêu rõ lý do kèm theo',
] as const;

export const PAPERS_NEVER_CAME = 'Quá thời hạn đã thông báo mà người nộp chưa bổ sung hồ sơ';

export const STOPPAGES = [
  'Có văn bản của cơ quan có thẩm quyền đề nghị tạm dừng giải quyết để xác minh tranh chấp',
  'Người nộp đã được giải quyết cùng nội dung trong một hồ sơ khác',
] as const;

export const REJECTIONS = [
  'Hồ sơ nộp không thuộc thẩm quyền giải quyết của cơ quan',
  'Bản chụp không đọc được và thông tin kê khai không khớp giấy tờ gửi kèm',
  'Nộp trùng với một hồ sơ đang được giải quyết',
] as const;

/** What was missing, and why it was asked for. */
export const MISSING_PAPERS: readonly (readonly [item: string, reason: string])[] = [
  ['Giấy tờ chứng minh nơi cư trú', 'Chưa có giấy tờ để xác định nơi cư trú theo quy định'],
  [
    'Bản sao giấy tờ tùy thân của người ủy quyền',
    'Hồ sơ do người khác nộp thay nhưng chưa có giấy tờ của người ủy quyền',
  ],
  ['Tờ khai có chữ ký của tất cả người có liên quan', 'Tờ khai còn thiếu chữ ký'],
  ['Văn bản xác nhận của thôn, khu phố', 'Cần xác nhận để đối chiếu với nội dung kê khai'],
];
export const MISSING_ON_LAND: readonly (readonly [item: string, reason: string])[] = [
  ['Bản gốc Giấy chứng nhận quyền sử dụng đất', 'Chưa có bản gốc để đối chiếu và chỉnh lý'],
  ['Hợp đồng đã công chứng hoặc chứng thực', 'Hợp đồng gửi kèm chưa được công chứng hoặc chứng thực'],
  ['Sơ đồ vị trí có xác nhận của đơn vị đo đạc', 'Sơ đồ gửi kèm chưa thể hiện đủ ranh giới thửa đất'],
];

export const MISSING_IN_BUILDING: readonly (readonly [item: string, reason: string])[] = [
  ['Bản vẽ có chữ ký của người thiết kế', 'Bản vẽ gửi kèm chưa có chữ ký và dấu theo quy định'],
  ['Sơ đồ vị trí có tọa độ các điểm góc', 'Sơ đồ gửi kèm chưa đủ để xác định vị trí khu đất'],
];

export const NOTES = [
  'Đã gọi điện báo người nộp về tiến độ, người nộp đồng ý chờ đến ngày hẹn',
  'Người nộp đề nghị được báo qua Zalo khi có kết quả',
  'Đã đối chiếu với sổ gốc, thông tin khớp',
  'Hồ sơ có liên quan đến một hồ sơ khác của cùng gia đình, xem chung',
] as const;

export const MIGHT_BE_LATE =
  'nhiều hồ sơ đến hạn trong cùng một tuần, có thể không kịp giải quyết trong thời gian đã hẹn';

export const WAIVERS = [
  'Kết quả đã có và người nộp đã nhận đúng ngày hẹn, cán bộ một cửa bấm trả trên hệ thống chậm; có sổ giao nhận ký ngày nhận',
  'Người nộp có văn bản đề nghị lùi ngày nhận kết quả, đồng ý không cần thư xin lỗi',
] as const;

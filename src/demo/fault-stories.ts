import type { FaultKind } from '../domain/apology/fault-kinds.js';
import type { FaultCause } from '../domain/apology/obligation.js';

/** One way in which something goes wrong at a desk, with what is said about it; nobody is named, no value repeated. */
export interface FaultStory {
  readonly kind: FaultKind;
  readonly description: string;
  /** why nobody is to blame, where a judge finds so */
  readonly dismissal: string;
  /** what was done about it, and what that cost the agency */
  readonly result: string;
  readonly costsVnd: number;
  readonly letterReason: string;
}

export const FAULT_STORIES: Readonly<Record<FaultCause, readonly FaultStory[]>> = {
  error: [
    {
      kind: 'wrong_data',
      description: 'Kết quả ghi không đúng một thông tin so với giấy tờ đã nộp; người nộp mang lại đối chiếu',
      dismissal: 'Đã đối chiếu: kết quả đúng với tờ khai đã ký; thông tin khác do người nộp cung cấp sau',
      result: 'Đã in lại kết quả đúng và giao cho người nộp, thu hồi bản sai',
      costsVnd: 0,
      letterReason: 'sai sót xảy ra ở khâu nhập và kiểm tra dữ liệu trước khi trình ký',
    },
    {
      kind: 'wrong_fee',
      description: 'Thu phí chưa đúng mức đã công bố',
      dismissal: 'Đã kiểm tra biên lai: thu đúng mức đã công bố',
      result: 'Đã trả lại phần phí thu thừa và lập lại biên lai',
      costsVnd: 20_000,
      letterReason: 'người thu phí tra nhầm mức thu của thủ tục khác',
    },
    {
      kind: 'extra_papers',
      description: 'Người nộp được yêu cầu thêm một giấy tờ không có trong thành phần hồ sơ',
      dismissal: 'Giấy tờ được hỏi để đối chiếu, không phải nộp; người nộp đã được giải thích',
      result: 'Đã bỏ giấy tờ thừa khỏi hồ sơ và nhắc lại thành phần hồ sơ đã công bố tại quầy',
      costsVnd: 0,
      letterReason: 'người tiếp nhận áp dụng thành phần hồ sơ của quy định cũ',
    },
  ],
  loss: [
    {
      kind: 'lost',
      description: 'Một giấy tờ trong hồ sơ bị thất lạc trong quá trình luân chuyển',
      dismissal: 'Giấy tờ đã tìm thấy trong hồ sơ',
      result: 'Đã liên hệ cơ quan cấp để xin cấp lại bản sao, mọi chi phí do cơ quan chịu',
      costsVnd: 150_000,
      letterReason: 'giấy tờ không được kiểm đếm khi bàn giao giữa hai bộ phận',
    },
  ],
  conduct: [
    {
      kind: 'needless_visits',
      description: 'Người nộp phải đến hai lần vì được hẹn miệng một ngày khác ngày trên phiếu',
      dismissal: 'Đã xem lại: người nộp đến trước ngày hẹn ghi trên phiếu',
      result: 'Đã rút kinh nghiệm tại quầy: chỉ hẹn bằng phiếu, báo tin khi có kết quả',
      costsVnd: 0,
      letterReason: 'thông tin hướng dẫn tại quầy không thống nhất với phiếu hẹn',
    },
    {
      kind: 'no_guidance',
      description: 'Người nộp không được hướng dẫn đầy đủ khi chuẩn bị hồ sơ',
      dismissal: 'Phiếu hướng dẫn đã được giao và có chữ ký của người nộp',
      result: 'Đã hướng dẫn lại trực tiếp và bổ sung mẫu điền sẵn tại quầy',
      costsVnd: 0,
      letterReason: 'người tiếp nhận chưa giao phiếu hướng dẫn theo quy định',
    },
  ],
  supplement: [
    {
      kind: 'supplement_by_fault',
      description: 'Giấy tờ yêu cầu bổ sung lẽ ra phải được hướng dẫn ngay khi tiếp nhận',
      dismissal: 'Giấy tờ chỉ cần sau khi thẩm tra, khi tiếp nhận chưa thể biết',
      result: 'Đã rà soát lại danh mục kiểm tra tại quầy',
      costsVnd: 0,
      letterReason: 'người tiếp nhận chưa kiểm tra hết thành phần hồ sơ trước khi hẹn ngày',
    },
  ],
};

import type { LetterFacts } from '../../src/domain/apology/letter-facts.js';
import type { ReceiptFacts } from '../../src/domain/dossier/receipt-facts.js';
import type { ReceiptPrint } from '../../src/dossiers/papers/receipt.view.js';
import { instant } from '../../src/domain/time/instant.js';
import { plainDate } from '../../src/domain/time/plain-date.js';

/** A letter as it is usually written; change what the test is about. */
export function letterFacts(changes: Partial<LetterFacts> = {}): LetterFacts {
  return {
    form: 'form_04',
    tense: 'after_due',
    letterhead: { superior: 'UBND thị xã Sông Cầu', agency: 'Phòng Quản lý đô thị', place: 'Sông Cầu' },
    number: '14/PXL',
    date: plainDate('2023-06-05'),
    recipient: {
      kind: 'person',
      name: 'Nguyễn Văn An',
      address: 'khu phố Long Hải Nam, phường Xuân Yên, thị xã Sông Cầu, tỉnh Phú Yên',
      phone: '09xx xxx 123',
    },
    dossier: {
      code: 'H45.20-230517-0001',
      procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
      acceptedAt: instant('2023-05-17T08:30:00+07:00'),
      deskName: 'Bộ phận Tiếp nhận và Trả kết quả UBND thị xã Sông Cầu',
      promisedAt: instant('2023-06-01T17:00:00+07:00'),
      limitUnit: 'working_day',
    },
    daysLate: 2,
    minutesLate: 960,
    resultAt: null,
    reason:
      'hồ sơ phải lấy ý kiến về hành lang an toàn đường bộ nhưng Phòng gửi văn bản lấy ý kiến chậm 04 ngày làm việc.',
    fault: 'ours',
    newDueAt: instant('2023-06-08T16:00:00+07:00'),
    contact: { name: 'Trần Quốc Bảo', title: 'chuyên viên Phòng Quản lý đô thị', phone: '0257 3875 000' },
    hotline: '0257 3875 111',
    signer: { authority: null, title: 'TRƯỞNG PHÒNG', name: 'Lê Thị Mỹ Duyên' },
    illustration: false,
    ...changes,
  };
}

/** A receipt as the desk usually prints it. */
export function receiptFacts(changes: Partial<ReceiptFacts> = {}): ReceiptFacts {
  return {
    version: 1,
    letterhead: {
      superior: 'UBND thị xã Sông Cầu',
      agency: 'Bộ phận Tiếp nhận và Trả kết quả',
      place: 'Sông Cầu',
    },
    code: 'H45.20-230517-0001',
    trackingSecret: '48219073',
    deskName: 'UBND thị xã Sông Cầu',
    applicant: {
      kind: 'person',
      name: 'Nguyễn Văn An',
      address: 'khu phố Long Hải Nam, phường Xuân Yên, thị xã Sông Cầu, tỉnh Phú Yên',
      phone: '0905 000 123',
      email: 'an.nguyen@example.com',
      idNumber: '*********123',
    },
    submitterName: 'Trần Thị Bình',
    content: 'Cấp giấy phép xây dựng mới đối với công trình nhà ở riêng lẻ đô thị',
    documents: [
      { name: 'Đơn đề nghị cấp giấy phép xây dựng theo mẫu', originals: 1, certified: 0, copies: 0 },
      { name: 'Bản sao giấy tờ chứng minh quyền sử dụng đất', originals: 0, certified: 1, copies: 0 },
      { name: 'Bản vẽ thiết kế xây dựng kèm theo giấy chứng nhận thẩm duyệt', originals: 2, certified: 0, copies: 0 },
      { name: 'Bản cam kết bảo đảm an toàn đối với công trình liền kề', originals: 1, certified: 0, copies: 1 },
    ],
    copies: 1,
    limit: { amount: 15, unit: 'working_day' },
    acceptedAt: instant('2023-05-17T08:30:00+07:00'),
    dueAt: instant('2023-06-07T17:00:00+07:00'),
    provisional: false,
    feeVnd: 75_000,
    resultAt: 'desk',
    receiverName: 'Phạm Thị Thu Hà',
    illustration: false,
    ...changes,
  };
}

/** As a receipt is put on paper for the first time. */
export function receiptPrint(size: ReceiptPrint['size'] = 'a4', changes: Partial<ReceiptPrint> = {}): ReceiptPrint {
  return {
    size,
    plain: false,
    reprintedAt: null,
    trackingAddress: 'https://motcua.example.vn/tra-cuu#H45.20-230517-0001/48219073',
    note: '<p>Ông/Bà mang theo giấy này khi đến nhận kết quả.</p>',
    ...changes,
  };
}

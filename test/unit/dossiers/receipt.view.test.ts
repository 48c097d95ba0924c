import { describe, expect, it, test } from '@jest/globals';
import type { ReceiptFacts } from '../../../src/domain/dossier/receipt-facts.js';
import { instant } from '../../../src/domain/time/instant.js';
import { receiptHtml, receiptTitle } from '../../../src/dossiers/papers/receipt.view.js';
import { mailBody } from '../../../src/platform/pdf/paper-mail.js';
import { Templates } from '../../../src/platform/templates/handlebars.js';
import { templatesRoot } from '../../../src/platform/templates/project-root.js';
import type { PaperSheet } from '../../../src/units/unit-settings.js';
import { receiptFacts, receiptPrint } from '../../support/letters.js';

const templates = new Templates(templatesRoot);

function words(changes: Partial<ReceiptFacts> = {}, size: PaperSheet = 'a4'): string {
  return mailBody(receiptHtml(templates, receiptFacts(changes), receiptPrint(size)), null).text;
}

const occurrences = (text: string, part: string): number => text.split(part).length - 1;

describe('form 01', () => {
  it('says everything the form asks for', () => {
    const text = words();
    for (const line of [
      'UBND THỊ XÃ SÔNG CẦU\n',
      'BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ\n',
      'Mã hồ sơ: H45.20-230517-0001\n',
      'Sông Cầu, ngày 17 tháng 5 năm 2023\n',
      'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ\n',
      '(Liên: Lưu/Giao người nộp hồ sơ)\n',
      'Bộ phận tiếp nhận và trả kết quả: UBND thị xã Sông Cầu\n',
      'Tiếp nhận hồ sơ của: Nguyễn Văn An\n',
      'Người nộp: Trần Thị Bình\n',
      'Địa chỉ: khu phố Long Hải Nam, phường Xuân Yên, thị xã Sông Cầu, tỉnh Phú Yên\n',
      'Số điện thoại: 0905 000 123; Email: an.nguyen@example.com\n',
      'Số CMND/Thẻ căn cước/Hộ chiếu: *********123\n',
      'Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng mới đối với công trình nhà ở riêng lẻ đô thị\n',
      '1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ:\n',
      'TT | Thành phần hồ sơ | Số lượng\nBản chính | Bản chứng thực | Bản photo\n',
      '2 | Bản sao giấy tờ chứng minh quyền sử dụng đất |  | 1 |\n',
      '2. Số lượng hồ sơ: 1 (bộ)\n',
      '3. Thời gian giải quyết hồ sơ theo quy định là: 15 ngày làm việc\n',
      '4. Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 17 tháng 5 năm 2023\n',
      '5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 07 tháng 6 năm 2023\n',
      'Đăng ký nhận kết quả tại: Bộ phận Tiếp nhận và Trả kết quả; phí, lệ phí: 75.000 đồng\n',
      'Vào Sổ theo dõi hồ sơ, Quyển số: ………… Số thứ tự: …………\n',
      'Mã tra cứu\n48219073\n',
      'NGƯỜI NỘP HỒ SƠ\n(Ký và ghi rõ họ tên)\nTrần Thị Bình\n',
      'NGƯỜI TIẾP NHẬN HỒ SƠ\n(Ký và ghi rõ họ tên)\nPhạm Thị Thu Hà\n',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).not.toContain('khách hàng');
  });

  test.each<[string, Partial<ReceiptFacts>, string, string | null]>([
    ['nothing to pay', { feeVnd: 0 }, 'phí, lệ phí: không thu\n', 'đồng'],
    ['a date on a projected calendar', { provisional: true }, 'lịch nghỉ dự kiến', null],
    ['a limit within the day', { limit: { amount: 0, unit: 'same_day' } }, 'quy định là: trong ngày\n', null],
    ['the owner himself came', { submitterName: 'Nguyễn Văn An' }, 'họ tên)\nNguyễn Văn An\n', 'Người nộp:'],
    ['nobody else is named', { submitterName: null }, 'họ tên)\nNguyễn Văn An\n', 'Người nộp:'],
    ['the result goes by post', { resultAt: 'postal' }, 'nhận kết quả tại: Dịch vụ bưu chính công ích', null],
    ['a due at midnight', { dueAt: instant('2023-06-08T00:00:00+07:00') }, '24 giờ 00 phút, ngày 07 tháng 6', null],
  ])('%s', (_what, changes, there, notThere) => {
    const text = words(changes);
    expect(text).toContain(there);
    if (notThere !== null) expect(text).not.toContain(notThere);
  });

  it('gives an organisation its own label and no signature in its name', () => {
    const applicant = { ...receiptFacts().applicant, kind: 'organisation', name: 'Hợp tác xã Xuân Cảnh' } as const;
    const text = words({ applicant, submitterName: null });
    expect(text).toContain('Mã số thuế hoặc mã số tổ chức: *********123\n');
    expect(occurrences(text, 'Hợp tác xã Xuân Cảnh')).toBe(1);
  });

  it('leaves lines for an address and a phone nobody told', () => {
    const applicant = { ...receiptFacts().applicant, address: null, phone: null, email: null, idNumber: null };
    const text = words({ applicant });
    expect(text).toMatch(/Địa chỉ: …+\n/);
    expect(text).toMatch(/Số điện thoại: …+\n/);
    expect(text).not.toMatch(/Email|Hộ chiếu/);
  });
});

describe('copies and sizes', () => {
  it('puts two copies on one sheet and the secret on the citizen’s only', () => {
    const text = words({}, 'a4x2');
    expect(text).toContain('(Liên: Lưu)\n');
    expect(text).toContain('(Liên: Giao người nộp hồ sơ)\n');
    expect(occurrences(text, 'GIẤY TIẾP NHẬN HỒ SƠ')).toBe(2);
    expect(occurrences(text, '48219073')).toBe(1);
    expect(text.indexOf('48219073')).toBeGreaterThan(text.indexOf('(Liên: Giao'));
  });

  test.each<[PaperSheet, string]>([
    ['a4', 'class="paper form a4"'],
    ['a5', 'class="paper form a5"'],
    ['a4x2', 'class="two-up"'],
  ])('%s is marked for the printer', (size, mark) => {
    expect(receiptHtml(templates, receiptFacts(), receiptPrint(size))).toContain(mark);
  });

  it('has a title of its own', () => {
    expect(receiptTitle(receiptFacts())).toBe('Giấy tiếp nhận hồ sơ và hẹn trả kết quả, hồ sơ H45.20-230517-0001');
  });
});

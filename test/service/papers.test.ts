import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from '@jest/globals';
import type { ReceiptFacts } from '../../src/domain/dossier/receipt-facts.js';
import type { SlipFacts, SlipKind } from '../../src/domain/dossier/slip-facts.js';
import { instant } from '../../src/domain/time/instant.js';
import { plainDate } from '../../src/domain/time/plain-date.js';
import { controlHtml } from '../../src/dossiers/papers/control-slip.view.js';
import { pdfSize } from '../../src/dossiers/papers/paper-look.js';
import { receiptHtml } from '../../src/dossiers/papers/receipt.view.js';
import { registerHtml, resultSlipHtml } from '../../src/dossiers/papers/register.view.js';
import { slipHtml } from '../../src/dossiers/papers/slip.view.js';
import { PdfRenderer } from '../../src/platform/pdf/pdf-renderer.js';
import { Templates } from '../../src/platform/templates/handlebars.js';
import { templatesRoot } from '../../src/platform/templates/project-root.js';
import type { PaperSheet } from '../../src/units/unit-settings.js';
import { receiptFacts, receiptPrint } from '../support/letters.js';
import { controlFacts, look, MATTERS, registerRow, slipFacts } from '../support/papers.js';
import { readPdf, type ReadPdf } from '../support/pdf-text.js';

/** `PAPERS=<folder>` keeps each paper, to be looked at. */
const kept = process.env['PAPERS'] ?? '';
const templates = new Templates(templatesRoot);
const renderer = new PdfRenderer({ processes: 1 });
const WATERMARK = 'DỮ LIỆU MINH HỌA';

afterAll(async () => {
  await renderer.close();
});

async function printed(name: string, html: string, size: PaperSheet, watermark: string | null = null) {
  const date = instant('2023-05-19T09:05:00+07:00');
  const pdf = await renderer.render(html, { title: name, date, size: pdfSize(size), watermark });
  if (kept !== '') {
    mkdirSync(kept, { recursive: true });
    writeFileSync(join(kept, `${name}.pdf`), pdf);
    writeFileSync(join(kept, `${name}.html`), html);
  }
  return readPdf(pdf);
}

function demand({ text }: ReadPdf, ...parts: readonly string[]): void {
  for (const part of parts) expect(text).toContain(part);
}

const SHEETS: readonly (readonly [PaperSheet, string])[] = [
  ['a4', '210x297'],
  ['a5', '148x210'],
  ['a4x2', '297x210'],
];
const HEAD = [
  'UBND THỊ XÃ SÔNG CẦU',
  'BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ',
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
];
const ASKER = [
  'Nguyễn Văn An',
  'Địa chỉ: khu phố Long Hải Nam, phường Xuân Yên',
  'Số điện thoại: 0905 000 123; Email: an.nguyen@example.com',
  'Cấp giấy phép xây dựng mới đối với công trình nhà ở riêng lẻ đô thị',
];

/** Labels that the forms of the law demand (reference 2.2), and the facts of the examples. */
const LABELS: Readonly<Record<SlipKind, readonly string[]>> = {
  supplement: [
    'Mẫu số 02 (Thông tư số 01/2018/TT-VPCP)',
    'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
    '/HDHS',
    'Tiếp nhận hồ sơ/yêu cầu của Ông/Bà:',
    'Nội dung yêu cầu giải quyết:',
    'Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung như sau:',
    'Bản vẽ thiết kế xây dựng có thẩm duyệt',
    'Lý do: Bản vẽ nộp ngày 17/5/2023',
    'NGƯỜI HƯỚNG DẪN',
    'Phạm Thị Thu Hà',
    'H45.20-230517-0001',
  ],
  refusal: [
    'Mẫu số 03 (Thông tư số 01/2018/TT-VPCP)',
    'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ',
    '/TCHS',
    'Tiếp nhận hồ sơ của:',
    'Mã hồ sơ: H45.20-230517-0001',
    'Thời gian nộp: 20 giờ 15 phút, ngày 16 tháng 5 năm 2023',
    'thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: Thửa đất',
    'Xin thông báo cho Ông/Bà được biết và thực hiện.',
    'NGƯỜI NỘP HỒ SƠ',
    'NGƯỜI TIẾP NHẬN HỒ SƠ',
  ],
  stop: ['THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ', 'Lý do: Quá 30 ngày', 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ'],
  payment: [
    'PHIẾU XÁC NHẬN ĐÃ NỘP',
    'Đã nộp phí, lệ phí: 75.000 đồng',
    'Hình thức nộp: Chuyển khoản',
    'Số chứng từ: FT23137000123',
    'Thời gian nộp: 09 giờ 05 phút, ngày 19 tháng 5 năm 2023',
  ],
  return: [
    'GIẤY BIÊN NHẬN TRẢ KẾT QUẢ',
    'Kết quả giải quyết: Đã giải quyết',
    'Số, ký hiệu kết quả: 112/GPXD',
    'Người nhận kết quả: Trần Thị Bình',
    'NGƯỜI TRẢ KẾT QUẢ',
  ],
};

describe.each(SHEETS)('on %s', (size, millimetres) => {
  test.each(MATTERS.map((matter) => [matter.kind, matter] as const))('%s says all it must', async (kind, matter) => {
    const paper = await printed(`${kind}-${size}`, slipHtml(templates, slipFacts(matter), look(size)), size);
    expect([paper.pages, paper.size]).toEqual([1, millimetres]);
    demand(paper, ...HEAD, ...ASKER, ...LABELS[kind], 'Sông Cầu, ngày 19 tháng 5 năm 2023');
    expect(paper.text).not.toMatch(/khách hàng|biên lai/i);
  });

  test.each([
    ['receipt', false],
    ['receipt-plain', true],
  ] as const)('%s says all it must', async (name, plain) => {
    const facts = receiptFacts({ illustration: true, provisional: true });
    const html = receiptHtml(templates, facts, receiptPrint(size, { plain }));
    const paper = await printed(`${name}-${size}`, html, size, WATERMARK);
    expect([paper.pages, paper.size]).toEqual([1, millimetres]);
    demand(paper, ...HEAD, ...ASKER, 'Mẫu số 01 (Thông tư số 01/2018/TT-VPCP)', 'Mã tra cứu', '48219073');
    expect(paper.text.includes(WATERMARK)).toBe(plain);
  });

  it('runs on where twenty papers, a firm and long names do not fit', async () => {
    const paper = await printed(
      `receipt-long-${size}`,
      receiptHtml(templates, longReceipt(), receiptPrint(size)),
      size,
    );
    demand(paper, 'Giấy tờ thứ 20', 'Công ty trách nhiệm hữu hạn', 'Người nộp: Tôn Nữ', 'NGƯỜI TIẾP NHẬN HỒ SƠ');
    expect(paper.pages).toBeLessThanOrEqual(2);
  });
});

function longReceipt(): ReceiptFacts {
  return receiptFacts({
    applicant: {
      ...receiptFacts().applicant,
      kind: 'organisation',
      name: 'Công ty trách nhiệm hữu hạn một thành viên Đầu tư Xây dựng và Phát triển Nuôi trồng Thủy sản Sông Cầu',
    },
    submitterName: 'Tôn Nữ Huyền Trang Công Tằng Nguyễn Phước Bảo Quỳnh',
    documents: Array.from({ length: 20 }, (_, index) => ({
      name: `Giấy tờ thứ ${index + 1}: bản sao giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở`,
      originals: 1,
      certified: 0,
      copies: 1,
    })),
  });
}

describe('the control slip', () => {
  test.each([
    ['a4', false],
    ['a5', false],
    ['a5', true],
  ] as const)('on %s says who gave what to whom, and how the step before was done', async (size, plain) => {
    const html = controlHtml(templates, controlFacts(), look(size, { plain }));
    const paper = await printed(`control-${size}${plain ? '-plain' : ''}`, html, size);
    expect(paper.pages).toBe(1);
    demand(
      paper,
      ...HEAD,
      'Mẫu số 05 (Thông tư số 01/2018/TT-VPCP)',
      'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
      'Kèm theo hồ sơ của: Nguyễn Văn An',
      'Mã hồ sơ: H45.20-230517-0001',
      'Ngày nhận: 08 giờ 30 phút, ngày 17 tháng 5 năm 2023',
      'Ngày, giờ hẹn trả kết quả: 17 giờ 00 phút, ngày 07 tháng 6 năm 2023',
      'Cơ quan (bộ phận) giải quyết hồ sơ: Phòng Quản lý đô thị',
      'Cơ quan phối hợp giải quyết hồ sơ: Phòng Tài nguyên và Môi trường',
      'TÊN CƠ QUAN',
      'THỜI GIAN GIAO, NHẬN HỒ SƠ',
      'KẾT QUẢ GIẢI QUYẾT HỒ SƠ (Trước hạn/đúng hạn/quá hạn)',
      'GHI CHÚ',
      '1. Giao: UBND thị xã Sông Cầu',
      '2. Nhận: Phòng Quản lý đô thị',
      '15 giờ 20 phút, ngày 17 tháng 5 năm 2023',
      'Người giao: Phạm Thị Thu Hà',
      'Người nhận: Đỗ Minh Tuấn',
      'Đúng hạn',
      'Quá hạn',
      'Kèm 02 bản vẽ',
    );
  });
});

describe('lists of many dossiers', () => {
  const rows = Array.from({ length: 60 }, (_, index) => registerRow(index + 1));
  const { letterhead } = receiptFacts();
  const common = { letterhead, rows, printedAt: instant('2023-06-30T16:00:00+07:00'), illustration: false };

  test.each([false, true])('the register says all it must, head repeated on each sheet (plain: %s)', async (plain) => {
    const facts = { ...common, from: plainDate('2023-06-01'), to: plainDate('2023-06-30'), firstSerial: 341 };
    const html = registerHtml(templates, facts, look('a4', { plain }));
    const paper = await printed(`register${plain ? '-plain' : ''}`, html, 'a4x2');
    expect(paper.size).toBe('297x210');
    expect(paper.pages).toBeGreaterThan(1);
    expect(paper.text.split('Họ tên chủ hồ sơ')).toHaveLength(paper.pages + 1);
    demand(
      paper,
      ...HEAD,
      'Mẫu số 06 (Thông tư số 01/2018/TT-VPCP)',
      'SỔ THEO DÕI HỒ SƠ',
      'Từ ngày 01/06/2023 đến ngày 30/06/2023',
      ...['STT', 'Mã hồ sơ', 'Nội dung hồ sơ', 'Số lượng (bộ)', 'Địa chỉ chủ hồ sơ', 'Số điện thoại', 'Nhận hồ sơ'],
      ...['Hẹn trả kết quả', 'Trả kết quả', 'Ngày nhận kết quả', 'Bên giao (Ký tên)', 'Bên nhận (Ký tên)', 'Ghi chú'],
      ...['341', '400', 'H45.20-230601-0060', '09xx xxx 123', 'Đã hủy lượt tiếp nhận'],
    );
  });

  it('the slip of results says all it must', async () => {
    const facts = { ...common, day: plainDate('2023-06-30'), giver: 'Phòng Tư pháp', receiver: 'UBND thị xã Sông Cầu' };
    const paper = await printed('result-slip', resultSlipHtml(templates, facts, look('a4')), 'a4x2');
    demand(
      paper,
      ...HEAD,
      'PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH',
      ...['TT', 'Mã hồ sơ', 'Nội dung', 'Kết quả', 'Họ tên', 'Địa chỉ', 'Phí/lệ phí (X)', 'Trả qua bưu điện (X)'],
      ...['Bên giao: Phòng Tư pháp', 'Đã giải quyết; số 1/GP', 'Tổng số: 60 kết quả', 'BÊN GIAO', 'BÊN NHẬN'],
    );
  });
});

describe('by its day', () => {
  const of = (kind: SlipKind, changes: Partial<SlipFacts>): SlipFacts => {
    const matter = MATTERS.find((one) => one.kind === kind);
    if (!matter) throw new Error(kind);
    return slipFacts(matter, changes);
  };

  test.each([
    ['2025-09-14T09:00:00+07:00', 'stop', null],
    ['2025-09-15T09:00:00+07:00', 'stop', 'Mẫu số 05 (Thông tư số 03/2025/TT-VPCP)'],
    ['2025-09-15T09:00:00+07:00', 'supplement', 'Mẫu số 02 (Thông tư số 03/2025/TT-VPCP)'],
  ] as const)('%s: %s is called %s', (at, kind, name) => {
    const html = slipHtml(templates, of(kind, { at: instant(at) }), look('a5'));
    expect(/Mẫu số [^<]*/.exec(html)?.[0] ?? null).toBe(name);
  });

  it('says of a reprint that it is one, and of the first print nothing', () => {
    const again = look('a5', { reprintedAt: instant('2023-05-20T10:00:00+07:00') });
    expect(slipHtml(templates, of('return', {}), again)).toContain('Bản in lại lúc 10 giờ 00 phút, ngày 20 tháng 5');
    expect(slipHtml(templates, of('return', {}), look('a5'))).not.toContain('Bản in lại');
  });
});

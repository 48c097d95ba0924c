import type { Written } from './xlsx.js';

/** The columns of the register that the tests' other system exports. */
const REGISTER_HEADINGS = [
  'STT',
  'Số hồ sơ',
  'Thủ tục',
  'Chủ hồ sơ',
  'Số CCCD',
  'Điện thoại',
  'Địa chỉ',
  'Đơn vị xử lý',
  'Hình thức nộp',
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Ngày kết thúc xử lý',
  'Ngày trả kết quả',
  'Trạng thái',
] as const;

/** One line of it, by what each column means. */
export interface RegisterLine {
  readonly code: Written;
  readonly procedure: Written;
  readonly name: Written;
  readonly idNumber: Written;
  readonly phone: Written;
  readonly unit: Written;
  readonly channel: Written;
  readonly accepted: Written;
  readonly due: Written;
  readonly finished: Written;
  readonly returned: Written;
  readonly status: Written;
}

/** Received on Monday 8 May 2023 at 08:30, promised for Thursday at 17:00, not finished. */
export const PLAIN_LINE: RegisterLine = {
  code: 'H45.20-230508-0001',
  procedure: 'Đăng ký thành lập hộ kinh doanh',
  name: 'Trần Thị Bưởi',
  idNumber: '054190004321',
  phone: '0905 123 456',
  unit: 'Phòng Tài chính - Kế hoạch',
  channel: 'Trực tiếp',
  accepted: '08/05/2023 08:30',
  due: '11/05/2023 17:00',
  finished: null,
  returned: null,
  status: 'Đang xử lý',
};

function cellsOf(line: RegisterLine, number: number): Written[] {
  const { code, procedure, name, idNumber, phone, unit, channel, accepted, due, finished, returned, status } = line;
  return [
    number,
    ...[code, procedure, name, idNumber, phone, 'Khu phố Long Hải, phường Xuân Phú', unit, channel],
    ...[accepted, due, finished, returned, status],
  ];
}

/** A register as it is printed: letterhead, title, headings, section, lines, sum, signature. */
export function* registerRows(lines: Iterable<RegisterLine>): Generator<Written[]> {
  yield ['ỦY BAN NHÂN DÂN THỊ XÃ SÔNG CẦU'];
  yield ['SỔ THEO DÕI HỒ SƠ'];
  yield ['Từ ngày 01/01/2023 đến ngày 31/05/2023'];
  yield [];
  yield [...REGISTER_HEADINGS];
  yield ['I', null, 'Lĩnh vực: Hộ kinh doanh'];
  let number = 0;
  for (const line of lines) yield cellsOf(line, (number += 1));
  yield [];
  yield [null, `Tổng cộng: ${String(number)} hồ sơ`];
  yield [null, null, null, null, null, null, null, null, null, 'Người lập biểu'];
}

/** The row of the sheet on which the nth line stands (the first is 0). */
export function lineOf(index: number): number {
  return 7 + index;
}

export function toCsv(rows: Iterable<readonly Written[]>, mark = ';'): string {
  const quoted = (cell: Written): string =>
    typeof cell !== 'string' && typeof cell !== 'number' ? '' : `"${String(cell).replaceAll('"', '""')}"`;
  return [...rows].map((row) => row.map(quoted).join(mark)).join('\r\n');
}

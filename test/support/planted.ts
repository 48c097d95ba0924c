import { addDays, type PlainDate } from '../../src/domain/time/plain-date.js';
import type { FindingCode } from '../../src/imports/finding-words.js';
import { lineOf, PLAIN_LINE, type RegisterLine } from './register.js';

/** A way in which a line of a register can be wrong, and by what it must be named. */
interface Plant {
  readonly code: FindingCode;
  readonly spoil: (line: RegisterLine, before: RegisterLine) => Partial<RegisterLine>;
}

/** One of each; a file takes them in turn. */
const PLANTS: readonly Plant[] = [
  { code: 'procedure_unknown', spoil: () => ({ procedure: 'Cấp giấy phép bay đêm' }) },
  { code: 'date_malformed', spoil: () => ({ accepted: '31/02/2023 08:00' }) },
  { code: 'finish_before_receipt', spoil: () => ({ finished: '03/01/2022', returned: null, status: 'Đã xử lý xong' }) },
  { code: 'code_repeated', spoil: (_, before) => ({ code: before.code }) },
  { code: 'unit_unknown', spoil: () => ({ unit: 'Phòng Không có thật' }) },
  { code: 'unit_elsewhere', spoil: () => ({ unit: 'UBND phường Xuân Phú' }) },
  { code: 'id_malformed', spoil: () => ({ idNumber: '05419000432' }) },
  { code: 'due_before_receipt', spoil: () => ({ due: '02/01/2022 17:00' }) },
  { code: 'procedure_not_in_force', spoil: () => ({ accepted: '28/12/2018 14:00', due: null }) },
  { code: 'status_unknown', spoil: () => ({ status: 'Đang ở đâu đó' }) },
  { code: 'status_without_finish', spoil: () => ({ finished: null, returned: null, status: 'Đã xử lý xong' }) },
  { code: 'finish_without_status', spoil: () => ({ finished: '31/05/2023', returned: null, status: 'Đang xử lý' }) },
  { code: 'code_malformed', spoil: () => ({ code: '12/2023' }) },
  { code: 'field_missing', spoil: () => ({ name: null }) },
  { code: 'text_too_long', spoil: () => ({ name: 'Nguyễn '.repeat(40) }) },
  { code: 'phone_malformed', spoil: () => ({ phone: '12-34' }) },
  { code: 'date_in_future', spoil: () => ({ finished: '01/06/2024', returned: null, status: 'Đã xử lý xong' }) },
  {
    code: 'return_before_finish',
    spoil: () => ({ finished: '31/05/2023 09:00', returned: '30/05/2023', status: 'Đã trả kết quả' }),
  },
  { code: 'channel_unknown', spoil: () => ({ channel: 'Bồ câu' }) },
  { code: 'procedure_not_here', spoil: () => ({ procedure: 'Đăng ký khai tử' }) },
  { code: 'text_unreadable', spoil: () => ({ name: { error: '#REF!' } }) },
  { code: 'date_malformed', spoil: () => ({ accepted: 12 }) },
];

const PROCEDURES = [
  'Đăng ký thành lập hộ kinh doanh',
  'Gia hạn giấy phép xây dựng',
  '2.000815 - Chứng thực bản sao từ bản chính',
];
const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Bùi'];
const GIVEN = ['Văn Ẩn', 'Thị Bưởi', 'Minh Đức', 'Thị Ngọc Ánh', 'Quốc Lâm', 'Thị Hạnh', 'Công Thành'];
const FIRST_DAY = '2023-01-03' as PlainDate;
const DAYS = 135;

const vietnamese = (day: PlainDate): string => day.split('-').reverse().join('/');

/** The same for the same index: a register without randomness, with all that lines can be. */
function soundLine(index: number): RegisterLine {
  const day = addDays(FIRST_DAY, index % DAYS);
  const serial = Math.floor(index / DAYS) + 1;
  const ended = vietnamese(addDays(day, 2 + (index % 9)));
  const endings: readonly Partial<RegisterLine>[] = [
    { finished: `${ended} 09:00`, returned: `${ended} 15:30`, status: 'Đã trả kết quả' },
    { finished: `${ended} 16:00`, returned: null, status: 'Đã xử lý xong' },
    { finished: ended, returned: null, status: 'Công dân yêu cầu rút hồ sơ' },
    { finished: `${ended} 10:00`, returned: null, status: 'Dừng xử lý' },
    { finished: null, returned: null, status: 'Đang xử lý' },
  ];
  return {
    ...PLAIN_LINE,
    code: `H45.20-${day.slice(2).replaceAll('-', '')}-${String(serial).padStart(4, '0')}`,
    procedure: PROCEDURES[index % PROCEDURES.length] ?? null,
    name: `${FAMILIES[index % FAMILIES.length] ?? ''} ${GIVEN[index % GIVEN.length] ?? ''} ${String(index)}`,
    idNumber: String(54_190_000_000 + index).padStart(12, '0'),
    phone: index % 3 === 0 ? 905_000_000 + index : `0905 ${String(100_000 + (index % 900_000))}`,
    accepted: `${vietnamese(day)} 08:${String(index % 60).padStart(2, '0')}`,
    due: index % 4 === 0 ? null : `${vietnamese(addDays(day, 7))} 17:00`,
    ...endings[index % 7 < 3 ? 0 : (index % 7) - 2],
  };
}

export interface Planted {
  readonly lines: () => Generator<RegisterLine>;
  /** row of the sheet → by what it must be named */
  readonly defects: ReadonlyMap<number, FindingCode>;
}

/** @param count lines in all @param defects of them that are wrong, spread over the file */
export function plantedRegister(count: number, defects: number): Planted {
  const step = Math.floor(count / defects);
  const plantAt = (index: number): Plant | undefined => {
    const nth = (index - 1) / step;
    return Number.isInteger(nth) && nth < defects ? PLANTS[nth % PLANTS.length] : undefined;
  };
  const named = new Map<number, FindingCode>();
  for (let index = 0; index < count; index += 1) {
    const plant = plantAt(index);
    if (plant) named.set(lineOf(index), plant.code);
  }
  return {
    defects: named,
    lines: function* () {
      for (let index = 0; index < count; index += 1) {
        const line = soundLine(index);
        const plant = plantAt(index);
        yield plant ? { ...line, ...plant.spoil(line, soundLine(index - 1)) } : line;
      }
    },
  };
}

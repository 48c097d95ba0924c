import { DAY_KINDS, type CalendarData, type CalendarDay, type YearState } from '../../src/domain/time/calendar-day.js';
import { plainDate } from '../../src/domain/time/plain-date.js';
import type { Spell, WeeklyHours } from '../../src/domain/time/weekly-hours.js';
import { WorkingCalendar } from '../../src/domain/time/working-calendar.js';

/** Official days off and swapped days for civil servants, 2021 to 2026. */
const OFFICIAL_DAYS = `
2021-01-01 holiday Tết Dương lịch
2021-02-10 holiday Tết Nguyên đán (29 tháng Chạp)
2021-02-11 holiday Tết Nguyên đán (30 tháng Chạp)
2021-02-12 holiday Tết Nguyên đán (mùng 1)
2021-02-13 holiday Tết Nguyên đán (mùng 2)
2021-02-14 holiday Tết Nguyên đán (mùng 3)
2021-02-15 compensatory Nghỉ bù 2021-02-13 (Tết Nguyên đán (mùng 2))
2021-02-16 compensatory Nghỉ bù 2021-02-14 (Tết Nguyên đán (mùng 3))
2021-04-21 holiday Giỗ Tổ Hùng Vương (10/3 âm lịch)
2021-04-30 holiday Ngày Chiến thắng
2021-05-01 holiday Ngày Quốc tế Lao động
2021-05-03 compensatory Nghỉ bù 2021-05-01 (Ngày Quốc tế Lao động)
2021-09-02 holiday Quốc khánh
2021-09-03 holiday Quốc khánh (ngày liền kề)
2022-01-01 holiday Tết Dương lịch
2022-01-03 compensatory Nghỉ bù 2022-01-01 (Tết Dương lịch)
2022-01-31 holiday Tết Nguyên đán (29 tháng Chạp)
2022-02-01 holiday Tết Nguyên đán (mùng 1)
2022-02-02 holiday Tết Nguyên đán (mùng 2)
2022-02-03 holiday Tết Nguyên đán (mùng 3)
2022-02-04 holiday Tết Nguyên đán (mùng 4)
2022-04-10 holiday Giỗ Tổ Hùng Vương (10/3 âm lịch)
2022-04-11 compensatory Nghỉ bù 2022-04-10 (Giỗ Tổ Hùng Vương (10/3 âm lịch))
2022-04-30 holiday Ngày Chiến thắng
2022-05-01 holiday Ngày Quốc tế Lao động
2022-05-02 compensatory Nghỉ bù 2022-04-30 (Ngày Chiến thắng)
2022-05-03 compensatory Nghỉ bù 2022-05-01 (Ngày Quốc tế Lao động)
2022-09-01 holiday Quốc khánh (ngày liền kề)
2022-09-02 holiday Quốc khánh
2023-01-01 holiday Tết Dương lịch
2023-01-02 compensatory Nghỉ bù 2023-01-01 (Tết Dương lịch)
2023-01-20 holiday Tết Nguyên đán (29 tháng Chạp)
2023-01-21 holiday Tết Nguyên đán (30 tháng Chạp)
2023-01-22 holiday Tết Nguyên đán (mùng 1)
2023-01-23 holiday Tết Nguyên đán (mùng 2)
2023-01-24 holiday Tết Nguyên đán (mùng 3)
2023-01-25 compensatory Nghỉ bù 2023-01-21 (Tết Nguyên đán (30 tháng Chạp))
2023-01-26 compensatory Nghỉ bù 2023-01-22 (Tết Nguyên đán (mùng 1))
2023-04-29 holiday Giỗ Tổ Hùng Vương (10/3 âm lịch)
2023-04-30 holiday Ngày Chiến thắng
2023-05-01 holiday Ngày Quốc tế Lao động
2023-05-02 compensatory Nghỉ bù 2023-04-29 (Giỗ Tổ Hùng Vương (10/3 âm lịch))
2023-05-03 compensatory Nghỉ bù 2023-04-30 (Ngày Chiến thắng)
2023-09-01 holiday Quốc khánh (ngày liền kề)
2023-09-02 holiday Quốc khánh
2023-09-04 compensatory Nghỉ bù 2023-09-02 (Quốc khánh)
2024-01-01 holiday Tết Dương lịch
2024-02-08 holiday Tết Nguyên đán (29 tháng Chạp)
2024-02-09 holiday Tết Nguyên đán (30 tháng Chạp)
2024-02-10 holiday Tết Nguyên đán (mùng 1)
2024-02-11 holiday Tết Nguyên đán (mùng 2)
2024-02-12 holiday Tết Nguyên đán (mùng 3)
2024-02-13 compensatory Nghỉ bù 2024-02-10 (Tết Nguyên đán (mùng 1))
2024-02-14 compensatory Nghỉ bù 2024-02-11 (Tết Nguyên đán (mùng 2))
2024-04-18 holiday Giỗ Tổ Hùng Vương (10/3 âm lịch)
2024-04-29 swapped_off Nghỉ hoán đổi dịp 30/4-1/5 (làm bù 2024-05-04)
2024-04-30 holiday Ngày Chiến thắng
2024-05-01 holiday Ngày Quốc tế Lao động
2024-05-04 swapped_work Làm bù cho 2024-04-29 (dịp 30/4-1/5)
2024-09-02 holiday Quốc khánh
2024-09-03 holiday Quốc khánh (ngày liền kề)
2025-01-01 holiday Tết Dương lịch
2025-01-27 holiday Tết Nguyên đán (28 tháng Chạp)
2025-01-28 holiday Tết Nguyên đán (29 tháng Chạp)
2025-01-29 holiday Tết Nguyên đán (mùng 1)
2025-01-30 holiday Tết Nguyên đán (mùng 2)
2025-01-31 holiday Tết Nguyên đán (mùng 3)
2025-04-07 holiday Giỗ Tổ Hùng Vương (10/3 âm lịch)
2025-04-26 swapped_work Làm bù cho 2025-05-02 (dịp 30/4-1/5)
2025-04-30 holiday Ngày Chiến thắng
2025-05-01 holiday Ngày Quốc tế Lao động
2025-05-02 swapped_off Nghỉ hoán đổi dịp 30/4-1/5 (làm bù 2025-04-26)
2025-09-01 holiday Quốc khánh (ngày liền kề)
2025-09-02 holiday Quốc khánh
2026-01-01 holiday Tết Dương lịch
2026-01-02 swapped_off Nghỉ hoán đổi dịp Tết Dương lịch (làm bù 2026-01-10)
2026-01-10 swapped_work Làm bù cho 2026-01-02 (dịp Tết Dương lịch)
2026-02-16 holiday Tết Nguyên đán (29 tháng Chạp)
2026-02-17 holiday Tết Nguyên đán (mùng 1)
2026-02-18 holiday Tết Nguyên đán (mùng 2)
2026-02-19 holiday Tết Nguyên đán (mùng 3)
2026-02-20 holiday Tết Nguyên đán (mùng 4)
2026-04-26 holiday Giỗ Tổ Hùng Vương (10/3 âm lịch)
2026-04-27 compensatory Nghỉ bù 2026-04-26 (Giỗ Tổ Hùng Vương (10/3 âm lịch))
2026-04-30 holiday Ngày Chiến thắng
2026-05-01 holiday Ngày Quốc tế Lao động
2026-08-22 swapped_work Làm bù cho 2026-08-31 (dịp Quốc khánh)
2026-08-31 swapped_off Nghỉ hoán đổi dịp Quốc khánh (làm bù 2026-08-22)
2026-09-01 holiday Quốc khánh (ngày liền kề)
2026-09-02 holiday Quốc khánh
2026-11-24 holiday Ngày Văn hóa Việt Nam
`;

const OFFICIAL: readonly CalendarDay[] = OFFICIAL_DAYS.trim().split('\n').map(dayOf);

export const DESK_HOURS: readonly Spell[] = [
  { opens: 7 * 60 + 30, closes: 12 * 60 },
  { opens: 13 * 60 + 30, closes: 17 * 60 },
];

/** Monday to Friday the same hours, since long ago. */
export function officeWeek(spells: readonly Spell[] = DESK_HOURS): WeeklyHours {
  const week = { 1: spells, 2: spells, 3: spells, 4: spells, 5: spells, 6: [], 7: [] };
  return { validFrom: plainDate('2000-01-01'), validTo: null, spells: week };
}

/** The desk of the worked examples: 07:30-12:00 and 13:30-17:00, official years 2021 to 2026, and what is changed. */
export function deskCalendar(changes: Partial<CalendarData> = {}): WorkingCalendar {
  return new WorkingCalendar({ ...deskData(), ...changes });
}

export function deskData(): CalendarData {
  return { weekly: [officeWeek()], days: OFFICIAL, years: years(2021, 2026, 'official') };
}

export function years(first: number, last: number, state: YearState): CalendarData['years'] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({ year: first + index, state }));
}

function dayOf(line: string): CalendarDay {
  const [date = '', kind, ...name] = line.split(' ');
  const known = DAY_KINDS.find((candidate) => candidate === kind);
  if (!known) throw new RangeError(`not a kind of day: ${line}`);
  return { date: plainDate(date), kind: known, name: name.join(' ') };
}

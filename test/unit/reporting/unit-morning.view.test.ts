import { describe, expect, it, test } from '@jest/globals';
import { NO_COUNTS } from '../../../src/domain/kpi/on-time-rate.js';
import { calendarMonthOf } from '../../../src/domain/kpi/period.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { translator } from '../../../src/platform/templates/i18n.js';
import type { LateReport } from '../../../src/reporting/digest/late-held.service.js';
import type { UnitMorning } from '../../../src/reporting/digest/unit-morning.service.js';
import { unitMorningSections, withoutFigures } from '../../../src/reporting/digest/unit-morning.view.js';
import { at } from '../../support/moments.js';

const DAY = plainDate('2023-05-15');
const NOBODY: LateReport = { total: 0, named: [], holders: [], lookedAt: 0 };
const HELD = { unitCode: 'H45.20.05', unitName: 'Phòng Quản lý đô thị', no: 2, of: 3 };
const LATE: LateReport = {
  total: 2,
  named: [
    { code: 'H45.20-230508-0001', procedureName: 'Gia hạn giấy phép', held: HELD, officer: 'Đỗ Văn Minh' },
    { code: 'H45.20-230508-0002', procedureName: 'Gia hạn giấy phép', held: { ...HELD, no: 1, of: 1 }, officer: null },
  ],
  holders: [{ ...HELD, n: 2 }],
  lookedAt: 2,
};
const MORNING: UnitMorning = {
  unitName: 'UBND thị xã Sông Cầu',
  day: DAY,
  before: plainDate('2023-05-12'),
  month: { period: calendarMonthOf(DAY), counts: { ...NO_COUNTS, early: 300, onTime: 100, late: 17 } },
  dueToday: 0,
  letters: { owed: 0, drafted: 0 },
  saveFirst: [],
  turnedLate: NOBODY,
  lastWeek: null,
  lastMonth: null,
};

const said = (changes: Partial<UnitMorning>, locale: 'vi' | 'en' = 'vi'): string =>
  unitMorningSections({ ...MORNING, ...changes }, translator(locale))
    .flatMap(({ title, lines, rows }) => [title, ...lines, ...rows.map(({ code, text }) => `${code} ${text}`)])
    .join('\n');

const counts = (early: number, late: number) => ({
  period: calendarMonthOf(DAY),
  counts: { ...NO_COUNTS, early, late },
});

describe('how the unit of a head stands', () => {
  test.each([
    ['above the target', counts(400, 17), '400 trên 417 hồ sơ đã giải quyết là trước hạn hoặc đúng hạn, đạt 95,92%. Còn được trễ 4 hồ sơ'],
    ['below it', counts(949, 51), '949 trên 1.000 hồ sơ đã giải quyết là trước hạn hoặc đúng hạn, đạt 94,90%. Cần thêm 20 hồ sơ đúng hạn'],
    ['without a result', counts(0, 0), 'Từ đầu tháng 5/2023 đến nay: chưa có hồ sơ nào giải quyết xong.'],
  ])('%s', (_, month, sentence) => {
    expect(said({ month })).toContain(sentence);
  }); // prettier-ignore

  it('names unit and stage that held what turned late, and who has it', () => {
    const text = said({ turnedLate: LATE });
    expect(text).toContain('Hết ngày 12/05/2023 có thêm 2 hồ sơ trễ hạn.');
    expect(text).toContain('Nơi giữ lâu nhất: Phòng Quản lý đô thị (bước 2 trên 3): 2 hồ sơ.');
    expect(text).toContain('H45.20-230508-0001 Gia hạn giấy phép; chậm ở Phòng Quản lý đô thị (bước 2 trên 3), Đỗ Văn Minh đang giữ'); // prettier-ignore
    expect(text).toContain('H45.20-230508-0002 Gia hạn giấy phép; chậm ở Phòng Quản lý đô thị\n'.trim());
    expect(said({ turnedLate: { ...LATE, total: 80, lookedAt: 60 } })).toContain('xét trên 60 hồ sơ trễ gần đây nhất');
    expect(said({ turnedLate: { ...LATE, total: 80 } })).toContain('còn 78 hồ sơ nữa');
    expect(said({})).toContain('Hết ngày 12/05/2023 không có thêm hồ sơ nào trễ hạn.');
  });

  it('says what is due, owed and to be saved', () => {
    const dossier = {
      ...{ id: '1', code: 'H45.20-230511-0007', responsibleUnitCode: 'H45.20.05', procedureCode: '1.009998' },
      ...{ currentDueAt: at('2023-05-15 17:00'), lateFrom: at('2023-05-16 00:00'), holderUnitCode: 'H45.20.05' },
      ...{ holderUsername: null, procedureName: 'Gia hạn giấy phép', holderUnitName: 'Phòng Quản lý đô thị' },
      ...{ remainingWorkingMinutes: 200, dueSoon: true },
    };
    const text = said({ dueToday: 3, letters: { owed: 5, drafted: 2 }, saveFirst: [dossier] });
    expect(text).toContain('Hôm nay có 3 hồ sơ đến hẹn.');
    expect(text).toContain('Còn 5 hồ sơ chưa có thư xin lỗi, trong đó 2 đã có dự thảo.');
    expect(text).toContain('H45.20-230511-0007 Gia hạn giấy phép; đang ở Phòng Quản lý đô thị; Còn 3 giờ 20 phút');
  });

  it('tells the week and the month that are over', () => {
    const over = { counts: { ...NO_COUNTS, early: 19, late: 1 }, late: LATE };
    const week = { ...over, days: { from: plainDate('2023-05-08'), to: plainDate('2023-05-14') } };
    const month = { ...over, late: NOBODY, days: { from: plainDate('2023-04-01'), to: plainDate('2023-04-30') } };
    const text = said({ lastWeek: week, lastMonth: month });
    expect(text).toContain(
      'Tuần từ 08/05/2023 đến 14/05/2023\nTrong kỳ này: 19 trên 20 hồ sơ đã giải quyết là trước hạn hoặc đúng hạn, đạt 95,00%. Đạt mục tiêu 95%.',
    );
    expect(text).toContain('Có 2 hồ sơ trở thành trễ hạn.\nNơi giữ lâu nhất:');
    expect(text).toContain('UBND thị xã Sông Cầu, tháng 4/2023\n');
    expect(text).toContain('Không có hồ sơ nào trở thành trễ hạn.');
  });

  it('is told in English too', () => {
    const text = said({ turnedLate: { ...LATE, total: 3 }, dueToday: 1 }, 'en');
    expect(text).toContain('400 of 417 resolved dossiers were early or on time, 95.92%.');
    expect(text).toContain('1 dossier is due today.');
    expect(text).toContain('there is 1 more');
    expect(withoutFigures(translator('en')).lines[0]).toContain('cannot be counted with certainty');
  });
});

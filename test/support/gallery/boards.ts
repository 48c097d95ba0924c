import { NO_COUNTS, type Counts } from '../../../src/domain/kpi/on-time-rate.js';
import { calendarMonthOf, day15YearOf, parsePeriod } from '../../../src/domain/kpi/period.js';
import { instant } from '../../../src/domain/time/instant.js';
import { addDays, plainDate } from '../../../src/domain/time/plain-date.js';
import { briefView, type BriefView } from '../../../src/reporting/brief/brief.view.js';
import type { DashboardFacts } from '../../../src/reporting/dashboard.service.js';
import type { Holder, StageLine, StagesReport } from '../../../src/reporting/stages/stages.service.js';
import { stagesView, type StagesView } from '../../../src/reporting/stages/stages.view.js';
import { wallView, type WallView } from '../../../src/reporting/wall/wall.view.js';
import type { BoardFacts } from '../../../src/reporting/board/board.service.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';

const FRIDAY = plainDate('2023-12-15');

/** What stands on the dashboard of a town beside its own figures. */
export const BOARD: BoardFacts = {
  unit: { code: 'H45.20', name: 'UBND thị xã Sông Cầu' },
  now: instant('2023-12-15T08:15:00+07:00'),
  days: Array.from({ length: 8 }, (_, i) => addDays(FRIDAY, i)),
  due: [
    { unitCode: 'H45.20.05', name: 'Phòng Quản lý đô thị', own: false, counts: [3, 0, 0, 12, 7, 5, 0, 4] },
    { unitCode: 'H45.20.06', name: 'Phòng Tài nguyên và Môi trường', own: false, counts: [8, 0, 0, 21, 14, 9, 11, 6] },
    { unitCode: 'H45.20.21', name: 'UBND phường Xuân Phú', own: false, counts: [1, 0, 0, 4, 2, 0, 1, 0] },
    { unitCode: 'H45.20', name: 'UBND thị xã Sông Cầu', own: true, counts: [0, 0, 0, 1, 0, 0, 0, 2] },
  ],
  ageing: [9, 4, 6, 1, 3],
  cover: { opened: 37, issued: 34, period: day15YearOf(FRIDAY) },
};

const COUNTS: Counts = { ...NO_COUNTS, received: 640, early: 410, onTime: 353, late: 37 };
const MONTH = { period: calendarMonthOf(FRIDAY), counts: COUNTS, withoutSameDay: COUNTS };

const STANDING: DashboardFacts = {
  day: FRIDAY,
  unit: BOARD.unit,
  month: MONTH,
  year: { ...MONTH, period: day15YearOf(FRIDAY) },
  distance: 3,
  letters: { owed: 2, drafted: 1 },
  months: [MONTH],
  window: { from: FRIDAY, to: FRIDAY },
  units: [],
  saveFirst: [],
  due: { today: 12, week: 40 },
};

const DIVISION_HOLDS: Holder = {
  unitCode: 'H45.20.05',
  name: 'Phòng Quản lý đô thị',
  own: false,
  stages: 30,
  heldMinutes: 64_000,
  lateMinutes: 9_600,
};

const HOLDERS: readonly Holder[] = [
  DIVISION_HOLDS,
  { unitCode: 'H45.20', name: 'UBND thị xã Sông Cầu', own: true, stages: 14, heldMinutes: 12_400, lateMinutes: 480 },
];

const STAGE: StageLine = {
  procedureCode: '1.009998',
  procedureName: 'Cấp giấy phép xây dựng mới công trình cấp III, IV và nhà ở riêng lẻ',
  stageNo: 1,
  stages: 44,
  heldMinutes: 76_400,
  lateMinutes: 10_080,
  p50: 960,
  p90: 3_200,
  holders: HOLDERS,
};

export const STAGES: StagesReport = {
  unit: BOARD.unit,
  today: FRIDAY,
  period: parsePeriod('2023-Q4'),
  procedureCode: null,
  lines: [
    STAGE,
    {
      ...STAGE,
      stageNo: 2,
      p50: 240,
      p90: 900,
      lateMinutes: 0,
      holders: HOLDERS.map((each) => ({ ...each, lateMinutes: 0 })),
    },
    {
      ...STAGE,
      procedureCode: '1.001612',
      procedureName: 'Đăng ký thành lập hộ kinh doanh',
      p50: 200,
      p90: 700,
      lateMinutes: 60,
      holders: [{ ...DIVISION_HOLDS, lateMinutes: 60 }],
    },
  ],
  procedures: [{ code: '1.009998', name: STAGE.procedureName }],
  units: [BOARD.unit],
  cut: true,
};

/** Where the time of a town goes. */
export function stages(t: Translator, state: 'some' | 'none'): StagesView {
  return stagesView(state === 'some' ? STAGES : { ...STAGES, lines: [], procedures: [], cut: false }, t);
}

export function brief(t: Translator): BriefView {
  return briefView(STANDING, BOARD, t);
}

export function wall(t: Translator, slide: number, still: boolean): WallView {
  return wallView(STANDING, BOARD, { slide, still }, t);
}

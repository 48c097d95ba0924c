import { agencyGrade, evaluate, INDICES, meanPoints, oneDecimal } from '../../domain/kpi/desk-evaluation.js';
import { onlineOf, paidOf } from '../../domain/kpi/desk-work.js';
import { percent } from '../../domain/kpi/on-time-rate.js';
import { onlineShares } from '../../domain/kpi/online-shares.js';
import { translator } from '../../platform/templates/i18n.js';
import { momentText } from '../../platform/templates/page-words.js';
import { periodLine, type PrintedReport, type PrintedTable } from '../printed/printed-report.js';
import type { DeskEvaluation } from './desk-evaluation.service.js';
import type { EvaluationFrame } from './evaluation-frame.service.js';
import { officerPoints } from './evaluation.json.js';
import { COUNTED, countOf, pointsOf } from './known-indices.js';

/** Official papers are in Vietnamese, whatever the reader's screen speaks. */
const t = translator('vi');

/** The evaluation of the desk as it is handed in. Source: TT 01/2018 art. 13-15. */
export function deskEvaluationReport({ frame, all, units, officers }: DeskEvaluation): PrintedReport {
  const { points, most, ofAll, indices } = evaluate(pointsOf(all));
  const said =
    points === null || ofAll === null
      ? t('evaluation.none')
      : t('evaluation.points', { points: comma(points), most: String(most), indices: String(indices) });
  const notes = [
    said,
    ...(ofAll === null ? [] : [converted(ofAll)]),
    ...(points === null ? [] : [t('evaluation.partial')]),
  ];
  return {
    file: `danh-gia-mot-cua-${frame.scope.unit.code}-${frame.period.code}`,
    title: 'KẾT QUẢ ĐÁNH GIÁ VIỆC GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH THEO CƠ CHẾ MỘT CỬA',
    unitName: frame.scope.unit.name,
    heads: ['Theo Điều 13 đến 15 Thông tư số 01/2018/TT-VPCP', periodLine(frame.period), countedLine(frame)],
    tables: [
      { ...indexTable(all), notes },
      ...(units.length === 0 ? [] : [unitTable(units)]),
      ...(officers === null || officers.length === 0 ? [] : [officerTable(officers)]),
    ],
  };
}

function converted(ofAll: number): string {
  return t('evaluation.converted', { points: comma(ofAll), grade: t(`evaluation.grade.${agencyGrade(ofAll)}`) });
}

function indexTable(all: DeskEvaluation['all']): Omit<PrintedTable, 'notes'> {
  return {
    title: t('evaluation.indices'),
    look: 'indices',
    sheet: 'Chín chỉ số',
    columns: [
      { header: 'Chỉ số', width: 44 },
      { header: t('evaluation.col.points'), width: 12 },
      ...['2 điểm', '1 điểm', '0 điểm', t('evaluation.input.all')].map((header) => ({ header, width: 12 })),
      { header: t('dash.definition'), width: 60 },
    ],
    rows: INDICES.map((no) => {
      const key = COUNTED[no];
      const name = `${String(no)}. ${t(`evaluation.index.${String(no)}`)}`;
      if (key === undefined) return [name, null, null, null, null, null, t(`evaluation.missing.${String(no)}`)];
      const counts = all[key];
      const numbers = [rounded(meanPoints(counts)), counts.two, counts.one, counts.none, countOf(counts)];
      return [name, ...numbers, t(`evaluation.formula.${String(no)}`)];
    }),
  };
}

function unitTable(units: DeskEvaluation['units']): PrintedTable {
  const columns = ['input.all', 'col.one', 'col.three', 'col.of_18', 'col.grade'];
  return {
    title: t('evaluation.units'),
    look: 'figures',
    sheet: 'Theo cơ quan',
    columns: [
      { header: t('col.unit'), width: 44 },
      ...columns.map((key) => ({ header: t(`evaluation.${key}`), width: 16 })),
    ],
    rows: units.map(({ name, ...known }) => {
      const { ofAll } = evaluate(pointsOf(known));
      const [one, three] = [rounded(meanPoints(known.time)), rounded(meanPoints(known.contacts))];
      const grade = ofAll === null ? null : t(`evaluation.grade.${agencyGrade(ofAll)}`);
      return [name, countOf(known.time), one, three, rounded(ofAll), grade];
    }),
    notes: [],
  };
}

function officerTable(officers: NonNullable<DeskEvaluation['officers']>): PrintedTable {
  const columns = ['input.all', 'col.one', 'col.of_10', 'col.task'];
  return {
    title: t('evaluation.officers'),
    look: 'figures',
    sheet: 'Theo công chức',
    columns: [
      { header: t('evaluation.col.officer'), width: 36 },
      ...columns.map((key) => ({ header: t(`evaluation.${key}`), width: 20 })),
    ],
    rows: officers.map(({ name, time }) => {
      const { of10, grade } = officerPoints(time);
      const task = grade === null ? null : t(`evaluation.task.${grade}`);
      return [name, countOf(time), rounded(meanPoints(time)), rounded(of10), task];
    }),
    notes: [t('evaluation.officers_note')],
  };
}

/** Online share, first answers and payments as they are handed in. */
export function onlineReport(frame: EvaluationFrame): PrintedReport {
  const { scope, period, work } = frame;
  return {
    file: `truc-tuyen-${scope.unit.code}-${period.code}`,
    title: 'KẾT QUẢ TIẾP NHẬN HỒ SƠ TRỰC TUYẾN VÀ THANH TOÁN KHÔNG DÙNG TIỀN MẶT',
    unitName: scope.unit.name,
    heads: [periodLine(period), countedLine(frame)],
    tables: [
      ...onlineShares(work.total).map(({ key, shares }): PrintedTable => ({
        title: t(`online.group.${key}`),
        look: 'shares',
        sheet: t(`online.group.${key}`).slice(0, 31),
        columns: [
          { header: t('evaluation.col.index'), width: 36 },
          { header: 'Số', width: 10 },
          { header: 'Trên tổng số', width: 12 },
          { header: 'Tỷ lệ (%)', width: 10, share: true },
          { header: t('dash.definition'), width: 70 },
        ],
        rows: shares.map(({ key: one, part, whole }) => [
          ...[t(`online.rate.${one}`), part, whole, percent(part, whole)],
          t(`online.definition.${one}`),
        ]),
        notes: [t(`online.note.${key}`)],
      })),
      ...(work.byUnit.length < 2 ? [] : [onlineUnits(work.byUnit)]),
    ],
  };
}

function onlineUnits(byUnit: EvaluationFrame['work']['byUnit']): PrintedTable {
  const number = (key: string) => ({ header: t(`online.col.${key}`), width: 12 });
  const share = (key: string) => ({ header: `${t(`online.col.${key}`)} (%)`, width: 14, share: true });
  return {
    title: t('coverage.by_unit'),
    look: 'figures',
    sheet: 'Theo cơ quan',
    columns: [
      { header: t('col.unit'), width: 44 },
      ...[
        number('received'),
        number('online'),
        share('share'),
        share('in_time'),
        share('sent_back'),
        share('cashless'),
      ],
    ],
    rows: byUnit.map(({ name, work }) => {
      const [online, paid] = [onlineOf(work), paidOf(work)];
      return [
        ...[name, work.received, online, percent(online, work.received)],
        ...[percent(work.answeredInTime, work.answered), percent(work.sentBack, work.answered)],
        percent(paid - work.paidCash, paid),
      ];
    }),
    notes: [],
  };
}

function countedLine({ work: { countedAt } }: EvaluationFrame): string {
  return countedAt === null ? t('evaluation.uncounted') : t('evaluation.counted', { moment: momentText(countedAt, t) });
}

/** To one decimal, as points are (art. 14). */
function rounded(points: number | null): number | null {
  return points === null ? null : oneDecimal(points);
}

function comma(points: number): string {
  return oneDecimal(points).toFixed(1).replace('.', ',');
}

import {
  agencyGrade,
  evaluate,
  INDICES,
  meanPoints,
  oneDecimal,
  type Evaluation,
  type IndexNo,
  type PointCounts,
} from '../../domain/kpi/desk-evaluation.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ChartCell } from '../../platform/templates/page-parts.js';
import { numberText } from '../../platform/templates/page-words.js';
import { dossiersHref, type Figure } from '../dossier-links.js';
import type { DeskEvaluation } from './desk-evaluation.service.js';
import type { EvaluationFrame } from './evaluation-frame.service.js';
import { evaluationHead, numberCell, type EvaluationHead } from './evaluation-words.view.js';
import { officerPoints } from './evaluation.json.js';
import { COUNTED, countOf, pointsOf, type KnownIndices } from './known-indices.js';

/** GET /reports/desk-evaluation. Template pages/reports/desk-evaluation. */
export interface DeskEvaluationView extends EvaluationHead {
  /** `3,4 trên 4 điểm, theo 2 trên 9 chỉ số`; the converted points with their grade; what they are worth */
  readonly result: { readonly points: string; readonly converted: string | null; readonly note: string | null };
  readonly indices: readonly IndexRow[];
  readonly units: readonly (readonly ChartCell[])[];
  /** null: figures of single people are for their heads */
  readonly officers: readonly (readonly string[])[] | null;
}

export interface IndexRow {
  /** `1. Thời gian giải quyết …` */
  readonly name: string;
  /** `1,8`; a dash for an index without data */
  readonly points: string;
  readonly formula: string;
  /** what it was computed from, each with the door to its dossiers */
  readonly inputs: readonly { readonly label: string; readonly cell: ChartCell }[];
}

const MEASURES = { two: 'early', one: 'onTime', none: 'late' } as const satisfies Record<string, Figure['measure']>;

export function deskEvaluationView({ frame, all, units, officers }: DeskEvaluation, t: Translator): DeskEvaluationView {
  return {
    ...evaluationHead(frame, '/reports/desk-evaluation', t),
    result: result(evaluate(pointsOf(all)), t),
    indices: INDICES.map((no) => indexRow(no, all, frame, t)),
    units: units.map(({ code, name, ...known }) => {
      const evaluation = evaluate(pointsOf(known));
      const href = door({ ...frame, scope: { ...frame.scope, unit: { code, name } } }, 'resolved');
      return [
        plain(name),
        numberCell(countOf(known.time), href, t),
        plain(pointsText(meanPoints(known.time), t)),
        plain(pointsText(meanPoints(known.contacts), t)),
        plain(pointsText(evaluation.ofAll, t)),
        plain(evaluation.ofAll === null ? t('k.na') : t(`evaluation.grade.${agencyGrade(evaluation.ofAll)}`)),
      ];
    }),
    officers: officers?.map(({ name, time }) => officerRow(name, time, t)) ?? null,
  };
}

function officerRow(name: string, time: PointCounts, t: Translator): string[] {
  const { of10, grade } = officerPoints(time);
  return [
    name,
    numberText(countOf(time), t),
    pointsText(meanPoints(time), t),
    pointsText(of10, t),
    grade === null ? t('k.na') : t(`evaluation.task.${grade}`),
  ];
}

function result({ indices, points, most, ofAll }: Evaluation, t: Translator): DeskEvaluationView['result'] {
  if (points === null || ofAll === null) return { points: t('evaluation.none'), converted: null, note: null };
  const words = { points: pointsText(points, t), most: String(most), indices: String(indices) };
  const grade = t(`evaluation.grade.${agencyGrade(ofAll)}`);
  return {
    points: t('evaluation.points', words),
    converted: t('evaluation.converted', { points: pointsText(ofAll, t), grade }),
    note: indices < INDICES.length ? t('evaluation.partial') : null,
  };
}

function indexRow(no: IndexNo, all: KnownIndices, frame: EvaluationFrame, t: Translator): IndexRow {
  const name = `${String(no)}. ${t(`evaluation.index.${String(no)}`)}`;
  const key = COUNTED[no];
  if (key === undefined) {
    return { name, points: '–', formula: t(`evaluation.missing.${String(no)}`), inputs: [] };
  }
  const counts = all[key];
  const input = (point: keyof PointCounts) => ({
    label: t(`evaluation.input.${key}.${point}`),
    // The list of dossiers knows no filter by how often papers were asked for.
    cell: numberCell(counts[point], key === 'time' ? door(frame, MEASURES[point]) : null, t),
  });
  return {
    name,
    points: pointsText(meanPoints(counts), t),
    formula: t(`evaluation.formula.${String(no)}`),
    inputs: [
      input('two'),
      input('one'),
      input('none'),
      { label: t('evaluation.input.all'), cell: numberCell(countOf(counts), door(frame, 'resolved'), t) },
    ],
  };
}

function door({ scope, period, today }: EvaluationFrame, measure: Figure['measure']): string | null {
  const { from, to } = period;
  return dossiersHref({ unitCode: scope.unit.code, from, to, measure, row: null }, today);
}

/** `1,8`; a dash where there is nothing to say. */
function pointsText(points: number | null, t: Translator): string {
  if (points === null) return '–';
  const tenths = Math.round(10 * oneDecimal(points));
  return `${numberText(Math.floor(tenths / 10), t)}${t.locale === 'vi' ? ',' : '.'}${String(tenths % 10)}`;
}

function plain(text: string): ChartCell {
  return { text, href: null };
}

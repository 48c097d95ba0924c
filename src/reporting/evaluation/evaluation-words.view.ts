import { periodText } from '../../apologies/coverage/coverage.view.js';
import { day15YearOf, monthsUpTo, parsePeriod, type Period } from '../../domain/kpi/period.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { choiceField, choices } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ChartCell, FormField, Link } from '../../platform/templates/page-parts.js';
import { momentText, numberText } from '../../platform/templates/page-words.js';
import { reportFiles } from '../printed/report-files.view.js';
import type { EvaluationFrame } from './evaluation-frame.service.js';

const QUARTERS = ['Q1', 'Q2', 'Q3', 'Q4'];
const MONTHS = 12;

/** What both pages begin with: which unit, which period, and up to when it was counted. */
export interface EvaluationHead {
  readonly filters: readonly FormField[];
  readonly unitName: string;
  readonly periodText: string;
  /** `Đếm lúc 02:40 31/05/2023`; what the nights have not counted is said */
  readonly countedText: string;
  readonly files: readonly Link[];
}

/** @param path of the page; its files stand beside it */
export function evaluationHead(
  { scope, period, units, today, work }: EvaluationFrame,
  path: string,
  t: Translator,
): EvaluationHead {
  const offered = periodsFor(today);
  const known = offered.some(({ code }) => code === period.code) ? offered : [period, ...offered];
  const unit = choiceField({ kind: 'select', name: 'unit', label: t('col.unit') }, [
    choices(
      units.map(({ code, name }) => [code, name] as const),
      scope.unit.code,
    ),
  ]);
  const periods = choiceField({ kind: 'select', name: 'period', label: t('coverage.period') }, [
    choices(
      known.map((one) => [one.code, periodText(one, t)] as const),
      period.code,
    ),
  ]);
  return {
    filters: units.length < 2 ? [periods] : [unit, periods],
    files: reportFiles(path, { unit: scope.unit.code, period: period.code }, t),
    unitName: scope.unit.name,
    periodText: periodText(period, t),
    countedText:
      work.countedAt === null
        ? t('evaluation.uncounted')
        : t('evaluation.counted', { moment: momentText(work.countedAt, t) }),
  };
}

/** The years of statutory reports, this and the last, with their quarters; then the months. */
function periodsFor(today: PlainDate): Period[] {
  const year = Number(day15YearOf(today).code);
  const years = [year, year - 1].flatMap((each) => [
    String(each),
    ...QUARTERS.map((part) => `${String(each)}-${part}`),
  ]);
  return [...years.map(parsePeriod).filter(({ from }) => from <= today), ...monthsUpTo(today, MONTHS).toReversed()];
}

/** A number, and the door to its dossiers; nothing opens an empty list. */
export function numberCell(value: number, href: string | null, t: Translator): ChartCell {
  return { text: numberText(value, t), href: value === 0 ? null : href };
}

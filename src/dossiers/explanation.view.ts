import { stepWords } from '../calendar/explanation.view.js';
import type { TraceStep } from '../domain/time/deadline-types.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import type { Translator } from '../platform/templates/i18n.js';
import { fullDayText, fullMomentText, halfDayText, hoursText } from '../platform/templates/page-words.js';
import { monthStrip, type StripRow } from './month-strip.view.js';

/** "Vì sao là ngày này?": one sentence, a month strip for the eye, and the same facts as a list for readers and print. */
export interface ExplanationView {
  readonly sentence: string;
  readonly rows: readonly StripRow[];
  readonly lines: readonly ExplanationLine[];
}

export interface ExplanationLine {
  /** one day, or `thứ Hai, 22/05/2023 – thứ Sáu, 26/05/2023` */
  readonly when: string;
  readonly what: string;
  readonly kind: TraceStep['kind'];
}

/**
 * Puts the trace of a deadline into words.
 *
 * @param today ringed on the strip when it lies inside; null for papers
 */
export function explanationView(steps: readonly TraceStep[], today: PlainDate | null, t: Translator): ExplanationView {
  return { sentence: sentence(steps, t), rows: monthStrip(steps, today, t), lines: lines(steps, t) };
}

function sentence(steps: readonly TraceStep[], t: Translator): string {
  const received = steps.find((step) => step.kind === 'received');
  const due = steps.find((step) => step.kind === 'due');
  const counted = steps.filter((step) => step.kind === 'counted').length;
  const skipped = steps.filter((step) => step.kind === 'skipped').length;
  const worked = steps.reduce((sum, step) => (step.kind === 'worked' ? sum + step.minutes : sum), 0);
  const pieces = [received ? t('why.from', { moment: fullMomentText(received.at, t) }) : ''];
  if (counted > 0) pieces.push(t('why.counted_days', { count: counted }));
  if (worked > 0) pieces.push(t('why.worked_time', { span: hoursText(worked, t) }));
  if (skipped > 0) pieces.push(t('why.skipped_days', { count: skipped }));
  pieces.push(due ? t('why.due', { half: lowerFirst(halfDayText(due.at, t)) }) : t('why.waiting'));
  return `${pieces.filter((piece) => piece !== '').join('; ')}.`;
}

interface Run {
  readonly from: PlainDate;
  to: PlainDate;
  readonly first: TraceStep;
  last: TraceStep;
}

/** Days in a row that say the same are one line: ten counted days need no ten lines. */
function lines(steps: readonly TraceStep[], t: Translator): ExplanationLine[] {
  const runs: Run[] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    if (run && joins(run.last, step)) {
      run.to = step.date;
      run.last = step;
    } else runs.push({ from: step.date, to: step.date, first: step, last: step });
  }
  return runs.map((run) => ({
    when: upperFirst(daysOf(run, t)),
    what: stepWords(run.first, run.last, t),
    kind: run.first.kind,
  }));
}

function joins(before: TraceStep, step: TraceStep): boolean {
  if (before.kind === 'counted' && step.kind === 'counted') return before.name === step.name;
  if (before.kind !== 'skipped' || step.kind !== 'skipped') return false;
  return before.reason === step.reason && before.name === step.name;
}

function daysOf({ from, to }: Run, t: Translator): string {
  return from === to ? fullDayText(from, t) : t('why.range', { from: fullDayText(from, t), to: fullDayText(to, t) });
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

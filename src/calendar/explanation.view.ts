import type { TraceStep } from '../domain/time/deadline-types.js';
import type { Translator } from '../platform/templates/i18n.js';
import { fullMomentText, hoursText, timeText } from '../platform/templates/page-words.js';

/** `POST /calendar/due-dates`: one step of the explanation. */
export interface StepView {
  readonly date: string;
  readonly kind: TraceStep['kind'];
  readonly text: string;
}

export function stepViews(steps: readonly TraceStep[], t: Translator): StepView[] {
  return steps.map((step) => ({ date: step.date, kind: step.kind, text: stepWords(step, step, t) }));
}

/**
 * One step of a deadline in words, or a run of steps that say the same.
 *
 * @param last the last step of the run; `first` again for a single step
 */
export function stepWords(first: TraceStep, last: TraceStep, t: Translator): string {
  switch (first.kind) {
    case 'received':
      return t('why.step.received', { time: timeText(first.at) });
    case 'starts':
      return t('why.step.starts', { time: timeText(first.at) });
    case 'after_cutoff':
      return t('why.step.after_cutoff');
    case 'day_zero':
      return t('why.step.day_zero');
    case 'counted':
      return countedText(first.count, last.kind === 'counted' ? last.count : first.count, first.name, t);
    case 'skipped':
      return skippedText(first, t);
    case 'worked':
      return t('why.step.worked', { span: hoursText(first.minutes, t) });
    case 'paused':
      return pausedText(first, t);
    case 'due':
      return t('why.step.due', { time: timeText(first.at) });
  }
}

function countedText(from: number, to: number, name: string | undefined, t: Translator): string {
  const days = from === to ? t('why.step.counted', { n: from }) : t('why.step.counted_range', { from, to });
  return name === undefined ? days : t('why.step.named', { what: days, name });
}

/** `nghỉ lễ: Giỗ Tổ Hùng Vương, không tính` */
function skippedText({ reason, name }: Extract<TraceStep, { kind: 'skipped' }>, t: Translator): string {
  const why = t(`why.skip.${reason}`);
  return t('why.step.skipped', { why: name === undefined ? why : t('why.step.named', { what: why, name }) });
}

function pausedText(step: Extract<TraceStep, { kind: 'paused' }>, t: Translator): string {
  if (step.to === null) return t('why.step.paused_open', { from: fullMomentText(step.from, t) });
  const span = hoursText(step.minutes, t);
  return t('why.step.paused', { from: fullMomentText(step.from, t), to: fullMomentText(step.to, t), span });
}

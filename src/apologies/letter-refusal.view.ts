import type { DomainError, FieldError } from '../domain/errors.js';
import { momentText } from '../platform/templates/page-words.js';
import type { Translator } from '../platform/templates/i18n.js';
import { problemWords } from '../platform/web/problem.view.js';
import { offeredActs } from './letter-sheet.view.js';
import type { LetterSheet } from './letter-sheets.service.js';
import { letterBadge } from './letter-words.view.js';

/**
 * A refusal that belongs to one field, said beside it.
 *
 * @param worded the error's own fields in the reader's language
 */
export function fieldsRefused(
  error: DomainError,
  worded: readonly FieldError[],
  sheet: LetterSheet,
  t: Translator,
): readonly FieldError[] {
  const { code } = error;
  if (code === 'request.invalid') return worded;
  if (code === 'dossier.date_refused') return [{ field: 'newDueOn', message: dateRefused(error, sheet, t) }];
  if (code === 'calendar.missing') return [{ field: 'newDueOn', message: t('problem.calendar.missing.happened') }];
  if (code === 'conflict.duplicate') return [{ field: 'number', message: t('letter.number_taken') }];
  return [];
}

function dateRefused({ facts }: DomainError, { subject }: LetterSheet, t: Translator): string {
  if (facts['why'] === 'past') return t('letter.date_past');
  if (facts['why'] === 'day_off') return t('letter.date_day_off');
  return t('letter.date_not_after', { moment: momentText(subject.dossier.currentDueAt, t) });
}

/** Why an act on the letter was not done, and what can be done instead. */
export function refusalText(error: DomainError, sheet: LetterSheet, t: Translator): string {
  const { code, facts } = error;
  if (code === 'letter.action_refused') return stateRefused(sheet, t);
  if (code === 'version.stale' || code === 'dossier.changed_meanwhile') return t('letter.refused_stale');
  if (code === 'auth.forbidden') {
    return 'by' in facts ? t('letter.refused_handled') : t('letter.refused_agency', { unit: sheet.unitName });
  }
  const { happened, todo } = problemWords(code, t);
  return `${happened}. ${todo}`;
}

function stateRefused(sheet: LetterSheet, t: Translator): string {
  const state = letterBadge(sheet.letter.state, t).text;
  const acts = offeredActs(sheet).map((key) => t(`letter.act.${key}`));
  return acts.length === 0
    ? t('letter.refused_nothing', { state })
    : t('letter.refused', { state, allowed: acts.join(', ') });
}

import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm } from '../../platform/templates/page-parts.js';
import { formOf, linesField, reasonField, type FormPlace } from '../act-form.view.js';

/** The filing is complete. */
export function acceptanceForm(place: FormPlace, t: Translator): ActForm {
  return formOf(place, 'acceptances', t, { primary: true });
}

/** Field names: {items, reason}. */
export function firstQuestionForm(place: FormPlace, t: Translator): ActForm {
  const fields = [linesField('items', t('act.items'), t), reasonField(t('act.items_reason'), t)];
  return formOf(place, 'supplement-requests', t, { words: 'first-questions', fields });
}

/** Field names: {items}. */
export function firstSupplementForm(place: FormPlace, t: Translator): ActForm {
  const fields = [linesField('items', t('act.items_brought'), t)];
  return formOf(place, 'supplements', t, { words: 'first-supplements', primary: true, fields });
}

/** Field names: {reason}. */
export function rejectionForm(place: FormPlace, t: Translator): ActForm {
  return formOf(place, 'rejections', t, { danger: true, fields: [reasonField(t('act.rejection_reason'), t)] });
}

import { choiceField, choices, field } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { ActForm, ChoiceGroup } from '../platform/templates/page-parts.js';
import { formOf, reasonField } from './act-form.view.js';

/** Acts by which a dossier goes from hand to hand and ends; the key is the resource of the route (acts.md). */
export type DossierActKey = 'hand-overs' | 'acknowledgements' | 'completions' | 'returns' | 'withdrawals' | 'stoppages';

export interface ActChoices {
  /** units and people one may hand over to; `to` carries a unit's code, or `unit/username` */
  readonly receivers: readonly ChoiceGroup[];
  /** the hand-over that waits for the reader; null when none does */
  readonly handOverId: string | null;
}

/**
 * The form of one act. Field names: hand-overs {to, note}; acknowledgements {}; completions {outcome, resultNumber,
 * shelf, reason}; returns {receivedBy, how}; withdrawals and stoppages {reason}. All post `_version`, `_csrf` and `_key` too.
 */
export function actForm(
  key: DossierActKey,
  code: string,
  version: number,
  { receivers, handOverId }: ActChoices,
  t: Translator,
): ActForm {
  const place = { code, version };
  switch (key) {
    case 'hand-overs':
      return formOf(place, key, t, { primary: true, fields: handOverFields(receivers, t) });
    case 'acknowledgements':
      return formOf(place, key, t, { primary: true, path: `hand-overs/${handOverId ?? ''}/acknowledgements` });
    case 'completions':
      return formOf(place, key, t, { primary: true, fields: completionFields(t) });
    case 'returns':
      return formOf(place, key, t, { primary: true, fields: returnFields(t) });
    case 'withdrawals':
      return formOf(place, key, t, { danger: true, fields: [reasonField(t('act.withdrawal_reason'), t)] });
    case 'stoppages':
      return formOf(place, key, t, { danger: true, fields: [reasonField(t('act.stoppage_reason'), t)] });
  }
}

function handOverFields(receivers: readonly ChoiceGroup[], t: Translator) {
  return [
    choiceField({ kind: 'select', name: 'to', label: t('act.to'), required: true }, receivers),
    field({ name: 'note', label: t('act.hand_note'), maxLength: 500 }),
  ];
}

function completionFields(t: Translator) {
  const outcomes = choices(
    [
      ['granted', t('act.granted')],
      ['refused', t('act.refused')],
    ],
    'granted',
  );
  return [
    choiceField({ kind: 'radio', name: 'outcome', label: t('act.outcome'), required: true }, [outcomes]),
    field({ name: 'resultNumber', label: t('act.result_number'), maxLength: 60 }),
    field({ name: 'shelf', label: t('act.shelf'), hint: t('act.shelf_hint'), maxLength: 30 }),
    field({
      kind: 'textarea',
      name: 'reason',
      label: t('act.refusal_reason'),
      hint: t('act.refusal_hint'),
      maxLength: 600,
    }),
  ];
}

function returnFields(t: Translator) {
  const ways = choices(
    [
      ['desk', t('how.desk')],
      ['postal', t('how.postal')],
      ['online', t('how.online')],
    ],
    'desk',
  );
  return [
    field({ name: 'receivedBy', label: t('act.received_by'), required: true, maxLength: 200 }),
    choiceField({ kind: 'radio', name: 'how', label: t('act.how'), required: true }, [ways]),
  ];
}

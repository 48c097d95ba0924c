import { choiceField, choices, field } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm } from '../../platform/templates/page-parts.js';
import { formOf } from '../act-form.view.js';
import type { DossierPageFacts } from '../dossier-page.service.js';

/** Field names: {username}. */
export function assignmentForm({ record, rooms }: DossierPageFacts, t: Translator): ActForm {
  const { dossier } = record;
  const people = rooms.staff
    .filter(({ username }) => username !== dossier.holder.username)
    .map(({ username, fullName, roles }) => [username, `${fullName} (${roleNames(roles, t)})`] as const);
  return formOf(dossier, 'assignments', t, {
    fields: [
      choiceField({ kind: 'select', name: 'username', label: t('act.assign_to'), required: true }, [
        choices([['', t('act.assign_choose')]]),
        choices(people),
      ]),
    ],
  });
}

function roleNames(roles: readonly string[], t: Translator): string {
  return roles.map((role) => t(`role.${role}`)).join(', ');
}

/** Field names: {text}. */
export function noteForm({ record }: DossierPageFacts, t: Translator): ActForm {
  const label = t('act.note_text');
  return formOf(record.dossier, 'notes', t, {
    fields: [field({ kind: 'textarea', name: 'text', label, required: true, maxLength: 2_000 })],
  });
}

/** Field names: {outcome, number}. */
export function resultForm({ record }: DossierPageFacts, t: Translator): ActForm {
  const outcomes = choices(
    [
      ['granted', t('act.granted')],
      ['refused', t('act.refused')],
    ],
    'granted',
  );
  return formOf(record.dossier, 'results', t, {
    fields: [
      choiceField({ kind: 'radio', name: 'outcome', label: t('act.outcome'), required: true }, [outcomes]),
      field({ name: 'number', label: t('act.result_number'), maxLength: 60 }),
    ],
  });
}

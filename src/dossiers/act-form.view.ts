import { act, field } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { ActForm, FormField } from '../platform/templates/page-parts.js';

/** Of which dossier, as the reader saw it. */
export interface FormPlace {
  readonly code: string;
  readonly version: number;
}

interface GivenForm extends Partial<ActForm> {
  /** the resource that it makes below the dossier; left out: the key */
  readonly path?: string;
  /** under which name the words of the act stand; left out: the key */
  readonly words?: string;
}

/** A form of the page of a dossier: what it does in a word, and in a sentence before it is done. */
export function formOf(
  { code, version }: FormPlace,
  key: string,
  t: Translator,
  { path, words = key, note, ...given }: GivenForm = {},
): ActForm {
  return act({
    key,
    label: t(`act.${words}`),
    note: note ?? t(`act.note.${words}`),
    action: `/dossiers/${encodeURIComponent(code)}/${path ?? key}`,
    version,
    ...given,
  });
}

/** Why, in words that the citizen may read. */
export function reasonField(label: string, t: Translator): FormField {
  return field({
    kind: 'textarea',
    name: 'reason',
    label,
    hint: t('act.reason_hint'),
    required: true,
    maxLength: 600,
  });
}

/** Several papers, each on a line of its own. */
export function linesField(name: string, label: string, t: Translator): FormField {
  return field({ kind: 'textarea', name, label, hint: t('act.lines_hint'), required: true, maxLength: 6_000 });
}

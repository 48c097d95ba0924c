import { choiceField, choices, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { FormError, FormField } from '../../platform/templates/page-parts.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { Unit } from '../../units/unit.js';
import { IMPORT_MODES } from '../import-file.js';
import { SHIPPED_MAPPING } from '../mappings.service.js';

/** GET /imports/dossiers/new. Template pages/imports/new. */
export interface ImportFormView {
  readonly fields: readonly FormField[];
  readonly fileError: string | null;
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
}

export interface ImportFormFacts {
  /** names of saved mappings */
  readonly mappings: readonly string[];
  /** desks the person may import for, their own first */
  readonly units: readonly Unit[];
  readonly refusal: Refusal | null;
}

export function importFormView({ mappings, units, refusal }: ImportFormFacts, t: Translator): ImportFormView {
  const named = mappings.map((name) => [name, name === SHIPPED_MAPPING ? t('imports.mapping_shipped') : name] as const);
  const plain = [
    choiceField({ kind: 'select', name: 'unit', label: t('imports.unit') }, [
      choices(units.map(({ code, name }) => [code, name])),
    ]),
    choiceField({ kind: 'select', name: 'mapping', label: t('imports.mapping'), hint: t('imports.mapping_hint') }, [
      choices(named, SHIPPED_MAPPING),
    ]),
    choiceField({ kind: 'radio', name: 'mode', label: t('imports.mode'), required: true }, [
      choices(
        IMPORT_MODES.map((mode) => [mode, t(`imports.mode_long.${mode}`)]),
        'mirror',
      ),
    ]),
    field({ kind: 'date', name: 'asOfOn', label: t('imports.as_of_on'), hint: t('imports.as_of_hint') }),
    field({ name: 'asOfTime', label: t('imports.as_of_time'), hint: t('imports.as_of_time_hint'), maxLength: 5 }),
    field({ kind: 'checkbox', name: 'straight', label: t('imports.straight'), hint: t('imports.straight_hint') }),
  ];
  const errors = refusal?.errors ?? [];
  const fields = refusal ? withAnswers(plain, refusal.typed, errors) : plain;
  const file = field({ name: 'file', label: t('imports.file') });
  return {
    fields,
    fileError: errors.find(({ field: name }) => name === 'file')?.message ?? null,
    errors: namedErrors([file, ...fields], errors),
    refusal: refusal?.sentence ?? null,
  };
}

import { act, choiceField, choices, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, FormError, FormField } from '../../platform/templates/page-parts.js';
import { momentText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import { REQUIRED_TARGETS, TARGETS, type SavedMapping } from '../mapping.js';
import type { SampledColumn } from './mapping-samples.service.js';
import { mappingTexts } from './mapping-text.js';

/** GET /imports/mappings. Template pages/imports/mappings. */
export interface MappingsListView {
  readonly rows: readonly {
    readonly href: string;
    readonly name: string;
    readonly columns: string;
    readonly changed: string;
  }[];
  readonly fileError: string | null;
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
}

/** POST /imports/mappings/samples. Template pages/imports/mapping-sample. */
export interface MappingSampleView {
  readonly name: FormField;
  readonly needed: string;
  readonly columns: readonly {
    readonly index: number;
    readonly heading: string;
    readonly samples: readonly string[];
    readonly target: FormField;
  }[];
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
}

/** GET /imports/mappings/{name}. Template pages/imports/mapping. */
export interface MappingShowView {
  readonly name: string;
  readonly action: string;
  readonly shipped: boolean;
  readonly fields: readonly FormField[];
  readonly targets: string;
  readonly remove: ActForm | null;
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
}

export function mappingsListView(
  saved: readonly SavedMapping[],
  refusal: Refusal | null,
  t: Translator,
): MappingsListView {
  const errors = refusal?.errors ?? [];
  const file = field({ name: 'file', label: t('imports.file') });
  return {
    rows: saved.map(({ unitCode, name, mapping, changedAt, changedBy }) => ({
      href: `/imports/mappings/${name}`,
      name,
      columns: t('imports.mapping_columns', { count: mapping.columns.length }),
      changed: unitCode === '' ? t('imports.mapping_shipped') : `${changedBy}, ${momentText(changedAt, t)}`,
    })),
    fileError: errors.find(({ field: name }) => name === 'file')?.message ?? null,
    errors: namedErrors([file], errors),
    refusal: refusal?.sentence ?? null,
  };
}

export function mappingSampleView(
  columns: readonly SampledColumn[],
  refusal: Refusal | null,
  t: Translator,
): MappingSampleView {
  const errors = refusal?.errors ?? [];
  const options = [
    ['', t('imports.target_none')] as const,
    ...TARGETS.map((one) => [one, t(`imports.target.${one}`)] as const),
  ];
  const name = field({
    name: 'name',
    label: t('imports.mapping_name'),
    hint: t('imports.mapping_name_hint'),
    required: true,
    maxLength: 40,
  });
  const [named = name] = refusal ? withAnswers([name], refusal.typed, errors) : [name];
  return {
    name: named,
    needed: t('imports.mapping_needed', {
      targets: REQUIRED_TARGETS.map((one) => t(`imports.target.${one}`)).join(', '),
    }),
    columns: columns.map(({ heading, samples, target }, index) => ({
      index,
      heading,
      samples,
      target: choiceField(
        { kind: 'select', name: `columns.${index}.target`, label: t('imports.target_of', { heading }) },
        [choices(options, target ?? '')],
      ),
    })),
    errors: namedErrors(
      [name, { ...name, name: 'columns', id: 'columns-0-target', label: t('imports.columns') }],
      errors,
    ),
    refusal: refusal?.sentence ?? null,
  };
}

export function mappingShowView(
  { name, unitCode, mapping }: SavedMapping,
  own: boolean,
  refusal: Refusal | null,
  t: Translator,
): MappingShowView {
  const texts = mappingTexts(mapping);
  const area = (part: keyof typeof texts): FormField =>
    field({
      kind: 'textarea',
      name: part,
      label: t(`imports.part.${part}`),
      hint: t(`imports.part_hint.${part}`),
      value: texts[part],
    });
  const time = (part: 'accepted' | 'due' | 'finished'): FormField =>
    field({ name: part, label: t(`imports.time.${part}`), value: mapping.times[part], required: true, maxLength: 5 });
  const sheet = field({
    name: 'sheet',
    label: t('imports.sheet'),
    hint: t('imports.sheet_hint'),
    value: mapping.sheet ?? '',
  });
  const plain = [
    ...[area('columns'), area('values'), area('procedures'), area('units'), area('dateFormats')],
    ...[sheet, time('accepted'), time('due'), time('finished')],
  ];
  const errors = refusal?.errors ?? [];
  const fields = refusal ? withAnswers(plain, refusal.typed, errors) : plain;
  return {
    name,
    action: `/imports/mappings/${name}`,
    shipped: unitCode === '',
    fields,
    targets: TARGETS.map((one) => `${one}: ${t(`imports.target.${one}`)}`).join('; '),
    remove: own
      ? act({
          key: 'removals',
          label: t('imports.mapping_remove'),
          action: `/imports/mappings/${name}/removals`,
          danger: true,
        })
      : null,
    errors: namedErrors(fields, errors),
    refusal: refusal?.sentence ?? null,
  };
}

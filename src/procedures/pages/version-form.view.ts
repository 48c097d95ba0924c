import {
  EXTRA_TIME_GRANTERS,
  ONLINE_LEVELS,
  PROCEDURE_LEVELS,
  SUPPLEMENT_MODES,
} from '../../domain/procedure/procedure-version.js';
import { LIMIT_UNITS } from '../../domain/procedure/time-limit.js';
import type { FieldError } from '../../domain/errors.js';
import { choiceField, choices, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { FormError, FormField } from '../../platform/templates/page-parts.js';
import type { Unit } from '../../units/unit.js';
import { VERSION_LISTS, VERSION_LIST_NAMES, type VersionList, type VersionTexts } from './version-form.js';

/** The form of a version. Template pages/procedures/form. */
export interface VersionFormView {
  readonly heading: string;
  readonly lead: string;
  readonly action: string;
  readonly fields: readonly FormField[];
  readonly lists: readonly ListView[];
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
}

interface ListView {
  readonly key: VersionList;
  readonly title: string;
  readonly hint: string;
  readonly error: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly FormField[] }[];
}

export interface VersionFormFacts {
  /** null for a procedure that is new */
  readonly code: string | null;
  readonly texts: VersionTexts;
  readonly fields: readonly { readonly code: string; readonly name: string }[];
  readonly units: readonly Unit[];
  readonly errors: readonly FieldError[];
  readonly refusal: string | null;
}

const BLANK_ROWS = 2;
/** What the rules call otherwise than the form. */
const RENAMED: Readonly<Record<string, string>> = {
  limit: 'limit.amount',
  fieldCode: 'field',
  procedureCode: 'code',
  units: 'responsibleUnitCode',
};

export function versionFormView(facts: VersionFormFacts, t: Translator): VersionFormView {
  const { code, texts, refusal } = facts;
  const errors = facts.errors.map(({ field: name, message }) => ({ field: RENAMED[name] ?? name, message }));
  const fields = withAnswers(plainFields(facts, t), texts.fields, errors);
  const lists = VERSION_LIST_NAMES.map((key) => listView(key, facts, errors, t));
  const titles = lists.map(({ key, title }) => field({ name: key, label: title }));
  const cells = lists.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  return {
    heading: code === null ? t('procedures.new') : t('procedures.new_version', { code }),
    lead: t(code === null ? 'procedures.new_lead' : 'procedures.new_version_lead'),
    action: code === null ? '/procedures' : `/procedures/${code}/versions`,
    fields,
    lists,
    errors: namedErrors([...fields, ...titles, ...cells], errors),
    refusal,
  };
}

type Choose = (name: string, group: ReturnType<typeof choices>, hint?: string | null) => FormField;

function plainFields(facts: VersionFormFacts, t: Translator): FormField[] {
  const choose: Choose = (name, group, hint = null) =>
    choiceField({ kind: 'select', name, label: t(`procedures.f.${name}`), hint }, [group]);
  return [...whatItIs(facts, choose, t), ...howItGoes(choose, t)];
}

function worded(values: readonly string[], prefix: 'level' | 'online' | 'unit' | 'mode', t: Translator) {
  const say = { level: 'ref.level', online: 'ref.online', unit: 'procedures.unit_of', mode: 'procedures.mode' }[prefix];
  return choices(values.map((one) => [one, t(`${say}.${one}`)]));
}

function whatItIs({ code, fields, units }: VersionFormFacts, choose: Choose, t: Translator): FormField[] {
  const label = (name: string): string => t(`procedures.f.${name}`);
  const unitChoices = choices([
    ['', t('procedures.no_unit')],
    ...units.map(({ code: one, name }) => [one, name] as const),
  ]);
  const own = field({
    name: 'code',
    label: label('code'),
    hint: t('procedures.code_hint'),
    required: true,
    maxLength: 20,
  });
  const limit = { label: label('limitAmount'), hint: t('procedures.limit_hint'), required: true };
  return [
    ...(code === null ? [own] : []),
    field({ name: 'name', label: label('name'), required: true, maxLength: 300 }),
    field({
      kind: 'date',
      name: 'validFrom',
      label: label('validFrom'),
      hint: t('procedures.from_hint'),
      required: true,
    }),
    field({ kind: 'date', name: 'validTo', label: label('validTo'), hint: t('procedures.to_hint') }),
    choose('field', choices(fields.map(({ code: one, name }) => [one, name]))),
    choose('level', worded(PROCEDURE_LEVELS, 'level', t)),
    choose('responsibleUnitCode', unitChoices, t('procedures.unit_hint')),
    field({ kind: 'number', name: 'limit.amount', ...limit }),
    choose('limit.unit', worded(LIMIT_UNITS, 'unit', t)),
  ];
}

function howItGoes(choose: Choose, t: Translator): FormField[] {
  const label = (name: string): string => t(`procedures.f.${name}`);
  const number = (name: string, value: string): FormField =>
    field({ kind: 'number', name, label: label(name), value, required: true });
  const sure = { label: label('certainty'), hint: t('procedures.certainty_hint'), value: 'K/K' };
  return [
    number('maxSupplements', '1'),
    number('supplementDeadlineWd', '3'),
    choose('supplementMode', worded(SUPPLEMENT_MODES, 'mode', t)),
    number('feeVnd', '0'),
    field({ name: 'feeNote', label: label('feeNote'), maxLength: 200 }),
    field({ name: 'feeRule', label: label('feeRule'), hint: t('procedures.fee_rule_hint'), maxLength: 60 }),
    choose('onlineLevel', worded(ONLINE_LEVELS, 'online', t)),
    field({ name: 'legalBasis', label: label('legalBasis'), required: true, maxLength: 400 }),
    field({ name: 'certainty', ...sure, required: true, maxLength: 3 }),
    field({ name: 'note', label: label('note'), maxLength: 400 }),
    field({ kind: 'checkbox', name: 'instant', label: label('instant') }),
  ];
}

function listView(key: VersionList, facts: VersionFormFacts, errors: readonly FieldError[], t: Translator): ListView {
  const { texts, units } = facts;
  const names: readonly string[] = VERSION_LISTS[key];
  const blank = Object.fromEntries(names.map((name) => [name, '']));
  const rows = [...texts.lists[key], ...Array.from({ length: BLANK_ROWS }, () => blank)];
  const cell = (row: Readonly<Record<string, string>>, index: number, column: string): FormField => {
    const name = `${key}.${index}.${column}`;
    const label = t('procedures.cell', { column: t(`procedures.c.${column}`), row: index + 1 });
    const error = errors.find((one) => one.field === name)?.message ?? null;
    const value = row[column] ?? '';
    const options = optionsOf(key, column, units, t);
    if (options) return { ...choiceField({ kind: 'select', name, label, error }, [choices(options, value)]) };
    const counts = column === 'name' || column === 'ground' || column === 'paper' ? null : 'numeric';
    return field({ name, label, error, value, inputMode: counts, maxLength: counts ? 4 : 200 });
  };
  return {
    key,
    title: t(`procedures.f.${key}`),
    hint: t(`procedures.list_hint.${key}`),
    error: errors.find((one) => one.field === key)?.message ?? null,
    columns: names.map((name) => t(`procedures.c.${name}`)),
    rows: rows.map((row, index) => ({ cells: names.map((column) => cell(row, index, column)) })),
  };
}

function optionsOf(
  list: VersionList,
  column: string,
  units: readonly Unit[],
  t: Translator,
): (readonly [string, string])[] | null {
  if (column === 'grantedBy')
    return [['', '–'], ...EXTRA_TIME_GRANTERS.map((role) => [role, t(`role.${role}`)] as const)];
  if (column !== 'unitCode') return null;
  const none = list === 'stages' ? t('procedures.receiving') : '–';
  return [['', none], ...units.map(({ code, shortName }) => [code, shortName] as const)];
}

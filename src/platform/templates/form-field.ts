import type { FieldError } from '../../domain/errors.js';
import type { ActForm, Choice, ChoiceGroup, FieldKind, FormError, FormField } from './page-parts.js';

type Given = Pick<FormField, 'name' | 'label'> & Partial<Omit<FormField, 'name' | 'label' | 'groups'>>;

/** A text field unless told otherwise; its id is its name with dashes, after `prefix` where several forms share names. */
export function field(given: Given, prefix = ''): FormField {
  return {
    id: prefix + given.name.replaceAll('.', '-'),
    kind: 'text',
    hint: null,
    value: '',
    groups: [],
    required: false,
    error: null,
    checked: false,
    autocomplete: 'off',
    inputMode: null,
    maxLength: null,
    pattern: null,
    filtered: false,
    ...given,
  };
}

/** A field that offers choices: a list (`select`) or, for two to five of them, round buttons (`radio`). */
export function choiceField(
  given: Given & { kind: Extract<FieldKind, 'select' | 'radio'> },
  groups: readonly ChoiceGroup[],
): FormField {
  return { ...field(given), groups };
}

/** @param chosen the value that is selected; '' selects none */
export function choices(options: readonly (readonly [value: string, label: string])[], chosen = ''): ChoiceGroup {
  const list: readonly Choice[] = options.map(([value, label]) => ({ value, label, selected: value === chosen }));
  return { label: null, choices: list };
}

type GivenAct = Pick<ActForm, 'key' | 'label' | 'action'> & Partial<ActForm>;

/** A quiet act without fields unless told otherwise. */
export function act(given: GivenAct): ActForm {
  return {
    note: null,
    primary: false,
    danger: false,
    open: false,
    shortcut: null,
    version: null,
    ...given,
    takesFile: given.fields?.some(({ kind }) => kind === 'file') ?? false,
    fields: (given.fields ?? []).map((each) => ({ ...each, id: `${given.key}-${each.id}` })),
  };
}

/** The summary above a form that was not accepted: one line a field, leading to it. */
export function formErrors(fields: readonly FormField[], errors: readonly FieldError[]): FormError[] {
  return errors.map(({ field: name, message }) => {
    const target = fields.find((each) => each.name === name);
    return { href: `#${target?.id ?? 'content'}`, message };
  });
}

/** The same for a form of many fields, where a message alone does not say which one it means: `Họ tên: cần điền`. */
export function namedErrors(fields: readonly FormField[], errors: readonly FieldError[]): FormError[] {
  return formErrors(fields, errors).map(({ href, message }, index) => {
    const label = fields.find(({ name }) => name === errors[index]?.field)?.label;
    return { href, message: label === undefined ? message : `${label}: ${message}` };
  });
}

/** Puts each refused field's message beside it and keeps what was typed. */
export function withAnswers(
  fields: readonly FormField[],
  typed: Readonly<Record<string, string>>,
  errors: readonly FieldError[],
): FormField[] {
  return fields.map((each) =>
    each.kind === 'checks' ? ticked(each, typed, errors) : answered(each, typed[each.name], errors),
  );
}

/** Each box is a field of its own there; one that is not ticked is not sent. */
function ticked(each: FormField, typed: Readonly<Record<string, string>>, errors: readonly FieldError[]): FormField {
  const sent = Object.entries(typed).flatMap(([name, value]) => (name.startsWith(`${each.name}.`) ? [value] : []));
  const groups = each.groups.map((group) => ({
    ...group,
    choices: group.choices.map((choice) => ({ ...choice, selected: sent.includes(choice.value) })),
  }));
  return { ...each, groups, error: errors.find(({ field: name }) => name === each.name)?.message ?? null };
}

function answered(each: FormField, typed: string | undefined, errors: readonly FieldError[]): FormField {
  const error = errors.find(({ field: name }) => name === each.name)?.message ?? null;
  if (typed === undefined) return { ...each, error };
  const groups = each.groups.map((group) => ({
    ...group,
    choices: group.choices.map((choice) => ({ ...choice, selected: choice.value === typed })),
  }));
  return { ...each, error, value: typed, groups, checked: each.kind === 'checkbox' && typed !== '' };
}

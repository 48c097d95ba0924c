import type { FieldError } from '../domain/errors.js';
import { choiceField, choices, field, namedErrors, withAnswers } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { FormError, FormField } from '../platform/templates/page-parts.js';

/** GET /setup. Template pages/setup/show. */
export interface SetupView {
  readonly errors: readonly FormError[];
  readonly code: FormField;
  readonly person: readonly FormField[];
  readonly ground: readonly FormField[];
}

/** @param roots agencies that are there already */
export function setupView(
  roots: readonly { readonly code: string; readonly name: string }[],
  typed: Readonly<Record<string, string>>,
  errors: readonly FieldError[],
  t: Translator,
): SetupView {
  const fields = withAnswers([codeField(t), ...personFields(t), ...groundFields(roots, t)], shown(typed), errors);
  const named = (...names: readonly string[]): FormField[] => fields.filter(({ name }) => names.includes(name));
  const [code] = fields;
  return {
    errors: namedErrors(fields, errors),
    code: code ?? codeField(t),
    person: named('fullName', 'username', 'password', 'again'),
    ground: named('ground', 'unitCode', 'unitName', 'place'),
  };
}

/** Passwords never come back. */
function shown({ password: _, again: __, ...rest }: Readonly<Record<string, string>>): Record<string, string> {
  return rest;
}

function codeField(t: Translator): FormField {
  const hint = t('setup.code_hint');
  return field({ name: 'code', label: t('setup.code'), hint, required: true, inputMode: 'numeric', maxLength: 20 });
}

function personFields(t: Translator): FormField[] {
  const secret = { kind: 'password', autocomplete: 'new-password', required: true, maxLength: 128 } as const;
  return [
    field({ name: 'fullName', label: t('setup.full_name'), required: true, maxLength: 120 }),
    field({
      name: 'username',
      label: t('login.username'),
      hint: t('setup.username_hint'),
      autocomplete: 'username',
      required: true,
      maxLength: 40,
    }),
    field({ name: 'password', label: t('login.password'), hint: t('account.password_rule'), ...secret }),
    field({ name: 'again', label: t('setup.password_again'), ...secret }),
  ];
}

function groundFields(roots: readonly { readonly code: string; readonly name: string }[], t: Translator): FormField[] {
  if (roots.length > 0) {
    const known = choices(
      roots.map(({ code, name }) => [code, name] as const),
      roots[0]?.code,
    );
    const only = choices([['known', t('setup.ground_known')]], 'known');
    return [
      choiceField({ kind: 'radio', name: 'ground', label: t('setup.ground') }, [only]),
      choiceField({ kind: 'select', name: 'unitCode', label: t('setup.unit') }, [known]),
    ];
  }
  const ways = choices(
    [
      ['own', t('setup.ground_own')],
      ['shipped', t('setup.ground_shipped')],
    ],
    'own',
  );
  return [
    choiceField({ kind: 'radio', name: 'ground', label: t('setup.ground'), hint: t('setup.ground_hint') }, [ways]),
    field({ name: 'unitName', label: t('setup.unit_name'), hint: t('setup.unit_name_hint'), maxLength: 200 }),
    field({ name: 'unitCode', label: t('setup.unit_code'), hint: t('setup.unit_code_hint'), maxLength: 40 }),
    field({ name: 'place', label: t('setup.place'), hint: t('setup.place_hint'), maxLength: 80 }),
  ];
}

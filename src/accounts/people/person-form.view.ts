import { roleConcerns } from '../../domain/accounts/role-separation.js';
import { isRole, ROLES, type Role } from '../../domain/accounts/roles.js';
import { choiceField, choices, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { FormError, FormField } from '../../platform/templates/page-parts.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { Unit } from '../../units/unit.js';
import type { Account } from '../account.js';

export interface RoleTick {
  readonly role: Role;
  readonly label: string;
  /** what they may do with it */
  readonly may: string;
  readonly checked: boolean;
}

/** The form of a person, new or known. Partial of pages/people. */
export interface PersonFormView {
  readonly action: string;
  readonly version: number | null;
  readonly fields: readonly FormField[];
  readonly roles: readonly RoleTick[];
  readonly rolesError: string | null;
  /** why two of the roles should be two people; empty when all is well */
  readonly concerns: readonly string[];
  readonly meant: FormField | null;
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
  readonly submit: string;
}

export interface PersonFormFacts {
  /** null for a new one */
  readonly account: Account | null;
  /** that the administrator may put people into */
  readonly units: readonly Unit[];
  readonly unitCode: string;
  readonly refusal: Refusal | null;
  /** ticked in the form that was refused; null before */
  readonly ticked: readonly string[] | null;
}

export function personFormView(facts: PersonFormFacts, t: Translator): PersonFormView {
  const { account, refusal } = facts;
  const chosen = (facts.ticked ?? account?.roles ?? []).filter(isRole);
  const concerns = roleConcerns(chosen).map((concern) => t(`people.concern.${concern}`));
  const plain = personFields(facts, t);
  const fields = refusal ? withAnswers(plain, refusal.typed, refusal.errors) : plain;
  const wrong = refusal?.errors ?? [];
  const roleField = { ...field({ name: 'roles', label: t('people.roles') }), id: 'role-receiver' };
  const asks = concerns.length > 0 && refusal !== null;
  const meant = field({ kind: 'checkbox', name: 'meant', label: t('people.meant') });
  return {
    action: account ? `/staff/${account.username}` : '/staff',
    version: account?.version ?? null,
    fields,
    roles: ROLES.map((role) => ({
      role,
      label: t(`role.${role}`),
      may: t(`people.may.${role}`),
      checked: chosen.includes(role),
    })),
    rolesError: wrong.find(({ field: name }) => name === 'roles')?.message ?? null,
    concerns,
    meant: asks ? { ...meant, error: wrong.find(({ field: name }) => name === 'meant')?.message ?? null } : null,
    errors: namedErrors([...fields, roleField, meant], wrong),
    refusal: refusal?.sentence ?? null,
    submit: t(account ? 'people.save' : 'people.create'),
  };
}

function personFields({ account, units, unitCode }: PersonFormFacts, t: Translator): FormField[] {
  const username = field({
    name: 'username',
    label: t('login.username'),
    hint: t('people.username_hint'),
    required: true,
    maxLength: 40,
    pattern: '[a-z][a-z0-9._\\-]{2,39}',
  });
  const common = [
    field({
      name: 'fullName',
      label: t('people.full_name'),
      value: account?.fullName ?? '',
      required: true,
      maxLength: 120,
    }),
    choiceField({ kind: 'select', name: 'unitCode', label: t('people.unit'), required: true }, [
      choices(
        units.map(({ code, name }) => [code, name]),
        account?.unitCode ?? unitCode,
      ),
    ]),
    field({
      name: 'email',
      label: t('people.email'),
      hint: t('people.email_hint'),
      value: account?.email ?? '',
      maxLength: 200,
    }),
    field({ kind: 'tel', name: 'phone', label: t('people.phone'), value: account?.phone ?? '', maxLength: 40 }),
  ];
  return account ? common : [username, ...common];
}

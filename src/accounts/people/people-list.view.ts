import type { Actor } from '../../domain/accounts/roles.js';
import { choiceField, choices, field } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, EmptyState, FormField } from '../../platform/templates/page-parts.js';
import type { Unit } from '../../units/unit.js';
import type { Account } from '../account.js';
import type { Directory, DirectoryQuery } from './people.service.js';

/** GET /staff. Template pages/people/list. */
export interface PeopleListView {
  readonly filters: readonly FormField[];
  /** null for those who only read */
  readonly newHref: string | null;
  readonly rows: readonly {
    readonly href: string;
    readonly username: string;
    readonly fullName: string;
    readonly unitName: string;
    readonly roles: string;
    readonly contact: string;
    readonly state: Badge;
  }[];
  /** said when not all are shown */
  readonly cut: string | null;
  readonly empty: EmptyState | null;
}

export interface PeopleListFacts {
  readonly directory: Directory;
  readonly query: DirectoryQuery;
  /** within the reader's reach */
  readonly units: readonly Unit[];
  readonly mayKeep: boolean;
  readonly reader: Actor;
}

export function peopleListView(facts: PeopleListFacts, t: Translator): PeopleListView {
  const { directory, query, units, mayKeep, reader } = facts;
  const nameOf = new Map(units.map(({ code, name }) => [code, name]));
  return {
    filters: [
      field({ name: 'q', label: t('people.search'), value: query.q, maxLength: 100 }),
      choiceField({ kind: 'select', name: 'unit', label: t('people.unit') }, [
        choices(
          units.map(({ code, name }) => [code, name]),
          query.unitCode ?? reader.unitCode,
        ),
      ]),
      field({ kind: 'checkbox', name: 'all', label: t('people.with_inactive'), checked: query.withInactive }),
    ],
    newHref: mayKeep ? '/staff/new' : null,
    rows: directory.people.map((person) => ({
      href: `/staff/${person.username}`,
      username: person.username,
      fullName: person.fullName,
      unitName: nameOf.get(person.unitCode) ?? person.unitCode,
      roles: person.roles.map((role) => t(`role.${role}`)).join(', '),
      contact: [person.email, person.phone].filter((one) => one !== null).join(' · '),
      state: accountBadge(person, t),
    })),
    cut: directory.cut ? t('people.cut', { count: directory.people.length }) : null,
    empty: directory.people.length > 0 ? null : nobody(mayKeep, t),
  };
}

function nobody(mayKeep: boolean, t: Translator): EmptyState {
  const action = mayKeep ? { href: '/staff/new', label: t('people.new') } : null;
  return { title: t('people.none'), body: t('people.none_hint'), action };
}

export function accountBadge({ active }: Pick<Account, 'active'>, t: Translator): Badge {
  return active
    ? { tone: 'ok', shape: 'tick', text: t('people.active') }
    : { tone: 'neutral', shape: 'cross', text: t('people.inactive') };
}

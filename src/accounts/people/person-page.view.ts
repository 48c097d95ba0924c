import { act } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { momentText } from '../../platform/templates/page-words.js';
import type { ActForm, Badge, Fact } from '../../platform/templates/page-parts.js';
import type { Account } from '../account.js';
import type { StaffCard } from '../shared-pcs/cards.service.js';
import { accountBadge } from './people-list.view.js';
import type { PersonFormView } from './person-form.view.js';

/** GET /staff/{username}. Template pages/people/show. */
export interface PersonPageView {
  readonly username: string;
  readonly fullName: string;
  readonly state: Badge;
  readonly facts: readonly Fact[];
  readonly acts: readonly ActForm[];
  /** null for those who only read, and on one's own page */
  readonly form: PersonFormView | null;
  /** what was refused, and why */
  readonly refusal: string | null;
  /** said in its place */
  readonly readOnly: string | null;
}

/** The password is there this once. Template pages/people/password. */
export interface PersonPasswordView {
  readonly username: string;
  readonly fullName: string;
  /** null when the form came a second time: it was shown before */
  readonly password: string | null;
  readonly href: string;
}

export interface PersonPageFacts {
  readonly account: Account;
  readonly unitName: string;
  readonly sessions: number;
  readonly card: StaffCard | null;
  readonly mayKeep: boolean;
  readonly own: boolean;
  readonly form: PersonFormView | null;
  readonly refusal: string | null;
}

export function personPageView({ account, form, refusal, ...facts }: PersonPageFacts, t: Translator): PersonPageView {
  const { unitName, sessions, card, mayKeep, own } = facts;
  const said = (label: string, value: string): Fact => ({ label, value, href: null, hint: null });
  return {
    username: account.username,
    fullName: account.fullName,
    state: accountBadge(account, t),
    facts: [
      said(t('login.username'), account.username),
      { ...said(t('people.unit'), unitName), href: `/units/${account.unitCode}` },
      said(t('people.roles'), account.roles.map((role) => t(`role.${role}`)).join(', ')),
      said(t('people.email'), account.email ?? t('people.no_email')),
      said(t('people.phone'), account.phone ?? '–'),
      said(t('people.since'), momentText(account.createdAt, t)),
      said(t('people.sessions'), t('people.sessions_count', { count: sessions })),
      said(
        t('account.card'),
        card ? t('account.card_since', { moment: momentText(card.issuedAt, t) }) : t('account.card_none'),
      ),
    ],
    acts: mayKeep && !own ? actsOn(account, card, t) : [],
    form,
    refusal,
    readOnly: form ? null : t(own ? 'people.own' : 'people.read_only'),
  };
}

function actsOn({ username, active, version }: Account, card: StaffCard | null, t: Translator): ActForm[] {
  const to = (key: string): { key: string; action: string } => ({ key, action: `/staff/${username}/${key}` });
  const password = act({ ...to('passwords'), label: t('people.reset'), note: t('people.reset_note'), version });
  const out = act({ ...to('session-ends'), label: t('people.sign_out'), note: t('people.sign_out_note') });
  const off = act({
    ...to('disablements'),
    label: t('people.disable'),
    note: t('people.disable_note'),
    danger: true,
    version,
  });
  const on = act({
    ...to('enablements'),
    label: t('people.enable'),
    note: t('people.enable_note'),
    primary: true,
    version,
  });
  const newCard = act({
    ...to('cards'),
    label: t(card ? 'account.card_again' : 'account.card_make'),
    note: t('people.card_note'),
  });
  const lost = act({
    key: 'card-revocations',
    action: `/staff/${username}/cards/revocations`,
    label: t('account.card_revoke'),
    note: t('people.card_revoke_note'),
  });
  return active ? [password, newCard, ...(card ? [lost] : []), out, off] : [on];
}

import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import type { FieldError } from '../../domain/errors.js';
import { act, field, formErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, FormError, FormField } from '../../platform/templates/page-parts.js';
import { momentText } from '../../platform/templates/page-words.js';
import type { SessionLine } from '../sessions.repository.js';
import type { StaffCard } from '../shared-pcs/cards.service.js';

/** GET /account. Template pages/account/show. */
export interface OwnAccountView {
  readonly person: {
    readonly fullName: string;
    readonly username: string;
    readonly unitName: string;
    readonly roles: string;
  };
  readonly errors: readonly FormError[];
  readonly pinState: string;
  readonly pin: readonly ActForm[];
  readonly cardState: string;
  readonly card: readonly ActForm[];
  readonly sessions: readonly SessionRow[];
  /** to the phones on which a signer comes in by PIN; null for everybody else */
  readonly phonesHref: string | null;
  /** true where another session could be ended */
  readonly others: boolean;
}

export interface SessionRow {
  readonly place: string;
  readonly begun: string;
  readonly used: string;
  readonly here: boolean;
  readonly endHref: string;
}

/** GET /account/password. Template pages/account/password. */
export interface PasswordView {
  readonly errors: readonly FormError[];
  readonly fields: readonly FormField[];
  /** the password is an administrator's: nothing else goes before it is changed */
  readonly forced: boolean;
}

export interface OwnFacts {
  readonly actor: Actor;
  readonly unitName: string;
  readonly sessionId: string;
  readonly pin: { readonly closed: boolean } | null;
  readonly card: StaffCard | null;
  readonly sessions: readonly SessionLine[];
  /** which form was refused, and why; none when the page is new */
  readonly refused: 'pin' | 'card' | null;
  readonly errors: readonly FieldError[];
  readonly sentence: string | null;
}

export function ownAccountView(facts: OwnFacts, t: Translator): OwnAccountView {
  const { actor, unitName, pin, card } = facts;
  const pins = pinActs(facts, t);
  const cards = cardActs(facts, t);
  const fields = [...pins, ...cards].flatMap(({ fields: some }) => some);
  const wrong = facts.sentence === null ? facts.errors : [{ field: '', message: facts.sentence }];
  return {
    person: {
      fullName: actor.fullName,
      username: actor.username,
      unitName,
      roles: actor.roles.map((role) => t(`role.${role}`)).join(', '),
    },
    errors: formErrors(fields, wrong),
    pinState: t(pin === null ? 'account.pin_none' : pin.closed ? 'account.pin_closed' : 'account.pin_set'),
    pin: pins,
    cardState:
      card === null ? t('account.card_none') : t('account.card_since', { moment: momentText(card.issuedAt, t) }),
    card: cards,
    sessions: facts.sessions.map((line) => sessionRow(line, facts.sessionId, t)),
    phonesHref: hasRole(actor, 'leader') ? '/account/phones' : null,
    others: facts.sessions.some(({ id }) => id !== facts.sessionId),
  };
}

function pinActs({ pin, refused, errors }: OwnFacts, t: Translator): ActForm[] {
  const secret = { kind: 'password', required: true, inputMode: 'numeric', maxLength: 6 } as const;
  const fields = [
    field({ name: 'pin', label: t('account.pin_new'), hint: t('account.pin_rule'), ...secret }),
    current(t),
  ];
  const choose = act({
    key: 'pin',
    label: t(pin === null ? 'account.pin_choose' : 'account.pin_change'),
    action: '/account/pin',
    fields: refused === 'pin' ? withAnswers(fields, {}, errors) : fields,
    open: refused === 'pin',
  });
  const drop = act({ key: 'pin-removal', label: t('account.pin_remove'), action: '/account/pin/removals' });
  return pin === null ? [choose] : [choose, drop];
}

function cardActs({ card, refused, errors }: OwnFacts, t: Translator): ActForm[] {
  const fields = [current(t)];
  const issue = act({
    key: 'card',
    label: t(card === null ? 'account.card_make' : 'account.card_again'),
    note: t('account.card_note'),
    action: '/account/card',
    fields: refused === 'card' ? withAnswers(fields, {}, errors) : fields,
    open: refused === 'card',
  });
  const revoke = act({ key: 'card-removal', label: t('account.card_revoke'), action: '/account/card/revocations' });
  return card === null ? [issue] : [issue, revoke];
}

function current(t: Translator): FormField {
  return field({
    name: 'current',
    label: t('account.current'),
    kind: 'password',
    autocomplete: 'current-password',
    required: true,
    maxLength: 128,
  });
}

function sessionRow({ id, createdAt, usedAt, deviceName }: SessionLine, hereId: string, t: Translator): SessionRow {
  return {
    place: deviceName ?? t('account.session_elsewhere'),
    begun: momentText(createdAt, t),
    used: momentText(usedAt, t),
    here: id === hereId,
    endHref: `/account/sessions/${id}/ends`,
  };
}

export function passwordView(
  forced: boolean,
  errors: readonly FieldError[],
  sentence: string | null,
  t: Translator,
): PasswordView {
  const fresh = { kind: 'password', autocomplete: 'new-password', required: true, maxLength: 128 } as const;
  const fields = withAnswers(
    [
      current(t),
      field({ name: 'password', label: t('account.password_new'), hint: t('account.password_rule'), ...fresh }),
      field({ name: 'again', label: t('account.password_again'), ...fresh }),
    ],
    {},
    errors,
  );
  const wrong = sentence === null ? errors : [{ field: '', message: sentence }];
  return { errors: formErrors(fields, wrong), fields, forced };
}

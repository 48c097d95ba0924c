import type { Actor } from '../../domain/accounts/roles.js';
import type { DomainError } from '../../domain/errors.js';
import { field } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { FormField } from '../../platform/templates/page-parts.js';

/** The form that frees a screen. Partial partials/unlock; posts to /unlock. */
export interface UnlockView {
  /** whose screen it is; null before anybody signed in */
  readonly owner: string | null;
  /** colleagues to choose from; null where only one person can come back */
  readonly people: readonly PersonChoice[] | null;
  /** whose name goes with the form where nobody is to be chosen; null where one is, or types it */
  readonly username: string | null;
  readonly name: FormField | null;
  readonly secret: FormField;
  readonly error: string | null;
  readonly returnTo: string;
  /** a form that was sent meanwhile, sealed; null when there is none */
  readonly kept: string | null;
  /** a file was sent meanwhile: it has to be chosen again */
  readonly lost: boolean;
  readonly switching: boolean;
  /** a sentence about the PC: its name, or that only a password counts for others */
  readonly place: string;
}

export interface PersonChoice {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly checked: boolean;
}

/** What a screen that is not free knows. */
export interface LockFacts {
  readonly owner: Actor | null;
  /** of the registered PC; null for any other */
  readonly deviceName: string | null;
  /** it is somebody's own phone: a PIN is asked for */
  readonly phone: boolean;
  /** who sat there lately, the last one first */
  readonly people: readonly Actor[];
  readonly switching: boolean;
  readonly returnTo: string;
  readonly kept: string | null;
  readonly lost: boolean;
  /** the name that was chosen or typed before it was refused */
  readonly chosen: string | null;
  readonly refused: DomainError | null;
}

/** @returns what the lock's form shows; a secret never comes back */
export function unlockView(facts: LockFacts, t: Translator): UnlockView {
  const { owner, deviceName, phone, switching, returnTo, kept, lost, refused } = facts;
  const people = deviceName === null ? null : peopleToChoose(facts);
  const typesName = people === null && (owner === null || switching);
  const label = t(phone ? 'phone.pin' : deviceName === null && typesName ? 'login.password' : 'lock.secret');
  const inputMode = phone ? 'numeric' : null;
  return {
    owner: owner?.fullName ?? null,
    people,
    username: people === null && !typesName ? (owner?.username ?? null) : null,
    name: typesName
      ? field({
          name: 'username',
          label: t('login.username'),
          value: facts.chosen ?? '',
          autocomplete: 'username',
          required: true,
          maxLength: 60,
        })
      : null,
    secret: field({ name: 'secret', label, inputMode, kind: 'password', required: true, maxLength: 128 }, 'unlock-'),
    error: refused && refusalText(refused, t),
    returnTo,
    kept,
    lost,
    switching,
    place: deviceName === null ? t('lock.unknown_pc') : t('lock.pc', { name: deviceName }),
  };
}

/** The owner comes back first; when the PC is passed on, whoever sat there before. */
function peopleToChoose({ owner, people, switching, chosen }: LockFacts): PersonChoice[] | null {
  const others = people.filter(({ username }) => username !== owner?.username);
  const all = owner ? (switching ? [...others, owner] : [owner, ...others]) : others;
  const wished = all.find(({ username }) => username === chosen) ?? all[0];
  if (all.length === 0) return null;
  return all.map(({ username, fullName }, index) => ({
    id: `unlock-${String(index)}`,
    username,
    fullName,
    checked: username === wished?.username,
  }));
}

function refusalText({ code, facts, errors }: DomainError, t: Translator): string {
  if (facts['pin'] === 'closed') return t('lock.pin_closed');
  if (code === 'rate.limited') return t('problem.rate.limited.todo');
  if (code === 'auth.forbidden') return t('lock.password_only');
  return errors.length > 0 ? t('lock.incomplete') : t('lock.wrong');
}

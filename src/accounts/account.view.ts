import type { Actor, Role } from '../domain/accounts/roles.js';
import { toLocalIso, type Instant } from '../domain/time/instant.js';
import type { Account } from './account.js';

/** A person as the API shows them. */
export class PersonView {
  username!: string;
  fullName!: string;
  unitCode!: string;
  roles!: Role[];
}

export class SessionView {
  /** send as `Authorization: Bearer …`; shown this once */
  token!: string;
  expiresAt!: string;
  user!: PersonView;
}

export class AccountView extends PersonView {
  email!: string | null;
  phone!: string | null;
  active!: boolean;
  createdAt!: string;
  version!: number;
}

export class AccountPageView {
  items!: AccountView[];
  nextCursor!: string | null;
}

export class ApiTokenView {
  id!: string;
  username!: string;
  name!: string;
  scopes!: string[];
  endsOn!: string;
  /** shown this once; null when the request is answered again */
  token!: string | null;
}

export function personView({ username, fullName, unitCode, roles }: Actor): PersonView {
  return { username, fullName, unitCode, roles: [...roles] };
}

export function sessionView(opened: { token: string; expiresAt: Instant; actor: Actor }): SessionView {
  return { token: opened.token, expiresAt: toLocalIso(opened.expiresAt), user: personView(opened.actor) };
}

export function accountView(account: Account): AccountView {
  const { active, createdAt, version, email, phone } = account;
  return { ...personView(account), email, phone, active, createdAt: toLocalIso(createdAt), version };
}

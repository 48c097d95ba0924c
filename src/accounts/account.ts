import type { Actor, Role } from '../domain/accounts/roles.js';
import type { Instant } from '../domain/time/instant.js';

/** A person's account as others may see it: never with its hash. */
export interface Account extends Actor {
  /** where digests go; null when they have none */
  readonly email: string | null;
  readonly phone: string | null;
  readonly active: boolean;
  readonly createdAt: Instant;
  readonly version: number;
}

export interface NewAccount {
  readonly username: string;
  readonly fullName: string;
  readonly unitCode: string;
  readonly roles: readonly Role[];
  readonly email?: string | null;
  readonly phone?: string | null;
}

/** What an administrator may change; absent means left as it is. */
export interface AccountChange {
  readonly fullName?: string;
  readonly unitCode?: string;
  readonly roles?: readonly Role[];
  readonly active?: boolean;
  /** null takes it away */
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly password?: string;
}

/** 3 to 40 of `a-z 0-9 . _ -`, beginning with a letter: what every keyboard can type with Telex on or off. */
export const USERNAME = /^[a-z][a-z0-9._-]{2,39}$/;

/** Papers are signed, numbered and sealed, and accounts kept, by people: an API token never has these roles. */
export const NEVER_A_MACHINE: readonly Role[] = ['leader', 'clerk', 'admin'];

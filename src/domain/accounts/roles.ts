/** Who may do what at a one-stop desk. Citizens and the post have no account. Source: reference 9.1. */
export const ROLES = [
  'receiver',
  'returner',
  'cashier',
  'specialist',
  'division_head',
  'leader',
  'clerk',
  'desk_head',
  'monitor',
  'admin',
] as const;

export type Role = (typeof ROLES)[number];

/** The person (or their machine) who acts: what every use case is told about the caller. */
export interface Actor {
  readonly username: string;
  readonly fullName: string;
  readonly unitCode: string;
  readonly roles: readonly Role[];
  /** colleagues who are absent today and whose work this person has taken over */
  readonly covers?: readonly string[];
}

/** Whoever holds the link of a letter: somebody without an account, who may say what went wrong and nothing else. */
export const CITIZEN: Actor = { username: 'citizen', fullName: 'Công dân', unitCode: '', roles: [] };

/** Whose view reaches below their own unit. */
const OVERSEERS: readonly Role[] = ['leader', 'desk_head', 'monitor', 'admin'];
/** Whose acts reach below their own unit: leaders sign and stop, administrators keep accounts and catalogues. */
const COMMANDERS: readonly Role[] = ['leader', 'admin'];

/** Who counts or keeps accounts, and needs no paper of a citizen: scans and receipts show what screens mask. */
const NOT_AT_WORK: readonly Role[] = ['monitor', 'admin'];

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

export function hasRole(actor: Actor, ...anyOf: readonly Role[]): boolean {
  return actor.roles.some((role) => anyOf.includes(role));
}

/** May this person see papers of citizens, of dossiers that they may see? Source: reference 9.1, 10. */
export function seesPapers(actor: Actor): boolean {
  return actor.roles.some((role) => !NOT_AT_WORK.includes(role));
}

/** Does this person's view reach the units below their own? */
export function seesBelow(actor: Actor): boolean {
  return hasRole(actor, ...OVERSEERS);
}

/**
 * May this person see what belongs to `unitCode`? Their own unit always; units below it for leader, desk head,
 * monitor and admin.
 *
 * @param ancestors codes of the units above `unitCode`, in any order
 */
export function mayRead(actor: Actor, unitCode: string, ancestors: readonly string[]): boolean {
  return reaches(actor, unitCode, ancestors, OVERSEERS);
}

/**
 * May this person act for `unitCode`? Their own unit always; units below it for leader and admin only.
 * Which act: the roles declared on the route (`@Allow`).
 *
 * @param ancestors codes of the units above `unitCode`, in any order
 */
export function mayActFor(actor: Actor, unitCode: string, ancestors: readonly string[]): boolean {
  return reaches(actor, unitCode, ancestors, COMMANDERS);
}

function reaches(actor: Actor, unitCode: string, ancestors: readonly string[], roles: readonly Role[]): boolean {
  return actor.unitCode === unitCode || (ancestors.includes(actor.unitCode) && hasRole(actor, ...roles));
}

import type { Actor } from '../domain/accounts/roles.js';
import type { Dossier } from '../domain/dossier/dossier.js';
import type { Keys } from '../platform/keys/keys.js';

/** The citizen's 8 digits, for the desk that prints them; nobody else needs to know. Source: R35. */
export function secretFor(dossier: Dossier, by: Actor, keys: Keys): string | null {
  return by.unitCode === dossier.unitCode ? keys.trackingSecret(dossier.code, dossier.trackingSerial) : null;
}

import { createHash, randomBytes } from 'node:crypto';

/** Tells a machine's token from a session, for people who find one in a file. */
const API_PREFIX = 'dht_';
const SECRET_BYTES = 32;

export function newSessionToken(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

export function newApiToken(): string {
  return API_PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
}

export function isApiToken(token: string): boolean {
  return token.startsWith(API_PREFIX);
}

/** What is stored instead: 256 random bits need no salt and no slow hash. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

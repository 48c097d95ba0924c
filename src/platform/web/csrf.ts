import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Keys, sameSecret } from '../keys/keys.js';
import { Cookies } from './cookies.js';
import { plumbing } from './forms.js';
import type { WebRequest } from './principal.js';

/**
 * Proof that a form came from a page of ours: a keyed hash of the session (before signing in, of a guest cookie).
 * Nothing is stored, and a token dies with its session.
 */
@Injectable()
export class CsrfTokens {
  constructor(
    private readonly keys: Keys,
    private readonly cookies: Cookies,
  ) {}

  /** The token for a page's forms; makes the browser a guest when it is nobody yet. */
  issue(request: WebRequest): string {
    const known = this.expected(request);
    if (known !== null) return known;
    const guest = randomBytes(24).toString('base64url');
    request.page = { flashShown: request.page?.flashShown ?? false, newGuest: guest };
    return this.ofGuest(guest);
  }

  /** Whether `_csrf` of the form, or the header `x-csrf-token`, is the one we gave this browser. */
  isGood(request: WebRequest): boolean {
    const header = request.headers['x-csrf-token'];
    const given = (typeof header === 'string' ? header : null) ?? plumbing(request.body, '_csrf');
    const expected = this.expected(request);
    return given !== null && expected !== null && sameSecret(given, expected);
  }

  private expected(request: WebRequest): string | null {
    const { principal } = request;
    if (principal?.via === 'cookie') return this.keys.mac('csrf', `session|${principal.id}`);
    const guest = request.page?.newGuest ?? this.cookies.guest(request);
    return guest === null ? null : this.ofGuest(guest);
  }

  private ofGuest(guest: string): string {
    return this.keys.mac('csrf', `guest|${guest}`);
  }
}

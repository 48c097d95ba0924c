import type { SiteNotice } from './page-renderer.js';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Instant } from '../../domain/time/instant.js';
import type { IdempotentWrite } from '../idempotency/idempotency.js';

/** What a personal API token may be used for; a session may do both. */
export type TokenScope = 'read' | 'write';

/** Why somebody who is signed in gets nothing yet: the screen is locked, or they have to choose a password first. */
export type Hold = 'locked' | 'password';

/** A recognised session or API token. */
export interface Session {
  /** names the session without opening it: SHA-256 of the token */
  readonly id: string;
  readonly actor: Actor;
  readonly unitName: string;
  readonly expiresAt: Instant;
  /** its end has just been moved: a cookie must be told */
  readonly renewed: boolean;
  readonly scopes: readonly TokenScope[];
  /** null: nothing stands in the way */
  readonly hold: Hold | null;
}

/** Port: accounts knows tokens, the platform knows cookies and headers. */
export interface SessionReader {
  /** @returns null when the token is unknown, ended or its person is switched off */
  read(token: string): Promise<Session | null>;
}

/** Injection token of the port `SessionReader`. */
export const SESSION_READER = Symbol('SessionReader');

/** Who asks, and how they showed it: only what a browser sends by itself needs CSRF protection. */
export interface Principal extends Session {
  readonly via: 'cookie' | 'bearer';
}

/** What the platform learns about a request on its way in, and notes for its way out. */
export interface WebRequest extends FastifyRequest {
  principal?: Principal | null;
  idempotentWrite?: IdempotentWrite | null;
  /** what waits behind the entries of the menu, by their keys; looked up before the route of a page */
  navCounts?: Readonly<Record<string, number>>;
  /** what this person must be told on every page; looked up with the figures of the menu */
  notices?: readonly SiteNotice[];
  /** set by PageRenderer: the answer is a page */
  page?: { flashShown: boolean; newGuest: string | null };
}

/** Programs get problem+json and JSON; people get pages. */
export function isForPrograms(request: FastifyRequest): boolean {
  return /^\/(?:api|health|metrics)(?:[/?]|$)/.test(request.url);
}

export function isUnsafe(request: FastifyRequest): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
}

/** The path asked for, without its query. */
export function pathOf(request: FastifyRequest): string {
  return request.url.replace(/\?.*$/s, '');
}

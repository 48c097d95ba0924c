import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { hasRole } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { ACCESS, EVEN_HELD, RATE, type Access, type Rate } from './access.js';
import { addressOf } from './address.js';
import { Cookies } from './cookies.js';
import { CsrfTokens } from './csrf.js';
import {
  isForPrograms,
  isUnsafe,
  SESSION_READER,
  type Hold,
  type Principal,
  type SessionReader,
  type WebRequest,
} from './principal.js';
import { RateLimiter } from './rate-limiter.js';

/** The one place where a request becomes somebody's: token or cookie → person → roles, then proof of our own form. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(SESSION_READER) private readonly sessions: SessionReader,
    private readonly cookies: Cookies,
    private readonly csrf: CsrfTokens,
    private readonly limiter: RateLimiter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<WebRequest>();
    const access = this.declared(ACCESS, context) as Access | undefined;
    if (!access) throw new Error(`${context.getClass().name}.${context.getHandler().name} declares no access`);
    const rate = this.declared(RATE, context) as Rate | undefined;
    if (rate) this.limiter.take(request.routeOptions.url ?? '', addressOf(request), rate);
    request.principal = await this.recognise(request, context.switchToHttp().getResponse<FastifyReply>());
    this.demandOwnForm(request, access);
    demandAccess(request.principal, access, isUnsafe(request));
    const released = (this.declared(EVEN_HELD, context) ?? []) as readonly Hold[];
    if (access.kind !== 'public') demandFree(request.principal, released);
    return true;
  }

  private declared(key: string, context: ExecutionContext): unknown {
    return this.reflector.getAllAndOverride<unknown>(key, [context.getHandler(), context.getClass()]);
  }

  private async recognise(request: WebRequest, reply: FastifyReply): Promise<Principal | null> {
    const [, bearer] = /^Bearer +(\S{1,200}) *$/i.exec(request.headers.authorization ?? '') ?? [];
    if (bearer !== undefined) {
      const session = await this.sessions.read(bearer);
      return session && { ...session, via: 'bearer' };
    }
    const token = this.cookies.session(request);
    const session = token === null ? null : await this.sessions.read(token);
    if (session?.renewed && token !== null) this.cookies.setSession(reply, token);
    return session && { ...session, via: 'cookie' };
  }

  /** A browser sends its cookie by itself: what changes something must also show a token of a page of ours. */
  private demandOwnForm(request: WebRequest, access: Access): void {
    if (!isUnsafe(request) || request.principal?.via === 'bearer') return;
    const program = isForPrograms(request);
    if (program && request.principal === null) return;
    if (this.csrf.isGood(request)) return;
    if (program && access.kind === 'public') {
      // Nobody needs to be anybody here, so the cookie simply does not count.
      request.principal = null;
      return;
    }
    throw new DomainError('auth.csrf', 'the form token is missing or of another session');
  }
}

/** @throws DomainError `auth.required` with the fact `hold` */
function demandFree(principal: Principal | null, released: readonly Hold[]): void {
  const hold = principal?.hold ?? null;
  if (hold !== null && !released.includes(hold))
    throw new DomainError('auth.required', `not while on hold: ${hold}`, { hold });
}

/** @throws DomainError `auth.required`, or `auth.forbidden` when the roles or the token's scopes do not cover it */
function demandAccess(principal: Principal | null | undefined, access: Access, unsafe: boolean): void {
  if (access.kind === 'public') return;
  if (!principal) throw new DomainError('auth.required', 'sign in first');
  if (!principal.scopes.includes(unsafe ? 'write' : 'read')) {
    throw new DomainError('auth.forbidden', 'the token’s scopes do not cover this', { scopes: principal.scopes });
  }
  if (access.kind === 'roles' && !hasRole(principal.actor, ...access.anyOf)) {
    throw new DomainError('auth.forbidden', 'none of your roles covers this', { needs: access.anyOf });
  }
}

import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError, type FieldError } from '../domain/errors.js';
import { formErrors, withAnswers } from '../platform/templates/form-field.js';
import { Authenticated, EvenHeld, Public } from '../platform/web/access.js';
import { addressOf } from '../platform/web/address.js';
import { Cookies } from '../platform/web/cookies.js';
import { localPath } from '../platform/web/locale.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { Principal, WebRequest } from '../platform/web/principal.js';
import { PROBLEMS } from '../platform/web/problem-words.js';
import { CurrentPrincipal } from '../platform/web/request-parts.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { AccountsService } from './accounts.service.js';
import { LogInForm } from './accounts.dto.js';
import { logInFields, type LogInView } from './log-in.view.js';
import { SessionsService } from './sessions.service.js';
import { LockScreen } from './shared-pcs/lock-screen.js';

/** Signing in and out for people. */
@Controller()
export class LogInPages {
  constructor(
    private readonly sessions: SessionsService,
    private readonly accounts: AccountsService,
    private readonly screen: LockScreen,
    private readonly pages: PageRenderer,
    private readonly cookies: Cookies,
  ) {}

  @Get('log-in')
  @Public()
  async show(@Req() request: WebRequest, @Res() reply: FastifyReply, @Query('next') next: unknown): Promise<void> {
    // Where there is nobody yet, every page leads here, and from here to the first run.
    if (await this.accounts.any()) void reply.send(await this.form(request, typed({ returnTo: next }), null));
    else void reply.redirect('/setup', 303);
  }

  @Post('log-in')
  @Public()
  async open(@Req() request: WebRequest, @Res() reply: FastifyReply, @Body() body: unknown): Promise<void> {
    try {
      const { username, password, returnTo } = await readRequest(LogInForm, body);
      const device = await this.screen.device(request);
      const place = { attended: true, deviceId: device?.id ?? null };
      const { token } = await this.sessions.open(username, password, addressOf(request), place);
      // Whoever sat here before is signed out: a desk PC has one person at a time.
      if (request.principal) await this.sessions.close(request.principal.id);
      this.cookies.setSession(reply, token);
      this.screen.keepDevice(request, reply, device);
      void reply.redirect(localPath(returnTo), 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { retryAfterSeconds } = error.facts;
      if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', String(retryAfterSeconds));
      void reply.status(PROBLEMS[error.code].status).send(await this.form(request, typed(body), error));
    }
  }

  @Post('log-out')
  @Authenticated()
  @EvenHeld('locked', 'password')
  async close(@CurrentPrincipal() { id }: Principal, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.close(id);
    this.cookies.endSession(reply);
    void reply.redirect('/log-in', 303);
  }

  private async form(request: WebRequest, { username, returnTo }: Typed, refused: DomainError | null): Promise<string> {
    const t = this.pages.words(request);
    const errors = refused ? this.refusal(request, refused) : [];
    const fields = withAnswers(logInFields(username, t), {}, errors);
    const unlock = await this.screen.colleagues(request, returnTo);
    const view: LogInView = { errors: formErrors(fields, errors), fields, returnTo, unlock, people: null };
    return this.pages.page(request, 'sessions/new', view, { title: t('login.title') });
  }

  private refusal(request: WebRequest, { code, errors }: DomainError): FieldError[] {
    if (errors.length > 0) return this.pages.fieldErrors(request, errors);
    return [{ field: 'username', message: PROBLEMS[code].title[this.pages.words(request).locale] }];
  }
}

interface Typed {
  readonly username: string;
  readonly returnTo: string;
}

/** What may stand in the form again: never the password, never a way out of this house. */
function typed(body: unknown): Typed {
  const { username, returnTo } = (body ?? {}) as { username?: unknown; returnTo?: unknown };
  return {
    username: typeof username === 'string' ? username.slice(0, 40) : '',
    returnTo: localPath(typeof returnTo === 'string' ? returnTo : null),
  };
}

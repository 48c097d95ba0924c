import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import { Authenticated, EvenHeld, Public } from '../../platform/web/access.js';
import { addressOf } from '../../platform/web/address.js';
import { Cookies } from '../../platform/web/cookies.js';
import { sentFields } from '../../platform/web/forms.js';
import { localPath } from '../../platform/web/locale.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { Principal, WebRequest } from '../../platform/web/principal.js';
import { PROBLEMS } from '../../platform/web/problem-words.js';
import { CurrentPrincipal } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { SessionsService } from '../sessions.service.js';
import { KeptForms } from './kept-forms.js';
import { LockForm, UnlockForm } from './lock.dto.js';
import { LockScreen, type Asked } from './lock-screen.js';
import { UnlockingService } from './unlocking.service.js';

/** Leaving a screen and coming back to it, or passing it on. With script over the page, without it as pages. */
@Controller()
export class LockPages {
  constructor(
    private readonly sessions: SessionsService,
    private readonly unlocking: UnlockingService,
    private readonly screen: LockScreen,
    private readonly kept: KeptForms,
    private readonly pages: PageRenderer,
    private readonly cookies: Cookies,
  ) {}

  /** Asked now and then by a page at which somebody works: that is use, too. */
  @Get('session/state')
  @Authenticated()
  @EvenHeld('locked', 'password')
  state(@CurrentPrincipal() { hold, actor }: Principal): { locked: boolean; username: string } {
    return { locked: hold === 'locked', username: actor.username };
  }

  @Post('session/lock')
  @HttpCode(200)
  @Authenticated()
  @EvenHeld('locked', 'password')
  async lock(@Body() form: LockForm, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.lock(request.principal?.id ?? '');
    const asked = { switching: form.switch ?? false, returnTo: form.returnTo };
    if (isOverlay(request)) {
      void reply.send(await this.screen.panel(request, asked));
      return;
    }
    const next = encodeURIComponent(localPath(form.returnTo));
    void reply.redirect(`/lock?next=${next}${asked.switching ? '&switch=1' : ''}`, 303);
  }

  @Get('lock')
  @Authenticated()
  @EvenHeld('locked', 'password')
  async show(@Req() request: WebRequest, @Res() reply: FastifyReply, @Query() query: unknown): Promise<void> {
    const { next, switch: switching, lost } = query as Readonly<Record<string, unknown>>;
    const returnTo = typeof next === 'string' ? next : '/';
    if (request.principal?.hold !== 'locked') {
      void reply.redirect(localPath(returnTo), 303);
      return;
    }
    const asked = { returnTo, switching: switching === '1', lost: lost === '1' };
    void reply.send(await this.screen.page(request, asked));
  }

  /** A form that was sent while the screen was locked, repeated here by the browser: kept until its sender is back. */
  @Post('lock/kept')
  @Authenticated()
  @EvenHeld('locked', 'password')
  async keep(
    @Body() body: unknown,
    @Query('to') to: unknown,
    @CurrentPrincipal() { actor }: Principal,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const path = localPath(typeof to === 'string' ? to : null);
    const kept = this.kept.seal(actor.username, { to: path, fields: sentFields(body) });
    void reply.status(401).send(await this.screen.page(request, { kept, lost: kept === null }));
  }

  @Post('unlock')
  @Public()
  async release(@Body() body: unknown, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    const { principal } = request;
    try {
      const { username, secret, returnTo, kept = null } = await readRequest(UnlockForm, body);
      const device = await this.screen.device(request);
      const session = principal && { id: principal.id, username: principal.actor.username };
      const shown = { username, secret, address: addressOf(request), device, session: session ?? null };
      const opened = await this.unlocking.release(shown);
      this.screen.keepDevice(request, reply, device);
      if (opened) this.cookies.setSession(reply, opened.token);
      if (opened || !principal) {
        // Another person's page is not theirs to go on with.
        const path = principal ? '/' : localPath(returnTo);
        if (isOverlay(request)) void reply.status(204).header('x-go', path).send();
        else void reply.redirect(path, 303);
        return;
      }
      this.goOn(request, reply, principal, { returnTo, kept });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const asked: Asked = { ...typed(body), refused: error };
      void reply.status(PROBLEMS[error.code].status);
      void reply.send(
        await (isOverlay(request) ? this.screen.panel(request, asked) : this.screen.page(request, asked)),
      );
    }
  }

  /** The owner is back: where they were, with what they had sent. */
  private goOn(request: WebRequest, reply: FastifyReply, { actor }: Principal, { returnTo, kept }: Asked): void {
    if (isOverlay(request)) {
      void reply.status(204).send();
      return;
    }
    const form = this.kept.open(actor.username, kept ?? null);
    if (!form) {
      void reply.redirect(localPath(returnTo), 303);
      return;
    }
    const fields = form.fields.map(([name, value]) => ({ name, value }));
    const title = this.pages.words(request)('lock.resend_title');
    void reply.status(200).send(this.pages.page(request, 'sessions/resend', { to: form.to, fields }, { title }));
  }
}

/** Asked by the script that lays the lock over the page. */
function isOverlay(request: WebRequest): boolean {
  return request.headers['x-overlay'] === '1';
}

/** What may stand in the form again: never the secret. */
function typed(body: unknown): Asked {
  const given = (body ?? {}) as Readonly<Record<string, unknown>>;
  const text = (name: string): string | undefined => (typeof given[name] === 'string' ? given[name] : undefined);
  return {
    chosen: text('username')?.slice(0, 40) ?? '',
    returnTo: text('returnTo'),
    kept: text('kept') ?? null,
    switching: text('switch') === '1',
  };
}

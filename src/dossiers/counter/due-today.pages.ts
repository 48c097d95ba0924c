import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { DomainError } from '../../domain/errors.js';
import { Allow } from '../../platform/web/access.js';
import { Cookies } from '../../platform/web/cookies.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { PROBLEMS } from '../../platform/web/problem-words.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { reasonOf } from './counter-words.js';
import { CounterService } from './counter.service.js';
import { dueTodayView } from './due-today.view.js';

/** So many rows stay on the page after they were done. */
const KEPT = 30;

/** Đến hẹn hôm nay, chưa bấm: made for half past four, one key a row. */
@Controller('counter/due-today')
@Allow(...ACT_ROLES.complete)
export class DueTodayPages {
  constructor(
    private readonly counter: CounterService,
    private readonly pages: PageRenderer,
    private readonly cookies: Cookies,
  ) {}

  @Get()
  async show(@Query('done') done: unknown, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const t = this.pages.words(request);
    const codes = codesOf(done);
    const view = dueTodayView(await this.counter.day(by, codes), codes, by, t);
    return this.pages.page(request, 'counter/due-today', view, { title: t('nav.due_today') });
  }

  @Post(':code/completions')
  complete(@FromForm() { code, write, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.act({ code, body, request, reply }, (by) => this.counter.complete(code, by, write));
  }

  @Post(':code/returns')
  @Allow(...ACT_ROLES.return)
  giveBack(@FromForm() { code, write, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.act({ code, body, request, reply }, (by) => this.counter.returned(code, by, write));
  }

  /** Back to the list, where the row says what happened and the next one has the focus. */
  private async act(
    turn: { readonly code: string; readonly body: unknown; readonly request: WebRequest; readonly reply: FastifyReply },
    work: (by: Actor) => Promise<void>,
  ): Promise<void> {
    const { code, request, reply } = turn;
    const { actor: by } = request.principal ?? {};
    if (!by) throw new DomainError('auth.required', 'sign in first');
    const before = codesOf((turn.body as { done?: unknown } | null)?.done).filter((each) => each !== code);
    try {
      await work(by);
    } catch (error) {
      if (!(error instanceof DomainError) || PROBLEMS[error.code].status >= 500) throw error;
      this.cookies.setFlash(reply, { kind: 'error', text: `${code}: ${reasonOf(error, this.pages.words(request))}` });
      void reply.redirect(placeOf(before), 303);
      return;
    }
    void reply.redirect(placeOf([...before, code].slice(-KEPT)), 303);
  }
}

function placeOf(done: readonly string[]): string {
  return done.length === 0 ? '/counter/due-today' : `/counter/due-today?done=${encodeURIComponent(done.join(','))}`;
}

function codesOf(text: unknown): string[] {
  if (typeof text !== 'string') return [];
  return text.split(',').filter((code) => /^[A-Za-z0-9.-]{5,40}$/.test(code)).slice(-KEPT); // prettier-ignore
}

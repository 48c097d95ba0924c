import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { localDate, yearOf } from '../../domain/time/plain-date.js';
import { Allow } from '../../platform/web/access.js';
import { typedFields } from '../../platform/web/forms.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { faultsOf } from '../counter/counter-words.js';
import { TermsService } from '../terms.service.js';
import { bookOf } from './blank-slips.service.js';
import { PaperLines, type PaperResult } from './paper-lines.js';
import { PaperSessionsService } from './paper-sessions.service.js';
import { sessionView, type ShowState } from './paper-sessions.view.js';

/** One session: what was received on paper goes into a grid, and dates that differ stand in a list. */
@Controller('paper-sessions/:id')
@Allow('receiver', 'desk_head')
export class PaperSessionPages {
  constructor(
    private readonly sessions: PaperSessionsService,
    private readonly lines: PaperLines,
    private readonly terms: TermsService,
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  show(
    @Param('id') id: string,
    @Query('done') done: unknown,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const count = typeof done === 'string' && /^\d{1,2}$/.test(done) ? Number(done) : 0;
    return this.draw(request, id, by, { done: count });
  }

  @Post('lines')
  @Allow('receiver')
  async enter(@FromForm() { by, id, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const session = await this.sessions.own(id, by);
    if (session.closedAt !== null) throw new DomainError('conflict.closed', 'this session is closed', { id });
    const typed = typedFields(body)['book']?.trim().normalize('NFC').slice(0, 60) ?? '';
    const book = typed === '' ? bookOf(yearOf(localDate(session.from))) : typed;
    const results = await this.lines.enter(request, session, book, by);
    const done = results.filter((result) => 'code' in result).length;
    if (done > 0 && done === results.length) {
      void reply.redirect(`/paper-sessions/${id}?done=${String(done)}`, 303);
      return;
    }
    const t = this.pages.words(request);
    const wrong = results.flatMap((result) => ('error' in result ? [wrongLine(result)] : []));
    const page = await this.draw(request, id, by, { done, book, wrong, nothing: results.length === 0 });
    void reply.status(422).send(page);

    function wrongLine({ typed: line, error }: Extract<PaperResult, { error: unknown }>): ShowState['wrong'][number] {
      const said = faultsOf(error, '', t).map(({ message }) =>
        /^outage\.[a-z_]+$/.test(message) ? t(message) : message,
      );
      return { typed: line, wrong: said.join('; ') };
    }
  }

  @Post('closures')
  @Allow('desk_head')
  close(@FromForm() { by, id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const t = this.pages.words(request);
    return this.turns.take(
      { request, reply },
      async ({ write }) => {
        await this.sessions.close(id, by, write);
        return { next: `/paper-sessions/${id}`, said: t('outage.closed_now') };
      },
      () => this.draw(request, id, by, {}),
    );
  }

  private async draw(request: WebRequest, id: string, by: Actor, state: Partial<ShowState>): Promise<string> {
    const t = this.pages.words(request);
    const session = await this.sessions.own(id, by);
    const day = localDate(session.from);
    const [entered, procedures] = await Promise.all([
      this.sessions.entered(session),
      this.terms.receivable(by.unitCode, day),
    ]);
    const book = entered.at(-1)?.book ?? bookOf(yearOf(day));
    const view = sessionView({ session, entered, procedures, book, wrong: [], done: 0, nothing: false, ...state }, by, t); // prettier-ignore
    return this.pages.page(request, 'paper-sessions/show', view, { title: view.heading });
  }
}

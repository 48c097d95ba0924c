import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../../platform/web/page-turns.js';
import { callerOf, FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { CARRIERS } from '../letter-roles.js';
import { CallRequest, CallsQuery } from './calls.dto.js';
import { CallsService } from './calls.service.js';
import { callsView, type CallsState } from './calls.view.js';

const LIST = '/calls';

/** Citizens who have to be called about a letter. */
@Controller('calls')
@Allow(...CARRIERS)
export class CallsPages {
  constructor(
    private readonly calls: CallsService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  @Get()
  list(@Query() { cursor }: CallsQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.show(request, by, { cursor });
  }

  /** The number to call, on this one answer: no address leads to it again. */
  @Post(':id/numbers')
  number(@FromForm() { by, id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const t = this.pages.words(request);
    return this.turns.answer(
      { request, reply },
      async () => {
        const found = await this.calls.number(id, by);
        const { name = '', phone = null } = found ?? {};
        const number = phone === null ? t('calls.no_number') : t('calls.number', { name, phone });
        return this.show(request, by, { number: { id, text: number } });
      },
      (refusal) => this.again(request, id, refusal),
    );
  }

  @Post(':id/calls')
  note(@FromForm() { id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async (caller) => {
        const { outcome, note = null } = await readRequest(CallRequest, request.body);
        await this.calls.note(id, outcome, note, caller);
        return { next: LIST, said: this.pages.words(request)(`calls.done_${outcome}`) };
      },
      (refusal) => this.again(request, id, refusal),
    );
  }

  private again(request: WebRequest, id: string, refusal: Refusal): Promise<string> {
    return this.show(request, callerOf(request).by, { refused: { id, ...refusal } });
  }

  private async show(request: WebRequest, by: Actor, state: CallsState): Promise<string> {
    const t = this.pages.words(request);
    const view = callsView(await this.calls.page(state.cursor, by), state, t);
    return this.pages.page(request, 'letters/calls', view, { title: t('calls.title') });
  }
}

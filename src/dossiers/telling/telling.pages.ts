import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AccountsService } from '../../accounts/accounts.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { momentText } from '../../platform/templates/page-words.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { TellingService } from './telling.service.js';

/** The message of one dossier as a text to copy into a chat; "sent" is what the officer says, not we. */
@Controller('counter/messages/:code')
@Allow(...ACT_ROLES.complete)
export class TellingPages {
  constructor(
    private readonly telling: TellingService,
    private readonly accounts: AccountsService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  @Get()
  async show(@Param('code') code: string, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const t = this.pages.words(request);
    const notice = await this.telling.of(code, by);
    const told = notice?.told ?? null;
    const names = await this.accounts.names(told === null ? [] : [told.toldBy]);
    const view = {
      code,
      href: `/dossiers/${encodeURIComponent(code)}`,
      message: notice?.text ?? null,
      told:
        told === null
          ? null
          : t('counter.told', { who: names.get(told.toldBy) ?? told.toldBy, moment: momentText(told.toldAt, t) }),
      action: `/counter/messages/${encodeURIComponent(code)}`,
    };
    const title = notice?.kind === 'supplement' ? t('counter.message_papers') : t('counter.message');
    return this.pages.page(request, 'counter/message', { ...view, heading: title }, { title });
  }

  @Post()
  say(@FromForm() { code, by, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        await this.telling.told(code, by);
        return { next: `/counter/messages/${encodeURIComponent(code)}`, said: null };
      },
      () => this.show(code, by, request),
    );
  }
}

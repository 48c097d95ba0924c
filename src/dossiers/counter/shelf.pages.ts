import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { CounterService } from './counter.service.js';
import { ShelfQuery } from './results.dto.js';
import { ResultsService } from './results.service.js';
import { shelfView } from './shelf.view.js';

/** What lies in the cupboard, and what to tell whoever has not come for it. */
@Controller('counter')
@Allow(...ACT_ROLES.complete)
export class ShelfPages {
  constructor(
    private readonly counter: CounterService,
    private readonly results: ResultsService,
    private readonly pages: PageRenderer,
  ) {}

  @Get('shelf')
  async shelf(@Query() { shelf }: ShelfQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const t = this.pages.words(request);
    const { rows, cut } = await this.counter.shelf(by);
    return this.pages.page(request, 'counter/shelf', shelfView(rows, cut, shelf ?? null, t), { title: t('nav.shelf') });
  }

  /** The message of one dossier as a text to copy into a chat; "sent" is what the officer says, not we. */
  @Get('messages/:code')
  async message(@Param('code') code: string, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const t = this.pages.words(request);
    const view = { code, href: `/dossiers/${encodeURIComponent(code)}`, message: await this.results.message(code, by) };
    return this.pages.page(request, 'counter/message', view, { title: t('counter.message') });
  }
}

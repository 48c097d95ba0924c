import { Controller, Get, Query, Req } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { CounterService } from './counter.service.js';
import { ShelfQuery } from './results.dto.js';
import { TellingService } from '../telling/telling.service.js';
import { shelfView } from './shelf.view.js';

/** What lies in the cupboard, and what to tell whoever has not come for it. */
@Controller('counter')
@Allow(...ACT_ROLES.complete)
export class ShelfPages {
  constructor(
    private readonly counter: CounterService,
    private readonly telling: TellingService,
    private readonly pages: PageRenderer,
  ) {}

  @Get('shelf')
  async shelf(@Query() { shelf }: ShelfQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const t = this.pages.words(request);
    const { rows, cut } = await this.counter.shelf(by);
    const told = await this.telling.results(rows);
    const view = shelfView({ rows, told, cut }, shelf ?? null, t);
    return this.pages.page(request, 'counter/shelf', view, { title: t('nav.shelf') });
  }
}
